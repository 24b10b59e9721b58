"""The clash search against a plain search through all pairs, and its speed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from coopevents.schedule.clashes import Clash, ClashIndex, ClashKind, Severity, Slot, Surroundings, find_clashes
from coopevents.schedule.free_times import free_places, nearest_free_start

NINE = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
HALL, GARDEN, STUDIO = 1, 2, 3
AROUND = Surroundings(
    turnover={HALL: 15},
    walking={(HALL, GARDEN): 20, (HALL, STUDIO): 5},
    capacity={HALL: 80, STUDIO: 20, GARDEN: 500},
)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def slot(
    number: int, start: float, end: float, place: int | None = HALL, *people: int, seats: int | None = None
) -> Slot:
    return Slot(number, f"uid-{number}", at(start), at(end), place, frozenset(people), seats)


def clash(*slots: Slot, around: Surroundings = AROUND) -> Clash:
    found = find_clashes(slots, around)
    assert len(found) == 1
    return found[0]


def test_two_at_one_place_at_one_time() -> None:
    found = clash(slot(1, 0, 60), slot(2, 45, 120))

    assert (found.kind, found.severity) == (ClashKind.PLACE_TAKEN, Severity.TROUBLE)
    assert (found.activity_ids, found.place_id, found.minutes) == ((1, 2), HALL, 15)


def test_too_little_turnover() -> None:
    found = clash(slot(1, 0, 60), slot(2, 70, 120))

    assert (found.kind, found.minutes, found.needed, found.given) == (ClashKind.TOO_LITTLE_TURNOVER, 5, 15, 10)
    assert find_clashes([slot(1, 0, 60), slot(2, 75, 120)], AROUND) == []


def test_one_person_twice_at_one_time() -> None:
    found = clash(slot(1, 0, 60, HALL, 7, 8), slot(2, 59, 120, GARDEN, 8))

    assert (found.kind, found.person_id, found.minutes) == (ClashKind.PERSON_TWICE, 8, 1)


def test_too_little_time_to_walk() -> None:
    found = clash(slot(1, 0, 60, GARDEN, 7), slot(2, 65, 120, HALL, 7))

    assert (found.kind, found.minutes, found.needed) == (ClashKind.TOO_LITTLE_WALKING_TIME, 15, 20)
    assert find_clashes([slot(1, 0, 60, GARDEN, 7), slot(2, 80, 120, HALL, 7)], AROUND) == []
    assert find_clashes([slot(1, 0, 60, GARDEN, 7), slot(2, 60, 120, None, 7)], AROUND) == []


def test_more_guests_than_seats() -> None:
    found = clash(slot(1, 0, 60, STUDIO, seats=30))

    assert (found.kind, found.activity_ids, found.needed, found.given) == (ClashKind.OVER_CAPACITY, (1,), 30, 20)


def test_a_place_that_allows_several_at_once() -> None:
    assert find_clashes([slot(1, 0, 60), slot(2, 0, 60)], replace(AROUND, parallel=frozenset({HALL}))) == []


def test_a_clash_is_the_same_until_what_matters_changes() -> None:
    first, second = slot(1, 0, 60), slot(2, 45, 120)
    key = clash(first, second).key

    assert clash(second, first).key == key
    assert clash(slot(1, 10, 70), slot(2, 55, 200)).key == key
    assert clash(first, slot(2, 40, 120)).key != key
    assert len(clash(replace(first, uid="a" * 40), replace(second, uid="b" * 40)).key) <= 200


def test_the_nearest_free_time_at_the_same_place() -> None:
    index = ClashIndex([slot(1, 0, 60), slot(2, 30, 90), slot(3, 120, 180)], AROUND)
    free = nearest_free_start(slot(2, 30, 90), index, earliest=at(-60), latest=at(600))

    assert free == at(195)
    assert nearest_free_start(slot(2, 30, 90), index, earliest=at(-90), latest=at(600)) == at(-75)
    assert nearest_free_start(slot(2, 30, 90), index, earliest=at(0), latest=at(190)) is None


def test_other_places_that_are_free() -> None:
    index = ClashIndex([slot(1, 0, 60), slot(2, 0, 60), slot(3, 60, 90, GARDEN, 7)], AROUND)

    assert free_places(slot(2, 0, 60, HALL, seats=10), index, [HALL, GARDEN, STUDIO]) == [STUDIO, GARDEN]
    assert free_places(slot(2, 0, 60, HALL, seats=30), index, [HALL, GARDEN, STUDIO]) == [GARDEN]
    assert free_places(slot(2, 0, 61, HALL, 7), index, [GARDEN]) == []


SLOTS = st.lists(
    st.builds(
        lambda start, length, place, people, seats: (start, start + length, place, people, seats),
        st.integers(0, 120),
        st.integers(1, 60),
        st.sampled_from([None, HALL, GARDEN, STUDIO]),
        st.frozensets(st.integers(1, 3), max_size=2),
        st.sampled_from([None, 10, 100]),
    ),
    max_size=14,
).map(lambda rows: [slot(n, a, b, place, *who, seats=seats) for n, (a, b, place, who, seats) in enumerate(rows)])

SURROUNDINGS = st.builds(
    Surroundings,
    turnover=st.dictionaries(st.integers(1, 3), st.integers(0, 20)),
    walking=st.dictionaries(st.sampled_from([(1, 2), (1, 3), (2, 3)]), st.integers(0, 30)),
    capacity=st.dictionaries(st.integers(1, 3), st.integers(1, 100)),
    parallel=st.frozensets(st.integers(1, 3), max_size=1),
)


def plain_search(slots: list[Slot], around: Surroundings) -> set[tuple[object, ...]]:
    """What a clash is, said as plainly as possible."""
    found: set[tuple[object, ...]] = set()
    for each in slots:
        seats = around.capacity.get(each.place_id or 0)
        if each.capacity and seats and each.capacity > seats:
            found.add(("over_capacity", frozenset({each.id}), each.place_id, None))
    for one, other in combinations(slots, 2):
        first, second = sorted((one, other), key=lambda each: (each.starts_at, each.id))
        gap = (second.starts_at - first.ends_at) / timedelta(minutes=1)
        both = frozenset({one.id, other.id})
        if one.place_id and one.place_id == other.place_id and one.place_id not in around.parallel:
            if gap < 0:
                found.add(("place_taken", both, one.place_id, None))
            elif gap < around.turnover.get(one.place_id, 0):
                found.add(("too_little_turnover", both, one.place_id, None))
        way = (min(one.place_id or 0, other.place_id or 0), max(one.place_id or 0, other.place_id or 0))
        for person in one.people & other.people:
            if gap < 0:
                found.add(("person_twice", both, None, person))
            elif one.place_id != other.place_id and gap < around.walking.get(way, 0):
                found.add(("too_little_walking_time", both, None, person))
    return found


def said(found: list[Clash]) -> set[tuple[object, ...]]:
    return {(str(each.kind), frozenset(each.activity_ids), each.place_id, each.person_id) for each in found}


@settings(max_examples=300, deadline=None)
@given(SLOTS, SURROUNDINGS)
def test_it_finds_exactly_what_a_plain_search_finds(slots: list[Slot], around: Surroundings) -> None:
    found = find_clashes(slots, around)

    assert said(found) == plain_search(slots, around)
    assert len({each.key for each in found}) == len(found)
    assert all(each.minutes > 0 or each.kind is ClashKind.OVER_CAPACITY for each in found)


@settings(max_examples=200, deadline=None)
@given(SLOTS, SURROUNDINGS, st.integers(0, 13), st.integers(0, 120))
def test_one_activity_alone_has_the_clashes_the_whole_search_finds(
    slots: list[Slot], around: Surroundings, which: int, start: int
) -> None:
    if not slots:
        return
    moved = replace(slots[which % len(slots)], starts_at=at(start), ends_at=at(start + 30))
    whole = find_clashes([moved if each.id == moved.id else each for each in slots], around)

    alone = ClashIndex(slots, around).clashes_of(moved)

    assert sorted(alone, key=str) == sorted((each for each in whole if moved.id in each.activity_ids), key=str)


@settings(max_examples=100, deadline=None)
@given(SLOTS, SURROUNDINGS, st.integers(0, 13))
def test_a_free_time_is_free(slots: list[Slot], around: Surroundings, which: int) -> None:
    if not slots:
        return
    index, chosen = ClashIndex(slots, around), replace(slots[which % len(slots)], capacity=None)
    start = nearest_free_start(chosen, index, earliest=at(-600), latest=at(900))

    assert start is not None or not index.clashes_of(chosen)
    if start is not None:
        length = chosen.ends_at - chosen.starts_at
        assert index.clashes_of(replace(chosen, starts_at=start, ends_at=start + length)) == []
