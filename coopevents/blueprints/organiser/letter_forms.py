"""The forms of invitation letters at the desk: settings, texts, why a letter goes back."""

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Length

from coopevents.blueprints.forms import Form, LocalizedField, LongTextField, OneLineField, choices_of
from coopevents.i18n import _l
from coopevents.issuing.details import LetterTermsDetails
from coopevents.issuing.letter_models import LetterTemplate
from coopevents.issuing.letter_texts import USUAL, Wording

OWN, USUAL_TEXT = "own", "usual"
BESIDE, BELOW = "beside", "below"


class LetterTermsForm(Form):
    """Whether and how an event gives letters."""

    is_offered = BooleanField(
        _l("Guests can ask for an invitation letter"),
        description=_l("On their own page, once their place is confirmed."),
    )
    needs_four_eyes = BooleanField(
        _l("Four eyes"), description=_l("Nobody approves what they began, or issues what they approved.")
    )
    template = SelectField(_l("Text"))
    languages = SelectField(_l("Languages"))
    arrangement = RadioField(
        _l("Two languages stand"),
        [InputRequired(_l("Choose one of these."))],
        choices=choices_of([(BESIDE, _l("side by side")), (BELOW, _l("one below the other"))]),
    )

    @classmethod
    def showing(
        cls, details: LetterTermsDetails, templates: list[LetterTemplate], languages: list[tuple[str, str]]
    ) -> "LetterTermsForm":
        """The form filled with what holds."""
        form = cls(
            data={
                "is_offered": details.is_offered,
                "needs_four_eyes": details.needs_four_eyes,
                "template": str(details.template_id or USUAL_TEXT),
                "languages": ",".join(details.languages) or OWN,
                "arrangement": BESIDE if details.is_side_by_side else BELOW,
            }
        )
        own = [(str(each.id), each.name) for each in templates]
        form.template.choices = choices_of([(USUAL_TEXT, _l("The usual text")), *own])
        form.languages.choices = choices_of([(OWN, _l("The guest’s own, and the event’s")), *languages])
        return form

    def to_details(self) -> LetterTermsDetails:
        """What was said."""
        template, languages = self.template.data or USUAL_TEXT, self.languages.data or OWN
        return LetterTermsDetails(
            is_offered=bool(self.is_offered.data),
            needs_four_eyes=bool(self.needs_four_eyes.data),
            template_id=None if template == USUAL_TEXT else int(template),
            languages=() if languages == OWN else tuple(languages.split(",")),
            is_side_by_side=self.arrangement.data == BESIDE,
        )


class LetterTextForm(Form):
    """A text of the office for its letters."""

    name = OneLineField(
        _l("Name of this text"),
        description=_l("Only colleagues see it."),
        validators=[InputRequired(_l("Give the text a name, by which colleagues choose it.")), Length(max=120)],
    )
    subject = LocalizedField(_l("Subject"), is_required=True, max_length=200)
    text = LocalizedField(_l("Text"), is_long=True, is_required=True, max_length=6000)

    @classmethod
    def showing(cls, template: LetterTemplate | None) -> "LetterTextForm":
        """The form filled with the text; a new one begins with the usual text."""
        if template is None:
            return cls(data={"name": "", "subject": USUAL.subject, "text": USUAL.text})
        return cls(data={"name": template.name, "subject": template.subject, "text": template.text})

    def to_wording(self) -> Wording:
        """What was written."""
        return Wording(self.subject.data, self.text.data)


class LetterReasonForm(Form):
    """Why a letter goes back, or is given up."""

    reason = LongTextField(
        _l("Reason"),
        description=_l("Needed to send it back or to withdraw it; the guest reads it."),
        validators=[Length(max=2000)],
        render_kw={"rows": 3},
    )
