"""Who attended, at what, for how long: from check-in at the entrance and from attendance taken at activities."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coopevents.events.models import Event
from coopevents.issuing import queries
from coopevents.issuing.states import HoursRule
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.schedule.models import Activity


@dataclass(frozen=True)
class Attendance:
    """What was noted of a guest: whether they were checked in, the activities they were at, and the minutes stated."""

    registration: Registration
    is_checked_in: bool
    activities: tuple[Activity, ...]
    minutes: int

    @property
    def has_come(self) -> bool:
        """Whether anything shows that the guest was there."""
        return self.is_checked_in or bool(self.activities)


def attendances(
    event: Event, rule: HoursRule, event_minutes: int, only: Collection[int] | None = None
) -> list[Attendance]:
    """What was noted of everybody who had a place, by name, in two selects; of these registrations ``only``."""
    guests = queries.list_expected(event.id, only)
    attended = queries.map_attended(event.schedule_id, None if only is None else {each.person_id for each in guests})
    return [attendance_of(each, attended, rule=rule, event_minutes=event_minutes) for each in guests]


def attendance_of(
    registration: Registration, attended: Mapping[int, Sequence[Activity]], *, rule: HoursRule, event_minutes: int
) -> Attendance:
    """What was noted of one guest; pure."""
    activities = tuple(attended.get(registration.person_id, ()))
    is_checked_in = registration.state is RegistrationState.CHECKED_IN
    has_come = is_checked_in or bool(activities)
    minutes = {
        HoursRule.ACTIVITIES: minutes_of(activities),
        HoursRule.EVENT: event_minutes if has_come else 0,
        HoursRule.NONE: 0,
    }[rule]
    return Attendance(registration, is_checked_in, activities, minutes)


def minutes_of(activities: Iterable[Activity]) -> int:
    """How long somebody was there who was at all of these; what was at the same time counts once."""
    total, until = 0, None
    for starts_at, ends_at in sorted((each.starts_at, each.ends_at) for each in activities):
        begins = starts_at if until is None else max(starts_at, until)
        if ends_at > begins:
            total += int((ends_at - begins).total_seconds()) // 60
            until = ends_at
    return total
