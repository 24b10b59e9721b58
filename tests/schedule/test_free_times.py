"""Ways out of a clash: really free, and the nearest."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from coopevents.schedule.clash_kinds import ClashKind, Slot, Surroundings
from coopevents.schedule.clashes import ClashIndex
from coopevents.schedule.free_times import free_places, nearest_free_place_and_start, nearest_free_start
from coopevents.schedule.ways_out import ways_out_of
from tests.schedule.slots import (
    AMELIE,
    AROUND,
    BOOTH,
    FARM,
    FRAME,
    GARDEN,
    HALL,
    SLOTS,
    STUDIO,
    SURROUNDINGS,
    at,
    opening,
    slot,
    windows,
)


def test_the_nearest_free_time_at_the_same_place() -> None:
    index = ClashIndex([slot(1, 0, 60), slot(2, 30, 90), slot(3, 120, 180)], AROUND)

    assert nearest_free_start(slot(2, 30, 90), index, [(at(-60), at(600))]) == at(195)
    assert nearest_free_start(slot(2, 30, 90), index, [(at(-90), at(600))]) == at(-75)
    assert nearest_free_start(slot(2, 30, 90), index, [(at(0), at(190))]) is None


def test_hours_people_and_resources_are_respected() -> None:
    taken = slot(1, 0, 60, None, uses=[(BOOTH, 1)])
    around = replace(AROUND, opening={HALL: (opening(0, "10:30", "12:00"),)}, availability={AMELIE: windows((95, 400))})
    index, wanted = ClashIndex([taken], around), slot(2, 30, 60, HALL, AMELIE, uses=[(BOOTH, 1)])

    assert nearest_free_start(wanted, index, [(at(-60), at(600))]) == at(95)
    assert nearest_free_start(replace(wanted, people=frozenset()), index, [(at(-60), at(600))]) == at(90)
    assert nearest_free_start(wanted, index, [(at(-60), at(120))]) is None


def test_other_places_that_are_free() -> None:
    index = ClashIndex([slot(1, 0, 60), slot(2, 0, 60), slot(3, 60, 90, GARDEN, 7)], AROUND)

    assert free_places(slot(2, 0, 60, HALL, seats=10), index, [HALL, GARDEN, STUDIO]) == [STUDIO, GARDEN]
    assert free_places(slot(2, 0, 60, HALL, seats=30), index, [HALL, GARDEN, STUDIO]) == [GARDEN]
    assert free_places(slot(2, 0, 61, HALL, 7), index, [GARDEN]) == []


def test_another_place_at_another_time_when_neither_alone_is_free() -> None:
    all_day = [slot(number, -60, 780, place) for number, place in enumerate((HALL, GARDEN))]
    wanted = slot(9, 0, 60, seats=10)
    one_day = replace(AROUND, frames={0: replace(FRAME, last_day=FRAME.first_day)})
    index = ClashIndex([*all_day, slot(2, 0, 60, STUDIO), wanted], one_day)
    (clash, *_more) = index.clashes_of(wanted)

    assert nearest_free_place_and_start(wanted, index, [HALL, GARDEN, STUDIO], [(at(-60), at(780))]) == (STUDIO, at(60))
    (way,) = ways_out_of(clash, wanted, index, [HALL, GARDEN, STUDIO])
    assert (way.place_id, way.starts_at, way.is_other_place, way.is_other_time) == (STUDIO, at(60), True, True)


def test_a_day_outside_leads_back_into_the_dates_and_seats_lead_to_a_larger_place() -> None:
    late, crowded = slot(1, 3000, 3060, GARDEN), slot(2, 0, 60, STUDIO, seats=50)
    index = ClashIndex([late, crowded], AROUND)
    ways = {
        clash.kind: [
            (way.starts_at, way.place_id) for way in ways_out_of(clash, each, index, [HALL, GARDEN, STUDIO, FARM])
        ]
        for each in (late, crowded)
        for clash in index.clashes_of(each)
    }

    assert ways == {
        ClashKind.OUTSIDE_DATES: [(at(1440 + 720), GARDEN)],
        ClashKind.OVER_CAPACITY: [(at(0), HALL)],
    }


@settings(max_examples=150, deadline=None)
@given(SLOTS, SURROUNDINGS, st.integers(0, 11))
def test_a_way_out_is_free(slots: list[Slot], around: Surroundings, which: int) -> None:
    if not slots:
        return
    index, chosen = ClashIndex(slots, around), slots[which % len(slots)]
    before = {clash.key: clash for clash in index.clashes_of(chosen)}
    for clash in before.values():
        for way in ways_out_of(clash, chosen, index, [HALL, GARDEN, STUDIO, FARM]):
            moved = replace(chosen, starts_at=way.starts_at, ends_at=way.ends_at, place_id=way.place_id)
            left = index.clashes_of(moved)
            assert clash.key not in {each.key for each in left}
            assert all(each.key in before for each in left)
