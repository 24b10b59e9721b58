"""Delegates and lines of itineraries for tests, said in a few words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from coopevents.delegations import delegates, itinerary
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.people_models import Delegate
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.places import campuses
from coopevents.places import service as places
from coopevents.places.details import PlaceDetails
from coopevents.places.models import PlaceKind
from coopevents.schedule import queries as schedules
from coopevents.schedule import releasing
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText
from tests.delegations.conftest import Reception

FIRST_DAY = datetime(2027, 6, 14, tzinfo=UTC)


def at(hour: float, day: int = 0) -> datetime:
    """A moment of the visit, in UTC."""
    return FIRST_DAY + timedelta(days=day, hours=hour)


def delegate_named(given: str, family: str, **said: Any) -> DelegateDetails:
    """What the office says of a delegate."""
    person = PersonDetails(given_name=given, family_name=family, email=f"{given}.{family}@tudublin.example".lower())
    return DelegateDetails(person=person, **said)


def named(reception: Reception, delegation: Delegation, *names: str) -> list[Delegate]:
    """These delegates, named by first and last name."""
    said = [delegate_named(*name.split(" ", 1)) for name in names]
    return [delegates.name_delegate(delegation, each, **reception.by()) for each in said]


def a_line(
    title: str,
    starts: float,
    hours: float = 1,
    *,
    day: int = 0,
    kind: ActivityKind = ActivityKind.MEETING,
    people: dict[int, ParticipantRole] | None = None,
    guests: frozenset[int] | None = None,
    **said: Any,
) -> ItemDetails:
    """A line of the itinerary: ``people`` are ours by id, ``guests`` the delegates who take part (None: all)."""
    activity = ActivityDetails(
        kind=kind,
        title=LocalizedText(en=title),
        starts_at=at(starts, day),
        ends_at=at(starts + hours, day),
        people=tuple(ParticipantDetails(person_id, role) for person_id, role in (people or {}).items()),
        **said,
    )
    return ItemDetails(activity=activity, is_for_all=guests is None, delegate_ids=guests or frozenset())


def planned(reception: Reception, delegation: Delegation, *lines: ItemDetails) -> list[ItineraryItem]:
    """These lines, put on the itinerary."""
    return [itinerary.plan_item(delegation, each, **reception.by()) for each in lines]


def colleague(reception: Reception, name: str, **said: Any) -> Person:
    """Somebody of ours, named by first and last name, as the register of people knows them."""
    given, family = name.split(" ", 1)
    details = PersonDetails(given_name=given, family_name=family, email=f"{given}.{family}@example.edu".lower(), **said)
    return people.add_person(details, unit_id=reception.unit_id, **reception.by())


def released(reception: Reception, delegation: Delegation) -> None:
    """The itinerary as it stands now, handed over to its readers."""
    schedule = schedules.get_schedule(delegation.schedule_id or 0)
    releasing.release_schedule(schedule, tells=False, **reception.by())


def two_campuses(unit_id: int, **by: Any) -> tuple[int, int]:
    """A room on each of two campuses, 25 minutes by car from one another."""
    old, new = (campuses.add_campus(unit_id, LocalizedText(en=name), **by) for name in ("Old", "New"))
    campuses.set_driving_times(unit_id, {(old.id, new.id): 25}, **by)
    first, second = (
        places.add_place(
            unit_id,
            PlaceDetails(kind=PlaceKind.ROOM, name=LocalizedText(en=f"Room {each.id}"), campus_id=each.id),
            **by,
        ).id
        for each in (old, new)
    )
    return first, second
