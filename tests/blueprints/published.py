"""A small published event for the tests of public doors: two days, two rooms, five activities."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from sqlalchemy import event as listening

from coopevents import clock, unit_of_work
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db
from coopevents.events import pages
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.events.details import EventDetails, PageDetails
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
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind, ActivityState, Audience, ParticipantRole
from coopevents.text import LocalizedText

SLUG = "week"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST_DAY = date(2027, 3, 1)
NINE = datetime(2027, 3, 1, 1, tzinfo=UTC)
"""Nine o'clock in Shanghai on the first day."""


def publish(*, capacity: int | None = None, slug: str = SLUG, is_published: bool = True) -> Event:
    """Make the event; needs an application context. All is committed; its programme releases itself on every save."""
    unit = Unit(kind=UnitKind.OFFICE, slug=f"office-{slug}", name=text("International Office", "国际处"))
    db.session.add(unit)
    db.session.flush()
    event = events.create_event(_details(slug), unit_id=unit.id, now=NOW, actor=THE_HOUSE)
    registration.open_registration(event, TermsDetails(capacity=capacity), now=NOW, actor=THE_HOUSE)
    hall, room = (_room(unit, "Grand Hall", "大礼堂"), _room(unit, "Room 101", "101室"))
    speaker = Person(
        unit_id=unit.id,
        given_name="Ruolin",
        family_name="Dai",
        original_name="戴若琳",
        email="ruolin.dai@private.example",
        institution_name="Northern Polytechnic",
        created_at=NOW,
    )
    db.session.add_all([hall, room, speaker])
    db.session.flush()
    names = (text("Environment", "环境"), text("Physics", "物理"))
    opened = [tracks.open_track(event.schedule, name, now=NOW, actor=THE_HOUSE).id for name in names]
    for details in _activities(hall.id, room.id, speaker.id, opened):
        schedules.plan_activity(event.schedule, details, now=NOW, actor=THE_HOUSE)
    page = PageDetails(title=text("Visa", "签证"), text=text("Bring **the letter**.", "请携带邀请函。"), slug="visa")
    pages.add_page(event, page, now=NOW, actor=THE_HOUSE)
    event.schedule.releases_itself = True
    if is_published:
        events.publish_event(event, now=NOW, actor=THE_HOUSE)
    unit_of_work.commit()
    return event


def release(slug: str = SLUG, *, name: str = "", comment: LocalizedText | None = None) -> None:
    """Let readers see the programme as it stands. Everything is committed."""
    now = clock.now()
    schedules.release_schedule(present_event(slug).schedule, now=now, actor=THE_HOUSE, name=name, comment=comment)
    unit_of_work.commit()


def text(english: str, chinese: str = "") -> LocalizedText:
    """A text in two languages."""
    return LocalizedText({"en": english, "zh_Hans_CN": chinese})


def _details(slug: str) -> EventDetails:
    return EventDetails(
        kind=EventKind.PARTNERSHIP_WEEK,
        title=text("Partnership Week", "合作伙伴周"),
        summary=text("Two days of meetings."),
        venue=text("Main Campus", "主校区"),
        contact_email="week@office.example",
        starts_on=FIRST_DAY,
        ends_on=FIRST_DAY + timedelta(days=1),
        time_zone="Asia/Shanghai",
        slug=slug,
        languages=("en", "zh_Hans_CN"),
    )


def _room(unit: Unit, english: str, chinese: str) -> Place:
    return Place(unit_id=unit.id, kind=PlaceKind.ROOM, name=text(english, chinese))


def _activities(hall: int, room: int, speaker: int, track_ids: list[int]) -> list[ActivityDetails]:
    def planned(kind: ActivityKind, title: LocalizedText, hours: float, place: int, **more: object) -> ActivityDetails:
        starts_at = NINE + timedelta(hours=hours)
        return ActivityDetails(
            kind=kind, title=title, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), place_id=place, **more
        )

    environment, physics = track_ids
    who = (ParticipantDetails(speaker, ParticipantRole.SPEAKER),)
    return [
        planned(ActivityKind.CEREMONY, text("Opening ceremony", "开幕式"), 0, hall, people=who),
        planned(ActivityKind.LECTURE, text("Batteries", "电池回收"), 2, room, track_id=environment, languages=("en",)),
        planned(ActivityKind.LECTURE, text("Photons", "光子"), 2, hall, track_id=physics, languages=("zh_Hans_CN",)),
        planned(ActivityKind.MEAL, text("Evening reception"), 14.5, hall, audience=Audience.INVITED),
        planned(ActivityKind.TOUR, text("Campus tour", "校园参观"), 24, room, audience=Audience.REGISTERED),
        planned(ActivityKind.MEETING, text("Secret meeting"), 25, room, audience=Audience.INTERNAL),
        planned(ActivityKind.MEETING, text("Unfinished draft"), 26, room, state=ActivityState.DRAFT),
    ]


def activity_named(english: str) -> Activity:
    """An activity of the event by its English title."""
    event = present_event()
    return next(each for each in schedule_queries.list_activities(event.schedule_id) if each.title["en"] == english)


def present_event(slug: str = SLUG) -> Event:
    """The event as it is in the database."""
    event = event_queries.find_event_by_slug(slug)
    assert event is not None
    return event


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
