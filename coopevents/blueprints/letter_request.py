"""What a letter is for, written by the guest or by a colleague."""

from wtforms import DateField
from wtforms.validators import Length, Optional

from coopevents.blueprints.forms import Form, LongTextField, OneLineField
from coopevents.i18n import _l
from coopevents.issuing.details import LetterDetails
from coopevents.issuing.letter_models import Letter
from coopevents.registration.models import Registration


def usual_details(guest: Registration) -> LetterDetails:
    """What a letter is for when nobody said so: the days of the event."""
    return LetterDetails(stay_from=guest.event.starts_on, stay_until=guest.event.ends_on)


class LetterForm(Form):
    """What a letter is for, as the guest or a colleague writes it."""

    addressee = OneLineField(
        _l("Embassy or consulate where you apply"),
        description=_l("With its city, such as Embassy of China in Berlin."),
        validators=[Length(max=300)],
    )
    stay_from = DateField(_l("First day of your stay"), [Optional()])
    stay_until = DateField(_l("Last day of your stay"), [Optional()])
    note = LongTextField(
        _l("What we should know"),
        description=_l("Only the office reads it; it does not stand in the letter."),
        validators=[Length(max=2000)],
        render_kw={"rows": 3},
    )

    @classmethod
    def showing(cls, letter: Letter | None, usual: LetterDetails) -> "LetterForm":
        """The form filled with what the letter is for, or with what is usual."""
        kept = letter or usual
        names = ("addressee", "stay_from", "stay_until", "note")
        return cls(data={name: getattr(kept, name) for name in names})

    def to_details(self) -> LetterDetails:
        """What was written."""
        return LetterDetails(
            addressee=self.addressee.data or "",
            stay_from=self.stay_from.data,
            stay_until=self.stay_until.data,
            note=self.note.data or "",
        )
