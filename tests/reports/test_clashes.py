"""The desk counts the clashes that the programme's page shows, whatever they are of, in as many selects as ever."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from flask import Flask
from sqlalchemy import event as listening

from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.people.availability import state_availability
from coopevents.people.models import Person
from coopevents.places import resources
from coopevents.places import service as places
from coopevents.places.details import OpenHours, PlaceDetails, ResourceDetails
from coopevents.places.models import PlaceKind, ResourceKind
from coopevents.reports.clashes import count_clashes, survey_of_event
from coopevents.schedule import service as schedule
from coopevents.schedule.clash_kinds import ClashKind
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.details import ResourceDetails as Uses
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText
from tests.databases import both_databases

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FIRST = date(2026, 11, 30)
NINE = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)


def an_event(unit: Unit, number: int) -> Event:
    details = EventDetails(
        kind=EventKind.SYMPOSIUM,
        title=LocalizedText(en=f"Event {number}"),
        starts_on=FIRST,
        ends_on=FIRST,
        time_zone="Asia/Shanghai",
    )
    return events.create_event(details, unit_id=unit.id, now=NOW, actor=THE_HOUSE)


def two_events_in_one_hall() -> list[Event]:
    """Both at a time at which the hall is closed, its only booth taken twice and the speaker not there yet."""
    unit = Unit(kind=UnitKind.OFFICE, slug="office", name=LocalizedText(en="Office"))
    db.session.add(unit)
    db.session.flush()
    hours = PlaceDetails(
        kind=PlaceKind.HALL, name=LocalizedText(en="Hall"), capacity=20, opening=(OpenHours(0, 600, 1080),)
    )
    hall = places.add_place(unit.id, hours, now=NOW, actor=THE_HOUSE)
    booth = ResourceDetails(kind=ResourceKind.BOOTH, name=LocalizedText(en="Booth"))
    booth_id = resources.add_resource(unit.id, booth, now=NOW, actor=THE_HOUSE).id
    person = Person(unit_id=unit.id, given_name="Amélie", family_name="Laurent", created_at=NOW)
    db.session.add(person)
    db.session.flush()
    state_availability(person, NINE + timedelta(minutes=30), NINE + timedelta(days=1), now=NOW, actor=THE_HOUSE)
    both = [an_event(unit, number) for number in range(2)]
    for each in both:
        details = ActivityDetails(
            kind=ActivityKind.SALON,
            title=LocalizedText(en="Salon"),
            starts_at=NINE,
            ends_at=NINE + timedelta(hours=2),
            place_id=hall.id,
            people=(ParticipantDetails(person.id, ParticipantRole.SPEAKER),),
            expected=30,
            resources=(Uses(booth_id),),
        )
        schedule.plan_activity(each.schedule, details, now=NOW, actor=THE_HOUSE)
    db.session.flush()
    return both


@both_databases
def test_the_desk_counts_what_the_page_shows(context: Flask) -> None:
    both = two_events_in_one_hall()
    shown = {
        each.schedule_id: [clash.kind for clash in survey_of_event(each, place_unit_ids=[each.unit_id]).open_clashes]
        for each in both
    }
    assert count_clashes(both) == {schedule_id: len(kinds) for schedule_id, kinds in shown.items()}
    for kinds in shown.values():
        assert sorted(kinds) == sorted(
            {
                ClashKind.PLACE_TAKEN,
                ClashKind.PERSON_TWICE,
                ClashKind.RESOURCE_SHORT,
                ClashKind.PLACE_CLOSED,
                ClashKind.PERSON_AWAY,
                ClashKind.MORE_EXPECTED,
            }
        )
    assert _selects(both[:1]) == _selects(both)


def _selects(some: list[Event]) -> int:
    heard: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        heard.append(statement)

    listening.listen(db.engine, "before_cursor_execute", hear)
    try:
        count_clashes(some)
    finally:
        listening.remove(db.engine, "before_cursor_execute", hear)
    return len(heard)
