"""What cannot, or should not, be at once: a pure search on plain values.

Slots are sorted once by place and once by person; a sweep over each line finds every clash in n log n plus the
findings. The same lines, kept in a :class:`ClashIndex`, answer for one activity alone without looking at the others.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

MINUTE = timedelta(minutes=1)
NO_TIME = timedelta(0)


class ClashKind(StrEnum):
    """What is wrong."""

    PLACE_TAKEN = "place_taken"
    TOO_LITTLE_TURNOVER = "too_little_turnover"
    PERSON_TWICE = "person_twice"
    TOO_LITTLE_WALKING_TIME = "too_little_walking_time"
    OVER_CAPACITY = "over_capacity"


class Severity(StrEnum):
    """Trouble cannot be; attention should not be."""

    TROUBLE = "trouble"
    ATTENTION = "attention"


SEVERITIES = {
    ClashKind.PLACE_TAKEN: Severity.TROUBLE,
    ClashKind.PERSON_TWICE: Severity.TROUBLE,
    ClashKind.TOO_LITTLE_TURNOVER: Severity.ATTENTION,
    ClashKind.TOO_LITTLE_WALKING_TIME: Severity.ATTENTION,
    ClashKind.OVER_CAPACITY: Severity.ATTENTION,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One activity that is not cancelled, as the search sees it."""

    id: int
    uid: str
    starts_at: datetime
    ends_at: datetime
    place_id: int | None = None
    people: frozenset[int] = frozenset()
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around the activities: minutes of turnover and seats by place, minutes on foot by pair of places."""

    turnover: Mapping[int, int] = field(default_factory=dict)
    walking: Mapping[tuple[int, int], int] = field(default_factory=dict)
    capacity: Mapping[int, int] = field(default_factory=dict)
    parallel: frozenset[int] = frozenset()

    def walk_between(self, first: int | None, second: int | None) -> timedelta:
        """How long the way takes; nothing when it is not known or nowhere."""
        if first is None or second is None or first == second:
            return NO_TIME
        return self.walking.get((min(first, second), max(first, second)), 0) * MINUTE

    def turnover_at(self, place_id: int) -> timedelta:
        """How long a place needs between two activities."""
        return self.turnover.get(place_id, 0) * MINUTE


@dataclass(frozen=True, slots=True)
class Clash:
    """One finding. ``activity_ids`` are in the order of time.

    ``minutes`` is the overlap, or what is missing between the two (``needed`` less ``given``). For a place that is too
    small, ``needed`` are the seats wanted, ``given`` the seats there are, and ``minutes`` is 0. ``key`` is stable as
    long as nothing that matters changes.
    """

    kind: ClashKind
    key: str
    activity_ids: tuple[int, ...]
    place_id: int | None = None
    person_id: int | None = None
    minutes: int = 0
    needed: int = 0
    given: int = 0

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return SEVERITIES[self.kind]


def find_clashes(slots: Iterable[Slot], surroundings: Surroundings) -> list[Clash]:
    """Every clash among the slots, in the order of time."""
    found: list[tuple[Slot, Clash]] = []
    by_place, by_person = _lines(slots, found, surroundings)
    for place_id, line in by_place.items():
        for first, second in _near(line, surroundings.turnover_at(place_id)):
            found += ((first, clash) for clash in _at_place(first, second, place_id, surroundings))
    longest_walk = max(surroundings.walking.values(), default=0) * MINUTE
    for person_id, line in by_person.items():
        for first, second in _near(line, longest_walk):
            found += ((first, clash) for clash in _of_person(first, second, person_id, surroundings))
    found.sort(key=lambda pair: (pair[0].starts_at, pair[0].id, pair[1].key))
    return [clash for _slot, clash in found]


class ClashIndex:
    """The same slots made ready to answer for one activity at a time, wherever it might be moved to."""

    def __init__(self, slots: Iterable[Slot], surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self._longest_walk = max(surroundings.walking.values(), default=0) * MINUTE
        by_place, by_person = _lines(slots, [], surroundings)
        self._places = {place_id: _Line(line) for place_id, line in by_place.items()}
        self._people = {person_id: _Line(line) for person_id, line in by_person.items()}

    def clashes_of(self, slot: Slot) -> list[Clash]:
        """Every clash the slot has, or would have, with all others; an indexed slot of the same id is passed over."""
        found = list(_over_capacity(slot, self.surroundings))
        if slot.place_id is not None and slot.place_id in self._places:
            margin = self.surroundings.turnover_at(slot.place_id)
            for first, second in self._places[slot.place_id].around(slot, margin):
                found += _at_place(first, second, slot.place_id, self.surroundings)
        for person_id in slot.people & self._people.keys():
            for first, second in self._people[person_id].around(slot, self._longest_walk):
                found += _of_person(first, second, person_id, self.surroundings)
        return sorted(found, key=lambda clash: clash.key)

    def busy_at(self, place_id: int) -> list[Slot]:
        """What stands at a place, in the order of time."""
        return self._places[place_id].slots if place_id in self._places else []

    def busy_with(self, person_id: int) -> list[Slot]:
        """What a person is in, in the order of time."""
        return self._people[person_id].slots if person_id in self._people else []


class _Line:
    """Slots of one place or person by start, with the latest end so far beside each, to know how far to look back."""

    def __init__(self, slots: list[Slot]) -> None:
        self.slots = sorted(slots, key=_by_time)
        self._starts = [each.starts_at for each in self.slots]
        self._latest_end: list[datetime] = []
        for each in self.slots:
            self._latest_end.append(max(each.ends_at, self._latest_end[-1]) if self._latest_end else each.ends_at)

    def around(self, slot: Slot, margin: timedelta) -> Iterator[tuple[Slot, Slot]]:
        """The pairs, in the order of time, of the slot and those less than the margin away."""
        position = bisect_left(self._starts, slot.ends_at + margin) - 1
        while position >= 0 and self._latest_end[position] + margin > slot.starts_at:
            other = self.slots[position]
            if other.id != slot.id and other.ends_at + margin > slot.starts_at:
                yield (slot, other) if _by_time(slot) < _by_time(other) else (other, slot)
            position -= 1


def _by_time(slot: Slot) -> tuple[datetime, int]:
    return slot.starts_at, slot.id


def _lines(
    slots: Iterable[Slot], found: list[tuple[Slot, Clash]], surroundings: Surroundings
) -> tuple[dict[int, list[Slot]], dict[int, list[Slot]]]:
    by_place: dict[int, list[Slot]] = defaultdict(list)
    by_person: dict[int, list[Slot]] = defaultdict(list)
    for slot in sorted(slots, key=_by_time):
        found += ((slot, clash) for clash in _over_capacity(slot, surroundings))
        if slot.place_id is not None and slot.place_id not in surroundings.parallel:
            by_place[slot.place_id].append(slot)
        for person_id in slot.people:
            by_person[person_id].append(slot)
    return by_place, by_person


def _near(line: list[Slot], margin: timedelta) -> Iterator[tuple[Slot, Slot]]:
    """The pairs of a sorted line of which the second starts less than the margin after the first ends."""
    open_slots: list[Slot] = []
    for slot in line:
        open_slots = [each for each in open_slots if each.ends_at + margin > slot.starts_at]
        for each in open_slots:
            yield each, slot
        open_slots.append(slot)


def _at_place(first: Slot, second: Slot, place_id: int, around: Surroundings) -> Iterator[Clash]:
    gap = second.starts_at - first.ends_at
    if gap < NO_TIME:
        overlap = min(first.ends_at, second.ends_at) - second.starts_at
        yield _clash(ClashKind.PLACE_TAKEN, first, second, overlap, place_id=place_id)
    elif gap < around.turnover_at(place_id):
        yield _clash(
            ClashKind.TOO_LITTLE_TURNOVER, first, second, gap, needed=around.turnover_at(place_id), place_id=place_id
        )


def _of_person(first: Slot, second: Slot, person_id: int, around: Surroundings) -> Iterator[Clash]:
    gap = second.starts_at - first.ends_at
    walk = around.walk_between(first.place_id, second.place_id)
    if gap < NO_TIME:
        overlap = min(first.ends_at, second.ends_at) - second.starts_at
        yield _clash(ClashKind.PERSON_TWICE, first, second, overlap, person_id=person_id)
    elif gap < walk:
        yield _clash(ClashKind.TOO_LITTLE_WALKING_TIME, first, second, gap, needed=walk, person_id=person_id)


def _clash(
    kind: ClashKind,
    first: Slot,
    second: Slot,
    time: timedelta,
    *,
    needed: timedelta | None = None,
    place_id: int | None = None,
    person_id: int | None = None,
) -> Clash:
    """``time`` is the overlap, or, where something is ``needed``, the gap there is."""
    uids = ":".join(sorted((first.uid, second.uid)))
    about = f"place{place_id}" if place_id is not None else f"person{person_id}"
    wanted, given = (_minutes(needed), int(time / MINUTE)) if needed is not None else (0, 0)
    minutes = wanted - given if needed is not None else _minutes(time)
    return Clash(
        kind=kind,
        key=f"{kind}:{uids}:{about}:{minutes}",
        activity_ids=(first.id, second.id),
        place_id=place_id,
        person_id=person_id,
        minutes=minutes,
        needed=wanted,
        given=given,
    )


def _over_capacity(slot: Slot, around: Surroundings) -> Iterator[Clash]:
    if slot.place_id is None or slot.capacity is None:
        return
    seats = around.capacity.get(slot.place_id)
    if seats is not None and slot.capacity > seats:
        kind = ClashKind.OVER_CAPACITY
        key = f"{kind}:{slot.uid}:place{slot.place_id}:{slot.capacity}:{seats}"
        yield Clash(kind, key, (slot.id,), place_id=slot.place_id, needed=slot.capacity, given=seats)


def _minutes(time: timedelta) -> int:
    return ceil(time / MINUTE)
