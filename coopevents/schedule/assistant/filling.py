"""A draft being filled: each activity is put where it costs least, as things stand, and can be taken out again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coopevents.schedule.assistant.openings import (
    Openings,
    bits,
    cells,
    openings_of,
    places_of_bits,
    starts_touching,
    starts_wished,
    starts_within,
)
from coopevents.schedule.assistant.problem import Problem, Spot, Task, Window
from coopevents.schedule.assistant.score import (
    HALF_HOUR,
    fullest_day,
    loss_of_fit,
    loss_of_place,
    standing_days,
    standing_minutes,
)

NEARLY_AS_GOOD = 10
"""Points by which a place may be worse than the best one and still be named."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A spot an activity could have, and what it would lose there."""

    loss: int
    start: int
    rank: int
    place_id: int | None = field(compare=False)

    def key(self) -> tuple[int, int, int]:
        """The least loss first, then the earliest, then the first place."""
        return self.loss, self.start, self.rank


class Ground:
    """What does not change while drafting: where each activity may start, and what it is wished for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.openings: dict[int, Openings] = {task.id: openings_of(problem, task) for task in problem.tasks}
        self.wished = {task.id: starts_wished(problem, task) for task in problem.tasks}
        self.days = [starts_within(((day.begins, day.begins + 24 * 60),), 1, problem.step) for day in problem.days]
        self.most_minutes, self.minutes = fullest_day(problem), standing_minutes(problem)
        self.people_days = {
            person_id: standing_days(problem, person_id) for task in problem.tasks for person_id in task.people
        }
        self.fit = {
            (task.id, room.id): loss_of_fit(task, room, problem.weights.fit) + loss_of_place(problem, task, room.id)
            for task in problem.tasks
            for room in problem.rooms
        }
        self.by_loss = {
            task.id: sorted(
                (self.fit.get((task.id, place_id or 0), 0), rank, place_id, starts)
                for rank, (place_id, starts) in enumerate(self.openings[task.id].items())
            )
            for task in problem.tasks
        }
        """For each activity its openings, the places that lose least first: (points lost, rank, place, starts)."""
        self.sooner: dict[int, list[int]] = defaultdict(list)
        for task in problem.tasks:
            for later_id in task.later_ids:
                self.sooner[later_id].append(task.id)

    def freedom(self, task: Task) -> tuple[int, int]:
        """How hard an activity is to place: what waits for others last, then by the starts it has."""
        starts = sum(each.bit_count() for each in self.openings[task.id].values())
        return len(self.sooner[task.id]), starts // (1 + len(task.people) + len(task.resources))


class Draft:
    """The plan as far as it is, and what it leaves open."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.problem = ground, ground.problem
        self.plan: dict[int, Spot] = {}
        self.cells_taken: dict[int, int] = defaultdict(int)
        """The steps at which a place that is not for several is taken or being made ready, by place."""
        self.with_people: dict[int, dict[int, tuple[int, int, int | None]]] = defaultdict(dict)
        self.in_tracks: dict[int, dict[int, Window]] = defaultdict(dict)
        self.resources: dict[int, dict[int, tuple[int, int, int]]] = defaultdict(dict)
        self.minutes = dict(ground.minutes)
        for number, each in enumerate(self.problem.standing):
            for resource_id, quantity in each.resources:
                self.resources[resource_id][-1 - number] = (each.start, each.end, quantity)
            if each.track is not None:
                self.in_tracks[each.track][-1 - number] = (each.start, each.end)

    def fill(self, order: Sequence[Task]) -> "Draft":
        """Place one after the other; what has to wait for another one comes after it."""
        waiting = list(order)
        while waiting:
            known = {task.id for task in waiting}
            ready = next((task for task in waiting if not known.intersection(self.ground.sooner[task.id])), waiting[0])
            waiting.remove(ready)
            choice = min(self.choices(ready), key=Choice.key, default=None)
            if choice is not None:
                self.put(ready, Spot(choice.start, choice.place_id))
        return self

    def choices(self, task: Task) -> Iterator[Choice]:
        """For each place that could be the best, or nearly as good, the best start it has for the activity."""
        in_order, liked = self._in_order(task), self._likings(task)
        busy = self._busy(task)
        least: int | None = None
        for fixed, rank, place_id, open_starts in self.ground.by_loss[task.id]:
            if least is not None and liked and fixed + liked[0][0] > least + NEARLY_AS_GOOD:
                return
            starts = open_starts & in_order & ~self._taken(task, place_id, busy)
            if not starts:
                continue
            for loss, mask in liked:
                start = next(self._possible(task, starts & mask), None)
                if start is not None:
                    least = loss + fixed if least is None else min(least, loss + fixed)
                    yield Choice(loss + fixed, start * self.problem.step, rank, place_id)
                    break

    def put(self, task: Task, spot: Spot) -> None:
        """The activity stands there from now on."""
        self.plan[task.id], end = spot, spot.start + task.length
        if spot.place_id is not None:
            self.cells_taken[spot.place_id] |= self._cells_of(task, spot)
        for person_id in task.people:
            self.with_people[person_id][task.id] = (spot.start, end, spot.place_id)
        for resource_id, quantity in task.resources:
            self.resources[resource_id][task.id] = (spot.start, end, quantity)
        if task.track is not None:
            self.in_tracks[task.track][task.id] = (spot.start, end)
        self._count(task, spot, task.length)

    def take_out(self, task: Task) -> Spot:
        """The activity no longer stands; returns where it stood."""
        spot = self.plan.pop(task.id)
        if spot.place_id is not None:
            self.cells_taken[spot.place_id] &= ~self._cells_of(task, spot)
        for person_id in task.people:
            del self.with_people[person_id][task.id]
        for resource_id, _quantity in task.resources:
            del self.resources[resource_id][task.id]
        if task.track is not None:
            del self.in_tracks[task.track][task.id]
        self._count(task, spot, -task.length)
        return spot

    def days_of(self, person_id: int) -> set[int | None]:
        """The days on which somebody comes, as things stand."""
        days = {self.problem.day_of(each[0]) for each in self.with_people[person_id].values()}
        return days | self.ground.people_days[person_id]

    def _cells_of(self, task: Task, spot: Spot) -> int:
        room = self.problem.room_by_id.get(spot.place_id or 0)
        if room is None or room.is_parallel:
            return 0
        size, first = cells(task.length + room.turnover, self.problem.step), spot.start // self.problem.step
        return bits(first, first + size - 1)

    def _count(self, task: Task, spot: Spot, minutes: int) -> None:
        number = self.problem.day_of(spot.start)
        if number is not None:
            self.minutes[number] = self.minutes.get(number, 0) + minutes

    def _possible(self, task: Task, starts: int) -> Iterator[int]:
        if not task.resources:
            return places_of_bits(starts)
        return (each for each in places_of_bits(starts) if self._has_resources(task, each * self.problem.step))

    def _likings(self, task: Task) -> list[tuple[int, int]]:
        """Sets of starts with what each loses, the best first."""
        weights, parts = self.problem.weights, self.ground.wished[task.id][1]
        out_of_line = 0
        for begins, ends in self.in_tracks[task.track].values() if task.track is not None else ():
            out_of_line |= starts_touching(begins, ends, task.length, self.problem.step)
        known = [days for days in map(self.days_of, task.people) if days]
        sets = []
        for number, day in enumerate(self.ground.days):
            loss = weights.company * sum(1 for days in known if number not in days)
            loss += weights.day if task.wished_days and number not in task.wished_days else 0
            loss += weights.balance * self._half_hours_over(number, task.length)
            sets.append((loss, day & parts & ~out_of_line))
            sets.append((loss + weights.track, day & parts))
            if parts != -1:
                sets.append((loss + weights.part, day & ~out_of_line))
                sets.append((loss + weights.part + weights.track, day))
        return sorted(sets, key=lambda each: each[0])

    def _half_hours_over(self, day: int, more: int) -> int:
        before = self.minutes.get(day, 0) - self.ground.most_minutes
        return max(0, -(-(before + more) // HALF_HOUR)) - max(0, -(-before // HALF_HOUR))

    def _in_order(self, task: Task) -> int:
        starts = -1
        for sooner_id in self.ground.sooner[task.id]:
            if sooner_id in self.plan:
                end = self.plan[sooner_id].start + self.problem.task_by_id[sooner_id].length
                starts &= -1 << cells(end, self.problem.step)
        for later_id in task.later_ids:
            if later_id in self.plan:
                starts &= starts_within(((0, self.plan[later_id].start),), task.length, self.problem.step)
        return starts

    def _busy(self, task: Task) -> list[tuple[int, int, int | None]]:
        return [each for person_id in task.people for each in self.with_people[person_id].values()]

    def _taken(self, task: Task, place_id: int | None, busy: Sequence[tuple[int, int, int | None]]) -> int:
        """The starts at which the place is taken, or somebody is elsewhere or on the way."""
        taken, length, step = 0, task.length, self.problem.step
        room = self.problem.room_by_id.get(place_id or 0)
        if room is not None and not room.is_parallel:
            taken = _reaching(self.cells_taken[room.id], cells(length + room.turnover, step))
        for begins, ends, other_place in busy:
            way = self.problem.travel_between(other_place, place_id)
            taken |= starts_touching(begins - way, ends + way, length, step)
        return taken

    def _has_resources(self, task: Task, start: int) -> bool:
        for resource_id, wanted in task.resources:
            stock = self.problem.stocks.get(resource_id)
            if stock is None:
                continue
            gap, end = stock.turnover, start + task.length
            known = self.resources[resource_id].values()
            near = [each for each in known if each[0] < end + gap and each[1] + gap > start]
            for moment in (start, *(begins for begins, _ends, _taken in near if begins > start)):
                used = sum(taken for begins, ends, taken in near if begins <= moment < ends + gap)
                if used + wanted > stock.quantity:
                    return False
        return True


def _reaching(taken: int, size: int) -> int:
    """The starts from which that many steps would reach into one that is taken."""
    width = 1
    while width < size:
        grown = min(width, size - width)
        taken |= taken >> grown
        width += grown
    return taken
