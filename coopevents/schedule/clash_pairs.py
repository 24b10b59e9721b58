"""What two activities cannot share: a place, a person, the time to get from one to the other. Pure."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from math import ceil

from coopevents.schedule.clash_kinds import MINUTE, NO_TIME, Clash, ClashKind, Slot, Surroundings

OfPeople = dict[tuple[ClashKind, int, int], tuple[Slot, Slot, list[int]]]
"""Those who cannot be in both of two activities, gathered so that a delegation is told once."""


def at_place(first: Slot, second: Slot, place_id: int, around: Surroundings) -> Iterator[Clash]:
    """Whether two activities of one place overlap, or lie too close together."""
    gap, turnover = second.starts_at - first.ends_at, around.turnover_at(place_id)
    both, about = (first.id, second.id), f"{uids_of((first, second))}:place{place_id}"
    if gap < NO_TIME:
        minutes = _overlap(first, second)
        kind = ClashKind.PLACE_TAKEN
        yield Clash(kind, f"{kind}:{about}:{minutes}", both, place_id=place_id, minutes=minutes)
    elif gap < turnover:
        kind, needed, given = ClashKind.TOO_LITTLE_TURNOVER, minutes_of(turnover), int(gap / MINUTE)
        key = f"{kind}:{about}:{needed - given}"
        yield Clash(kind, key, both, place_id=place_id, minutes=needed - given, needed=needed, given=given)


def gather_person(first: Slot, second: Slot, person_id: int, around: Surroundings, found: OfPeople) -> None:
    """Note it when one person cannot be in both: at once, or because the way takes longer than there is time."""
    gap = second.starts_at - first.ends_at
    if gap < NO_TIME:
        kind = ClashKind.PERSON_TWICE
    else:
        way = around.way_between(first.place_id, second.place_id)
        if gap >= way.minutes * MINUTE:
            return
        kind = ClashKind.TOO_LITTLE_DRIVING_TIME if way.is_by_car else ClashKind.TOO_LITTLE_WALKING_TIME
    found.setdefault((kind, first.id, second.id), (first, second, []))[2].append(person_id)


def of_people(found: OfPeople, around: Surroundings) -> Iterator[tuple[Slot, Clash]]:
    """One finding for everybody who is in the same two activities, with the earlier of the two."""
    for (kind, _first, _second), (first, second, people) in found.items():
        everybody = tuple(sorted(people))
        needed = around.way_between(first.place_id, second.place_id).minutes
        given = int((second.starts_at - first.ends_at) / MINUTE)
        if kind is ClashKind.PERSON_TWICE:
            needed, given, minutes = 0, 0, _overlap(first, second)
        else:
            minutes = needed - given
        key = f"{kind}:{uids_of((first, second))}:{_who(everybody)}:{minutes}"
        both = (first.id, second.id)
        yield first, Clash(kind, key, both, person_ids=everybody, minutes=minutes, needed=needed, given=given)


def uids_of(slots: Iterable[Slot]) -> str:
    """Which activities a key is about: at most two by their own identity, more in short."""
    uids = sorted(slot.uid for slot in slots)
    return ":".join(uids) if len(uids) <= 2 else in_short(uids)


def minutes_of(time: timedelta) -> int:
    """Whole minutes, the last one begun counted."""
    return ceil(time / MINUTE)


def in_short(words: Iterable[object]) -> str:
    """The same 32 letters for the same words."""
    return sha256(":".join(map(str, words)).encode()).hexdigest()[:32]


def _who(person_ids: tuple[int, ...]) -> str:
    return f"person{person_ids[0]}" if len(person_ids) == 1 else f"people{in_short(person_ids)}"


def _overlap(first: Slot, second: Slot) -> int:
    return minutes_of(min(first.ends_at, second.ends_at) - second.starts_at)
