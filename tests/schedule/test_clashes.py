"""The clash search: every kind with its edges, and all of it against a plain search."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopevents.schedule.clash_kinds import Clash, ClashKind, Frame, Severity, Slot, Surroundings
from coopevents.schedule.clashes import ClashIndex, find_clashes
from tests.schedule.slots import (
    AMELIE,
    AROUND,
    BOOTH,
    COACH,
    FARM,
    FRAME,
    GARDEN,
    HALL,
    JUN,
    NIA,
    OTTO,
    SLOTS,
    STUDIO,
    SURROUNDINGS,
    at,
    opening,
    plain_search,
    said,
    slot,
    windows,
)  # fmt: skip

KIND = ClashKind
WORK = tuple(opening(day, "08:00", "18:00") for day in range(5))
BAR = replace(AROUND, opening={GARDEN: (opening(0, "18:00", "26:00"), opening(1, "18:00", "24:00"))})
BUREAU = replace(AROUND, opening={HALL: WORK})
AMELIE_IN_THE_MORNING = replace(AROUND, availability={AMELIE: windows((0, 120), (120, 180))})

ONE_FINDING = {
    "place at once": ([slot(1, 0, 60), slot(2, 45, 120)], AROUND, KIND.PLACE_TAKEN, (1, 2), (15, 0, 0)),
    "one within the other": ([slot(1, 0, 60), slot(2, 10, 20)], AROUND, KIND.PLACE_TAKEN, (1, 2), (10, 0, 0)),
    "turnover": ([slot(1, 0, 60), slot(2, 70, 120)], AROUND, KIND.TOO_LITTLE_TURNOVER, (1, 2), (5, 15, 10)),
    "turnover, touching": ([slot(1, 0, 60), slot(2, 60, 90)], AROUND, KIND.TOO_LITTLE_TURNOVER, (1, 2), (15, 15, 0)),
    "person": (
        [slot(1, 0, 60, HALL, AMELIE, JUN), slot(2, 59, 120, GARDEN, JUN)],
        AROUND, KIND.PERSON_TWICE, (1, 2), (1, 0, 0),
    ),
    "on foot": (
        [slot(1, 0, 60, GARDEN, JUN), slot(2, 65, 120, HALL, JUN)],
        AROUND, KIND.TOO_LITTLE_WALKING_TIME, (1, 2), (15, 20, 5),
    ),
    "by car": (
        [slot(1, 0, 60, FARM, JUN), slot(2, 90, 120, HALL, JUN)],
        AROUND, KIND.TOO_LITTLE_DRIVING_TIME, (1, 2), (10, 40, 30),
    ),
    "resource": (
        [slot(1, 0, 60, None, uses=[(COACH, 1)]), slot(2, 30, 90, None, uses=[(COACH, 2)])],
        AROUND, KIND.RESOURCE_SHORT, (1, 2), (30, 3, 2),
    ),
    "resource, alone": ([slot(1, 0, 60, None, uses=[(COACH, 3)])], AROUND, KIND.RESOURCE_SHORT, (1,), (60, 3, 2)),
    "resource, three at once": (
        [slot(number, number, 60, None, uses=[(COACH, 1)]) for number in (1, 2, 3)],
        AROUND, KIND.RESOURCE_SHORT, (1, 2, 3), (57, 3, 2),
    ),
    "resource not back": (
        [slot(1, 0, 60, None, uses=[(BOOTH, 1)]), slot(2, 64, 90, None, uses=[(BOOTH, 1)])],
        AROUND, KIND.RESOURCE_NOT_BACK, (1, 2), (6, 2, 1),
    ),
    "capacity": ([slot(1, 0, 60, STUDIO, seats=30)], AROUND, KIND.OVER_CAPACITY, (1,), (0, 30, 20)),
    "expected": ([slot(1, 0, 60, STUDIO, seats=30, expected=31)], AROUND, KIND.MORE_EXPECTED, (1,), (0, 31, 20)),
    "picked": (
        [slot(1, 0, 60, STUDIO, seats=15, expected=15)],
        replace(AROUND, picked={"uid-1": 84}), KIND.MORE_PICKED, (1,), (0, 84, 20),
    ),
    "before it opens": ([slot(1, -90, 60)], BUREAU, KIND.PLACE_CLOSED, (1,), (30, 0, 0)),
    "closed that day": (
        [slot(1, 7200, 7260)], replace(BUREAU, frames={0: Frame(FRAME.zone)}), KIND.PLACE_CLOSED, (1,), (60, 0, 0),
    ),
    "past midnight, too long": ([slot(1, 840, 1021, GARDEN)], BAR, KIND.PLACE_CLOSED, (1,), (1, 0, 0)),
    "after midnight of the wrong day": (
        [slot(1, 2345, 2350, GARDEN)], replace(BAR, frames={0: Frame(FRAME.zone)}), KIND.PLACE_CLOSED, (1,), (5, 0, 0),
    ),
    "person away": (
        [slot(1, 170, 200, HALL, AMELIE, JUN)], AMELIE_IN_THE_MORNING, KIND.PERSON_AWAY, (1,), (20, 0, 0),
    ),
    "before the first day": ([slot(1, -600, -560)], AROUND, KIND.OUTSIDE_DATES, (1,), (0, 0, 0)),
    "after the last day": ([slot(1, 2 * 1440, 2 * 1440 + 5)], AROUND, KIND.OUTSIDE_DATES, (1,), (0, 0, 0)),
    "holiday": (
        [slot(1, 1440, 1500), slot(2, 1600, 1700)],
        replace(AROUND, frames={0: replace(FRAME, holidays=frozenset({date(2026, 12, 1)}))}),
        KIND.PUBLIC_HOLIDAY, (1, 2), (0, 0, 0),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE_FINDING)
def test_what_clashes(case: str) -> None:
    slots, around, kind, ids, (minutes, needed, given_there) = ONE_FINDING[case]
    (found,) = find_clashes(slots, around)

    assert (found.kind, found.activity_ids) == (kind, ids)
    assert (found.minutes, found.needed, found.given) == (minutes, needed, given_there)
    assert [each for one in slots for each in ClashIndex(slots, around).clashes_of(one)] == [found] * len(ids)


NOTHING = {
    "just turned over": ([slot(1, 0, 60), slot(2, 75, 120)], AROUND),
    "no turnover, touching": ([slot(1, 0, 60, GARDEN), slot(2, 60, 90, GARDEN)], AROUND),
    "several at once": ([slot(1, 0, 60), slot(2, 0, 60)], replace(AROUND, parallel=frozenset({HALL}))),
    "enough time on foot": ([slot(1, 0, 60, GARDEN, JUN), slot(2, 80, 120, HALL, JUN)], AROUND),
    "enough time by car": ([slot(1, 0, 60, FARM, JUN), slot(2, 100, 120, HALL, JUN)], AROUND),
    "on foot is known": (
        [slot(1, 0, 60, FARM, JUN), slot(2, 65, 120, HALL, JUN)], replace(AROUND, walking={(HALL, FARM): 5}),
    ),
    "from nowhere": ([slot(1, 0, 60, GARDEN, JUN), slot(2, 60, 120, None, JUN)], AROUND),
    "two of two": ([slot(number, 0, 60, None, uses=[(COACH, 1)]) for number in (1, 2)], AROUND),
    "one after the other": (
        [slot(1, 0, 60, None, uses=[(COACH, 2)]), slot(2, 60, 90, None, uses=[(COACH, 2)])], AROUND,
    ),
    "three coaches, two at a time": (
        [slot(number, number * 30, number * 30 + 60, None, uses=[(COACH, 1)]) for number in range(6)], AROUND,
    ),
    "back in time": ([slot(1, 0, 60, None, uses=[(BOOTH, 1)]), slot(2, 70, 90, None, uses=[(BOOTH, 1)])], AROUND),
    "as many as seats": ([slot(1, 0, 60, STUDIO, seats=20, expected=20)], replace(AROUND, picked={"uid-1": 20})),
    "from opening to closing": ([slot(1, -60, 540)], BUREAU),
    "until two in the morning": ([slot(1, 540, 1020, GARDEN)], BAR),
    "over midnight, hours that touch": (
        [slot(1, 840, 1000, GARDEN)],
        replace(AROUND, opening={GARDEN: (opening(0, "18:00", "24:00"), opening(1, "00:00", "02:00"))}),
    ),
    "always open": ([slot(1, -500, -440, FARM)], replace(BUREAU, frames={0: Frame(FRAME.zone)})),
    "over two windows that touch": ([slot(1, 100, 180, HALL, AMELIE)], AMELIE_IN_THE_MORNING),
    "said nothing": ([slot(1, 170, 200, HALL, JUN)], AMELIE_IN_THE_MORNING),
    "said something of other days": (
        [slot(1, 0, 60, HALL, AMELIE)], replace(AROUND, availability={AMELIE: windows((9000, 9100))}),
    ),
    "starts on the last day": ([slot(1, 2300, 2400)], AROUND),
    "ends as the holiday begins": (
        [slot(1, 840, 900)], replace(AROUND, frames={0: replace(FRAME, holidays=frozenset({date(2026, 12, 1)}))}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NOTHING)
def test_what_does_not_clash(case: str) -> None:
    slots, around = NOTHING[case]

    assert find_clashes(slots, around) == []
    assert all(ClashIndex(slots, around).is_free(each) for each in slots)


def test_every_kind_has_its_case_and_its_severity() -> None:
    assert {kind for _slots, _around, kind, _ids, _numbers in ONE_FINDING.values()} == set(ClashKind)
    severities = {kind: Clash(kind, "", ()).severity for kind in ClashKind}
    assert {kind for kind, severity in severities.items() if severity is Severity.TROUBLE} == {
        KIND.PLACE_TAKEN, KIND.PLACE_CLOSED, KIND.PERSON_TWICE, KIND.PERSON_AWAY, KIND.RESOURCE_SHORT,
    }  # fmt: skip


def test_a_delegation_in_two_places_is_one_finding() -> None:
    everybody = (AMELIE, JUN, NIA, OTTO)
    found = find_clashes([slot(1, 0, 60, HALL, *everybody), slot(2, 30, 90, GARDEN, *everybody)], AROUND)

    assert [(each.kind, each.person_ids) for each in found] == [(KIND.PERSON_TWICE, everybody)]
    one_less = find_clashes([slot(1, 0, 60, HALL, *everybody), slot(2, 30, 90, GARDEN, AMELIE, JUN, NIA)], AROUND)
    assert one_less[0].key != found[0].key


def test_each_largest_set_that_wants_too_much_is_named_once() -> None:
    uses = [(BOOTH, 1)]
    chain = [slot(1, 0, 60, None, uses=uses), slot(2, 30, 90, None, uses=uses), slot(3, 65, 120, None, uses=uses)]
    found = find_clashes(chain, AROUND)

    # the first and the third are only not back in time, and the two others say so already
    assert [(each.kind, each.activity_ids) for each in found] == [
        (KIND.RESOURCE_SHORT, (1, 2)),
        (KIND.RESOURCE_SHORT, (2, 3)),
    ]


# In Paris the clocks go forward on 29 March 2026 at 02:00 and back on 25 October 2026 at 03:00.
PARIS = ZoneInfo("Europe/Paris")
NIGHTS = {
    "the hour that is skipped is not missing": (6, "01:00", "03:00", (2026, 3, 29, 0, 0), 60, 0),
    "closing in the gap means when it ends": (6, "00:00", "02:30", (2026, 3, 29, 0, 0), 61, 1),
    "the hour that comes twice is open both times": (6, "01:00", "03:00", (2026, 10, 24, 23, 0), 180, 0),
    "closing in the hour that comes twice is the second": (6, "01:00", "02:30", (2026, 10, 25, 0, 0), 91, 1),
    "past the midnight before": (5, "20:00", "27:00", (2026, 10, 24, 20, 0), 361, 1),
}


@pytest.mark.parametrize("case", NIGHTS)
def test_opening_hours_in_the_nights_when_the_clocks_change(case: str) -> None:
    weekday, opens, closes, start, length, missing = NIGHTS[case]
    starts_at = datetime(*start, tzinfo=UTC)
    night = Slot(1, "uid-1", starts_at, starts_at + timedelta(minutes=length), HALL)
    around = Surroundings(opening={HALL: (opening(weekday, opens, closes),)}, frames={0: Frame(PARIS)})

    assert sum(each.minutes for each in find_clashes([night], around)) == missing


def test_a_clash_is_the_same_until_what_matters_changes() -> None:
    first, second = slot(1, 0, 60), slot(2, 45, 120)
    (found,) = find_clashes([first, second], AROUND)

    assert find_clashes([second, first], AROUND) == [found]
    assert find_clashes([slot(1, 10, 70), slot(2, 55, 200)], AROUND)[0].key == found.key
    assert find_clashes([first, slot(2, 40, 120)], AROUND)[0].key != found.key
    closed, an_hour_earlier = slot(1, -90, 0), slot(1, -150, -60)
    assert find_clashes([closed], BUREAU)[0].key != find_clashes([an_hour_earlier], BUREAU)[0].key


def test_what_guests_picked_is_told_again_only_when_it_grew_by_a_tenth_of_the_seats() -> None:
    keys = [find_clashes([slot(1, 0, 60)], replace(AROUND, picked={"uid-1": each}))[0].key for each in (81, 88, 89)]

    assert keys[0] == keys[1] != keys[2]


def test_a_day_is_accepted_once_for_all_that_stands_on_it() -> None:
    around = replace(AROUND, frames={0: replace(FRAME, holidays=frozenset({date(2026, 12, 1)}))})
    (one,), (three,) = (find_clashes([slot(each, 1440 + each * 90, 1500 + each * 90) for each in range(number)], around)
                        for number in (1, 3))  # fmt: skip

    assert (one.key, len(three.activity_ids)) == (three.key, 3)


def test_keys_fit_into_their_column() -> None:
    long = [replace(each, uid=str(each.id) * 40) for each in
            (slot(number, 0, 60, HALL, *range(50), uses=[(COACH, 1)]) for number in range(5))]  # fmt: skip

    found = find_clashes(long, replace(BUREAU, availability={1: windows((-50, 1))}))
    assert max(len(each.key) for each in found) <= 200
    assert Counter(each.key for each in found).most_common(1)[0][1] == 1


@settings(max_examples=250, deadline=None)
@given(SLOTS, SURROUNDINGS)
def test_it_finds_exactly_what_a_plain_search_finds(slots: list[Slot], around: Surroundings) -> None:
    found = find_clashes(slots, around)

    assert said(found) == plain_search(slots, around)
    assert len({each.key for each in found}) == len(found)
    positions = {each.id: (each.starts_at, each.id) for each in slots}
    assert all(sorted(each.activity_ids, key=positions.__getitem__) == list(each.activity_ids) for each in found)


@settings(max_examples=250, deadline=None)
@given(SLOTS, SURROUNDINGS, st.integers(0, 11), st.integers(0, 120) | st.integers(1400, 1500))
def test_one_activity_alone_has_the_clashes_the_whole_search_finds(
    slots: list[Slot], around: Surroundings, which: int, start: int
) -> None:
    if not slots:
        return
    moved = replace(slots[which % len(slots)], starts_at=at(start), ends_at=at(start + 30))
    whole = find_clashes([moved if each.id == moved.id else each for each in slots], around)

    index = ClashIndex(slots, around)
    alone = index.clashes_of(moved)

    assert sorted(alone, key=str) == sorted((each for each in whole if moved.id in each.activity_ids), key=str)
    assert index.is_free(moved) == (alone == [])
    assert index.is_free(moved, apart_from=frozenset(each.key for each in alone))
