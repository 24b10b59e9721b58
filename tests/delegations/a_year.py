"""A year of visits: 200 guests in 41 delegations, with hosts, interpreters, cars and rooms shared among them; some of
the hosts are abroad for days.

The planner here knows nothing of the clash search: whoever and whatever is taken is kept in plain calendars, with a
margin longer than any way and any turnover.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from coopevents.calendars.public_holidays import holidays_in
from coopevents.delegations import delegates, itinerary
from coopevents.delegations.details import Days
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.places import campuses, resources
from coopevents.places import service as places
from coopevents.places.details import OpenHours, PlaceDetails, ResourceDetails
from coopevents.places.models import Place, PlaceKind, Resource, ResourceKind
from coopevents.schedule import queries as schedules
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.details import ResourceDetails as Taken
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText
from tests.delegations import a_year_abroad
from tests.delegations.a_year_abroad import Abroad
from tests.delegations.conftest import Reception
from tests.delegations.visiting import delegate_named

DELEGATIONS, GUESTS = 41, 200
YEAR = 2028
MARGIN = timedelta(minutes=45)
HOST, INTERPRETER, DRIVER, GUIDE = (
    ParticipantRole.HOST, ParticipantRole.INTERPRETER, ParticipantRole.DRIVER, ParticipantRole.GUIDE,
)  # fmt: skip
DAY: tuple[tuple[str, float, float, ActivityKind, str, tuple[ParticipantRole, ...]], ...] = (
    ("Transfer from the hotel", 0.5, 1.25, ActivityKind.TRANSFER, "", (DRIVER,)),
    ("Meeting", 1.5, 3, ActivityKind.MEETING, "room", (HOST, INTERPRETER)),
    ("Laboratory", 3.25, 4.25, ActivityKind.VISIT, "room", (HOST, GUIDE)),
    ("Lunch", 4.5, 5.75, ActivityKind.MEAL, "table", (HOST,)),
    ("Talk at the other campus", 6.75, 8, ActivityKind.MEETING, "far", (HOST, INTERPRETER)),
    ("Dinner", 10, 12, ActivityKind.MEAL, "table", (HOST, INTERPRETER)),
)
"""A day of a visit in hours of UTC: what, from, to, kind, which sort of place, and who of ours has a part."""
OVERLAPPING = 11
"""How many of the visits come on the days of another one."""


@dataclass
class Pool:
    """What the office has, and when each of it is taken."""

    people: dict[ParticipantRole, list[Person]]
    rooms: dict[str, list[Place]]
    cars: list[Resource]
    taken: dict[tuple[str, int], list[tuple[datetime, datetime]]] = field(default_factory=dict)

    def take(self, sort: str, ids: list[int], starts_at: datetime, ends_at: datetime) -> int:
        """The first of them that is free, with the margin on both sides; it is taken from then on."""
        for each in ids:
            known = self.taken.setdefault((sort, each), [])
            if all(ends_at + MARGIN <= begun or ended + MARGIN <= starts_at for begun, ended in known):
                known.append((starts_at, ends_at))
                return each
        raise AssertionError(f"nothing of {sort} is free at {starts_at}")


@dataclass
class Year:
    """The year as it was planned."""

    reception: Reception
    pool: Pool
    abroad: Abroad
    delegations: list[Delegation]
    items: dict[int, list[ItineraryItem]]

    @property
    def free_evenings(self) -> Iterator[tuple[Delegation, date]]:
        """One (visit, day) for each day of the year on which anybody is here."""
        seen: set[date] = set()
        for delegation in self.delegations:
            for day in days_of(delegation):
                if day not in seen:
                    seen.add(day)
                    yield delegation, day


def days_of(delegation: Delegation) -> list[date]:
    """Every day of a visit."""
    return [delegation.arrives_on + timedelta(days=number) for number in range(delegation.days.length)]


def at(day: date, hours: float) -> datetime:
    """That hour of a day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hours)


def whole_days(first: date, last: date) -> tuple[datetime, datetime]:
    """From the morning of the first day to the night of the last one, in Shanghai."""
    return at(first, -8), at(last, 16)


def plan_year(reception: Reception) -> Year:
    """The whole year, every line put on its itinerary by the services a door calls."""
    random = Random(41)
    pool = _office(reception)
    abroad = a_year_abroad.send_out(reception, pool.people[HOST], YEAR)
    for person_id, first, last in abroad.days:
        pool.taken.setdefault((HOST, person_id), []).append(whole_days(first, last))
    year = Year(reception, pool, abroad, [], {})
    for days, size in zip(_days(random), _sizes(random), strict=True):
        delegation = reception.accepted(days=days, alternatives=(), head_count=size)
        year.delegations.append(delegation)
        for number in range(size):
            said = delegate_named(f"Guest{number}", f"Of{delegation.id}")
            delegates.name_delegate(delegation, said, **reception.by())
        year.items[delegation.id] = [
            itinerary.plan_item(delegation, each, **reception.by())
            for day in days_of(delegation)
            for each in _lines(pool, day)
        ]
        schedules.get_schedule(delegation.schedule_id or 0).holidays_of = "CN"
    return year


