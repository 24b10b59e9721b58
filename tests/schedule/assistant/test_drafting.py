"""Drafts: free of clashes, the solver's no worse than the greedy one, the same every time when that is asked for."""

from __future__ import annotations

import json
from random import Random

import pytest

from benchmarks.week import HOST, impossible_week, week
from coopevents.schedule.assistant.drafting import draft
from coopevents.schedule.assistant.explain import Reason
from coopevents.schedule.assistant.greedy import greedy_plan
from coopevents.schedule.assistant.plain import draft_from, plain_draft, plain_problem, problem_from
from coopevents.schedule.assistant.problem import PartOfDay, Plan, Problem, Room, Spot, Standing, Stock, Task
from coopevents.schedule.assistant.score import Score, score_of
from coopevents.schedule.assistant.solver import can_all_stand, solve
from tests.schedule.assistant.samples import clashes_of, minutes, problem, task


def test_two_hundred_activities_stand_without_a_clash_and_better_than_the_greedy_draft() -> None:
    drafted = draft(week(), seconds=6)  # the benchmark gives it thirty
    assert drafted.score.placed == 200
    assert drafted.all_fit
    assert clashes_of(week(), drafted.plan) == []
    assert not ordered_wrongly(week(), drafted.plan)
    assert drafted.score > drafted.greedy
    assert drafted.score == score_of(week(), drafted.plan)
    assert drafted.score.points <= drafted.bound <= 20_000
    assert drafted.findings == ()


def test_what_cannot_be_is_proven_and_explained() -> None:
    drafted = draft(impossible_week(), seconds=5)
    (finding,) = drafted.findings
    assert finding.reason is Reason.PERSON_OVERFULL
    assert finding.person_ids == (HOST,)
    assert finding.task_ids == tuple(range(21, 30))
    assert (finding.needed, finding.given) == (9 * 60, 8 * 60)
    assert finding.is_proven
    assert drafted.all_fit is False
    assert drafted.score.placed >= 196
    assert clashes_of(impossible_week(), drafted.plan) == []


def ordered_wrongly(asked: Problem, plan: Plan) -> list[tuple[int, int]]:
    """Activities that should be before another one and are not."""
    return [
        (each.id, later)
        for each in asked.tasks
        for later in each.later_ids
        if each.id in plan and later in plan and plan[later].start < plan[each.id].start + each.length
    ]


def any_problem(seed: int) -> Problem:
    """A crowded day or two of anything."""
    chance = Random(seed)
    rooms = [Room(id=number, seats=20 * number, turnover=5 * (number - 1)) for number in (1, 2, 3)]
    rooms[0] = Room(id=1, seats=30, windows=((minutes(0, 8), minutes(0, 14)), (minutes(1, 8), minutes(1, 20))))
    tasks = [
        Task(
            id=number,
            length=chance.choice((30, 45, 60, 100)),
            people=tuple(chance.sample(range(6), chance.randint(0, 2))),
            resources=((1, chance.randint(1, 2)),) if chance.random() < 0.3 else (),
            needed=chance.choice((0, 10, 25, 45, 60)),
            track=chance.choice((None, 1, 2)),
            needs_place=chance.random() < 0.9,
            wished_days=(chance.randrange(2),) if chance.random() < 0.4 else (),
            wished_parts=(PartOfDay.AFTERNOON,) if chance.random() < 0.3 else (),
            wished_places=(chance.randint(1, 3),) if chance.random() < 0.3 else (),
            later_ids=(number + 1,) if number % 7 == 0 else (),
        )
        for number in range(1, 23)
    ]
    standing = (
        Standing(
            start=minutes(0, 10, 5), end=minutes(0, 11, 20), place_id=2, people=(0,), resources=((1, 1),), track=1
        ),
        Standing(start=minutes(1, 14), end=minutes(1, 15), place_id=9, people=(1, 2)),
    )
    return problem(
        tasks,
        rooms=rooms,
        days=2,
        availability={3: ((minutes(0, 9), minutes(0, 16)),)},
        travel={(1, 2): 10, (1, 3): 10, (2, 3): 20, (1, 9): 30},
        stocks={1: Stock(3, turnover=10)},
        standing=standing,
    )


@pytest.mark.parametrize("seed", range(6))
def test_no_draft_has_a_clash_and_the_solver_is_never_worse(seed: int) -> None:
    asked = any_problem(seed)
    first = greedy_plan(asked)
    solution = solve(asked, first, seconds=0.4, is_repeatable=True)
    for plan in (first, solution.plan):
        assert clashes_of(asked, plan) == []
        assert not ordered_wrongly(asked, plan)
    assert not solution.score < score_of(asked, first)
    assert solution.score.placed <= solution.most_placed
    if solution.score.placed == solution.most_placed:
        assert solution.score.points <= solution.bound


def test_the_same_is_drafted_every_time_when_that_is_asked_for() -> None:
    one, other = (draft(any_problem(3), seconds=0.3, is_repeatable=True) for _each in range(2))
    assert one == other


def test_a_small_one_is_proven_best() -> None:
    tasks = [task(number, people=(1,), wished_parts=(PartOfDay.MORNING,)) for number in range(1, 6)]
    drafted = draft(problem(tasks), seconds=15)
    assert drafted.is_best
    assert drafted.score.lost["part"] == 2 * 15, "three hours of morning hold three of five"
    assert drafted.bound == drafted.score.points


def test_without_the_solver_the_draft_is_greedy_and_counts() -> None:
    drafted = draft(impossible_week(), may_solve=False)
    assert drafted.score == drafted.greedy
    assert not drafted.has_solver
    assert Reason.PERSON_OVERFULL in {each.reason for each in drafted.findings}


def test_what_stands_now_is_scored_by_the_same_rule() -> None:
    tasks = [task(1, wished_days=(1,), present=Spot(minutes(0, 9), 1)), task(2)]
    drafted = draft(problem(tasks, days=2), seconds=2)
    assert (drafted.present.placed, drafted.present.lost["day"]) == (1, 25)
    assert drafted.present < drafted.score


def test_a_listener_hears_of_the_first_draft_at_once_and_may_stop_the_search() -> None:
    heard: list[Score] = []

    def stop(share: float, score: Score) -> None:
        heard.append(score)
        if share:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        draft(week(), seconds=20, listener=stop)
    assert heard[0].placed == 200
    assert len(heard) == 2


def test_proofs_are_about_what_must_be_only() -> None:
    long = [task(number, 100, people=(1,)) for number in range(1, 5)]
    assert can_all_stand(problem(long[:3]), seconds=2) is True
    assert can_all_stand(problem(long), seconds=2) is False


def test_problems_and_drafts_survive_being_made_plain() -> None:
    for asked in (week(), any_problem(1)):
        assert problem_from(json.loads(json.dumps(plain_problem(asked)))) == asked
    impossible = draft(impossible_week(), may_solve=False)
    assert draft_from(json.loads(json.dumps(plain_draft(impossible)))) == impossible
