"""Why an activity could not be placed: what is missing, counted, and where it can be, proven."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from coopevents.schedule.assistant.filling import Draft, Ground
from coopevents.schedule.assistant.model import dilated
from coopevents.schedule.assistant.openings import (
    cells,
    openings_of,
    rooms_for,
    starts_in_room,
    starts_on_days,
    starts_too_far,
    starts_with_people,
    starts_with_resources,
)
from coopevents.schedule.assistant.problem import Plan, Problem, Stock, Task


class Reason(StrEnum):
    """What stands in the way."""

    NO_DAY_LONG_ENOUGH = "no_day_long_enough"
    NO_PLACE_LARGE_ENOUGH = "no_place_large_enough"
    PLACES_CLOSED = "places_closed"
    PEOPLE_ABSENT = "people_absent"
    RESOURCE_SHORT = "resource_short"
    ALL_TAKEN = "all_taken"
    PERSON_OVERFULL = "person_overfull"
    PLACES_OVERFULL = "places_overfull"
    RESOURCE_OVERFULL = "resource_overfull"
    PERSON_CANNOT_FIT = "person_cannot_fit"
    PLACES_CANNOT_FIT = "places_cannot_fit"
    RESOURCE_CANNOT_FIT = "resource_cannot_fit"
    CROWDED_OUT = "crowded_out"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One reason, and the activities it concerns.

    ``needed`` and ``given`` are seats, pieces or minutes; ``is_proven`` says that no other draft can avoid it: of these
    activities not all can be placed.
    """

    reason: Reason
    task_ids: tuple[int, ...]
    person_ids: tuple[int, ...] = ()
    place_ids: tuple[int, ...] = ()
    resource_id: int | None = None
    needed: int = 0
    given: int = 0
    is_proven: bool = True


Judge = Callable[[Problem], bool]
"""Whether it is proven that not all activities of a small problem can be placed."""
MOST_PROVEN = 6


def explain(problem: Problem, plan: Plan, judge: Judge | None = None) -> list[Finding]:
    """Why the activities a plan leaves out are left out; each is in at least one finding."""
    missing = [task for task in problem.tasks if task.id not in plan]
    found = [finding for task in missing if (finding := why_never(problem, task)) is not None]
    known = {task_id for finding in found for task_id in finding.task_ids}
    rest = [task for task in missing if task.id not in known]
    tried = 0
    for task in rest:
        if task.id in known:
            continue
        finding = next((each for each in _too_much(problem) if task.id in each.task_ids), None)
        if finding is None and judge is not None and tried < MOST_PROVEN:
            tried += 1
            finding = _cannot_fit(problem, task, judge)
        finding = finding or _crowded_out(problem, plan, task)
        known |= set(finding.task_ids)
        found.append(finding)
    return found


def overfull(problem: Problem) -> list[Finding]:
    """What can be seen by counting alone: people, places and resources asked for longer than they are there."""
    return _too_much(problem)


def why_never(problem: Problem, task: Task) -> Finding | None:
    """What keeps one activity from standing anywhere at all, even if nothing else is placed; None when it can."""
    if openings_of(problem, task):
        return None
    ids = (task.id,)
    days = starts_on_days(problem, task)
    if not days:
        longest = max((day.closes - day.opens for day in problem.days), default=0)
        return Finding(reason=Reason.NO_DAY_LONG_ENOUGH, task_ids=ids, needed=task.length, given=longest)
    for resource_id, wanted in task.resources:
        stock = problem.stocks.get(resource_id)
        if stock is not None and wanted > stock.quantity:
            return Finding(
                reason=Reason.RESOURCE_SHORT, task_ids=ids, resource_id=resource_id, needed=wanted, given=stock.quantity
            )
    if not days & starts_with_people(problem, task):
        absent = [each for each in task.people if not days & starts_with_people(problem, replace(task, people=(each,)))]
        who = tuple(absent or [each for each in task.people if each in problem.availability])
        return Finding(reason=Reason.PEOPLE_ABSENT, task_ids=ids, person_ids=who, needed=task.length)
    if task.needs_place:
        return _why_no_place(problem, task, days & starts_with_people(problem, task))
    return Finding(reason=Reason.ALL_TAKEN, task_ids=ids, person_ids=task.people)


