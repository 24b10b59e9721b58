"""Shifting by the clock on the wall: nine o'clock stays nine o'clock over a change to summer time."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from coopevents.calendars.zones import TimeDoesNotExist, resolve_wall_time, zone_named


class Timed(Protocol):
    """Whatever has a start and an end."""

    starts_at: datetime
    ends_at: datetime


def shifted_times(timed: Timed, shift: timedelta, from_zone: str, to_zone: str) -> tuple[datetime, datetime]:
    """Start and end by the wall clock; what would shrink to nothing in a summer-time gap keeps its length."""
    starts_at = _shifted(timed.starts_at, shift, from_zone, to_zone)
    ends_at = _shifted(timed.ends_at, shift, from_zone, to_zone)
    return starts_at, ends_at if ends_at > starts_at else starts_at + (timed.ends_at - timed.starts_at)


def _shifted(moment: datetime, shift: timedelta, from_zone: str, to_zone: str) -> datetime:
    wall = moment.astimezone(zone_named(from_zone))
    try:
        return resolve_wall_time(wall.replace(tzinfo=None, fold=0) + shift, to_zone, fold=wall.fold)
    except TimeDoesNotExist as gap:
        return gap.next_valid.astimezone(UTC)
