"""A plan made better stroke by stroke: a few activities are taken out and put where they cost least then.

A stroke that makes the plan worse is kept now and then, the less the longer it goes on; the best plan is remembered.
The same seed and number of strokes give the same plan.
"""

from collections.abc import Iterable
from math import exp
from random import Random

from coopevents.schedule.assistant.filling import Choice, Draft, Ground
from coopevents.schedule.assistant.problem import FULL, Plan, Problem, Spot, Task
from coopevents.schedule.assistant.score import (
    HALF_HOUR,
    busy_people,
    is_in_wished_part,
    line_of_track,
    loss_of_fit,
    loss_of_place,
    score_of,
)

WARMTH, COOLEST = 10.0, 0.5
"""Points a stroke may cost at the beginning and at the end, to be kept every third time or so."""
LEFT_OUT = 50 * FULL
FEW, MANY = 2, 6


class Improver:
    """The plan as it is, the best so far, and one stroke after the other."""

    def __init__(self, problem: Problem, plan: Plan, seed: int) -> None:
        self.problem = problem
        self.chance = Random(seed)  # noqa: S311 - the same strokes every time, nothing secret
        self.draft = Draft(Ground(problem))
        for task in problem.tasks:
            if task.id in plan:
                self.draft.put(task, plan[task.id])
        self.losses = _Losses(problem, self.draft)
        self.best, self.best_score = dict(plan), score_of(problem, plan)
        self._of_person: dict[int, list[Task]] = {}
        for task in problem.tasks:
            for person_id in task.people:
                self._of_person.setdefault(person_id, []).append(task)

    def stroke(self, progress: float) -> bool:
        """One stroke, ``progress`` (0 to 1) of the way to the end; whether the plan is the best so far."""
        piece = self._piece()
        before, spots = self.losses.total, {task.id: self.draft.plan.get(task.id) for task in piece}
        self._move(piece, dict.fromkeys(spots))
        for task in self._shuffled(piece):
            choices = sorted(self.draft.choices(task), key=Choice.key)
            if choices:
                chosen = choices[1 if len(choices) > 1 and self.chance.random() < 0.1 else 0]
                self.draft.put(task, Spot(chosen.start, chosen.place_id))
        after = self.losses.renew(piece)
        warmth = WARMTH * (COOLEST / WARMTH) ** progress
        if after > before and self.chance.random() >= exp((before - after) / warmth):
            self._move(piece, spots)
            self.losses.renew(piece)
            return False
        return after < before and self._is_best()

    def _is_best(self) -> bool:
        score = score_of(self.problem, self.draft.plan)
        if not self.best_score < score:
            return False
        self.best, self.best_score = dict(self.draft.plan), score
        return True

    def _move(self, piece: Iterable[Task], spots: dict[int, Spot | None]) -> None:
        """Take all of the piece out, then put back what has a spot."""
        for task in piece:
            if task.id in self.draft.plan:
                self.draft.take_out(task)
        for task in piece:
            spot = spots[task.id]
            if spot is not None:
                self.draft.put(task, spot)

    def _piece(self) -> list[Task]:
        """What is not placed, one that loses, some of what is with its people, in its track or at its time."""
        tasks = self.problem.tasks
        losing = self.losses.losing() if self.chance.random() < 0.8 else []
        first = self.problem.task_by_id[self.chance.choice(losing)] if losing else self.chance.choice(tasks)
        size = self.chance.randint(FEW, MANY)
        chosen = {first.id: first}
        missing = [task for task in tasks if task.id not in self.draft.plan]
        for task in missing[:MANY]:
            chosen[task.id] = task
        for task in [*self._kin(first), *(self.chance.choice(tasks) for _each in range(MANY))]:
            if len(chosen) >= size + min(len(missing), MANY):
                break
            chosen[task.id] = task
        return list(chosen.values())

    def _kin(self, first: Task) -> list[Task]:
        """Those in the way on a day it could go to, or those with its people, or those of its track."""
        way = self.chance.random()
        if way < 0.3 and first.people:
            kin = [task for each in first.people for task in self._of_person[each]]
        elif way < 0.4 and first.track is not None:
            kin = [task for task in self.problem.tasks if task.track == first.track]
        else:
            kin = self._in_the_way(first)
        self.chance.shuffle(kin)
        return kin[: MANY - 2]

    def _in_the_way(self, first: Task) -> list[Task]:
        """What stands at about one moment of a day on which its people are there anyway, or it is wished for."""
        days = set(first.wished_days).union(*(self.draft.days_of(each) for each in first.people))
        known = sorted(each for each in days if each is not None) or list(range(len(self.problem.days)))
        day = self.problem.days[self.chance.choice(known)]
        moment = self.chance.randrange(day.opens, max(day.opens + 1, day.closes))
        begins, ends = moment - first.length // 2, moment + first.length
        spots, rooms = self.draft.plan, self.draft.ground.openings[first.id]
        return [
            task
            for task in self.problem.tasks
            if (spot := spots.get(task.id)) is not None
            and spot.place_id in rooms
            and begins < spot.start + task.length
            and spot.start < ends
        ]

    def _shuffled(self, piece: list[Task]) -> list[Task]:
        if self.chance.random() < 0.5:
            self.chance.shuffle(piece)
            return piece
        return sorted(piece, key=lambda task: (*self.draft.ground.freedom(task), self.chance.random()))


