"""What :mod:`score` says is lost, as OR-Tools understands it: added to a model of what must be."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from coopevents.schedule.assistant.model import ProgrammeModel, dilated
from coopevents.schedule.assistant.openings import cells, places_of_bits, starts_wished
from coopevents.schedule.assistant.problem import Plan, Problem, Task
from coopevents.schedule.assistant.score import (
    HALF_HOUR,
    busy_people,
    fullest_day,
    is_in_wished_part,
    line_of_track,
    loss_of_fit,
    loss_of_place,
    standing_minutes,
)


def add_wishes(model: ProgrammeModel) -> None:
    """Let the model lose what the score says; to be called once, before its goal is set."""
    on_day = _name_days(model)
    for task in model.tasks:
        _wish_for_places(model, task)
        _wish_for_days(model, task, on_day)
        _wish_for_parts(model, task)
    _wish_for_lines(model)
    _wish_for_few_days(model, on_day)
    _wish_for_balance(model, on_day)


OnDay = dict[tuple[int, int], Any]


def _name_days(model: ProgrammeModel) -> OnDay:
    """For each activity and day it may be on, whether it is on it."""
    on_day: OnDay = {}
    problem = model.problem
    for task in model.tasks:
        by_day: dict[int, list[int]] = defaultdict(list)
        for start in places_of_bits(model.anywhere(task)):
            by_day[problem.day_of(start * problem.step) or 0].append(start)
        for day, starts in by_day.items():
            literal = on_day[task.id, day] = model.flag(partial(_is_on_day, problem, task.id, day))
            rule = model.model.add_linear_expression_in_domain(
                model.starts[task.id], model.kit.Domain.from_values(starts)
            )
            rule.only_enforce_if(literal)
        model.model.add(sum(on_day[task.id, day] for day in by_day) == model.stands[task.id])
    for day in range(len(problem.days)):
        _keep_within_hours(model, day, [task for task in model.tasks if (task.id, day) in on_day], on_day)
    return on_day


def _keep_within_hours(model: ProgrammeModel, day: int, tasks: Sequence[Task], on_day: OnDay) -> None:
    """What follows from the rest, said aloud for the bound: no day holds more than all places are open on it."""
    problem, step = model.problem, model.problem.step
    if any(room.is_parallel for room in problem.rooms):
        return
    today = ((1 << 24 * 60 // step) - 1) << problem.days[day].begins // step
    least = min((room.turnover for room in problem.rooms), default=0)
    housed, room_for = [task for task in tasks if task.needs_place], 0
    for room in problem.rooms:
        covered = 0
        for task in housed:
            covered |= dilated(model.openings[task.id].get(room.id, 0) & today, cells(task.length + least, step))
        room_for += covered.bit_count()
    model.model.add(sum(cells(task.length + least, step) * on_day[task.id, day] for task in housed) <= room_for)


def _wish_for_places(model: ProgrammeModel, task: Task) -> None:
    problem = model.problem
    for place_id, literal in model.rooms[task.id].items():
        lost = loss_of_fit(task, problem.room_by_id.get(place_id or 0), problem.weights.fit)
        model.lose(lost + loss_of_place(problem, task, place_id), literal)


def _wish_for_days(model: ProgrammeModel, task: Task, on_day: OnDay) -> None:
    for day in range(len(model.problem.days)):
        if task.wished_days and day not in task.wished_days and (task.id, day) in on_day:
            model.lose(model.problem.weights.day, on_day[task.id, day])


def _wish_for_parts(model: ProgrammeModel, task: Task) -> None:
    anywhere = model.anywhere(task)
    wished = anywhere & starts_wished(model.problem, task)[1]
    if wished == anywhere:
        return
    missed = model.flag(partial(_has_part, model.problem, task, is_met=False))
    model.lose(model.problem.weights.part, missed)
    if not wished:
        model.model.add(missed == model.stands[task.id])
        return
    met = model.flag(partial(_has_part, model.problem, task, is_met=True))
    model.model.add(met + missed == model.stands[task.id])
    model.model.add_linear_expression_in_domain(model.starts[task.id], model.domain(wished)).only_enforce_if(met)


def _wish_for_lines(model: ProgrammeModel) -> None:
    """One line without overlaps for each track; whatever is outside it loses."""
    problem, kit = model.problem, model.model
    by_track: dict[int, list[Task]] = defaultdict(list)
    for task in model.tasks:
        if task.track is not None:
            by_track[task.track].append(task)
    for track, tasks in by_track.items():
        spans = []
        for task in tasks:
            is_in = model.flag(partial(_is_in_line, problem, track, task.id))
            kit.add_implication(is_in, model.stands[task.id])
            size = cells(task.length, problem.step)
            spans.append(kit.new_optional_fixed_size_interval_var(model.starts[task.id], size, is_in, ""))
            model.lose(problem.weights.track, model.stands[task.id] - is_in)
        for number, each in enumerate(problem.standing):
            if each.track == track:
                is_in = model.flag(partial(_is_in_line, problem, track, -1 - number))
                first, last = max(0, each.start // problem.step), cells(max(each.end, 0), problem.step)
                spans.append(kit.new_optional_fixed_size_interval_var(first, last - first, is_in, ""))
                model.lose(problem.weights.track, 1 - is_in)
        kit.add_no_overlap(spans)


def _wish_for_few_days(model: ProgrammeModel, on_day: OnDay) -> None:
    if not model.problem.weights.company:
        return
    for _person_id, known, least, everything in busy_people(model.problem):
        tasks = [task for task in everything if task.id in model.starts]
        ids, comes = frozenset(task.id for task in tasks), []
        for day in range(len(model.problem.days)):
            reasons = [on_day[task_id, day] for task_id in ids if (task_id, day) in on_day]
            if day in known or not reasons:
                continue
            there = model.flag(partial(_comes, model.problem, ids, day))
            for each in reasons:
                model.model.add_implication(each, there)
            comes.append(there)
        most = len(comes) + len(known) - least
        if most > 0:
            too_many = model.number(most, partial(_days_too_many, model.problem, ids, frozenset(known), least))
            model.model.add(too_many >= sum(comes) + len(known) - least)
            model.lose(model.problem.weights.company, too_many, most)


def _wish_for_balance(model: ProgrammeModel, on_day: OnDay) -> None:
    standing, most = standing_minutes(model.problem), fullest_day(model.problem)
    for day in range(len(model.problem.days)):
        here = [task for task in model.tasks if (task.id, day) in on_day]
        above = standing.get(day, 0) - most
        bound = -(-(above + sum(task.length for task in here)) // HALF_HOUR)
        if bound > 0:
            over = model.number(bound, partial(_half_hours_over, model.problem, day, above))
            load = sum(task.length * on_day[task.id, day] for task in here)
            model.model.add(HALF_HOUR * over >= load + above)
            model.lose(model.problem.weights.balance, over, bound)


def _is_on_day(problem: Problem, task_id: int, day: int, plan: Plan) -> bool:
    return task_id in plan and problem.day_of(plan[task_id].start) == day


def _has_part(problem: Problem, task: Task, plan: Plan, *, is_met: bool) -> bool:
    return task.id in plan and is_in_wished_part(problem, task, plan[task.id].start) is is_met


def _is_in_line(problem: Problem, track: int, member: int, plan: Plan) -> bool:
    return member in line_of_track(problem, plan, track)


def _comes(problem: Problem, ids: Collection[int], day: int, plan: Plan) -> bool:
    return any(_is_on_day(problem, task_id, day, plan) for task_id in ids)


def _days_too_many(problem: Problem, ids: Collection[int], known: frozenset[int], least: int, plan: Plan) -> int:
    days = {problem.day_of(plan[task_id].start) for task_id in ids if task_id in plan}
    return len(known | days) - least


def _half_hours_over(problem: Problem, day: int, above: int, plan: Plan) -> int:
    here = (task.length for task in problem.tasks if _is_on_day(problem, task.id, day, plan))
    return -(-(above + sum(here)) // HALF_HOUR)
