"""Why something has no place: the reason, whom it concerns, and by how much."""

from __future__ import annotations

from typing import Any

import pytest

from coopevents.schedule.assistant.drafting import draft
from coopevents.schedule.assistant.explain import Finding, Reason, explain
from coopevents.schedule.assistant.problem import Problem, Room, Spot, Standing, Stock
from coopevents.schedule.assistant.solver import can_all_stand
from tests.schedule.assistant.samples import minutes, problem, task

WHOLE_DAY = Standing(start=minutes(0, 9), end=minutes(0, 18), place_id=1)


def why(asked: Problem, **plan: Spot) -> Finding:
    """The one reason for what a plan leaves out."""
    (finding,) = explain(asked, {int(key[1:]): spot for key, spot in plan.items()}, _judge)
    return finding


def _judge(asked: Problem) -> bool:
    return can_all_stand(asked, seconds=1) is False


@pytest.mark.parametrize(
    ("asked", "reason", "said"),
    [
        (problem([task(1, 600)]), Reason.NO_DAY_LONG_ENOUGH, {"needed": 600, "given": 540}),
        (problem([task(1, needed=41)]), Reason.NO_PLACE_LARGE_ENOUGH, {"needed": 41, "given": 40}),
        (
            problem([task(1)], rooms=[Room(id=1, windows=((0, 560),))]),
            Reason.PLACES_CLOSED,
            {"place_ids": (1,), "needed": 60},
        ),
        (
            problem([task(1, people=(3, 4))], availability={4: ((0, minutes(0, 9, 30)),)}),
            Reason.PEOPLE_ABSENT,
            {"person_ids": (4,)},
        ),
        (
            problem(
                [task(1, people=(3, 4))],
                availability={3: ((0, minutes(0, 11)),), 4: ((minutes(0, 13), minutes(0, 18)),)},
            ),
            Reason.PEOPLE_ABSENT,
            {"person_ids": (3, 4)},
        ),
        (
            problem([task(1, resources=((5, 3),))], stocks={5: Stock(2)}),
            Reason.RESOURCE_SHORT,
            {"resource_id": 5, "needed": 3, "given": 2},
        ),
        (problem([task(1)], standing=(WHOLE_DAY,)), Reason.ALL_TAKEN, {"place_ids": (1,)}),
    ],
)
def test_what_can_stand_nowhere_is_told_why(asked: Problem, reason: Reason, said: dict[str, Any]) -> None:
    finding = why(asked)
    assert finding.reason is reason
    assert finding.task_ids == (1,)
    assert finding.is_proven
    assert {name: getattr(finding, name) for name in said} == said


def test_places_and_resources_are_counted_too() -> None:
    large = [task(number, 100, needed=35) for number in range(1, 7)]
    rooms = [Room(id=1, seats=40, turnover=20), Room(id=2, seats=30)]
    finding = why(
        problem([*large, task(9)], rooms=rooms), **{f"_{number}": Spot(0, 1) for number in (1, 2, 3, 4, 5, 9)}
    )
    assert finding.reason is Reason.PLACES_OVERFULL
    assert finding.place_ids == (1,)
    assert finding.task_ids == (1, 2, 3, 4, 5, 6)
    assert finding.needed > finding.given
    booths = [task(number, 120, resources=((5, 1),)) for number in range(1, 6)]
    three_rooms = [Room(id=number) for number in (1, 2, 3)]
    finding = why(
        problem(booths, rooms=three_rooms, stocks={5: Stock(1)}), **{f"_{each}": Spot(0, 1) for each in (1, 2, 3)}
    )
    assert finding.reason is Reason.RESOURCE_OVERFULL
    assert (finding.resource_id, finding.needed, finding.given) == (5, 600, 480)


def test_what_would_fit_by_minutes_only_is_proven_by_the_solver_and_told_without_the_innocent() -> None:
    """Three hours before and five after lunch hold one and three of a hundred minutes, though eight hours are there."""
    long = [task(number, 100, people=(7,)) for number in range(1, 6)]
    short = [task(number, 15, people=(7,)) for number in (6, 7)]
    rooms = [Room(id=1), Room(id=2)]
    drafted = draft(problem([*short, *long], rooms=rooms), seconds=3)
    (finding,) = drafted.findings
    assert finding.reason in {Reason.PERSON_OVERFULL, Reason.PERSON_CANNOT_FIT}
    assert finding.person_ids == (7,)
    assert finding.is_proven
    assert drafted.all_fit is False
    four = [task(number, 110, people=(7,)) for number in range(1, 5)]
    finding = why(problem([*short, *four], rooms=rooms, step=5), **{f"_{each}": Spot(0, 1) for each in (1, 2, 3, 6, 7)})
    assert finding.reason is Reason.PERSON_CANNOT_FIT
    assert finding.task_ids == (1, 2, 3, 4), "the two short ones have nothing to do with it"


def test_what_is_only_crowded_out_is_not_called_impossible() -> None:
    asked = problem([task(1, people=(7,)), task(2, people=(7,))], rooms=[Room(id=1), Room(id=2)])
    finding = why(asked, _2=Spot(minutes(0, 9), 1))
    assert finding.reason is Reason.CROWDED_OUT
    assert not finding.is_proven