def _why_no_place(problem: Problem, task: Task, starts: int) -> Finding:
    rooms = rooms_for(problem, task)
    if not rooms:
        allowed = [each for each in problem.rooms if not task.place_ids or each.id in task.place_ids]
        most = max((each.seats or 0 for each in allowed), default=0)
        return Finding(reason=Reason.NO_PLACE_LARGE_ENOUGH, task_ids=(task.id,), needed=task.needed, given=most)
    places = tuple(each.id for each in rooms)
    empty = replace(problem, standing=())
    if not any(starts & starts_in_room(empty, task, room) for room in rooms):
        return Finding(reason=Reason.PLACES_CLOSED, task_ids=(task.id,), place_ids=places, needed=task.length)
    free = starts & starts_with_resources(problem, task)
    with_room = [room for room in rooms if free & starts_in_room(problem, task, room)]
    people = task.people if any(starts_too_far(problem, task, room.id) for room in with_room) else ()
    return Finding(reason=Reason.ALL_TAKEN, task_ids=(task.id,), place_ids=places, person_ids=people)


def _too_much(problem: Problem) -> list[Finding]:
    tasks = [task for task in problem.tasks if openings_of(problem, task)]
    openings = {task.id: openings_of(problem, task) for task in tasks}
    anywhere = {task_id: _union(found.values()) for task_id, found in openings.items()}
    found = []
    for person_id, theirs in _by_person(tasks).items():
        needed = sum(cells(task.length, problem.step) for task in theirs)
        given = _covered((anywhere[task.id], cells(task.length, problem.step)) for task in theirs)
        if needed > given:
            found.append(_counted(problem, Reason.PERSON_OVERFULL, theirs, needed, given, person_ids=(person_id,)))
    for place_ids, theirs in _by_places(problem, tasks, openings).items():
        gap = {each: problem.room_by_id[each].turnover for each in place_ids}
        sizes = {each: {task.id: cells(task.length + gap[each], problem.step) for task in theirs} for each in place_ids}
        needed = sum(min(sizes[each][task.id] for each in openings[task.id] if each is not None) for task in theirs)
        given = sum(
            _covered((openings[task.id].get(each, 0), sizes[each][task.id]) for task in theirs) for each in place_ids
        )
        if needed > given:
            found.append(_counted(problem, Reason.PLACES_OVERFULL, theirs, needed, given, place_ids=tuple(place_ids)))
    for resource_id, stock in problem.stocks.items():
        finding = _too_much_of(problem, resource_id, stock, tasks, anywhere)
        found += [finding] if finding is not None else []
    return found


def _too_much_of(
    problem: Problem, resource_id: int, stock: Stock, tasks: Iterable[Task], anywhere: Mapping[int, int]
) -> Finding | None:
    theirs = [task for task in tasks if dict(task.resources).get(resource_id)]
    sizes = {task.id: cells(task.length + stock.turnover, problem.step) for task in theirs}
    needed = sum(sizes[task.id] * dict(task.resources)[resource_id] for task in theirs)
    given = stock.quantity * _covered((anywhere[task.id], sizes[task.id]) for task in theirs)
    if needed <= given:
        return None
    finding = _counted(problem, Reason.RESOURCE_OVERFULL, theirs, needed, given)
    return replace(finding, resource_id=resource_id)


def _counted(
    problem: Problem, reason: Reason, tasks: Iterable[Task], needed: int, given: int, **about: tuple[int, ...]
) -> Finding:
    ids = tuple(task.id for task in tasks)
    return Finding(reason=reason, task_ids=ids, needed=needed * problem.step, given=given * problem.step, **about)  # type: ignore[arg-type]


