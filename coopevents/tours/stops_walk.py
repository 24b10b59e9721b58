"""The walk along a route: how long it takes, when one is where, and whether there are steps; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

SHORTEST = 5
"""Minutes that a tour takes at least, also while its stops are not written down yet."""
UNKNOWN = 60
"""Minutes of a route that says nothing yet."""


class Stop(Protocol):
    """What the walk asks of a stop."""

    @property
    def minutes(self) -> int:
        """How long one stays."""

    @property
    def minutes_to_get_there(self) -> int:
        """How long the way from the stop before takes."""

    @property
    def is_step_free(self) -> bool:
        """Whether it, and the way there, can be done without steps."""


@dataclass(frozen=True)
class Leg:
    """One stop of a walk: its number, and from when to when, in minutes after the departure."""

    number: int
    arrives: int
    leaves: int


def legs_of(stops: Iterable[Stop]) -> list[Leg]:
    """When one is at each stop."""
    legs, clock = [], 0
    for number, stop in enumerate(stops, 1):
        arrives = clock + stop.minutes_to_get_there
        clock = arrives + stop.minutes
        legs.append(Leg(number, arrives, clock))
    return legs


def walked_minutes(stops: Iterable[Stop]) -> int:
    """What stops and ways take together."""
    legs = legs_of(stops)
    return legs[-1].leaves if legs else 0


def duration(stops: Iterable[Stop], said: int | None = None) -> int:
    """How long a tour takes in minutes: what was said, else what its stops take; an hour while nothing is known."""
    if said is not None:
        return said
    walked = walked_minutes(stops)
    return max(SHORTEST, walked) if walked else UNKNOWN


def is_step_free(stops: Sequence[Stop]) -> bool:
    """Whether nobody meets a step: only when every stop is free of them. Without stops nothing is promised."""
    return bool(stops) and all(each.is_step_free for each in stops)


def planned_at(stops: Iterable[Stop], number: int, starts_at: datetime) -> tuple[datetime, datetime] | None:
    """From when to when one is meant to be at the stop with that number (from 1); None for no such stop."""
    leg = next((each for each in legs_of(stops) if each.number == number), None)
    if leg is None:
        return None
    return starts_at + timedelta(minutes=leg.arrives), starts_at + timedelta(minutes=leg.leaves)


def minutes_late(stops: Iterable[Stop], number: int, starts_at: datetime, now: datetime) -> int:
    """How many minutes later than planned one arrives at a stop now; less than none for earlier."""
    planned = planned_at(stops, number, starts_at)
    return round((now - planned[0]).total_seconds() / 60) if planned is not None else 0
