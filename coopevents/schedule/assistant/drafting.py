"""A draft from beginning to end: greedy at once, better in the time given, and why something is left out."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from coopevents.schedule.assistant.explain import Finding, Judge, explain, overfull
from coopevents.schedule.assistant.greedy import greedy_plan
from coopevents.schedule.assistant.problem import FULL, Plan, Problem, Spot
from coopevents.schedule.assistant.score import Score, score_of
from coopevents.schedule.assistant.solver import Solution, can_all_stand, has_solver, solve

SECONDS = 30.0
SECONDS_FOR_REASONS = 4.0
SECONDS_A_PROOF = 0.5
MOST_PROOFS = 60


@dataclass(frozen=True)
class Drafted:
    """What the assistant came to. Scores: of the programme as it is, of the greedy draft, of this draft.

    ``bound`` is the most points any plan could have; ``is_best`` that none is better; ``all_fit`` is None when nobody
    knows whether everything could be placed.
    """

    plan: dict[int, Spot]
    present: Score
    greedy: Score
    score: Score
    bound: int
    is_best: bool
    all_fit: bool | None
    has_solver: bool
    findings: tuple[Finding, ...]


Listener = Callable[[float, Score], None]
"""Told how far it is (0 to 1), and the best score so far."""


def draft(
    problem: Problem,
    *,
    seconds: float = SECONDS,
    listener: Listener | None = None,
    is_repeatable: bool = False,
    may_solve: bool = True,
) -> Drafted:
    """Place the activities as well as possible in about that many seconds.

    Without OR-Tools, or unless ``may_solve``, it is the greedy draft; reasons are then only those that can be counted.
    """
    first = greedy_plan(problem)
    greedy = score_of(problem, first)
    if listener is not None:
        listener(0.0, greedy)
    uses_solver = may_solve and has_solver()
    solution = (
        solve(
            problem, first, seconds=_time_for(problem, first, seconds), listener=listener, is_repeatable=is_repeatable
        )
        if uses_solver
        else _unsolved(problem, first, greedy)
    )
    findings = explain(problem, solution.plan, _patient_judge(is_repeatable=is_repeatable) if uses_solver else None)
    return Drafted(
        plan=solution.plan,
        present=score_of(problem, present_plan(problem)),
        greedy=greedy,
        score=solution.score,
        bound=solution.bound,
        is_best=solution.is_best,
        all_fit=False if any(each.is_proven for each in findings) else solution.all_fit,
        has_solver=uses_solver,
        findings=tuple(findings),
    )


def present_plan(problem: Problem) -> dict[int, Spot]:
    """Where the activities stand now; those in the tray are left out."""
    return {task.id: task.present for task in problem.tasks if task.present is not None}


def _time_for(problem: Problem, plan: Plan, seconds: float) -> float:
    """What is left when something may have to be explained."""
    return seconds if len(plan) == len(problem.tasks) else max(seconds * 0.5, seconds - SECONDS_FOR_REASONS)


def _unsolved(problem: Problem, plan: dict[int, Spot], score: Score) -> Solution:
    is_full = score.placed == score.tasks
    all_fit = True if is_full else False if overfull(problem) else None
    return Solution(plan, score, score.tasks, FULL * score.tasks, is_best=False, all_fit=all_fit)


def _patient_judge(*, is_repeatable: bool) -> Judge:
    """Proves for a few seconds altogether, or a few dozen times; after that nothing counts as proven."""
    until, asked = monotonic() + SECONDS_FOR_REASONS, 0

    def is_impossible(problem: Problem) -> bool:
        nonlocal asked
        asked += 1
        if asked > MOST_PROOFS or (not is_repeatable and monotonic() > until):
            return False
        return can_all_stand(problem, seconds=SECONDS_A_PROOF) is False

    return is_impossible
