"""Where an activity may start, before any other is placed: for each place one bit per step of the grid.

Bit ``k`` stands for the minute ``k * step``. Whatever stands already, closed doors, breaks and absent people are taken
out exactly, to the minute.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from coopevents.schedule.assistant.problem import PARTS, Problem, Room, Standing, Task, Window

Openings = Mapping[int | None, int]
"""The bits of the starts an activity may have, by place; places where it may never start are left out."""


def openings_of(problem: Problem, task: Task) -> dict[int | None, int]:
    """Where and when the activity may start, as far as nothing else but what stands is placed."""
    everywhere = (
        starts_on_days(problem, task) & starts_with_people(problem, task) & starts_with_resources(problem, task)
    )
    rooms: Iterable[Room | None] = rooms_for(problem, task) if task.needs_place else (None,)
    found = {}
    for room in rooms:
        starts = everywhere & (starts_in_room(problem, task, room) if room is not None else -1)
        starts &= ~starts_too_far(problem, task, room.id if room is not None else None)
        if starts:
            found[room.id if room is not None else None] = starts
    return found


def rooms_for(problem: Problem, task: Task) -> list[Room]:
    """The places the activity may be in that have seats enough."""
    allowed = [each for each in problem.rooms if not task.place_ids or each.id in task.place_ids]
    return [each for each in allowed if each.seats is None or task.needed <= each.seats]


def starts_on_days(problem: Problem, task: Task) -> int:
    """The starts on the days it may be on, within their hours and off their breaks."""
    starts = 0
    for number, day in enumerate(problem.days):
        if task.days and number not in task.days:
            continue
        begins, ends = (day.begins + each for each in task.hours) if task.hours else (day.opens, day.closes)
        today = starts_within(((begins, ends),), task.length, problem.step)
        for begins, ends in () if task.may_cross_breaks else day.breaks:
            today &= ~starts_touching(begins, ends, task.length, problem.step)
        starts |= today
    starts &= -1 << cells(task.earliest, problem.step)
    return starts if task.latest is None else starts & bits(0, task.latest // problem.step)


def starts_with_people(problem: Problem, task: Task) -> int:
    """The starts at which everybody in it says they are there."""
    starts = -1
    for person_id in task.people:
        if person_id in problem.availability:
            starts &= starts_within(problem.availability[person_id], task.length, problem.step)
    return starts


def starts_in_room(problem: Problem, task: Task, room: Room) -> int:
    """The starts at which a place is open, and free of what stands."""
    starts = -1 if room.windows is None else starts_within(room.windows, task.length, problem.step)
    for each in problem.standing:
        if each.place_id == room.id and not room.is_parallel:
            gap = room.turnover
            starts &= ~starts_touching(each.start - gap, each.end + gap, task.length, problem.step)
    return starts


def starts_too_far(problem: Problem, task: Task, place_id: int | None) -> int:
    """The starts at which somebody would be in what stands, or on the way between it and this place."""
    starts, people = 0, set(task.people)
    for each in problem.standing:
        if people.intersection(each.people):
            way = problem.travel_between(each.place_id, place_id)
            starts |= starts_touching(each.start - way, each.end + way, task.length, problem.step)
    return starts


def starts_with_resources(problem: Problem, task: Task) -> int:
    """The starts at which what stands leaves enough of every resource."""
    starts = -1
    for resource_id, wanted in task.resources:
        if resource_id not in problem.stocks:
            continue
        stock = problem.stocks[resource_id]
        if wanted > stock.quantity:
            return 0
        for begins, ends in _short_times(problem.standing, resource_id, stock.quantity - wanted, stock.turnover):
            starts &= ~starts_touching(begins - stock.turnover, ends, task.length, problem.step)
    return starts


def starts_wished(problem: Problem, task: Task) -> tuple[int, int]:
    """The starts on a wished day, and those in a wished part of a day; all of them where nothing is wished."""
    days = parts = 0
    for number, day in enumerate(problem.days):
        whole = starts_within(((day.begins, max(day.closes, day.begins + 24 * 60)),), problem.step, problem.step)
        days |= whole if number in task.wished_days else 0
        for part in task.wished_parts:
            begins, ends = PARTS[part]
            latest = day.begins + ends
            parts |= (
                starts_within(((day.begins + begins, latest + problem.step - 1),), problem.step, problem.step) & whole
            )
    return days if task.wished_days else -1, parts if task.wished_parts else -1


def starts_within(windows: Iterable[Window], length: int, step: int) -> int:
    """The bits of the starts from which that many minutes fit into one of the windows."""
    starts = 0
    for begins, ends in windows:
        starts |= bits(-(-begins // step), (ends - length) // step)
    return starts


@lru_cache(maxsize=1 << 16)
def starts_touching(begins: int, ends: int, length: int, step: int) -> int:
    """The bits of the starts from which that many minutes would overlap with the span."""
    return bits((begins - length) // step + 1, -(-ends // step) - 1)


def bits(first: int, last: int) -> int:
    """The bits from the first to the last, none below zero."""
    first = max(first, 0)
    return ((1 << (last - first + 1)) - 1) << first if last >= first else 0


def places_of_bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def cells(length: int, step: int) -> int:
    """How many steps that many minutes take on the grid."""
    return -(-length // step)


def _short_times(standing: Iterable[Standing], resource_id: int, most: int, turnover: int) -> Iterator[Window]:
    """The spans in which more than ``most`` of a resource are taken by what stands, turnover included."""
    changes: list[tuple[int, int]] = []
    for each in standing:
        for taken_id, taken in each.resources:
            if taken_id == resource_id:
                changes += ((each.start, taken), (each.end + turnover, -taken))
    in_use, since = 0, None
    for minute, change in sorted(changes):
        in_use += change
        if in_use > most and since is None:
            since = minute
        elif in_use <= most and since is not None:
            yield since, minute
            since = None
