"""When somebody is free, by half days: the usual week, and days that differ from it; pure.

A day has three parts, each a bit: morning, afternoon, evening. A week has twenty-one, Monday's morning first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import IntEnum

ONE_DAY = timedelta(days=1)
WHOLE_DAY = 7
WHOLE_WEEK = (1 << 21) - 1


class Half(IntEnum):
    """A part of the day, as its place among them."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2


ENDS = {Half.MORNING: time(12, 30), Half.AFTERNOON: time(18, 0)}
"""When a part of the day ends on the office's clock; the evening ends with the day."""


@dataclass(frozen=True, order=True)
class DaysApart:
    """Days that differ from the usual week: free in these halves, or away when it is none of them."""

    first_day: date
    last_day: date
    halves: int = 0

    @property
    def is_away(self) -> bool:
        """Whether they are not there at all."""
        return self.halves == 0

    def holds(self, day: date) -> bool:
        """Whether it speaks of that day."""
        return self.first_day <= day <= self.last_day


def bit_of(weekday: int, half: Half) -> int:
    """The bit of a half day of the week; Monday is 0."""
    return 1 << (weekday * len(Half) + half)


def is_free(free: int, apart: Iterable[DaysApart], starts_at: datetime, ends_at: datetime, zone: tzinfo) -> bool:
    """Whether somebody is free from one moment to another.

    Days that differ go before the usual week, and being away before everything. Who stated no week and no free days
    is taken to be free whenever they are not away.
    """
    said = list(apart)
    states_nothing = not free and all(each.is_away for each in said)
    return all(_is_free_in(free, said, day, half, states_nothing) for day, half in halves_of(starts_at, ends_at, zone))


def halves_of(starts_at: datetime, ends_at: datetime, zone: tzinfo) -> Iterator[tuple[date, Half]]:
    """The half days something touches, on the clock of that zone."""
    begins, ends = starts_at.astimezone(zone), ends_at.astimezone(zone)
    day = begins.date()
    while day <= ends.date():
        for half, (opens, closes) in _parts_of(day, zone).items():
            if begins < closes and ends > opens:
                yield day, half
        day += ONE_DAY


def _parts_of(day: date, zone: tzinfo) -> dict[Half, tuple[datetime, datetime]]:
    noon, evening = (datetime.combine(day, ENDS[half], zone) for half in (Half.MORNING, Half.AFTERNOON))
    midnight, end = datetime.combine(day, time(), zone), datetime.combine(day + ONE_DAY, time(), zone)
    return {Half.MORNING: (midnight, noon), Half.AFTERNOON: (noon, evening), Half.EVENING: (evening, end)}


def _is_free_in(free: int, apart: list[DaysApart], day: date, half: Half, states_nothing: bool) -> bool:
    of_day = [each for each in apart if each.holds(day)]
    if any(each.is_away for each in of_day):
        return False
    if of_day:
        return any(each.halves & (1 << half) for each in of_day)
    return states_nothing or bool(free & bit_of(day.weekday(), half))
