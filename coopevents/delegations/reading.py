"""Itineraries as their readers know them: gathered from releases, each reader's own lines and no others.

What a delegation plans itself is read from the last release of its schedule, what it shares from that of the programme
it belongs to. An activity that its own programme has not released yet is told by title, time and place alone.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from coopevents.delegations import delegate_queries, itinerary_queries
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.reading_values import (
    Itinerary,
    ItineraryGuest,
    ItineraryLine,
    Visit,
    guests_in,
    of_delegate,
    of_worker,
    without_guests,
)
from coopevents.places import queries as places
from coopevents.places.models import ResourceKind
from coopevents.schedule import queries as schedules
from coopevents.schedule import release_queries, snapshots
from coopevents.schedule.models import Activity
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme, programme_of
from coopevents.schedule.states import Audience
from coopevents.text import LocalizedText, full_name

REMEMBERED = timedelta(days=60)


def of_delegation(delegation: Delegation) -> Itinerary:
    """Everything that was released for a delegation."""
    return _gathered([delegation])


def of_one_delegate(delegate: Delegate) -> Itinerary:
    """What one delegate takes part in."""
    found = _gathered([delegate.delegation])
    lines = (of_delegate(each, delegate.id) for each in found.lines)
    return replace(found, lines=tuple(each for each in lines if each is not None))


def of_person(person_id: int, today: date) -> Itinerary:
    """What one of ours does with delegations, from two months ago on: hosts, interprets, guides, drives."""
    return _gathered(itinerary_queries.list_released_since(today - REMEMBERED), person_id)


def guest_of(delegate: Delegate) -> ItineraryGuest:
    """A delegate as others read of them."""
    person = delegate.person
    name = " ".join(filter(None, (person.title, full_name(person.given_name, person.family_name))))
    office = delegate.office or LocalizedText(en=person.position)
    is_head = delegate.role is DelegateRole.HEAD
    return ItineraryGuest(delegate.id, person.id, name or person.original_name, person.original_name, office, is_head)


def visit_of(delegation: Delegation) -> Visit:
    """A delegation as readers read of it."""
    return Visit(delegation.id, delegation.number, delegation.organisation, delegation.country, delegation.state)


def _gathered(delegations: Collection[Delegation], person_id: int | None = None) -> Itinerary:
    """The lines of these delegations; with a person's id only those in which one of ours has a part."""
    own = {each.schedule_id: each for each in delegations if each.schedule_id is not None}
    programmes = _programmes(own)
    if person_id is not None:
        programmes = {number: each for number, each in programmes.items() if _has_part(each, person_id)}
    told = [each for number, each in own.items() if number in programmes]
    told_ids = [each.id for each in told]
    delegates, items = delegate_queries.list_delegates_of(told_ids), itinerary_queries.map_items(told_ids)
    vehicles = _vehicles([item.activity for some in items.values() for item in some])
    lines: list[ItineraryLine] = []
    for schedule_id, programme in programmes.items():
        delegation = own[schedule_id]
        reading = _Reading(delegation, programme, delegates[delegation.id], items[delegation.id], vehicles)
        lines += reading.lines(with_shared=person_id is None)
    if person_id is not None:
        lines = [line for line in (of_worker(each, person_id) for each in lines) if line is not None]
    read = list(programmes.values())
    return Itinerary(
        lines=tuple(sorted(lines, key=lambda each: (each.activity.starts_at, each.activity.ends_at))),
        time_zone=read[0].time_zone if read else "UTC",
        released_at=max((each.released_at for each in read), default=None),
        numbers=tuple((each.schedule_id, each.number) for each in read),
        visits=tuple(visit_of(each) for each in told),
    )


def _has_part(programme: ReleasedProgramme, person_id: int) -> bool:
    return any(person.id == person_id for each in programme.activities for person in each.people)


def _programmes(schedule_ids: Iterable[int]) -> dict[int, ReleasedProgramme]:
    wanted = list(schedule_ids)
    if not wanted:
        return {}
    return {each.schedule_id: programme_of(each) for each in release_queries.map_latest_releases(wanted).values()}


class _Reading:
    """Reads one delegation's lines."""

    def __init__(
        self,
        delegation: Delegation,
        programme: ReleasedProgramme,
        delegates: list[Delegate],
        items: list[ItineraryItem],
        vehicles: Mapping[int, tuple[LocalizedText, ...]],
    ) -> None:
        self.delegation, self.programme, self.vehicles = delegation, programme, vehicles
        self.items = {each.activity.uid: each for each in items}
        self.visit = visit_of(delegation)
        self.guests = [guest_of(each) for each in delegates]

    def lines(self, *, with_shared: bool) -> list[ItineraryLine]:
        found = [self._own(each, self.items.get(each.uid)) for each in self.programme.activities]
        shared = [each for each in self.items.values() if each.activity.schedule_id != self.delegation.schedule_id]
        if with_shared and shared:
            booked = itinerary_queries.map_guests(self.delegation)
            seen = _seen_elsewhere([each.activity for each in shared])
            found += [
                self._shared(each, seen[each.activity.uid], booked) for each in shared if each.activity.uid in seen
            ]
        return found

    def _own(self, activity: ReleasedActivity, item: ItineraryItem | None) -> ItineraryLine:
        guests = guests_in(activity.people, self.guests)
        return ItineraryLine(
            visit=self.visit,
            activity=without_guests(activity),
            is_shared=False,
            is_for_all=len(guests) == len(self.guests),
            guests=guests,
            guest_count=len(guests),
            dress=item.dress if item else "",
            note=item.note if item else LocalizedText(),
            vehicles=self.vehicles.get(item.activity_id, ()) if item else (),
        )

    def _shared(
        self, item: ItineraryItem, activity: ReleasedActivity, booked: Mapping[int, frozenset[int]]
    ) -> ItineraryLine:
        guests = tuple(each for each in self.guests if each.delegate_id in booked.get(item.activity_id, ()))
        return ItineraryLine(
            visit=self.visit,
            activity=activity,
            is_shared=True,
            is_for_all=len(guests) == len(self.guests),
            guests=guests,
            guest_count=len(guests),
            dress=item.dress,
            note=item.note,
        )


def _seen_elsewhere(activities: list[Activity]) -> dict[str, ReleasedActivity]:
    """Activities of other programmes as these released them, else by title, time and place; internal ones never."""
    programmes = _programmes({each.schedule_id for each in activities})
    where = places.map_places(each.place_id for each in activities)
    who = schedules.map_people(person.person_id for each in activities for person in each.participants)
    found = {}
    for each in activities:
        programme = programmes.get(each.schedule_id)
        released = programme.find(each.uid) if programme is not None else None
        if released is not None:
            found[each.uid] = without_guests(released)
        elif snapshots.is_for_readers(each) and each.audience is not Audience.INTERNAL:
            found[each.uid] = replace(snapshots.as_released(each, where, who, {}), people=())
    return found


def _vehicles(activities: list[Activity]) -> dict[int, tuple[LocalizedText, ...]]:
    """The cars each activity takes, by its id."""
    wanted = {use.resource_id for each in activities for use in each.resources}
    if not wanted:
        return {}
    cars = {each.id: each.name for each in places.map_resources(wanted).values() if each.kind is ResourceKind.VEHICLE}
    return {
        each.id: tuple(cars[use.resource_id] for use in each.resources if use.resource_id in cars)
        for each in activities
    }
