"""Where the guests of an itinerary need time to get from one line to the next. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from coopevents.schedule.clash_kinds import Way

WORTH_A_LINE = 10
"""Minutes on foot from which a way is a line of its own; one by car always is."""
SAME_OUTING = timedelta(hours=6)
"""Between lines further apart than this, guests were somewhere the itinerary does not tell of."""


@dataclass(frozen=True)
class Stop:
    """A line where guests are somewhere; ``is_travel`` when it is itself the way."""

    activity_id: int
    starts_at: datetime
    ends_at: datetime
    place_id: int | None
    guests: frozenset[int]
    is_travel: bool = False


@dataclass(frozen=True)
class Gap:
    """A way nobody planned, to one line: who takes it, how long it takes, and when it has to begin."""

    after_id: int
    guests: frozenset[int]
    way: Way
    starts_at: datetime
    ends_at: datetime
    fits: bool


def gaps_between(stops: Iterable[Stop], way_between: Callable[[int | None, int | None], Way]) -> list[Gap]:
    """The ways that are missing, in the order of time; guests who go to one line from several go together.

    A line of travel in between is the way, whoever planned it; so is an end of the day.
    """
    ordered = sorted(stops, key=lambda each: (each.starts_at, each.ends_at, each.activity_id))
    found: dict[int, Gap] = {}
    last: dict[int, Stop] = {}
    for stop in ordered:
        for guest in sorted(stop.guests):
            before, last[guest] = last.get(guest), stop
            if before is not None and not (before.is_travel or stop.is_travel):
                way = way_between(before.place_id, stop.place_id)
                if _needs_a_line(before, stop, way):
                    found[stop.activity_id] = _joined(found.get(stop.activity_id), before, stop, way, guest)
    return sorted(found.values(), key=lambda each: (each.starts_at, each.after_id))


def _needs_a_line(before: Stop, after: Stop, way: Way) -> bool:
    pause = after.starts_at - before.ends_at
    return timedelta() <= pause < SAME_OUTING and (way.is_by_car or way.minutes >= WORTH_A_LINE)


def _joined(known: Gap | None, before: Stop, after: Stop, way: Way, guest: int) -> Gap:
    longest = way if known is None or way.minutes > known.way.minutes else known.way
    starts_at = after.starts_at - timedelta(minutes=longest.minutes)
    return Gap(
        after_id=after.activity_id,
        guests=(known.guests if known else frozenset()) | {guest},
        way=longest,
        starts_at=starts_at,
        ends_at=after.starts_at,
        fits=before.ends_at <= starts_at and (known is None or known.fits),
    )