def _cannot_fit(problem: Problem, task: Task, judge: Judge) -> Finding | None:
    """A set of activities with this one that cannot all stand, none of which could be spared from the proof."""
    openings = {each.id: openings_of(problem, each) for each in problem.tasks}
    tasks = [each for each in problem.tasks if openings[each.id]]
    groups: list[tuple[Finding, list[Task]]] = []
    for person_id, theirs in _by_person(tasks).items():
        about = Finding(reason=Reason.PERSON_CANNOT_FIT, task_ids=(), person_ids=(person_id,))
        groups += [(about, theirs)] if task in theirs else []
    for place_ids, theirs in sorted(_by_places(problem, tasks, openings).items(), key=lambda each: len(each[1])):
        about = Finding(reason=Reason.PLACES_CANNOT_FIT, task_ids=(), place_ids=tuple(place_ids))
        groups += [(about, theirs)] if task in theirs else []
    for resource_id, _quantity in task.resources:
        theirs = [each for each in tasks if resource_id in dict(each.resources)]
        groups.append((Finding(reason=Reason.RESOURCE_CANNOT_FIT, task_ids=(), resource_id=resource_id), theirs))
    for about, theirs in groups:
        if len(theirs) > 1 and judge(_just(problem, theirs)):
            return replace(about, task_ids=tuple(each.id for each in _smallest(problem, theirs, judge)))
    return None


def _smallest(problem: Problem, tasks: list[Task], judge: Judge) -> list[Task]:
    """Leave out one after the other as long as the rest still cannot stand."""
    kept = list(tasks)
    for task in tasks[:24]:
        fewer = [each for each in kept if each is not task]
        if len(fewer) > 1 and judge(_just(problem, fewer)):
            kept = fewer
    return kept


def _just(problem: Problem, tasks: Iterable[Task]) -> Problem:
    return replace(problem, tasks=tuple(tasks))


def _crowded_out(problem: Problem, plan: Plan, task: Task) -> Finding:
    """Nothing is proven: in this draft there was no room left. Says whether it is its people or its places."""
    draft = Draft(Ground(problem))
    for each in problem.tasks:
        if each.id in plan:
            draft.put(each, plan[each.id])
    alone = replace(task, people=())
    ground = Ground(replace(problem, tasks=(*(each for each in problem.tasks if each.id != task.id), alone)))
    has_place = Draft(ground)
    for each in ground.problem.tasks:
        if each.id in plan:
            has_place.put(each, plan[each.id])
    people = task.people if any(True for _choice in has_place.choices(alone)) else ()
    places = tuple(each for each in openings_of(problem, task) if each is not None)
    return Finding(reason=Reason.CROWDED_OUT, task_ids=(task.id,), person_ids=people, place_ids=places, is_proven=False)


def _by_person(tasks: Iterable[Task]) -> dict[int, list[Task]]:
    found: dict[int, list[Task]] = {}
    for task in tasks:
        for person_id in task.people:
            found.setdefault(person_id, []).append(task)
    return found


def _by_places(
    problem: Problem, tasks: Iterable[Task], openings: Mapping[int, Mapping[int | None, int]]
) -> dict[tuple[int, ...], list[Task]]:
    """For each set of places some activity is bound to: the activities that cannot be anywhere else."""
    many = {None, *(room.id for room in problem.rooms if room.is_parallel)}
    bound = {task.id: frozenset(openings[task.id]) for task in tasks if many.isdisjoint(openings[task.id])}
    sets = {tuple(sorted(each for each in places if each is not None)) for places in bound.values()}
    return {
        places: [task for task in tasks if task.id in bound and bound[task.id] <= set(places)]
        for places in sorted(sets, key=lambda each: (len(each), each))
    }


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    return _union(dilated(starts, size) for starts, size in spans).bit_count()


def _union(masks: Iterable[int]) -> int:
    union = 0
    for each in masks:
        union |= each
    return union
