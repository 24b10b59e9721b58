"""How a delay runs through a day; pure.

What is late pushes what comes after it with the same guests, by no more than has to be: the time between two lines
absorbs it, down to the way from one place to the next. What is fixed, or belongs to another programme, stays where it
is; a delay that reaches it is a clash, and ends there.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

NO_TIME = timedelta(0)
Way = Callable[[int | None, int | None], timedelta]
"""How long it takes from one place to another."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the day: ``guests`` are the persons who take part, ``stays`` what no delay moves."""

    id: int
    starts_at: datetime
    ends_at: datetime
    place_id: int | None = None
    guests: frozenset[int] = frozenset()
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A line at its new time."""

    id: int
    starts_at: datetime
    ends_at: datetime


def spread(lines: Iterable[Line], late_id: int, delay: timedelta, *, now: datetime, way: Way) -> tuple[Move, ...]:
    """Where the late line and those after it go, in the order of time; nothing for a line that stays.

    What has begun ends later; what is still to come begins later too. Lines that are over do not move.
    """
    day = sorted(lines, key=lambda each: (each.starts_at, each.id))
    late = next((each for each in day if each.id == late_id), None)
    if late is None or late.stays or delay <= NO_TIME or late.ends_at <= now:
        return ()
    begins = late.starts_at if late.starts_at <= now else late.starts_at + delay
    moved = {late.id: Move(late.id, begins, late.ends_at + delay)}
    settled = [(late, late.ends_at + delay)]
    for line in day[day.index(late) + 1 :]:
        begins = _earliest(line, settled, way)
        if line.stays or begins <= line.starts_at:
            settled.append((line, line.ends_at))
            continue
        moved[line.id] = Move(line.id, begins, line.ends_at + (begins - line.starts_at))
        settled.append((line, moved[line.id].ends_at))
    return tuple(sorted(moved.values(), key=lambda each: (each.starts_at, each.id)))


def _earliest(line: Line, before: Sequence[tuple[Line, datetime]], way: Way) -> datetime:
    """When everybody in it can be there, coming from what they were in, each with the moment at which that now ends.

    What overlapped as planned never waited for each other, and a way that was planned too short stays so.
    """
    reached = []
    for other, ends_at in before:
        gap = line.starts_at - other.ends_at
        if gap >= NO_TIME and other.guests & line.guests:
            reached.append(ends_at + min(gap, way(other.place_id, line.place_id)))
    return max([line.starts_at, *reached])
