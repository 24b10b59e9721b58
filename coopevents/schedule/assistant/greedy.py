"""A draft without a solver: the most constrained activity first, each where it costs least. Always there, and fast.

The same problem gives the same draft. What found no room is put first in the next round, up to eight rounds.
"""

from coopevents.schedule.assistant.filling import Draft, Ground
from coopevents.schedule.assistant.problem import Problem, Spot
from coopevents.schedule.assistant.score import Score, score_of

ROUNDS = 8


def greedy_plan(problem: Problem) -> dict[int, Spot]:
    """A plan free of clashes, with as many activities placed as this simple way finds."""
    ground = Ground(problem)
    order = sorted(problem.tasks, key=lambda task: (*ground.freedom(task), -task.length, task.id))
    best: tuple[Score, dict[int, Spot]] | None = None
    for _round in range(ROUNDS):
        plan = Draft(ground).fill(order).plan
        score = score_of(problem, plan)
        if best is None or best[0] < score:
            best = score, plan
        missing = [task for task in order if task.id not in plan]
        if not missing:
            break
        order = [*missing, *(task for task in order if task.id in plan)]
    return best[1] if best is not None else {}
