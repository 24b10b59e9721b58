"""Ways out of a clash: the nearest free time at the same place, another place that is free then, or both. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from coopevents.schedule.clash_kinds import NO_WAY, Slot, Window
from coopevents.schedule.clashes import ClashIndex

STEP = timedelta(minutes=5)
MOST_PLACES = 8
"""How many other places are tried at other times: the nearest."""


def nearest_free_start(
    slot: Slot, index: ClashIndex, within: Sequence[Window], *, apart_from: frozenset[str] = frozenset()
) -> datetime | None:
    """The start nearest to the slot's own at which it clashes with nothing but what has one of these keys.

    It begins and ends within one of the windows. None when there is none. Of two equally near ones it is the later.
    """
    length = slot.ends_at - slot.starts_at
    starts = {_on_the_step(start, forward) for start, forward in _candidates(slot, index, within, length)}
    possible = (each for each in starts if any(first <= each and each + length <= last for first, last in within))
    for start in sorted(possible, key=lambda each: (abs(each - slot.starts_at), slot.starts_at - each)):
        if index.is_free(replace(slot, starts_at=start, ends_at=start + length), apart_from=apart_from):
            return start
    return None


def free_places(
    slot: Slot, index: ClashIndex, place_ids: Iterable[int], *, apart_from: frozenset[str] = frozenset()
) -> list[int]:
    """The places at which the slot would clash with nothing at its own time: the nearest, then the smallest, first."""
    others = [each for each in place_ids if each != slot.place_id]
    free = (each for each in others if index.is_free(replace(slot, place_id=each), apart_from=apart_from))
    return by_nearness(slot, index, free)


def nearest_free_place_and_start(
    slot: Slot,
    index: ClashIndex,
    place_ids: Iterable[int],
    within: Sequence[Window],
    *,
    apart_from: frozenset[str] = frozenset(),
) -> tuple[int, datetime] | None:
    """Another place together with another time, when neither alone is free: the nearest time, then the nearest place.

    Only places with as many seats as the slot is planned for are tried, and the nearest of them only.
    """
    best: tuple[timedelta, int, int, datetime] | None = None
    others = by_nearness(
        slot, index, (each for each in place_ids if each != slot.place_id and _holds(slot, index, each))
    )
    for rank, place_id in enumerate(others[:MOST_PLACES]):
        start = nearest_free_start(replace(slot, place_id=place_id), index, within, apart_from=apart_from)
        if start is not None:
            found = (abs(start - slot.starts_at), rank, place_id, start)
            best = min(best, found) if best else found
    return (best[2], best[3]) if best else None


def by_nearness(slot: Slot, index: ClashIndex, place_ids: Iterable[int]) -> list[int]:
    """Places in the order of how long the way there takes, those of unknown ways last, then of their seats."""
    around = index.surroundings

    def rank(place_id: int) -> tuple[bool, int, int, int]:
        way = around.way_between(slot.place_id, place_id)
        return way is NO_WAY, way.minutes, around.capacity.get(place_id, 0), place_id

    return sorted(place_ids, key=rank)


def _holds(slot: Slot, index: ClashIndex, place_id: int) -> bool:
    around = index.surroundings
    wanted = max(slot.capacity or 0, slot.expected or 0, around.picked.get(slot.uid, 0))
    return wanted <= around.capacity.get(place_id, wanted)


def _candidates(
    slot: Slot, index: ClashIndex, within: Sequence[Window], length: timedelta
) -> Iterator[tuple[datetime, bool]]:
    """Where free time can begin or end: at the edges of the day, and just after and before all that is in the way."""
    around = index.surroundings
    for first, last in within:
        yield first, True
        yield last - length, False
        yield from _allowed(slot, index, first, length)
    in_the_way: list[tuple[Slot, timedelta]] = []
    if slot.place_id is not None:
        turnover = around.turnover_at(slot.place_id)
        in_the_way += ((each, turnover) for each in index.busy_at(slot.place_id))
    for person_id in slot.people:
        busy = index.busy_with(person_id)
        in_the_way += ((each, around.time_between(slot.place_id, each.place_id)) for each in busy)
    for resource_id, _quantity in slot.resources:
        turnover = around.turnover_of(resource_id)
        in_the_way += ((each, turnover) for each in index.busy_using(resource_id))
    for other, margin in in_the_way:
        if other.id != slot.id:
            yield other.ends_at + margin, True
            yield other.starts_at - margin - length, False


def _allowed(slot: Slot, index: ClashIndex, day: datetime, length: timedelta) -> Iterator[tuple[datetime, bool]]:
    """Where the place opens and closes around that moment, and where somebody's time begins and ends."""
    around = index.surroundings
    if slot.schedule_id not in around.frames:
        return
    windows: list[Window] = []
    if slot.place_id is not None and around.opening.get(slot.place_id):
        local = day.astimezone(around.frames[slot.schedule_id].zone).date()
        windows += index.alone.open_times(slot.place_id, local, slot.schedule_id)
    for person_id in slot.people:
        windows += index.alone.times_of(person_id, slot.schedule_id)
    for first, last in windows:
        yield first, True
        yield last - length, False


def _on_the_step(moment: datetime, forward: bool) -> datetime:
    """The nearest full five minutes, later or earlier."""
    behind = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    if not behind:
        return moment
    return moment - behind + (STEP if forward else timedelta(0))