def _sizes(random: Random) -> list[int]:
    """41 numbers from 1 to 20 that make 200."""
    sizes = [1, 20, *(random.randint(1, 8) for _number in range(DELEGATIONS - 2))]
    while sum(sizes) != GUESTS:
        place = random.randrange(2, DELEGATIONS)
        step = 1 if sum(sizes) < GUESTS else -1
        sizes[place] = min(20, max(1, sizes[place] + step))
    return sizes


def _days(random: Random) -> list[Days]:
    """The days of each visit: on working days that are no holidays, some of them together with others."""
    closed = holidays_in("CN", YEAR, YEAR)
    mondays = [date(YEAR, 1, 3) + timedelta(days=7 * week) for week in range(52)]
    free = [each for each in mondays if not any(each + timedelta(days=n) in closed for n in range(-1, 4))]
    apart = [Days(each, each + timedelta(days=2)) for each in free[: DELEGATIONS - OVERLAPPING]]
    together = [random.choice(apart) for _number in range(OVERLAPPING)]
    return [*apart, *together]


def _lines(pool: Pool, day: date) -> Iterator[ItemDetails]:
    for title, starts, ends, kind, place, roles in DAY:
        starts_at, ends_at = at(day, starts), at(day, ends)
        who = [
            ParticipantDetails(pool.take(role, [each.id for each in pool.people[role]], starts_at, ends_at), role)
            for role in roles
        ]
        rooms = [each.id for each in pool.rooms.get(place, [])]
        cars = [each.id for each in pool.cars] if kind is ActivityKind.TRANSFER else []
        yield ItemDetails(
            activity=ActivityDetails(
                kind=kind,
                title=LocalizedText(en=title),
                starts_at=starts_at,
                ends_at=ends_at,
                people=tuple(who),
                place_id=pool.take("place", rooms, starts_at, ends_at) if rooms else None,
                resources=(Taken(pool.take("car", cars, starts_at, ends_at)),) if cars else (),
            )
        )


def _office(reception: Reception) -> Pool:
    here, there = (_campus(reception, name) for name in ("Near", "Far"))
    by = reception.by()
    campuses.set_driving_times(reception.unit_id, {(here, there): 35}, **by)
    rooms = {
        "room": [_place(reception, f"Room {number}", here) for number in range(8)],
        "table": [_place(reception, f"Table {number}", here) for number in range(6)],
        "far": [_place(reception, f"Far hall {number}", there) for number in range(6)],
    }
    near = [each.id for sort in ("room", "table") for each in rooms[sort]]
    walks = {(one, other): 6 for position, one in enumerate(near) for other in near[:position]}
    places.set_walking_times(reception.unit_id, walks, **by)
    numbers = {HOST: 14, INTERPRETER: 8, DRIVER: 5, GUIDE: 5}
    who = {role: [person(reception, f"{role} {n}") for n in range(number)] for role, number in numbers.items()}
    return Pool(who, rooms, [car(reception, f"Car {number}") for number in range(5)])


def _campus(reception: Reception, name: str) -> int:
    return campuses.add_campus(reception.unit_id, LocalizedText(en=name), **reception.by()).id


def _place(reception: Reception, name: str, campus_id: int) -> Place:
    return place(reception, name, campus_id=campus_id, capacity=30)


def place(
    reception: Reception, name: str, *, campus_id: int | None = None, capacity: int | None = None, closes: int = 0
) -> Place:
    """A room that needs a quarter of an hour between two uses; it closes at an hour of the day, or never."""
    opening = tuple(OpenHours(weekday, 480, closes * 60) for weekday in range(7)) if closes else ()
    details = PlaceDetails(
        kind=PlaceKind.ROOM, name=LocalizedText(en=name), campus_id=campus_id, capacity=capacity, turnover_minutes=15,
        opening=opening,
    )  # fmt: skip
    return places.add_place(reception.unit_id, details, **reception.by())


def car(reception: Reception, name: str) -> Resource:
    """A car that has to be back twenty minutes before it goes again."""
    details = ResourceDetails(kind=ResourceKind.VEHICLE, name=LocalizedText(en=name), turnover_minutes=20)
    return resources.add_resource(reception.unit_id, details, **reception.by())


def person(reception: Reception, name: str) -> Person:
    """Somebody of ours."""
    details = PersonDetails(family_name=name.title(), email=f"{name.replace(' ', '.')}@example.edu")
    return people.add_person(details, unit_id=reception.unit_id, **reception.by())
