"""Everything the clash search looks at, read in a handful of selects, however many schedules are asked about."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coopevents.calendars.public_holidays import holidays_in
from coopevents.calendars.zones import zone_named
from coopevents.people import queries as people
from coopevents.people.models import Absence, Availability
from coopevents.places import queries as places
from coopevents.places.models import Place, Resource
from coopevents.schedule import clash_queries as queries
from coopevents.schedule.clash_kinds import Frame, Opening, Slot, Surroundings, Window
from coopevents.schedule.clash_queries import SlotRow
from coopevents.schedule.models import Schedule

MARGIN = timedelta(hours=12)
"""More than the longest way and the longest turnover: what lies further away clashes with nothing of a schedule."""


@dataclass(frozen=True)
class Asked:
    """A schedule whose clashes are asked for, with the first and last of its owner's days where they are known."""

    schedule: Schedule
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Gathered:
    """What there is to look at: each activity's row and slot, the places and resources in use, all that lies around."""

    rows: Sequence[SlotRow]
    slots: Sequence[Slot]
    places: Mapping[int, Place]
    resources: Mapping[int, Resource]
    surroundings: Surroundings


def gather(
    asked: Iterable[Asked], *, picked: Mapping[str, int], offered: Sequence[Place] = (), has_guests: bool = False
) -> Gathered:
    """What takes place on these schedules, and on all others meanwhile.

    ``picked`` is how many guests chose an activity, by uid; who booked a place in it is counted besides. ``offered``
    are places that matter though nothing is there yet; of what lies in the tray, its people and resources matter.
    With ``has_guests`` the guests on these schedules are also where they have a place in activities of others.
    """
    wanted = {each.schedule.id: each for each in asked}
    meanwhile = queries.find_meanwhile(wanted, margin=MARGIN)
    rows, who = queries.list_slot_rows(meanwhile), queries.map_people_of_activities(meanwhile)
    if has_guests:
        for activity_id, people in queries.map_guests_elsewhere(meanwhile).items():
            who[activity_id] = who.get(activity_id, frozenset()) | people
    what = queries.map_resources_of_activities(meanwhile)
    slots = _slots(rows, who, what)
    known = {each.id: each for each in offered}
    known |= places.map_places({each.place_id for each in rows} - known.keys())
    resources = places.map_resources(resource_id for uses in what.values() for resource_id, _quantity in uses)
    elsewhere = {row.id for row in rows if row.schedule_id not in wanted}
    own_people = {each for activity_id, some in who.items() if activity_id not in elsewhere for each in some}
    bookings = queries.count_bookings(wanted)
    return Gathered(
        rows=rows,
        slots=slots,
        places=known,
        resources=resources,
        surroundings=Surroundings(
            **_around_places(known),
            resources={each.id: each.quantity for each in resources.values()},
            resource_turnover={each.id: each.turnover_minutes for each in resources.values()},
            availability=_availability(own_people),
            absences=_absences(own_people),
            picked={uid: max(picked.get(uid, 0), bookings.get(uid, 0)) for uid in {*picked, *bookings}},
            frames={each.schedule.id: _frame(each, rows) for each in wanted.values()},
        ),
    )


def _slots(
    rows: Iterable[SlotRow],
    who: Mapping[int, frozenset[int]],
    resources: Mapping[int, tuple[tuple[int, int], ...]],
) -> list[Slot]:
    return [
        Slot(
            id=row.id,
            uid=row.uid,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place_id=row.place_id,
            people=who.get(row.id, frozenset()),
            capacity=row.capacity,
            expected=row.expected,
            resources=resources.get(row.id, ()),
            schedule_id=row.schedule_id,
        )
        for row in rows
    ]


def ways_between(place_ids: Iterable[int | None]) -> Surroundings:
    """How long it takes from each of these places to each other."""
    return Surroundings(**_around_places(places.map_places(place_ids)))


def _around_places(known: Mapping[int, Place]) -> dict[str, Any]:
    """What the search needs to know of places, by the name it has in :class:`Surroundings`."""
    campus = {each.id: each.campus_id for each in known.values() if each.campus_id is not None}
    return {
        "turnover": {each.id: each.turnover_minutes for each in known.values()},
        "walking": places.walking_minutes(known.keys()),
        "capacity": {each.id: each.capacity for each in known.values() if each.capacity is not None},
        "parallel": frozenset(each.id for each in known.values() if each.allows_parallel),
        "campus": campus,
        "driving": places.driving_minutes(set(campus.values())),
        "opening": {
            place_id: tuple(Opening(each.weekday, each.opens, each.closes) for each in hours)
            for place_id, hours in places.map_opening_hours(known.keys()).items()
        },
    }


def _availability(person_ids: Collection[int]) -> dict[int, tuple[Window, ...]]:
    return _windows(people.map_availability(person_ids))


def _absences(person_ids: Collection[int]) -> dict[int, tuple[Window, ...]]:
    return _windows(people.map_absences(person_ids))


def _windows(stated: Mapping[int, Sequence[Availability] | Sequence[Absence]]) -> dict[int, tuple[Window, ...]]:
    return {key: tuple((each.starts_at, each.ends_at) for each in windows) for key, windows in stated.items()}


def _frame(asked: Asked, rows: Iterable[SlotRow]) -> Frame:
    """The schedule's clock, days and holidays: those of the years in which anything of it takes place."""
    country, holidays = asked.schedule.holidays_of, frozenset[date]()
    if country:
        own = [each for each in rows if each.schedule_id == asked.schedule.id]
        days = [moment.date() for each in own for moment in (each.starts_at, each.ends_at)]
        days += [each for each in (asked.first_day, asked.last_day) if each is not None]
        if days:
            holidays = holidays_in(country, min(days).year - 1, max(days).year + 1)
    return Frame(zone_named(asked.schedule.time_zone), asked.first_day, asked.last_day, holidays)
