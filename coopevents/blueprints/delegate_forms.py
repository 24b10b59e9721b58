"""The forms about one delegate: what they say of themselves, and what the office says of them."""

from typing import Any, Self

from wtforms import BooleanField, SelectField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired, Length, ValidationError

from coopevents.blueprints.asking import AskingForm
from coopevents.blueprints.choice_fields import CountryField
from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.questions import show_answers, with_questions
from coopevents.delegations import own_data, own_form, words
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_data import OwnDetails
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import DelegateRole
from coopevents.forms.single import valid_email
from coopevents.i18n import LANGUAGE_NAMES, _, _l, current_language
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.text import LocalizedText


class NamedForm(Form):
    """Who somebody is, in words that are no secret."""

    title = OneLineField(_l("Form of address"), description=_l("Such as Prof. Dr."), validators=[Length(max=60)])
    given_name = OneLineField(
        _l("Given name"), validators=[Length(max=120)], render_kw={"autocomplete": "given-name", "maxlength": 120}
    )
    family_name = OneLineField(
        _l("Family name"),
        validators=[DataRequired(_l("Write the family name, or the one name they have.")), Length(max=120)],
        render_kw={"autocomplete": "family-name", "maxlength": 120},
    )
    original_name = OneLineField(_l("Name in your own script"), validators=[Length(max=200)])
    office = OneLineField(_l("Position"), validators=[Length(max=200)], render_kw={"maxlength": 200})
    phone = OneLineField(
        _l("Telephone during the visit"), validators=[Length(max=60)], render_kw={"type": "tel", "autocomplete": "tel"}
    )
    diet = OneLineField(_l("What you do not eat"), validators=[Length(max=300)], render_kw={"maxlength": 300})
    access_needs = LongTextField(
        _l("What would help you to take part"), validators=[Length(max=1000)], render_kw={"rows": 2}
    )
    seen = HiddenField()

    def seen_version(self) -> int | None:
        """The version of the delegate that was looked at."""
        said = self.seen.data or ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else None


class OwnForm(NamedForm, AskingForm):
    """What a delegate says about themselves behind their own link."""

    language = SelectField(_l("Write to me in"), choices=choices_of(LANGUAGE_NAMES.items()), validate_choice=False)

    @classmethod
    def showing(cls, delegate: Delegate) -> "OwnForm":
        """The form filled with what is kept."""
        form = with_questions(cls, own_form.DEFINITION, current_language())(data=_own_words(delegate))
        if not form.is_sent:
            form.seen.data = str(delegate.version)
            answers = {"needs_letter": delegate.needs_letter, **own_data.answers_of(delegate)}
            show_answers(form, answers)
        return form

    def to_details(self) -> OwnDetails:
        """What was written."""
        names = (
            "title",
            "given_name",
            "family_name",
            "original_name",
            "office",
            "phone",
            "diet",
            "access_needs",
        )
        return OwnDetails(**{name: self[name].data or "" for name in names}, language=self.language.data or "")


class DelegateForm(NamedForm):
    """What the office says of a delegate."""

    original_name = OneLineField(_l("Name in their own script"), validators=[Length(max=200)])
    email = OneLineField(
        _l("E-mail"),
        description=_l("Their own link goes there."),
        validators=[Length(max=254)],
        render_kw={"type": "email", "inputmode": "email", "maxlength": 254},
    )
    country = CountryField(_l("Country or region"))
    language = SelectField(_l("Write to them in"), choices=choices_of(LANGUAGE_NAMES.items()), validate_choice=False)
    role = SelectField(_l("Role in the delegation"), choices=choices_of(words.ROLES.items()))
    rank = OneLineField(
        _l("Rank"),
        description=_l("1 is the highest. Empty: after those who have one, as they are ordered by hand."),
        validators=[Length(max=3)],
        render_kw={"inputmode": "numeric", "maxlength": 3},
    )
    diet = OneLineField(_l("Diet"), validators=[Length(max=300)])
    access_needs = LongTextField(_l("Access"), validators=[Length(max=1000)], render_kw={"rows": 2})
    needs_letter = BooleanField(_l("Needs an invitation letter for a visa"))
    note = LongTextField(_l("Note for colleagues"), validators=[Length(max=2000)], render_kw={"rows": 2})

    @classmethod
    def showing(cls, delegation: Delegation, delegate: Delegate | None = None) -> Self:
        """The form for one more delegate, or filled with what is known of one."""
        if delegate is None:
            usual = {"country": delegation.country, "language": delegation.language, "role": DelegateRole.MEMBER.value}
            return cls(data={**usual, "needs_letter": delegation.needs_letters})
        person = delegate.person
        known = {**_own_words(delegate), "email": person.email, "country": person.country}
        more = {"role": delegate.role.value, "rank": delegate.rank, "note": delegate.note}
        form = cls(data={**known, **more, "needs_letter": delegate.needs_letter})
        if not form.is_sent:
            form.seen.data = str(delegate.version)
        return form

    def validate_email(self, field: Any) -> None:
        """An address is one, or left empty."""
        if field.data and valid_email(field.data) is None:
            raise ValidationError(_("Write an e-mail address, such as name@example.edu."))

    def validate_rank(self, field: Any) -> None:
        """A rank is a number, or left empty."""
        if field.data and not (str(field.data).isascii() and str(field.data).isdigit()):
            raise ValidationError(_("A rank is a number from 1, the highest, to 999."))

    def to_details(self, delegation: Delegation, delegate: Delegate | None = None) -> DelegateDetails:
        """What was written; what the form does not ask stays as it is known."""
        known = people.details_of(delegate.person) if delegate is not None else PersonDetails()
        said = {name: self[name].data or "" for name in ("title", "given_name", "family_name", "original_name")}
        person = {
            **vars(known),
            **said,
            "email": valid_email(self.email.data or "") or "",
            "country": self.country.data or "",
            "language": self.language.data or delegation.language,
        }
        if delegate is None:
            person |= {"institution_id": delegation.institution_id, "institution_name": delegation.organisation}
        return DelegateDetails(
            person=PersonDetails(**person),
            role=DelegateRole(self.role.data),
            rank=int(self.rank.data) if self.rank.data else None,
            office=_office(self, delegate),
            phone=self.phone.data or "",
            diet=self.diet.data or "",
            access_needs=self.access_needs.data or "",
            needs_letter=bool(self.needs_letter.data),
            note=self.note.data or "",
        )


def _own_words(delegate: Delegate) -> dict[str, Any]:
    person = delegate.person
    language = person.language or delegate.delegation.language
    return {
        "title": person.title,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "original_name": person.original_name,
        "office": delegate.office.get(language) or delegate.office.in_language(language),
        "phone": delegate.phone,
        "diet": delegate.diet,
        "access_needs": delegate.access_needs,
        "language": language,
    }


def _office(form: DelegateForm, delegate: Delegate | None) -> LocalizedText:
    """The function as it is written, in the language they are written to in; other languages stay."""
    language, said = form.language.data or "en", (form.office.data or "").strip()
    kept = dict(delegate.office) if delegate is not None else {}
    kept.pop(language, None)
    return LocalizedText({**kept, **({language: said} if said else {})})
