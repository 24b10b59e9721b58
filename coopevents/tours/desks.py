"""The schedule that holds a unit's departures outside any event: opened on first use, released on every save."""

from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.schedule import queries as schedules
from coopevents.schedule import rules as schedule_rules
from coopevents.schedule import service as scheduling
from coopevents.schedule.models import Schedule
from coopevents.tours import departure_queries as queries
from coopevents.tours.models import TourDesk


def schedule_of(unit_id: int) -> Schedule | None:
    """The tours schedule of a unit, once it has one."""
    desk = queries.find_desk(unit_id)
    return schedules.get_schedule(desk.schedule_id) if desk is not None else None


def open_desk(unit_id: int, *, time_zone: str, now: datetime, actor: Actor) -> Schedule:
    """The tours schedule of a unit; made now if there is none. Raises UnknownTimeZone."""
    known = schedule_of(unit_id)
    if known is not None:
        return known
    schedule = scheduling.open_schedule(
        unit_id=unit_id, time_zone=time_zone, releases_itself=True, now=now, actor=actor
    )
    scheduling.open_to_public(schedule, now=now, actor=actor)
    db.session.add(TourDesk(unit_id=unit_id, schedule_id=schedule.id))
    db.session.flush()
    return schedule


def set_holidays(schedule: Schedule, country: str) -> None:
    """Let weekly tours leave out the public holidays of that country; none for an empty one.

    Raises HolidaysAreUnknown.
    """
    schedule_rules.ensure_holidays_are_known(country)
    schedule.holidays_of = country
