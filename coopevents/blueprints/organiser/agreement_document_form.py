"""The form that adds a document to an agreement."""

from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.validators import Length

from coopevents.agreements.details import DocumentDetails
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import DRAFTING, HOLDING, AgreementState, DocumentKind
from coopevents.agreements.words import DOCUMENT_KINDS, LANGUAGES
from coopevents.blueprints.forms import Form, OneLineField, choices_of
from coopevents.i18n import _, _l

_ALWAYS = (DocumentKind.POWER_OF_ATTORNEY, DocumentKind.OTHER)
_WHILE_DRAFTING = (DocumentKind.FINAL, DocumentKind.TRANSLATION, DocumentKind.DRAFT)


class DocumentForm(Form):
    """A file, and what it is."""

    kind = SelectField(_l("Kind of document"), coerce=DocumentKind, validate_choice=False)
    language = SelectField(_l("Language"), default="", validate_choice=False)
    file = FileField(
        _l("File"),
        description=_l(
            "PDF, Word, JPEG, PNG or WebP, at most 10 MB. A final text or language version has to be a PDF."
        ),
    )
    note = OneLineField(_l("Note"), [Length(max=500)], description=_l("Such as what changed in this version."))

    @classmethod
    def blank(cls) -> "DocumentForm":
        """One that was not sent."""
        return cls(formdata=None)

    def offer(self, agreement: Agreement) -> None:
        """Let the kinds be chosen that make sense at this state, and the languages of the agreement."""
        kinds = [*_WHILE_DRAFTING, *_ALWAYS] if agreement.state in DRAFTING else list(_ALWAYS)
        if agreement.state in HOLDING or agreement.state is AgreementState.PARTLY_SIGNED:
            kinds.insert(0, DocumentKind.SIGNED_SCAN)
        self.kind.choices = choices_of([(each.value, DOCUMENT_KINDS[each]) for each in kinds])
        languages = [(each, LANGUAGES.get(each, each)) for each in agreement.languages.split()]
        self.language.choices = choices_of([*languages, ("", _("None in particular"))])
        if not self.is_sent and languages and not self.language.data:
            self.language.data = languages[0][0]

    def to_details(self, file_name: str) -> DocumentDetails:
        """What was typed."""
        return DocumentDetails(
            kind=self.kind.data, file_name=file_name, language=self.language.data or "", note=self.note.data or ""
        )
