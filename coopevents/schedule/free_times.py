"""Ways out of a clash: the nearest free time at the same place, another place that is free at that time. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from coopevents.schedule.clashes import ClashIndex, Slot

STEP = timedelta(minutes=5)


def nearest_free_start(slot: Slot, index: ClashIndex, *, earliest: datetime, latest: datetime) -> datetime | None:
    """The start nearest to the slot's own at which it clashes with nothing, none before ``earliest``.

    None when there is none from which it would end by ``latest``. Of two equally near ones it is the later.
    """
    length = slot.ends_at - slot.starts_at
    starts = {_on_the_step(start, forward) for start, forward in _candidates(slot, index, length)}
    possible = [start for start in starts if earliest <= start and start + length <= latest]
    for start in sorted(possible, key=lambda start: (abs(start - slot.starts_at), slot.starts_at - start)):
        if not index.clashes_of(replace(slot, starts_at=start, ends_at=start + length)):
            return start
    return None


def free_places(slot: Slot, index: ClashIndex, place_ids: Iterable[int]) -> list[int]:
    """The places at which the slot would clash with nothing at its own time: the nearest, then the smallest, first."""
    around = index.surroundings
    free = [each for each in place_ids if each != slot.place_id and not index.clashes_of(replace(slot, place_id=each))]
    return sorted(free, key=lambda each: (around.walk_between(slot.place_id, each), around.capacity.get(each, 0), each))


def _candidates(slot: Slot, index: ClashIndex, length: timedelta) -> Iterator[tuple[datetime, bool]]:
    """Where free time can begin or end: just after and just before everything that is in the way."""
    around = index.surroundings
    if slot.place_id is not None:
        turnover = around.turnover_at(slot.place_id)
        for other in index.busy_at(slot.place_id):
            if other.id != slot.id:
                yield other.ends_at + turnover, True
                yield other.starts_at - turnover - length, False
    for person_id in slot.people:
        for other in index.busy_with(person_id):
            if other.id != slot.id:
                walk = around.walk_between(slot.place_id, other.place_id)
                yield other.ends_at + walk, True
                yield other.starts_at - walk - length, False


def _on_the_step(moment: datetime, forward: bool) -> datetime:
    """The nearest full five minutes, later or earlier."""
    behind = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    if not behind:
        return moment
    return moment - behind + (STEP if forward else timedelta(0))
