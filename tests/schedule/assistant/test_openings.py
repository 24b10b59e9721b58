"""Where an activity may start at all: every rule, to the minute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopevents.schedule.assistant.openings import openings_of, places_of_bits, starts_touching
from coopevents.schedule.assistant.problem import Problem, Room, Standing, Stock, Task
from tests.schedule.assistant.samples import day, minutes, problem, task


def starts(asked: Problem, number: int = 1, place_id: int | None = 1) -> list[str]:
    """The starts the activity may have at a place, as times of the first day, or with the number of a later one."""
    bits = openings_of(asked, asked.task_by_id[number]).get(place_id, 0)
    found = [each * asked.step for each in places_of_bits(bits)]
    return [f"{'' if each < 1440 else f'{each // 1440}/'}{each % 1440 // 60:02d}:{each % 60:02d}" for each in found]


HOURLY = {"step": 60}
TWO_HOURS = task(1, 120)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (problem([TWO_HOURS], **HOURLY), ["09:00", "10:00", "13:00", "14:00", "15:00", "16:00"]),
        (
            problem([replace(TWO_HOURS, may_cross_breaks=True)], **HOURLY),
            ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"],
        ),
        (problem([replace(TWO_HOURS, earliest=minutes(0, 14, 30))], **HOURLY), ["15:00", "16:00"]),
        (problem([replace(TWO_HOURS, latest=minutes(0, 10, 30))], **HOURLY), ["09:00", "10:00"]),
        (problem([replace(TWO_HOURS, hours=(8 * 60, 11 * 60))], **HOURLY), ["08:00", "09:00"]),
        (problem([replace(TWO_HOURS, days=(1,), latest=minutes(1, 10))], days=2, **HOURLY), ["1/09:00", "1/10:00"]),
        (problem([replace(TWO_HOURS, needed=41)], **HOURLY), []),
        (problem([replace(TWO_HOURS, needed=40, latest=minutes(0, 9))], **HOURLY), ["09:00"]),
        (problem([replace(TWO_HOURS, place_ids=(2,))], **HOURLY), []),
        (problem([TWO_HOURS], rooms=[Room(id=1, windows=((minutes(0, 8), minutes(0, 11)),))], **HOURLY), ["09:00"]),
        (
            problem([replace(TWO_HOURS, people=(7,))], availability={7: ((minutes(0, 12), minutes(0, 15)),)}, **HOURLY),
            ["13:00"],
        ),
        (problem([replace(TWO_HOURS, people=(7,))], availability={7: ()}, **HOURLY), []),
    ],
)
def test_hours_breaks_seats_places_and_people_bound_the_starts(asked: Problem, expected: list[str]) -> None:
    assert starts(asked) == expected


@pytest.mark.parametrize(
    ("standing", "turnover", "way", "expected"),
    [
        ({"place_id": 1}, 0, 0, ["09:00", "11:00", "11:30"]),
        ({"place_id": 1}, 10, 0, ["11:30"]),
        ({"place_id": 2}, 10, 0, ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]),
        ({"place_id": 2, "people": (7,)}, 0, 0, ["09:00", "11:00", "11:30"]),
        ({"place_id": 2, "people": (7,)}, 0, 20, ["11:30"]),
        ({"place_id": None, "people": (7,)}, 0, 20, ["09:00", "11:00", "11:30"]),
    ],
)
def test_what_stands_is_kept_clear_of_to_the_minute(
    standing: dict[str, object], turnover: int, way: int, expected: list[str]
) -> None:
    morning = day(0, closes=12 * 60 + 15, has_lunch=False)
    asked = problem(
        [task(1, 45, people=(7,))],
        rooms=[Room(id=1, turnover=turnover), Room(id=2)],
        days=[morning],
        standing=(Standing(start=minutes(0, 9, 50), end=minutes(0, 11), **standing),),  # type: ignore[arg-type]
        travel={(1, 2): way} if way else {},
        step=30,
    )
    assert starts(asked) == expected


def test_a_resource_is_there_when_what_stands_leaves_enough_of_it() -> None:
    using = [Standing(start=minutes(0, 9), end=minutes(0, 11), resources=((5, 1),))]
    using.append(Standing(start=minutes(0, 10), end=minutes(0, 14), resources=((5, 1),)))
    asked = problem(
        [task(1, resources=((5, 1),))],
        days=[day(0, closes=14 * 60, has_lunch=False)],
        standing=tuple(using),
        stocks={5: Stock(2, turnover=15)},
        step=60,
    )
    assert starts(asked) == ["12:00", "13:00"]
    assert starts(replace(asked, stocks={5: Stock(3)})) == ["09:00", "10:00", "11:00", "12:00", "13:00"]
    assert starts(replace(asked, stocks={5: Stock(0)})) == []


def test_what_needs_no_place_is_bound_by_its_people_only() -> None:
    tour = Task(id=1, length=120, needs_place=False, people=(7,), needed=500)
    busy = Standing(start=minutes(0, 9), end=minutes(0, 13), place_id=3, people=(7,))
    asked = problem([tour], rooms=[], standing=(busy,), step=60)
    assert starts(asked, place_id=None) == ["13:00", "14:00", "15:00", "16:00"]


@pytest.mark.parametrize("begins", [0, 7, 60, 61])
@pytest.mark.parametrize("length", [10, 45, 60])
def test_touching_is_what_overlapping_means(begins: int, length: int) -> None:
    found = set(places_of_bits(starts_touching(begins, begins + 50, length, 15)))
    assert found == {each for each in range(60) if each * 15 < begins + 50 and begins < each * 15 + length}
