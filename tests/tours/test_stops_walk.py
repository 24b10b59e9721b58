"""How long a walk takes, and when one is where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from coopevents.tours import stops_walk
from coopevents.tours.stops_walk import Leg

TEN = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Point:
    minutes: int = 10
    minutes_to_get_there: int = 0
    is_step_free: bool = True


WALK = [Point(5), Point(10, 3), Point(20, 7)]


def test_each_stop_comes_after_the_way_there() -> None:
    assert stops_walk.legs_of(WALK) == [Leg(1, 0, 5), Leg(2, 8, 18), Leg(3, 25, 45)]


@pytest.mark.parametrize(
    ("stops", "said", "minutes"),
    [(WALK, None, 45), (WALK, 60, 60), ([], None, 60), ([], 90, 90), ([Point(2)], None, 5), ([Point(0)], None, 60)],
)
def test_a_tour_takes_what_was_said_or_what_its_stops_take(stops: list[Point], said: int | None, minutes: int) -> None:
    assert stops_walk.duration(stops, said) == minutes


@pytest.mark.parametrize(
    ("stops", "is_free"),
    [([], False), ([Point()], True), ([Point(), Point(is_step_free=False)], False), ([Point(), Point()], True)],
)
def test_a_route_is_step_free_only_when_every_stop_is(stops: list[Point], is_free: bool) -> None:
    assert stops_walk.is_step_free(stops) is is_free


@pytest.mark.parametrize(
    ("number", "planned"),
    [(1, (0, 5)), (2, (8, 18)), (3, (25, 45)), (4, None), (0, None)],
)
def test_the_plan_says_when_one_is_at_a_stop(number: int, planned: tuple[int, int] | None) -> None:
    wanted = (TEN + timedelta(minutes=planned[0]), TEN + timedelta(minutes=planned[1])) if planned else None
    assert stops_walk.planned_at(WALK, number, TEN) == wanted


@pytest.mark.parametrize(("minute", "late"), [(8, 0), (12, 4), (5, -3)])
def test_time_is_held_against_the_plan(minute: int, late: int) -> None:
    assert stops_walk.minutes_late(WALK, 2, TEN, TEN + timedelta(minutes=minute)) == late
