"""The forms about releasing a programme."""

from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, SelectField
from wtforms.validators import InputRequired, Length

from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.calendars.public_holidays import known_countries
from coopevents.i18n import _, _l, country_choices
from coopevents.schedule.models import Schedule
from coopevents.schedule.release_rules import LONGEST_COMMENT, LONGEST_NAME
from coopevents.schedule.settings import ScheduleSettings


class ReleaseForm(Form):
    """Name and note of a release; both may be left empty. It carries what the organiser looked at."""

    fingerprint = HiddenField()
    name = OneLineField(
        _l("Name"), [Length(max=LONGEST_NAME)], description=_l("For example: After the speakers’ meeting.")
    )
    comment = LocalizedField(
        _l("Note to readers"),
        is_long=True,
        max_length=LONGEST_COMMENT,
        description=_l("Stands above the changes on the public page of changes."),
    )

    @property
    def expected(self) -> str:
        """The fingerprint of what was looked at."""
        return str(self.fingerprint.data or "")


class SettingsForm(Form):
    """How the programme is released, and when people are told."""

    releases_itself = BooleanField(
        _l("Release every save at once"),
        description=_l("For programmes that change little: readers see each change as soon as it is saved."),
    )
    quiet_minutes = IntegerField(
        _l("Quiet time, in minutes"),
        [InputRequired(_l("Give the quiet time in minutes, from 0 to 1,440 (one day)."))],
        description=_l("Several releases within it become one message to each person."),
    )
    holds_notices = BooleanField(
        _l("Hold messages until somebody approves them"),
        description=_l("Messages about changes wait in the outbox as drafts."),
    )

    holidays_of = SelectField(
        _l("Warn of public holidays in"),
        default="",
        validate_choice=False,
        description=_l("Activities on such a day are told as a clash, once for the whole day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = known_countries()
        offered = [each for each in country_choices() if each[0] in known]
        self.holidays_of.choices = choices_of([("", _("No country")), *offered])

    @classmethod
    def showing(cls, schedule: Schedule) -> "SettingsForm":
        """The form filled with the settings in force."""
        values: dict[str, Any] = {
            "releases_itself": schedule.releases_itself,
            "quiet_minutes": schedule.quiet_minutes,
            "holds_notices": schedule.holds_notices,
            "holidays_of": schedule.holidays_of,
        }
        return cls(formdata=None, data=values)

    def to_details(self) -> ScheduleSettings:
        """What was decided."""
        return ScheduleSettings(
            releases_itself=bool(self.releases_itself.data),
            quiet_minutes=int(self.quiet_minutes.data if self.quiet_minutes.data is not None else -1),
            holds_notices=bool(self.holds_notices.data),
            holidays_of=self.holidays_of.data or "",
        )
