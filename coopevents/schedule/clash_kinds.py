"""The words of the clash search: what is looked at, what lies around it, and what a finding says. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
NO_TIME = timedelta(0)

Window = tuple[datetime, datetime]
"""A time from its first moment to the one after its last."""


class ClashKind(StrEnum):
    """What is wrong."""

    PLACE_TAKEN = "place_taken"
    TOO_LITTLE_TURNOVER = "too_little_turnover"
    PLACE_CLOSED = "place_closed"
    PERSON_TWICE = "person_twice"
    TOO_LITTLE_WALKING_TIME = "too_little_walking_time"
    TOO_LITTLE_DRIVING_TIME = "too_little_driving_time"
    PERSON_AWAY = "person_away"
    RESOURCE_SHORT = "resource_short"
    RESOURCE_NOT_BACK = "resource_not_back"
    OVER_CAPACITY = "over_capacity"
    MORE_EXPECTED = "more_expected"
    MORE_PICKED = "more_picked"
    PUBLIC_HOLIDAY = "public_holiday"
    OUTSIDE_DATES = "outside_dates"


class Severity(StrEnum):
    """Trouble cannot be; attention should not be."""

    TROUBLE = "trouble"
    ATTENTION = "attention"


TROUBLE = frozenset(
    {
        ClashKind.PLACE_TAKEN,
        ClashKind.PLACE_CLOSED,
        ClashKind.PERSON_TWICE,
        ClashKind.PERSON_AWAY,
        ClashKind.RESOURCE_SHORT,
    }
)
"""The kinds that cannot be; all others deserve attention."""

OF_SEATS = frozenset({ClashKind.OVER_CAPACITY, ClashKind.MORE_EXPECTED, ClashKind.MORE_PICKED})
"""The kinds that no other time would cure."""

OF_DAYS = frozenset({ClashKind.PUBLIC_HOLIDAY, ClashKind.OUTSIDE_DATES})
"""The kinds that concern a whole day of a schedule."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One activity that takes place, as the search sees it. ``resources`` are pairs of resource and quantity."""

    id: int
    uid: str
    starts_at: datetime
    ends_at: datetime
    place_id: int | None = None
    people: frozenset[int] = frozenset()
    capacity: int | None = None
    expected: int | None = None
    resources: tuple[tuple[int, int], ...] = ()
    schedule_id: int = 0


def by_time(slot: Slot) -> tuple[datetime, int]:
    """What slots are sorted by."""
    return slot.starts_at, slot.id


@dataclass(frozen=True, slots=True)
class Frame:
    """The clock and the days of one schedule.

    Without ``first_day`` and ``last_day`` every day is one of its days. ``holidays`` are the public ones.
    """

    zone: ZoneInfo
    first_day: date | None = None
    last_day: date | None = None
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """A place is open on a day of the week (0 is Monday) between two minutes after its midnight.

    ``closes`` may lie beyond 1440: it then closes on the next day.
    """

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Way:
    """How long it takes from one place to another, on foot or by car."""

    minutes: int
    is_by_car: bool = False


NO_WAY = Way(0)
"""A way of which nothing is known; it is taken to need no time."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around the activities.

    By place: minutes of ``turnover``, seats (``capacity``), its ``campus``, its ``opening`` hours (a place without any
    is always open), and whether several activities may be there at once (``parallel``). By pair, the smaller id first:
    minutes ``walking`` between places and ``driving`` between campuses. By resource: how many there are and the
    minutes one needs between two uses. By person: the times at which they said they can be there, in their order. By
    uid: how many people ``picked`` it. By schedule: its ``frames``.
    """

    turnover: Mapping[int, int] = field(default_factory=dict)
    walking: Mapping[tuple[int, int], int] = field(default_factory=dict)
    capacity: Mapping[int, int] = field(default_factory=dict)
    parallel: frozenset[int] = frozenset()
    campus: Mapping[int, int] = field(default_factory=dict)
    driving: Mapping[tuple[int, int], int] = field(default_factory=dict)
    opening: Mapping[int, tuple[Opening, ...]] = field(default_factory=dict)
    resources: Mapping[int, int] = field(default_factory=dict)
    resource_turnover: Mapping[int, int] = field(default_factory=dict)
    availability: Mapping[int, tuple[Window, ...]] = field(default_factory=dict)
    absences: Mapping[int, tuple[Window, ...]] = field(default_factory=dict)
    picked: Mapping[str, int] = field(default_factory=dict)
    frames: Mapping[int, Frame] = field(default_factory=dict)

    def way_between(self, first: int | None, second: int | None) -> Way:
        """The way from one place to another: on foot where that is known, else by car between two campuses.

        It is NO_WAY when nothing is known, or one of them is nowhere.
        """
        if first is None or second is None or first == second:
            return NO_WAY
        walk = self.walking.get((first, second) if first < second else (second, first))
        if walk is not None:
            return Way(walk)
        here, there = self.campus.get(first), self.campus.get(second)
        if here is None or there is None or here == there:
            return NO_WAY
        drive = self.driving.get((min(here, there), max(here, there)))
        return Way(drive, is_by_car=True) if drive is not None else NO_WAY

    def time_between(self, first: int | None, second: int | None) -> timedelta:
        """How long that way takes."""
        return self.way_between(first, second).minutes * MINUTE

    @property
    def longest_way(self) -> timedelta:
        """How long the longest way takes that anybody could have to go."""
        return max((*self.walking.values(), *self.driving.values()), default=0) * MINUTE

    def turnover_at(self, place_id: int) -> timedelta:
        """How long a place needs between two activities."""
        return self.turnover.get(place_id, 0) * MINUTE

    def turnover_of(self, resource_id: int) -> timedelta:
        """How long a resource needs between two uses."""
        return self.resource_turnover.get(resource_id, 0) * MINUTE


@dataclass(frozen=True, slots=True)
class Clash:
    """One finding. ``activity_ids`` are in the order of time, ``person_ids`` in the order of ids.

    ``minutes`` is the overlap, or what is missing of ``needed`` beyond ``given``, or how long something lasts outside
    opening hours or somebody's availability. Where seats or resources are counted, ``needed`` are those wanted and
    ``given`` those there are. ``day`` is the holiday, or the day outside the dates of the schedule. ``key`` is stable
    as long as nothing that matters changes, and holds at most 200 characters.
    """

    kind: ClashKind
    key: str
    activity_ids: tuple[int, ...]
    place_id: int | None = None
    person_ids: tuple[int, ...] = ()
    resource_id: int | None = None
    day: date | None = None
    minutes: int = 0
    needed: int = 0
    given: int = 0

    @property
    def is_absence(self) -> bool:
        """Whether somebody is known to be away, and did not just name other times."""
        return self.kind is ClashKind.PERSON_AWAY and ":absent" in self.key

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return Severity.TROUBLE if self.kind in TROUBLE else Severity.ATTENTION
