"""Where one activity of a clash would clash with nothing: at another time, in another place, or both. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from coopevents.schedule.clash_kinds import OF_DAYS, OF_SEATS, Clash, ClashKind, Frame, Slot, Window
from coopevents.schedule.clashes import ClashIndex
from coopevents.schedule.free_times import free_places, nearest_free_place_and_start, nearest_free_start

DAY_BEGINS, DAY_ENDS = time(8, 0), time(22, 0)
ONE_DAY = timedelta(days=1)
MOST_DAYS = 15
"""How many days of its schedule an activity may be moved to: the nearest."""

CURED_BY_PLACE = OF_SEATS | {
    ClashKind.PLACE_TAKEN,
    ClashKind.TOO_LITTLE_TURNOVER,
    ClashKind.PLACE_CLOSED,
    ClashKind.TOO_LITTLE_WALKING_TIME,
    ClashKind.TOO_LITTLE_DRIVING_TIME,
}


@dataclass(frozen=True, slots=True)
class WayOut:
    """Where an activity would clash with nothing. What is not other is as it was."""

    activity_id: int
    starts_at: datetime
    ends_at: datetime
    place_id: int | None
    is_other_time: bool = False
    is_other_place: bool = False


def ways_out_of(clash: Clash, slot: Slot, index: ClashIndex, place_ids: Sequence[int]) -> Iterable[WayOut]:
    """At most one other time in its place and one other place at its time; when there is neither, both together.

    What no move would cure, too few seats or a holiday on the same day, may stay as it is unless it is the clash.
    """
    may_stay = (OF_SEATS | OF_DAYS) - {clash.kind}
    keys = frozenset(each.key for each in index.clashes_of(slot) if each.kind in may_stay)
    within = days_of(slot, index.surroundings.frames.get(slot.schedule_id), clash.kind)
    wanted = slot if slot.capacity is not None else replace(slot, capacity=_seats_where_it_is(slot, index))
    has_found = False
    if clash.kind not in OF_SEATS:
        start = nearest_free_start(slot, index, within, apart_from=keys)
        if start is not None:
            has_found = True
            yield _way(slot, start, slot.place_id)
    if clash.kind in CURED_BY_PLACE:
        for place_id in free_places(wanted, index, place_ids, apart_from=keys)[:1]:
            has_found = True
            yield _way(slot, slot.starts_at, place_id)
    if not has_found and clash.kind not in OF_DAYS:
        both = nearest_free_place_and_start(wanted, index, place_ids, within, apart_from=keys)
        if both is not None:
            yield _way(slot, both[1], both[0])


def days_of(slot: Slot, frame: Frame | None, kind: ClashKind) -> list[Window]:
    """From eight to ten on the activity's own day (and while it lasts now), and on the other days of its schedule."""
    if frame is None:
        return [(slot.starts_at - timedelta(hours=6), slot.ends_at + timedelta(hours=6))]
    own = slot.starts_at.astimezone(frame.zone).date()
    days = {own} if kind not in OF_DAYS else set()
    if frame.first_day is not None and frame.last_day is not None:
        length = (frame.last_day - frame.first_day).days + 1
        all_days = (frame.first_day + number * ONE_DAY for number in range(length))
        days |= set(sorted(all_days, key=lambda each: abs(each - own))[:MOST_DAYS])
    windows = []
    for day in sorted(days):
        begins = datetime.combine(day, DAY_BEGINS, frame.zone).astimezone(UTC)
        ends = datetime.combine(day, DAY_ENDS, frame.zone).astimezone(UTC)
        windows.append((min(begins, slot.starts_at), max(ends, slot.ends_at)) if day == own else (begins, ends))
    return windows


def _way(slot: Slot, start: datetime, place_id: int | None) -> WayOut:
    return WayOut(
        slot.id,
        start,
        start + (slot.ends_at - slot.starts_at),
        place_id,
        is_other_time=start != slot.starts_at,
        is_other_place=place_id != slot.place_id,
    )


def _seats_where_it_is(slot: Slot, index: ClashIndex) -> int | None:
    """What nobody counted needs as many seats as half the place it was given has."""
    seats = index.surroundings.capacity.get(slot.place_id or 0)
    return max(1, seats // 2) if seats else None
