"""How a schedule is released, and when its people are told."""

from dataclasses import asdict, dataclass
from datetime import datetime

from coopevents import ledger
from coopevents.facts import Actor, changed_fields
from coopevents.schedule import release_rules, rules
from coopevents.schedule.facts import ScheduleSettingsChanged
from coopevents.schedule.models import Schedule
from coopevents.schedule.releasing import about_schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """What an organiser decides about a schedule: the columns of that name say what each means."""

    releases_itself: bool
    quiet_minutes: int
    holds_notices: bool
    holidays_of: str = ""


def settings_of(schedule: Schedule) -> ScheduleSettings:
    """The settings in force."""
    return ScheduleSettings(
        releases_itself=schedule.releases_itself,
        quiet_minutes=schedule.quiet_minutes,
        holds_notices=schedule.holds_notices,
        holidays_of=schedule.holidays_of,
    )


def change_settings(schedule: Schedule, settings: ScheduleSettings, *, now: datetime, actor: Actor) -> None:
    """Let these settings be in force; a programme that releases itself from now on is released at once.

    Raises QuietTimeIsImpossible or HolidaysAreUnknown.
    """
    release_rules.ensure_quiet_time(settings.quiet_minutes)
    rules.ensure_holidays_are_known(settings.holidays_of)
    wanted = asdict(settings)
    changes = changed_fields(asdict(settings_of(schedule)), wanted)
    if not changes:
        return
    for name in changes:
        setattr(schedule, name, wanted[name])
    schedule.is_snapshot_current = False
    ledger.record(ScheduleSettingsChanged(**about_schedule(schedule, now, actor), changes=changes))
