"""Small problems, and the house's own clash search as the judge of what the assistant makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.schedule.assistant.problem import Day, Plan, Problem, Room, Standing, Task
from coopevents.schedule.clashes import Clash, Frame, Slot, Surroundings, find_clashes

ORIGIN = datetime(2026, 11, 30, tzinfo=UTC)
NOON = 12 * 60
LUNCH = (12 * 60, 13 * 60)


def day(number: int, *, opens: int = 9 * 60, closes: int = 18 * 60, has_lunch: bool = True) -> Day:
    """A day from nine to six, with lunch at noon."""
    begins = number * 1440
    lunch = (begins + LUNCH[0], begins + LUNCH[1])
    return Day(begins, begins + opens, begins + closes, (lunch,) if has_lunch else ())


def task(number: int, length: int = 60, **said: Any) -> Task:
    """An activity of an hour that needs nothing."""
    return Task(id=number, length=length, **said)


def problem(
    tasks: Sequence[Task], *, rooms: Sequence[Room] | None = None, days: int | Sequence[Day] = 1, **said: Any
) -> Problem:
    """These activities in one room of 40 seats on one day, unless more is said."""
    return Problem(
        tasks=tuple(tasks),
        rooms=tuple(rooms if rooms is not None else [Room(id=1, seats=40)]),
        days=tuple(day(each) for each in range(days)) if isinstance(days, int) else tuple(days),
        **said,
    )


def minutes(day_number: int, hour: int, minute: int = 0) -> int:
    """That time of that day."""
    return day_number * 1440 + hour * 60 + minute


def clashes_of(asked: Problem, plan: Plan) -> list[Clash]:
    """What the house's clash search finds in a plan and what stands beside it."""
    slots = [
        _slot(each.id, spot.start, spot.start + each.length, spot.place_id, each)
        for each in asked.tasks
        if (spot := plan.get(each.id)) is not None
    ]
    slots += [
        _slot(10_000 + number, each.start, each.end, each.place_id, each) for number, each in enumerate(asked.standing)
    ]
    around = Surroundings(
        turnover={room.id: room.turnover for room in asked.rooms},
        walking=asked.travel,
        capacity={room.id: room.seats for room in asked.rooms if room.seats is not None},
        parallel=frozenset(room.id for room in asked.rooms if room.is_parallel),
        resources={key: stock.quantity for key, stock in asked.stocks.items()},
        resource_turnover={key: stock.turnover for key, stock in asked.stocks.items()},
        availability={
            person: tuple((_at(begins), _at(ends)) for begins, ends in windows)
            for person, windows in asked.availability.items()
            if windows
        },
        frames={0: Frame(ZoneInfo("UTC"))},
    )
    return find_clashes(slots, around)


def _slot(number: int, start: int, end: int, place_id: int | None, said: Task | Standing) -> Slot:
    return Slot(
        id=number,
        uid=f"uid-{number}",
        starts_at=_at(start),
        ends_at=_at(end),
        place_id=place_id,
        people=frozenset(said.people),
        capacity=said.needed if isinstance(said, Task) and said.needed else None,
        resources=said.resources,
    )


def _at(minute: int) -> datetime:
    return ORIGIN + timedelta(minutes=minute)
