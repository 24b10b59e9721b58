"""Problems and drafts as plain values for JSON, so that they can be handed to another process and kept in a column."""

from dataclasses import asdict
from typing import Any

from coopevents.schedule.assistant.drafting import Drafted
from coopevents.schedule.assistant.explain import Finding, Reason
from coopevents.schedule.assistant.problem import (
    Day,
    PartOfDay,
    Plan,
    Problem,
    Room,
    Spot,
    Standing,
    Stock,
    Task,
    Weights,
)
from coopevents.schedule.assistant.score import Score

Plain = dict[str, Any]


def plain_problem(problem: Problem) -> Plain:
    """The problem as JSON can say it."""
    return {
        "tasks": [asdict(each) for each in problem.tasks],
        "rooms": [asdict(each) for each in problem.rooms],
        "days": [asdict(each) for each in problem.days],
        "standing": [asdict(each) for each in problem.standing],
        "availability": [[person_id, list(windows)] for person_id, windows in problem.availability.items()],
        "travel": [[*pair, minutes] for pair, minutes in problem.travel.items()],
        "stocks": [[resource_id, asdict(stock)] for resource_id, stock in problem.stocks.items()],
        "step": problem.step,
        "weights": asdict(problem.weights),
    }


def problem_from(plain: Plain) -> Problem:
    """The problem :func:`plain_problem` made plain."""
    return Problem(
        tasks=tuple(_task(each) for each in plain["tasks"]),
        rooms=tuple(Room(**{**each, "windows": _windows(each["windows"])}) for each in plain["rooms"]),
        days=tuple(Day(**{**each, "breaks": _windows(each["breaks"]) or ()}) for each in plain["days"]),
        standing=tuple(Standing(**_tupled(each)) for each in plain["standing"]),
        availability={person_id: _windows(windows) or () for person_id, windows in plain["availability"]},
        travel={(first, second): minutes for first, second, minutes in plain["travel"]},
        stocks={resource_id: Stock(**stock) for resource_id, stock in plain["stocks"]},
        step=plain["step"],
        weights=Weights(**plain["weights"]),
    )


def plain_plan(plan: Plan) -> list[list[int | None]]:
    """Rows of activity, start and place."""
    return [[task_id, spot.start, spot.place_id] for task_id, spot in sorted(plan.items())]


def plan_from(plain: list[list[Any]]) -> dict[int, Spot]:
    """The plan :func:`plain_plan` made plain."""
    return {task_id: Spot(start, place_id) for task_id, start, place_id in plain}


def plain_score(score: Score) -> Plain:
    """A score as JSON can say it."""
    return {"placed": score.placed, "tasks": score.tasks, "lost": dict(score.lost)}


def plain_draft(drafted: Drafted) -> Plain:
    """The draft as JSON can say it."""
    return {
        "plan": plain_plan(drafted.plan),
        "present": plain_score(drafted.present),
        "greedy": plain_score(drafted.greedy),
        "score": plain_score(drafted.score),
        "bound": drafted.bound,
        "is_best": drafted.is_best,
        "all_fit": drafted.all_fit,
        "has_solver": drafted.has_solver,
        "findings": [asdict(each) for each in drafted.findings],
    }


def draft_from(plain: Plain) -> Drafted:
    """The draft :func:`plain_draft` made plain."""
    return Drafted(
        plan=plan_from(plain["plan"]),
        present=Score(**plain["present"]),
        greedy=Score(**plain["greedy"]),
        score=Score(**plain["score"]),
        bound=plain["bound"],
        is_best=plain["is_best"],
        all_fit=plain["all_fit"],
        has_solver=plain["has_solver"],
        findings=tuple(Finding(**{**_tupled(each), "reason": Reason(each["reason"])}) for each in plain["findings"]),
    )


def _task(plain: Plain) -> Task:
    present = plain["present"]
    parts = tuple(PartOfDay(each) for each in plain["wished_parts"])
    return Task(**{**_tupled(plain), "wished_parts": parts, "present": Spot(**present) if present else None})


def _tupled(plain: Plain) -> Plain:
    """Lists, and lists in lists, as tuples."""
    return {
        name: tuple(tuple(one) if isinstance(one, list) else one for one in each) if isinstance(each, list) else each
        for name, each in plain.items()
    }


def _windows(plain: list[list[int]] | None) -> tuple[tuple[int, int], ...] | None:
    return None if plain is None else tuple((begins, ends) for begins, ends in plain)
