"""The stated score: how good a programme is, by the same rule for drafts and for what stands now.

More activities placed is always better. Among programmes with equally many, each placed activity brings 100 points,
and points are lost

- ``day``: for each activity on a day it was not wished for, 25;
- ``part``: for each in a part of the day it was not wished for, 15;
- ``place``: for each in a place other than a wished one, 10;
- ``fit``: for each in a place more than twice as large as needed, up to 20, the emptier the more;
- ``track``: for each that is outside the longest line of activities of its track that can be followed one after
  the other, 20: so two of one track are not at once;
- ``company``: for each day somebody has to come beyond one for every four hours of their activities, 10;
- ``balance``: for each begun half hour a day is fuller than 1.2 times the average, and than eight hours, 5.

Every rule can be weighed differently (:class:`Weights`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import total_ordering

from coopevents.schedule.assistant.problem import FULL, PARTS, Plan, Problem, Room, Spot, Task

HALF_HOUR, FOUR_HOURS = 30, 240
NEVER_FULL = 480
MOST_ABOVE_AVERAGE = 1.2


@total_ordering
@dataclass(frozen=True)
class Score:
    """How many activities are placed of how many, and the points lost by each rule."""

    placed: int
    tasks: int
    lost: Mapping[str, int]

    @property
    def points(self) -> int:
        """What is left of 100 for each activity placed."""
        return FULL * self.placed - sum(self.lost.values())

    @property
    def percent(self) -> float:
        """The points as a share of all that could be had; never less than nothing."""
        return max(0.0, 100 * self.points / (FULL * self.tasks)) if self.tasks else 100.0

    def __lt__(self, other: "Score") -> bool:
        """Fewer placed is worse; with equally many, fewer points are."""
        return (self.placed, self.points) < (other.placed, other.points)


def score_of(problem: Problem, plan: Plan) -> Score:
    """What a plan is worth, whether or not it is free of clashes."""
    weights = problem.weights
    placed = [(task, plan[task.id]) for task in problem.tasks if task.id in plan]
    rooms, days = problem.room_by_id, {task.id: problem.day_of(spot.start) for task, spot in placed}
    lost = {
        "day": weights.day * sum(1 for task, _ in placed if task.wished_days and days[task.id] not in task.wished_days),
        "part": weights.part * sum(1 for task, spot in placed if not is_in_wished_part(problem, task, spot.start)),
        "place": sum(loss_of_place(problem, task, spot.place_id) for task, spot in placed),
        "fit": sum(loss_of_fit(task, rooms.get(spot.place_id or 0), weights.fit) for task, spot in placed),
        "track": weights.track * _out_of_line(problem, plan),
        "company": weights.company * _days_too_many(problem, placed),
        "balance": weights.balance * _half_hours_too_full(problem, placed),
    }
    return Score(len(placed), len(problem.tasks), lost)


def is_in_wished_part(problem: Problem, task: Task, start: int) -> bool:
    """Whether a start is in a part of the day the activity is wished for; true when nothing is wished."""
    number = problem.day_of(start)
    if not task.wished_parts or number is None:
        return not task.wished_parts
    minute = start - problem.days[number].begins
    return any(begins <= minute < ends for begins, ends in (PARTS[each] for each in task.wished_parts))


def loss_of_place(problem: Problem, task: Task, place_id: int | None) -> int:
    """The points lost by not being in a wished place."""
    return problem.weights.place if task.wished_places and place_id not in task.wished_places else 0


def loss_of_fit(task: Task, room: Room | None, most: int) -> int:
    """The points lost by being in a place that is too large: none up to twice the seats needed."""
    if room is None or room.seats is None or not task.needed or room.seats <= 2 * task.needed:
        return 0
    return most * (room.seats - 2 * task.needed) // room.seats


def fullest_day(problem: Problem) -> int:
    """How many minutes of activities a day may have before it counts as too full."""
    total = sum(each.length for each in problem.tasks) + sum(standing_minutes(problem).values())
    return max(NEVER_FULL, int(MOST_ABOVE_AVERAGE * total / max(len(problem.days), 1)))


def standing_minutes(problem: Problem) -> dict[int, int]:
    """The minutes of what stands already, by day."""
    minutes: dict[int, int] = defaultdict(int)
    for each in problem.standing:
        number = problem.day_of(each.start)
        if number is not None:
            minutes[number] += each.end - each.start
    return minutes


def standing_days(problem: Problem, person_id: int) -> set[int]:
    """The days on which somebody is there anyway, for what stands."""
    days = {problem.day_of(each.start) for each in problem.standing if person_id in each.people}
    return {each for each in days if each is not None}


def line_of_track(problem: Problem, plan: Plan, track: int) -> frozenset[int]:
    """The ids of a longest line of activities of a track that can be followed one after the other.

    Of those that stand it gives ``-1`` less their number.
    """
    spans = [
        (plan[task.id].start + task.length, plan[task.id].start, task.id)
        for task in problem.tasks
        if task.track == track and task.id in plan
    ]
    spans += [
        (each.end, each.start, -1 - number) for number, each in enumerate(problem.standing) if each.track == track
    ]
    line, free_from = set(), None
    for ends, begins, member in sorted(spans):
        if free_from is None or begins >= free_from:
            line.add(member)
            free_from = ends
    return frozenset(line)


def _out_of_line(problem: Problem, plan: Plan) -> int:
    members: dict[int, int] = defaultdict(int)
    for task in problem.tasks:
        if task.track is not None and task.id in plan:
            members[task.track] += 1
    for each in problem.standing:
        if each.track in members and each.track is not None:
            members[each.track] += 1
    return sum(number - len(line_of_track(problem, plan, track)) for track, number in members.items())


def _days_too_many(problem: Problem, placed: Iterable[tuple[Task, Spot]]) -> int:
    days: dict[int, set[int]] = defaultdict(set)
    for task, spot in placed:
        number = problem.day_of(spot.start)
        for person_id in task.people if number is not None else ():
            days[person_id].add(number)  # type: ignore[arg-type]  # asked on the line above
    return sum(max(0, len(days[each] | known) - least) for each, known, least, _tasks in busy_people(problem))


def _half_hours_too_full(problem: Problem, placed: Iterable[tuple[Task, Spot]]) -> int:
    minutes = standing_minutes(problem)
    for task, spot in placed:
        number = problem.day_of(spot.start)
        if number is not None:
            minutes[number] = minutes.get(number, 0) + task.length
    most = fullest_day(problem)
    return sum(max(0, -(-(each - most) // HALF_HOUR)) for each in minutes.values())


def busy_people(problem: Problem) -> list[tuple[int, set[int], int, list[Task]]]:
    """(id, days there anyway, fewest days, activities to place) of everybody whose days can be too many."""
    by_person: dict[int, list[Task]] = defaultdict(list)
    for task in problem.tasks:
        for person_id in task.people:
            by_person[person_id].append(task)
    found = []
    for person_id, tasks in sorted(by_person.items()):
        known = standing_days(problem, person_id)
        if len(tasks) + len(known) > 1:
            minutes = sum(each.length for each in tasks)
            minutes += sum(each.end - each.start for each in problem.standing if person_id in each.people)
            least = max(len(known), -(-minutes // FOUR_HOURS), 1)
            found.append((person_id, known, least, tasks))
    return found
