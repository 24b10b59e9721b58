"""The stated score, rule by rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coopevents.schedule.assistant.problem import PartOfDay, Problem, Room, Spot, Standing, Weights
from coopevents.schedule.assistant.score import Score, score_of
from tests.schedule.assistant.samples import minutes, problem, task

MORNING, NINE, TEN, FIVE = (PartOfDay.MORNING,), minutes(0, 9), minutes(0, 10), minutes(0, 17)

UNBALANCED = {"weights": Weights(balance=0)}


def lost(asked: Problem, *starts: int, place_id: int | None = 1) -> dict[str, int]:
    """What is lost when the activities start then, by the rules that lose anything."""
    plan = {each.id: Spot(start, place_id) for each, start in zip(asked.tasks, starts, strict=False)}
    return {rule: number for rule, number in score_of(asked, plan).lost.items() if number}


@pytest.mark.parametrize(
    ("said", "start", "expected"),
    [
        ({}, NINE, {}),
        ({"wished_days": (0,)}, NINE, {}),
        ({"wished_days": (1,)}, NINE, {"day": 25}),
        ({"wished_parts": MORNING}, minutes(0, 11, 45), {}),
        ({"wished_parts": MORNING}, minutes(0, 12), {"part": 15}),
        ({"wished_parts": (PartOfDay.EVENING, *MORNING)}, FIVE, {}),
        ({"wished_places": (1, 2)}, NINE, {}),
        ({"wished_places": (2,)}, NINE, {"place": 10}),
        ({"needed": 20}, NINE, {}),
        ({"needed": 10}, NINE, {"fit": 10}),
        ({"needed": 1}, NINE, {"fit": 19}),
        ({"needed": 0}, NINE, {}),
    ],
)
def test_an_activity_loses_what_it_misses(said: dict[str, Any], start: int, expected: dict[str, int]) -> None:
    assert lost(problem([task(1, **said), task(2)], days=2), start) == expected


def test_activities_of_one_track_lose_when_they_are_at_once() -> None:
    asked = problem([task(number, 60, track=1) for number in range(1, 5)])
    assert lost(asked, NINE, TEN, minutes(0, 13), minutes(0, 14)) == {}
    assert lost(asked, NINE, NINE, NINE, TEN) == {"track": 40}
    long = problem([task(1, 180, track=1), *(task(number, 60, track=1) for number in (2, 3)), task(4, 180, track=2)])
    assert lost(long, NINE, NINE, TEN, NINE) == {"track": 20}, "two short ones can be followed instead of the long one"
    standing = replace(asked, standing=(Standing(start=NINE, end=TEN, track=1),))
    assert lost(standing, NINE) == {"track": 20}


def test_people_come_on_no_more_days_than_four_hours_each_make() -> None:
    asked = problem([task(1, people=(7,)), task(2, people=(7,)), task(3, people=(8,))], days=3, **UNBALANCED)
    assert lost(asked, NINE, TEN, NINE) == {}
    assert lost(asked, NINE, minutes(1, 9), minutes(2, 9)) == {"company": 10}
    whole = problem([task(number, 120, people=(7,)) for number in range(1, 4)], days=3, **UNBALANCED)
    assert lost(whole, NINE, minutes(1, 9), minutes(1, 13)) == {}
    assert lost(whole, NINE, minutes(1, 9), minutes(2, 13)) == {"company": 10}
    there = replace(asked, standing=(Standing(start=minutes(1, 9), end=minutes(1, 10), people=(7,)),))
    assert lost(there, minutes(1, 10), minutes(1, 13)) == {}


def test_days_may_be_a_fifth_fuller_than_the_average() -> None:
    asked = problem([task(number, 240) for number in range(1, 6)], days=2)
    assert lost(asked, NINE, NINE, NINE, minutes(1, 9), minutes(1, 9)) == {}
    assert lost(asked, NINE, NINE, NINE, NINE, minutes(1, 9)) == {"balance": 40}


def test_more_placed_is_always_better_then_points_are() -> None:
    asked = problem(
        [task(1, wished_days=(1,)), task(2, wished_days=(1,)), task(3, wished_days=(1,))], days=2, **UNBALANCED
    )
    two = score_of(asked, {number: Spot(minutes(1, 8 + number), 1) for number in (1, 2)})
    three = score_of(
        replace(asked, weights=Weights(day=90, balance=0)), {each: Spot(minutes(0, 8 + each), 1) for each in (1, 2, 3)}
    )
    assert (two.points, three.points) == (200, 30)
    assert two < three
    assert two.percent == pytest.approx(66.7, abs=0.1)
    assert Score(2, 3, {"day": 1}) < two
    assert not two < two  # noqa: PLR0124 - a score is not better than itself
    assert score_of(problem([]), {}).percent == 100
    assert score_of(problem([task(1, needed=10)], rooms=[Room(id=1)]), {1: Spot(NINE, 1)}).points == 100
