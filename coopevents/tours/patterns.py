"""The days of a weekly pattern, and why some are left out. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from coopevents.calendars.zones import TimeDoesNotExist, resolve_wall_time

WEEK = timedelta(days=7)


class LeftOut(StrEnum):
    """Why nothing departs on a day of the pattern."""

    EXCEPTION = "exception"
    BLACKOUT = "blackout"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """Every week on ``weekday`` (0 is Monday) when the wall clock of ``zone`` shows ``starts``, both days counted."""

    weekday: int
    starts: time
    since: date
    until: date
    zone: str
    left_out: frozenset[date] = frozenset()
    on_holidays: bool = False


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which nothing departs, both counted."""

    since: date
    until: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PatternDay:
    """A day of the pattern: when the tour departs, or why it does not.

    ``is_shifted`` marks a day whose clock skips the time meant; it departs as soon as the clock has gone forward.
    """

    day: date
    starts_at: datetime | None
    left_out: LeftOut | None = None
    reason: str = ""
    is_shifted: bool = False


def days_of(
    weekly: Weekly, begins: date, ends: date, *, closures: Iterable[Closure] = (), holidays: Collection[date] = ()
) -> list[PatternDay]:
    """Every day of the pattern from one day to another, both counted, in their order.

    Of a time the clock shows twice, the first is meant.
    """
    closed = tuple(closures)
    return [_day(weekly, day, closed, holidays) for day in _weekdays(weekly, begins, ends)]


def _weekdays(weekly: Weekly, begins: date, ends: date) -> Iterable[date]:
    first = max(weekly.since, begins)
    day = first + timedelta(days=(weekly.weekday - first.weekday()) % 7)
    last = min(weekly.until, ends)
    while day <= last:
        yield day
        day += WEEK


def _day(weekly: Weekly, day: date, closures: tuple[Closure, ...], holidays: Collection[date]) -> PatternDay:
    if day in weekly.left_out:
        return PatternDay(day, None, LeftOut.EXCEPTION)
    closure = next((each for each in closures if each.since <= day <= each.until), None)
    if closure is not None:
        return PatternDay(day, None, LeftOut.BLACKOUT, closure.reason)
    if day in holidays and not weekly.on_holidays:
        return PatternDay(day, None, LeftOut.HOLIDAY)
    try:
        return PatternDay(day, resolve_wall_time(datetime.combine(day, weekly.starts), weekly.zone, fold=0))
    except TimeDoesNotExist as gap:
        return PatternDay(day, gap.next_valid.astimezone(UTC), is_shifted=True)
