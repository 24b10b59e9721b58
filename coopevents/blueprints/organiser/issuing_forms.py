"""The forms in which an office says how it signs, and what its certificates say."""

from wtforms import BooleanField, DecimalField, FileField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coopevents.blueprints.forms import Form, LocalizedField, LongTextField, OneLineField, choices_of
from coopevents.i18n import _l
from coopevents.issuing.details import CertificateDetails, OfficeDetails
from coopevents.issuing.models import IssuingOffice
from coopevents.issuing.states import HoursRule
from coopevents.issuing.words import HOURS_RULES

OWN = "own"
_PREFIX = {"maxlength": 8, "autocapitalize": "characters", "spellcheck": "false"}


class OfficeForm(Form):
    """How an office signs."""

    name = LocalizedField(_l("Name of the office on its papers"), is_required=True, max_length=200)
    address = LocalizedField(
        _l("Address and telephone"), description=_l("They stand under the name at the top of letters."), max_length=300
    )
    signatory = LocalizedField(_l("Who signs"), max_length=120)
    position = LocalizedField(_l("As what they sign"), max_length=200)
    signature = FileField(
        _l("Picture of the signature"),
        description=_l("JPEG, PNG or WebP, best on a white or transparent ground. It is kept sealed."),
    )
    has_no_signature = BooleanField(_l("Remove the present picture; papers then have a line to sign on"))
    letter_prefix = OneLineField(_l("Numbers of letters begin with"), validators=[Length(max=8)], render_kw=_PREFIX)
    certificate_prefix = OneLineField(
        _l("Numbers of certificates begin with"), validators=[Length(max=8)], render_kw=_PREFIX
    )

    @classmethod
    def showing(cls, office: IssuingOffice, unit_name: object) -> "OfficeForm":
        """The form filled with what holds; the unit's own name where no other was given."""
        names = ("address", "signatory", "position", "letter_prefix", "certificate_prefix")
        return cls(data={"name": office.name or unit_name, **{each: getattr(office, each) for each in names}})

    def to_details(self, *, signature_key: str) -> OfficeDetails:
        """What was said."""
        return OfficeDetails(
            name=self.name.data,
            address=self.address.data,
            signatory=self.signatory.data,
            position=self.position.data,
            signature_key=signature_key,
            letter_prefix=(self.letter_prefix.data or "").upper(),
            certificate_prefix=(self.certificate_prefix.data or "").upper(),
        )


class CertificateForm(Form):
    """What the certificates of an event say."""

    hours_rule = RadioField(
        _l("Which hours do they state?"),
        [InputRequired(_l("Choose one of these."))],
        choices=choices_of((rule.value, words) for rule, words in HOURS_RULES.items()),
    )
    event_hours = DecimalField(
        _l("Hours of the event"),
        [Optional(), NumberRange(0, 1000, _l("Write a number of hours, from 0 to 1000."))],
        places=None,
        description=_l("Only when everybody who was checked in gets the same."),
        render_kw={"inputmode": "decimal"},
    )
    languages = SelectField(_l("Languages"), validate_choice=True)
    heading = LocalizedField(_l("Heading"), description=_l("Empty means “Certificate of attendance”."), max_length=120)
    text = LocalizedField(
        _l("Further sentence"),
        description=_l("It stands below the hours: what the programme covered, for example."),
        is_long=True,
        max_length=400,
    )

    @classmethod
    def showing(cls, details: CertificateDetails, languages: list[tuple[str, str]]) -> "CertificateForm":
        """The form filled with what holds; ``languages`` are those papers of the event may be in."""
        form = cls(
            data={
                "hours_rule": details.hours_rule.value,
                "event_hours": details.event_minutes / 60 if details.event_minutes else None,
                "languages": ",".join(details.languages) or OWN,
                "heading": details.heading,
                "text": details.text,
            }
        )
        form.languages.choices = choices_of([(OWN, _l("The guest’s own, and the event’s")), *languages])
        return form

    def to_details(self) -> CertificateDetails:
        """What was said."""
        chosen = self.languages.data or OWN
        return CertificateDetails(
            heading=self.heading.data,
            text=self.text.data,
            hours_rule=HoursRule(self.hours_rule.data),
            event_minutes=round(float(self.event_hours.data or 0) * 60),
            languages=() if chosen == OWN else tuple(chosen.split(",")),
        )


class WithdrawPaperForm(Form):
    """Why a paper is withdrawn."""

    reason = LongTextField(
        _l("Reason"),
        description=_l("Only colleagues read it. The page on which the paper is verified says that it was withdrawn."),
        validators=[InputRequired(_l("Say why; only colleagues read it.")), Length(max=500)],
        render_kw={"rows": 3},
    )
