"""What the assistant is given: activities to place, and where, when and with whom they may be.

Times are minutes after an origin, the first midnight of the programme. Activities start on a grid of ``step`` minutes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Window = tuple[int, int]
"""From a minute to a later one, which is no longer part of it."""

FULL = 100
"""The points of an activity that stands where nothing is left to wish for."""


class PartOfDay(StrEnum):
    """When on a day, by the start: before noon, before five, later."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS: Mapping[PartOfDay, Window] = {
    PartOfDay.MORNING: (0, 12 * 60),
    PartOfDay.AFTERNOON: (12 * 60, 17 * 60),
    PartOfDay.EVENING: (17 * 60, 36 * 60),
}
"""Minutes after the midnight a day begins with."""


@dataclass(frozen=True, slots=True)
class Spot:
    """When an activity starts, and where; None is nowhere in particular."""

    start: int
    place_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An activity to place.

    ``needed`` is the number of seats; ``place_ids`` the places it may be in (empty: all), ``days`` the days, by number,
    on which it may be (empty: all), ``earliest`` and ``latest`` the bounds of its start, ``hours`` the minutes after
    midnight between which it may be, instead of the hours of the day. What ``may_cross_breaks`` (a meal, a day tour) is
    not kept off them. What begins with ``wished`` is what it should rather have; ``later_ids`` must start after its
    end; ``present`` is where it stands now.
    """

    id: int
    length: int
    people: tuple[int, ...] = ()
    resources: tuple[tuple[int, int], ...] = ()
    needed: int = 0
    track: int | None = None
    needs_place: bool = True
    may_cross_breaks: bool = False
    place_ids: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    earliest: int = 0
    latest: int | None = None
    hours: Window | None = None
    wished_days: tuple[int, ...] = ()
    wished_parts: tuple[PartOfDay, ...] = ()
    wished_places: tuple[int, ...] = ()
    later_ids: tuple[int, ...] = ()
    present: Spot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An activity that stays where it is, of this programme or of another one."""

    start: int
    end: int
    place_id: int | None = None
    people: tuple[int, ...] = ()
    resources: tuple[tuple[int, int], ...] = ()
    track: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A place. ``seats`` is None when nobody counted; ``windows`` are its openings, None when it is always open."""

    id: int
    seats: int | None = None
    turnover: int = 0
    windows: tuple[Window, ...] | None = None
    is_parallel: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """How many of a resource there are, and the minutes it needs between two activities."""

    quantity: int
    turnover: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day: its midnight, from when to when activities may be, and the breaks they keep free."""

    begins: int
    opens: int
    closes: int
    breaks: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points lost, of the 100 of an activity, by what is missed; see :mod:`score`."""

    day: int = 25
    part: int = 15
    track: int = 20
    fit: int = 20
    place: int = 10
    company: int = 10
    balance: int = 5


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Everything the assistant knows. Who is not in ``availability`` can always be there."""

    tasks: tuple[Task, ...]
    rooms: tuple[Room, ...]
    days: tuple[Day, ...]
    availability: Mapping[int, tuple[Window, ...]] = field(default_factory=dict)
    travel: Mapping[tuple[int, int], int] = field(default_factory=dict)
    stocks: Mapping[int, Stock] = field(default_factory=dict)
    standing: tuple[Standing, ...] = ()
    step: int = 15
    weights: Weights = field(default_factory=Weights)

    @cached_property
    def task_by_id(self) -> dict[int, Task]:
        """The activities by id."""
        return {each.id: each for each in self.tasks}

    @cached_property
    def room_by_id(self) -> dict[int, Room]:
        """The places by id."""
        return {each.id: each for each in self.rooms}

    def travel_between(self, first: int | None, second: int | None) -> int:
        """Minutes of the way; 0 when it is not known, or nowhere."""
        if first is None or second is None or first == second:
            return 0
        return self.travel.get((min(first, second), max(first, second)), 0)

    def day_of(self, minute: int) -> int | None:
        """The number of the day a minute belongs to, up to the midnight after it; None outside the programme."""
        if minute not in self._known_days:
            self._known_days[minute] = next(
                (
                    number
                    for number, day in enumerate(self.days)
                    if day.begins <= minute < max(day.closes, day.begins + 24 * 60)
                ),
                None,
            )
        return self._known_days[minute]

    @cached_property
    def _known_days(self) -> dict[int, int | None]:
        return {}


Plan = Mapping[int, Spot]
"""Where activities stand, by id; those that stand nowhere are left out."""