class _Losses:
    """What a draft loses, kept by activity, track and person, so that a stroke renews only what it touched."""

    def __init__(self, problem: Problem, draft: Draft) -> None:
        self.problem, self.draft = problem, draft
        self.by_task: dict[int, int] = {}
        self.by_track: dict[int, int] = {}
        self.by_person: dict[int, int] = {}
        self._least = {person_id: least for person_id, _known, least, _tasks in busy_people(problem)}
        self._tracks: dict[int, list[Task]] = {}
        for task in problem.tasks:
            if task.track is not None:
                self._tracks.setdefault(task.track, []).append(task)
        self.total = self.renew(problem.tasks)

    def renew(self, touched: Iterable[Task]) -> int:
        """Reckon anew what these activities have to do with; returns all that is lost."""
        for task in touched:
            self.by_task[task.id] = self._of_task(task)
        for track in {task.track for task in touched if task.track is not None}:
            self.by_track[track] = self._of_track(track)
        for person_id in {each for task in touched for each in task.people if each in self._least}:
            days = len(self.draft.days_of(person_id))
            self.by_person[person_id] = self.problem.weights.company * max(0, days - self._least[person_id])
        full = self.draft.ground.most_minutes
        over = sum(max(0, -(-(each - full) // HALF_HOUR)) for each in self.draft.minutes.values())
        lost = sum(self.by_task.values()) + sum(self.by_track.values()) + sum(self.by_person.values())
        self.total = lost + self.problem.weights.balance * over
        return self.total

    def losing(self) -> list[int]:
        """The activities that lose something, be it only by their track or their people."""
        people = {each for each, lost in self.by_person.items() if lost}
        tracks = {each for each, lost in self.by_track.items() if lost}
        return [
            task.id
            for task in self.problem.tasks
            if self.by_task[task.id] or task.track in tracks or people.intersection(task.people)
        ]

    def _of_task(self, task: Task) -> int:
        spot = self.draft.plan.get(task.id)
        if spot is None:
            return LEFT_OUT
        weights, problem = self.problem.weights, self.problem
        lost = loss_of_place(problem, task, spot.place_id)
        lost += loss_of_fit(task, problem.room_by_id.get(spot.place_id or 0), weights.fit)
        if task.wished_days and problem.day_of(spot.start) not in task.wished_days:
            lost += weights.day
        return lost + (0 if is_in_wished_part(problem, task, spot.start) else weights.part)

    def _of_track(self, track: int) -> int:
        line = self.draft.in_tracks[track]
        return self.problem.weights.track * (len(line) - len(line_of_track(self.problem, self.draft.plan, track)))
