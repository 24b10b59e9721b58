"""The best programme found in the time given, and how much better one could possibly be.

Two threads share the time: one goes through strokes (:mod:`improving`), in the other OR-Tools CP-SAT works on the whole
model, proves bounds, and is the one that says what cannot be. Whichever plan is better counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from threading import Thread
from time import monotonic
from typing import Any

from coopevents.schedule.assistant.improving import Improver
from coopevents.schedule.assistant.model import ProgrammeModel
from coopevents.schedule.assistant.openings import openings_of
from coopevents.schedule.assistant.problem import FULL, Plan, Problem, Spot
from coopevents.schedule.assistant.score import Score, score_of
from coopevents.schedule.assistant.wishes import add_wishes

SEED = 20261130
STROKES_A_SECOND = 300
"""How many strokes stand for a second when the result must be the same every time."""
TELL_EVERY = 1.0
FEW = 60
"""Up to so many activities OR-Tools has the first share of the time for itself: it is often done with them."""
FIRST_SHARE, PROVING_SHARE = 0.15, 0.3
"""Shares of the time for placing what was left out by strokes, then for proving that it cannot be placed."""


@dataclass(frozen=True)
class Solution:
    """A plan with its score; no plan has more activities placed than ``most_placed``, nor, with so many, more points
    than ``bound``.

    ``is_best`` says that this is proven; ``all_fit`` is None while it is not known whether everything can be placed.
    """

    plan: dict[int, Spot]
    score: Score
    most_placed: int
    bound: int
    is_best: bool
    all_fit: bool | None

    @property
    def gap(self) -> float:
        """By how many percent a plan could at most be better than this one, with as many activities placed."""
        return 100 * (self.bound - self.score.points) / self.bound if self.bound > 0 else 0.0


Listener = Callable[[float, Score], None]
"""Told how much of the time is over (0 to 1), and the best score so far; may raise to end the search."""


def has_solver() -> bool:
    """Whether OR-Tools is installed; it is not loaded for the answer."""
    return find_spec("ortools") is not None


def solve(
    problem: Problem, start: Plan, *, seconds: float, listener: Listener | None = None, is_repeatable: bool = False
) -> Solution:
    """Improve a plan for that many seconds. ``is_repeatable``: one thread and counted work, the same every time."""
    return _Search(problem, start, seconds, listener, is_repeatable=is_repeatable).run()


def can_all_stand(problem: Problem, *, seconds: float) -> bool | None:
    """Whether all activities can be placed at once, whatever is wished; None when the time did not suffice."""
    return plan_of_all(problem, {}, seconds=seconds, workers=1)[0]


def plan_of_all(
    problem: Problem, start: Plan, *, seconds: float, workers: int
) -> tuple[bool | None, dict[int, Spot] | None]:
    """Whether all activities can be placed at once, with such a plan; None when the time did not suffice."""
    model = ProgrammeModel(problem, must_place_all=True)
    if len(model.tasks) < len(problem.tasks):
        return False, None
    model.hint(start)
    solver = _solver(model, seconds, workers=workers, is_repeatable=workers == 1)
    status = solver.solve(model.model)
    if status in {model.kit.OPTIMAL, model.kit.FEASIBLE}:
        return True, model.plan_from(solver.value)
    return (False if status == model.kit.INFEASIBLE else None), None


class _Search:
    def __init__(
        self, problem: Problem, start: Plan, seconds: float, listener: Listener | None, *, is_repeatable: bool
    ) -> None:
        self.problem, self.seconds, self.listener = problem, seconds, listener
        self.is_repeatable = is_repeatable
        self.began, self.told_at = monotonic(), 0.0
        self.improver = Improver(problem, start, SEED)

    def run(self) -> Solution:
        """Place what can be placed, then make it better."""
        all_fit: bool | None = True
        hopeless = [task.id for task in self.problem.tasks if not openings_of(self.problem, task)]
        if hopeless:
            all_fit = False
        elif not self._has_all():
            self._strokes(0.0, FIRST_SHARE)
            all_fit = True if self._has_all() else self._try_all()
        return self._improve(all_fit)

    def _has_all(self) -> bool:
        return self.improver.best_score.placed == len(self.problem.tasks)

    def _try_all(self) -> bool | None:
        seconds = self.seconds * PROVING_SHARE
        workers = 1 if self.is_repeatable else 2
        fits, plan = plan_of_all(self.problem, self.improver.best, seconds=seconds, workers=workers)
        if plan is not None:
            self.improver = Improver(self.problem, plan, SEED)
        return fits

    def _improve(self, all_fit: bool | None) -> Solution:
        begun = 0.0 if self.is_repeatable else self._share_over()
        proof = _Proof(self.problem, self.improver.best, must_place_all=self._has_all())
        if self.is_repeatable:
            self._strokes(0.0, 1.0)
            proof.work(self.seconds, is_repeatable=True)
        else:
            thread = Thread(target=proof.work, args=(max(1.0, self.seconds * (1 - begun)),), daemon=True)
            thread.start()
            if len(self.problem.tasks) <= FEW:
                thread.join(self.seconds * PROVING_SHARE)
            try:
                self._strokes(begun, 1.0, proof)
            finally:
                proof.stop()
                thread.join()
        return self._solution(proof, all_fit)

    def _solution(self, proof: "_Proof", all_fit: bool | None) -> Solution:
        plan, score = self.improver.best, self.improver.best_score
        if proof.plan is not None and score < score_of(self.problem, proof.plan):
            plan, score = proof.plan, score_of(self.problem, proof.plan)
        is_best = (score.placed, score.points) >= (proof.most_placed, proof.bound)
        bound = max(proof.bound, score.points) if score.placed == proof.most_placed else proof.bound
        return Solution(plan, score, max(proof.most_placed, score.placed), bound, is_best or proof.is_settled, all_fit)

    def _strokes(self, begin: float, end: float, proof: "_Proof | None" = None) -> None:
        number, whole = 0, max(1, int(self.seconds * (end - begin) * STROKES_A_SECOND))
        while True:
            share = number / whole if self.is_repeatable else (self._share_over() - begin) / max(end - begin, 1e-9)
            if share >= 1 or (end < 1 and self._has_all()) or self._is_proven(proof):
                return
            self.improver.stroke(share)
            number += 1
            self._tell()

    def _is_proven(self, proof: "_Proof | None") -> bool:
        """Whether nothing can be better than the best so far."""
        score, whole = self.improver.best_score, FULL * len(self.problem.tasks)
        most_placed, bound = (proof.most_placed, proof.bound) if proof is not None else (score.tasks, whole)
        return (proof is not None and proof.is_settled) or (score.placed, score.points) >= (most_placed, bound)

    def _share_over(self) -> float:
        return (monotonic() - self.began) / self.seconds

    def _tell(self) -> None:
        now = monotonic()
        if self.listener is not None and now - self.told_at >= TELL_EVERY:
            self.told_at = now
            self.listener(min(1.0, self._share_over()), self.improver.best_score)


class _Proof:
    """The whole model in the hands of OR-Tools: a plan of its own, and what no plan can exceed."""

    def __init__(self, problem: Problem, start: Plan, *, must_place_all: bool) -> None:
        self.problem, self.start, self.must_place_all = problem, dict(start), must_place_all
        self.plan: dict[int, Spot] | None = None
        self.most_placed, self.bound = len(problem.tasks), FULL * len(problem.tasks)
        self.is_settled = False
        self._is_stopped = False
        self._solver: Any = None

    def work(self, seconds: float, *, is_repeatable: bool = False) -> None:
        """Search until the time is over, everything is proven, or :meth:`stop` is called."""
        until = monotonic() + seconds
        model = ProgrammeModel(self.problem, must_place_all=self.must_place_all)
        add_wishes(model)
        model.set_goal()
        model.hint(self.start)
        left = seconds if is_repeatable else max(0.1, until - monotonic())
        solver = self._solver = _solver(model, left, workers=1, is_repeatable=is_repeatable)
        solver.best_bound_callback = lambda lost: self._set_bounds(model, lost)
        if self._is_stopped:
            return
        status = solver.solve(model.model)
        if status in {model.kit.OPTIMAL, model.kit.FEASIBLE}:
            self.plan = model.plan_from(solver.value)
        if status != model.kit.UNKNOWN or solver.best_objective_bound > 0:
            self._set_bounds(model, solver.best_objective_bound)
        self.is_settled = status == model.kit.OPTIMAL

    def stop(self) -> None:
        """Let the search end soon."""
        self._is_stopped = True
        if self._solver is not None:
            self._solver.stop_search()

    def _set_bounds(self, model: ProgrammeModel, lost_at_least: float) -> None:
        lost = max(0, int(lost_at_least + 0.999))
        left_out = 0
        if not model.must_place_all:
            left_out, lost = divmod(lost, model.cost_of_leaving_out)
        self.most_placed = len(model.tasks) - left_out
        self.bound = FULL * self.most_placed - lost


def _solver(model: ProgrammeModel, seconds: float, *, workers: int, is_repeatable: bool) -> Any:
    solver = model.kit.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = SEED
    if is_repeatable:
        solver.parameters.max_deterministic_time = seconds
    else:
        solver.parameters.max_time_in_seconds = seconds
    return solver
