"""A week to draft: 200 activities, 10 places on two campuses, 5 days, three quarters full. The same every time."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from coopevents.schedule.assistant.problem import Day, PartOfDay, Problem, Room, Stock, Task, Window

DAYS = 5
SEATS = (400, 200, 120, 80, 80, 60, 60, 40, 40, 30)
FAR = range(7, 10)
"""The places on the other campus, twenty-five minutes away."""
LENGTHS = (45, 60, 60, 75, 90, 90, 120)
HOSTS, GUESTS, TRACKS = 20, 150, 10
BOOTHS, PROJECTORS = 1, 2


def week(activities: int = 200, *, step: int = 15) -> Problem:
    """The problem: every activity has a guest and mostly a host, a track, seats needed, and often wishes."""
    chance = Random(20261130)
    days = tuple(_day(number) for number in range(DAYS))
    return Problem(
        tasks=tuple(_task(number, chance) for number in range(1, activities + 1)),
        rooms=tuple(_room(number, seats) for number, seats in enumerate(SEATS, start=1)),
        days=days,
        availability=_availability(days, chance),
        travel=_travel(),
        stocks={BOOTHS: Stock(3, 15), PROJECTORS: Stock(5)},
        step=step,
    )


HOST = 1


def impossible_week() -> Problem:
    """The same week, but one host is there for eight hours and asked for in nine activities of an hour.

    Every single one of them would fit.
    """
    problem = week()
    there = ((problem.days[1].opens, problem.days[1].closes),)
    tasks = tuple(_with_host(task) for task in problem.tasks)
    return replace(problem, tasks=tasks, availability={**problem.availability, HOST: there})


def _with_host(task: Task) -> Task:
    """The activities 21 to 29 take an hour and have nobody but the host; no other has them."""
    if 21 <= task.id <= 29:
        return replace(task, length=60, people=(HOST,))
    return replace(task, people=tuple(each for each in task.people if each != HOST))


def _day(number: int) -> Day:
    midnight = number * 24 * 60
    return Day(midnight, midnight + 9 * 60, midnight + 18 * 60, ((midnight + 12 * 60, midnight + 13 * 60),))


def _room(number: int, seats: int) -> Room:
    """The last place is closed on the third day; large ones take longer to make ready."""
    windows = tuple((day * 1440 + 480, day * 1440 + 1260) for day in range(DAYS) if day != 2)
    return Room(id=number, seats=seats, turnover=15 if seats > 60 else 10, windows=windows if number == 10 else None)


def _task(number: int, chance: Random) -> Task:
    track = number % TRACKS
    people = [HOSTS + 1 + chance.randrange(GUESTS)]
    if chance.random() < 0.6:
        people.append(1 + chance.randrange(HOSTS))
    resources = []
    if chance.random() < 0.15:
        resources.append((BOOTHS, 1))
    if chance.random() < 0.2:
        resources.append((PROJECTORS, 1))
    likes_days = chance.random() < 0.5
    likes_part = chance.random() < 0.4
    return Task(
        id=number,
        length=chance.choice(LENGTHS),
        people=tuple(people),
        resources=tuple(resources),
        needed=chance.choice((15, 20, 25, 30, 35, 40, 50, 60, 75, 100 if number % 3 else 180)),
        track=track,
        wished_days=tuple(sorted({track % DAYS, (track + 1) % DAYS, (track + 3) % DAYS})) if likes_days else (),
        wished_parts=(chance.choice((PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.AFTERNOON)),)
        if likes_part
        else (),
        later_ids=(number + TRACKS,) if number <= TRACKS else (),
    )


def _availability(days: tuple[Day, ...], chance: Random) -> dict[int, tuple[Window, ...]]:
    """A third of the guests are there on two or three days only, some hosts on four."""
    found = {}
    for person in range(1, HOSTS + GUESTS + 1):
        number = chance.choice((4, 5, 5)) if person <= HOSTS else chance.choice((2, 3, 5, 5, 5, 5))
        if number < DAYS:
            there = sorted(chance.sample(range(DAYS), number))
            found[person] = tuple((days[each].opens, days[each].closes) for each in there)
    return found


def _travel() -> dict[tuple[int, int], int]:
    """Five minutes within a campus, twenty-five between the two."""
    ids = range(1, len(SEATS) + 1)
    far = [each + 1 for each in FAR]
    return {(a, b): 25 if (a in far) != (b in far) else 5 for a in ids for b in ids if a < b}
