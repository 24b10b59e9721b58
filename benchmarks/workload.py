"""Workload W: five days, ten rooms, five hundred activities with descriptions of 600 characters, one speaker each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import event as listening

from coopevents import clock, unit_of_work
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.app import create_app
from coopevents.config import Settings
from coopevents.db import db
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.people.models import Person
from coopevents.places.models import Place, PlaceKind
from coopevents.registration import service as registration
from coopevents.registration.details import TermsDetails
from coopevents.schedule import queries as schedule_queries
from coopevents.schedule import service as schedules
from coopevents.schedule import tracks
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText

SLUG = "week"
DAYS, ROOMS, SLOTS = 5, 10, 10
FIRST_DAY = date(2027, 3, 1)
ZONE = "Asia/Shanghai"
KINDS = (ActivityKind.LECTURE, ActivityKind.SALON, ActivityKind.CLASS, ActivityKind.MATCHMAKING, ActivityKind.PROMOTION)
SENTENCE = "Colleagues of two universities show what they made together, what it cost, and whom they still look for. "


def build_workload(now: datetime | None = None) -> Event:
    """Make the event of the workload and publish it."""
    now = now or datetime(2026, 11, 22, 9, tzinfo=UTC)
    unit = Unit(
        kind=UnitKind.OFFICE,
        name=LocalizedText({"en": "International Office", "zh_Hans_CN": "国际合作交流处"}),
        slug="office",
    )
    db.session.add(unit)
    db.session.flush()
    event = _event(unit, now)
    rooms = [_room(unit, number) for number in range(ROOMS)]
    people = [_person(unit, number, now) for number in range(DAYS * SLOTS * ROOMS)]
    db.session.add_all([*rooms, *people])
    db.session.flush()
    opened = [_track(event, number, now) for number in range(6)]
    for number, person in enumerate(people):
        day, rest = divmod(number, SLOTS * ROOMS)
        slot, room = divmod(rest, ROOMS)
        schedules.plan_activity(
            event.schedule,
            _activity(number, day, slot, rooms[room], person, opened[number % 6]),
            now=now,
            actor=THE_HOUSE,
        )
    events.publish_event(event, now=now, actor=THE_HOUSE)
    unit_of_work.commit()
    return event


def _event(unit: Unit, now: datetime) -> Event:
    details = EventDetails(
        kind=EventKind.SYMPOSIUM,
        title=LocalizedText({"en": "Partnership week", "zh_Hans_CN": "合作伙伴周"}),
        starts_on=FIRST_DAY,
        ends_on=FIRST_DAY + timedelta(days=DAYS - 1),
        time_zone=ZONE,
        slug=SLUG,
        summary=LocalizedText({"en": SENTENCE}),
        languages=("en", "zh_Hans_CN"),
    )
    event = events.create_event(details, unit_id=unit.id, now=now, actor=THE_HOUSE)
    registration.open_registration(event, TermsDetails(), now=now, actor=THE_HOUSE)
    return event


def _room(unit: Unit, number: int) -> Place:
    name = LocalizedText({"en": f"Room {number + 101}", "zh_Hans_CN": f"{number + 101}室"})
    building = LocalizedText({"en": "Building 12", "zh_Hans_CN": "12号楼"})
    return Place(unit_id=unit.id, kind=PlaceKind.ROOM, name=name, building=building, capacity=60, position=number)


def _person(unit: Unit, number: int, now: datetime) -> Person:
    return Person(
        unit_id=unit.id,
        given_name="Ming",
        family_name=f"Zhang {number}",
        original_name=f"张明{number}",
        institution_name=f"University of Technology {number % 40}",
        position="Professor",
        created_at=now,
    )


def _track(event: Event, number: int, now: datetime) -> int:
    name = LocalizedText({"en": f"Track {number + 1}", "zh_Hans_CN": f"专题{number + 1}"})
    return tracks.open_track(event.schedule, name, now=now, actor=THE_HOUSE).id


def _activity(number: int, day: int, slot: int, room: Place, person: Person, track_id: int) -> ActivityDetails:
    morning = datetime.combine(FIRST_DAY + timedelta(days=day), time(8), ZoneInfo(ZONE))
    starts_at = (morning + timedelta(minutes=60 * slot)).astimezone(UTC)
    text = (f"{number}: " + SENTENCE * 7)[:600]
    return ActivityDetails(
        kind=KINDS[number % len(KINDS)],
        title=LocalizedText({"en": f"Working together on project {number}", "zh_Hans_CN": f"合作项目{number}"}),
        text=LocalizedText({"en": text}),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=50),
        place_id=room.id,
        people=(ParticipantDetails(person.id, ParticipantRole.SPEAKER),),
        track_id=track_id,
        languages=("en",) if number % 3 else ("zh_Hans_CN",),
    )


@contextmanager
def workload_on_disk() -> Iterator[tuple[Flask, dict[str, str]]]:
    """An application with the workload in a folder of its own, and the environment that leads a server there."""
    with tempfile.TemporaryDirectory() as folder:
        variables = {
            "COOPEVENTS_MODE": "demo",
            "COOPEVENTS_SECRET_KEY": "a key of the benchmarks, long enough for anybody",
            "COOPEVENTS_DATA_DIR": folder,
            "COOPEVENTS_BASE_URL": "http://127.0.0.1:8000",
        }
        app = create_app(Settings.from_environment(variables))
        with app.app_context():
            db.create_all()
            build_workload()
            db.session.remove()
        yield app, variables


def move_one(app: Flask, minutes: int = 5) -> None:
    """Move the first activity of the workload, and release it."""
    with app.app_context():
        event = event_queries.find_event_by_slug(SLUG)
        assert event is not None
        activity = schedule_queries.list_activities(event.schedule_id)[0]
        span = timedelta(minutes=minutes)
        schedules.move_activity(
            activity,
            starts_at=activity.starts_at + span,
            ends_at=activity.ends_at + span,
            place_id=activity.place_id,
            now=clock.now(),
            actor=THE_HOUSE,
        )
        schedules.release_schedule(event.schedule, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
        db.session.remove()


@contextmanager
def counted_queries(app: Flask) -> Iterator[list[str]]:
    """The statements sent to the database within the block."""
    statements: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    with app.app_context():
        engine = db.engine
    listening.listen(engine, "before_cursor_execute", heard)
    try:
        yield statements
    finally:
        listening.remove(engine, "before_cursor_execute", heard)
