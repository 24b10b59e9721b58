"""The problem as OR-Tools CP-SAT understands it.

Times are steps of the grid. An activity has one start, one place of those it may be in, and an optional interval for
each of them. Everything that stands is in the starts an activity may have (:mod:`openings`), so only activities to
place meet each other here. What is minimised is what :mod:`score` says is lost.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

from coopevents.schedule.assistant.openings import cells, openings_of, places_of_bits
from coopevents.schedule.assistant.problem import Plan, Problem, Spot, Task


class ProgrammeModel:
    """Variables and constraints of one problem.

    With ``must_place_all`` every activity has to stand somewhere; otherwise each may be left out, at a cost above all
    that can be lost by the others. What is wished for is added by :func:`wishes.add_wishes`.
    """

    def __init__(self, problem: Problem, *, must_place_all: bool) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - takes 2.5 s to load, and is there as an extra only

        self.kit: Any = cp_model
        self.problem, self.model = problem, cp_model.CpModel()
        self.must_place_all = must_place_all
        self.openings = {task.id: openings_of(problem, task) for task in problem.tasks}
        self.tasks = [task for task in problem.tasks if self.openings[task.id]]
        self.starts: dict[int, Any] = {}
        self.stands: dict[int, Any] = {}
        self.rooms: dict[int, dict[int | None, Any]] = {}
        self.spans: dict[int, Any] = {}
        self._group_of, self._way_within = groups_of(problem)
        self._in_group: dict[int, dict[int, Any]] = {}
        self._hints: list[tuple[Any, Callable[[Plan], int]]] = []
        self.losses: list[Any] = []
        self.most_lost = 0
        for task in self.tasks:
            self._add_task(task)
        self._keep_places_apart()
        self._keep_people_apart()
        self._keep_resources_enough()
        self._keep_order()

    def plan_from(self, value: Any) -> dict[int, Spot]:
        """The plan of a solution; ``value`` gives the value of a variable."""
        plan = {}
        for task in self.tasks:
            if value(self.stands[task.id]):
                place_id = next(each for each, literal in self.rooms[task.id].items() if value(literal))
                plan[task.id] = Spot(value(self.starts[task.id]) * self.problem.step, place_id)
        return plan

    def hint(self, plan: Plan) -> None:
        """Begin from a known plan."""
        for variable, worth in self._hints:
            self.model.add_hint(variable, worth(plan))
        for task in self.tasks:
            spot = plan.get(task.id)
            if not self.must_place_all:
                self.model.add_hint(self.stands[task.id], spot is not None)
            if spot is not None:
                self.model.add_hint(self.starts[task.id], spot.start // self.problem.step)
            for place_id, literal in self.rooms[task.id].items():
                self.model.add_hint(literal, spot is not None and spot.place_id == place_id)

    def flag(self, worth: Callable[[Plan], bool]) -> Any:
        """A yes or no, with how to tell it from a plan."""
        literal = self.model.new_bool_var("")
        self._hints.append((literal, worth))
        return literal

    def number(self, most: int, worth: Callable[[Plan], int]) -> Any:
        """A number from 0 to ``most``, with how to tell it from a plan."""
        number = self.model.new_int_var(0, most, "")
        self._hints.append((number, lambda plan: max(0, min(most, worth(plan)))))
        return number

    def _add_task(self, task: Task) -> None:
        openings, size = self.openings[task.id], cells(task.length, self.problem.step)
        anywhere = self.anywhere(task)
        start = self.model.new_int_var_from_domain(self.domain(anywhere), f"start{task.id}")
        stands = self.model.new_constant(1) if self.must_place_all else self.model.new_bool_var(f"stands{task.id}")
        self.starts[task.id], self.stands[task.id] = start, stands
        self.spans[task.id] = self.model.new_optional_fixed_size_interval_var(start, size, stands, f"span{task.id}")
        self.rooms[task.id] = {each: self.model.new_bool_var(f"at{task.id}_{each}") for each in openings}
        literals = list(self.rooms[task.id].values())
        self.model.add(sum(literals) == stands)
        for place_id, literal in self.rooms[task.id].items():
            if openings[place_id] != anywhere:
                within = self.domain(openings[place_id])
                self.model.add_linear_expression_in_domain(start, within).only_enforce_if(literal)

    def anywhere(self, task: Task) -> int:
        """The starts the activity may have in some place."""
        starts = 0
        for each in self.openings[task.id].values():
            starts |= each
        return starts

    def lose(self, points: int, literal: Any, most: int = 1) -> None:
        """Let so many points be lost for each of ``literal``, of which there can be ``most``."""
        if points:
            self.losses.append(points * literal)
            self.most_lost += points * most

    def domain(self, starts: int) -> Any:
        return self.kit.Domain.from_values(list(places_of_bits(starts)))

    def _keep_places_apart(self) -> None:
        step = self.problem.step
        for room in self.problem.rooms:
            here = [task for task in self.tasks if room.id in self.rooms[task.id]]
            if room.is_parallel or len(here) < 2:
                continue
            sizes = [cells(task.length + room.turnover, step) for task in here]
            literals = [self.rooms[task.id][room.id] for task in here]
            self.model.add_no_overlap(
                self.model.new_optional_fixed_size_interval_var(
                    self.starts[task.id], size, literal, f"in{room.id}_{task.id}"
                )
                for task, size, literal in zip(here, sizes, literals, strict=True)
            )
            self._keep_within_hours(here, room.id, sizes, literals)

    def _keep_within_hours(self, here: Sequence[Task], place_id: int, sizes: Sequence[int], literals: Any) -> None:
        """What follows from the rest, said aloud for the bound: no place holds more than it is open."""
        covered = 0
        for task, size in zip(here, sizes, strict=True):
            covered |= dilated(self.openings[task.id][place_id], size)
        weighed = sum(size * literal for size, literal in zip(sizes, literals, strict=True))
        self.model.add(weighed <= covered.bit_count())

    def _keep_people_apart(self) -> None:
        by_person: dict[int, list[Task]] = defaultdict(list)
        for task in self.tasks:
            for person_id in task.people:
                by_person[person_id].append(task)
        pairs: set[tuple[int, ...]] = set()
        for tasks in by_person.values():
            if len(tasks) > 1:
                self.model.add_no_overlap([self.spans[task.id] for task in tasks])
                pairs.update(combinations(sorted(task.id for task in tasks), 2))
        if self.problem.travel:
            for first, second in sorted(pairs):
                self._keep_way_between(first, second)

    def _keep_way_between(self, first: int, second: int) -> None:
        ways = list(self._ways(first, second))
        if not ways:
            return
        sizes = {each: self.problem.task_by_id[each].length for each in (first, second)}
        is_before = self.flag(lambda plan: first in plan and second in plan and plan[first].start < plan[second].start)
        for minutes, literals in ways:
            for one, other, order in ((first, second, is_before), (second, first, ~is_before)):
                gap = cells(sizes[one] + minutes, self.problem.step)
                rule = self.model.add(self.starts[other] >= self.starts[one] + gap)
                rule.only_enforce_if([order, *literals])

    def _ways(self, first: int, second: int) -> Iterator[tuple[int, list[Any]]]:
        """(minutes, under which conditions): from group to group of places, and within one unless it is one place."""
        here, there = self._groups(first), self._groups(second)
        for one, literal in here.items():
            for other, other_literal in there.items():
                minutes = self.problem.travel_between(one, other)
                if one != other and minutes:
                    yield minutes, [literal, other_literal]
            minutes = self._way_within.get(one, 0)
            if minutes and one in there:
                for place_id, at in self.rooms[first].items():
                    if place_id is not None and self._group_of[place_id] == one:
                        away = self.rooms[second].get(place_id)
                        yield minutes, [at, there[one], *([~away] if away is not None else [])]

    def _groups(self, task_id: int) -> dict[int, Any]:
        """For each group of places, by the first of it, whether the activity is in the group."""
        if task_id not in self._in_group:
            members: dict[int, list[int]] = defaultdict(list)
            for place_id in self.rooms[task_id]:
                if place_id is not None:
                    members[self._group_of[place_id]].append(place_id)
            self._in_group[task_id] = {each: self._any_of(task_id, ids) for each, ids in members.items()}
        return self._in_group[task_id]

    def _any_of(self, task_id: int, place_ids: Sequence[int]) -> Any:
        if len(place_ids) == 1:
            return self.rooms[task_id][place_ids[0]]
        one_of_them = self.flag(lambda plan: task_id in plan and plan[task_id].place_id in place_ids)
        self.model.add(sum(self.rooms[task_id][each] for each in place_ids) == one_of_them)
        return one_of_them

    def _keep_resources_enough(self) -> None:
        for resource_id, stock in self.problem.stocks.items():
            spans, wanted = [], []
            for task in self.tasks:
                quantity = dict(task.resources).get(resource_id)
                if quantity:
                    size = cells(task.length + stock.turnover, self.problem.step)
                    stands = self.stands[task.id]
                    span = self.model.new_optional_fixed_size_interval_var(self.starts[task.id], size, stands, "")
                    spans.append(span)
                    wanted.append(quantity)
            if not spans:
                continue
            for first, last, quantity in self._standing_use(resource_id, stock.turnover):
                spans.append(self.model.new_fixed_size_interval_var(first, last - first, ""))
                wanted.append(min(quantity, stock.quantity))
            self.model.add_cumulative(spans, wanted, stock.quantity)

    def _standing_use(self, resource_id: int, turnover: int) -> Iterator[tuple[int, int, int]]:
        """What stands and uses a resource, in whole steps; several at once count with what is left for others."""
        step = self.problem.step
        changes: dict[int, int] = defaultdict(int)
        for each in self.problem.standing:
            quantity = dict(each.resources).get(resource_id)
            if quantity:
                changes[max(0, each.start // step)] += quantity
                changes[max(0, cells(each.end + turnover, step))] -= quantity
        in_use, since = 0, 0
        for moment in sorted(changes):
            if in_use and moment > since:
                yield since, moment, in_use
            in_use, since = in_use + changes[moment], moment

    def _keep_order(self) -> None:
        for task in self.tasks:
            for later_id in task.later_ids:
                if later_id in self.starts:
                    gap = cells(task.length, self.problem.step)
                    rule = self.model.add(self.starts[later_id] >= self.starts[task.id] + gap)
                    if not self.must_place_all:
                        rule.only_enforce_if([self.stands[task.id], self.stands[later_id]])

    @property
    def cost_of_leaving_out(self) -> int:
        """More than all the others together can lose."""
        return self.most_lost + 1

    def set_goal(self) -> None:
        """Minimise what is left out, then what is lost."""
        left_out = [] if self.must_place_all else [1 - self.stands[task.id] for task in self.tasks]
        if self.losses or left_out:
            self.model.minimize(sum(self.losses) + sum(self.cost_of_leaving_out * each for each in left_out))


def dilated(starts: int, size: int) -> int:
    """The cells covered by spans of that many steps from any of these starts."""
    covered, width = starts, 1
    while width < size:
        grown = min(width, size - width)
        covered |= covered << grown
        width += grown
    return covered


def groups_of(problem: Problem) -> tuple[dict[int, int], dict[int, int]]:
    """The group of each place, and the minutes within each group that has any, both by the first place of the group.

    Places are of one group when they have the same ways to all others, and all ways among them are equally long.
    """
    ids, way = [room.id for room in problem.rooms], problem.travel_between
    group_of: dict[int, int] = {}
    within: dict[int, int] = {}
    for place_id in ids:
        for first in dict.fromkeys(group_of.values()):
            between = way(first, place_id)
            members = [each for each, group in group_of.items() if group == first]
            rest = (each for each in ids if each not in members and each != place_id)
            is_like = all(way(each, place_id) == between for each in members) and within.get(first, between) == between
            if is_like and all(way(first, each) == way(place_id, each) for each in rest):
                group_of[place_id], within[first] = first, between
                break
        else:
            group_of[place_id] = place_id
    return group_of, within
