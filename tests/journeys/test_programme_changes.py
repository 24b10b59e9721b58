"""The programme changed: who tells the people and their calendars? The whole chain, through the real service.

On the board an activity is moved, one made longer and one cancelled; after the release exactly the people concerned
get one message each, whose calendar objects three independent readers take, and subscribed calendars follow. The same
once more when the organiser goes back a release.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select, update

from coopevents import clock, unit_of_work
from coopevents.accounts.models import Unit
from coopevents.db import db, declare_intent
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.people.models import Person
from coopevents.places.models import Place, PlaceKind
from coopevents.registration import agendas
from coopevents.registration import service as registration
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.schedule import service as schedules
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.models import Activity
from coopevents.schedule.release_models import Notice
from coopevents.schedule.states import ActivityKind, NoticeState, ParticipantRole
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.journeys.office import Organiser, open_office
from tests.readers import icaljs, libical, vobject_reader
from tests.readers.khal import Subscription
from tests.servers import SmtpSink
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ZONE = ZoneInfo("Asia/Shanghai")
DAY = clock.now().date() + timedelta(days=20)
WEEK = EventDetails(
    kind=EventKind.PARTNERSHIP_WEEK,
    title=LocalizedText(en="Partnership Week", fr="Semaine des partenaires"),
    slug="week",
    starts_on=DAY,
    ends_on=DAY,
    time_zone="Asia/Shanghai",
    languages=("en", "fr"),
)
SPEAKER, GUIDE, HOST = "elitsa@rousse.example", "mei@office.example", "host@office.example"
PICKED_LECTURE, PICKED_CEREMONY, PICKED_DINNER = "anna@lyon.example", "carla@vale.example", "bo@quiet.example"
CONCERNED = {SPEAKER, GUIDE, PICKED_LECTURE, PICKED_CEREMONY}
"""Everybody but the host of the dinner, who is nowhere else, and the guest who picked only the dinner."""


@both_databases
def test_a_change_reaches_the_people_concerned_and_their_calendars(
    app: Flask, service: Service, smtp_sink: SmtpSink, page: Page, complaints: list[str], tmp_path: Path
) -> None:
    open_office(app)
    plan_a_day(app)
    smtp_sink.clear()
    calendar = Subscription(f"{service.url}/feeds/e/week.ics", tmp_path / "khal", time_zone="Asia/Shanghai")
    assert shown(calendar) == {"Ceremony": "10:00", "Lecture": "11:30", "Tour": "14:00", "Dinner": "18:00"}
    organiser = Organiser(page, service.url)
    organiser.sign_in()

    change_on_the_board(organiser)
    release(organiser, "The bridge is closed this week.")
    assert drafts_in_outbox(organiser) == CONCERNED
    assert smtp_sink.messages == []
    messages = after_the_quiet_time(app, smtp_sink)
    assert set(messages) == CONCERNED
    expect_old_and_new(messages)
    assert calendars_of(messages) == {
        SPEAKER: {"Ceremony": ("CANCEL", "10:00", "11:00", 1), "Lecture": ("REQUEST", "12:00", "13:00", 1)},
        GUIDE: {"Tour": ("REQUEST", "14:00", "16:30", 1)},
        PICKED_LECTURE: {"Lecture": ("REQUEST", "12:00", "13:00", 1)},
        PICKED_CEREMONY: {"Ceremony": ("CANCEL", "10:00", "11:00", 1)},
    }
    assert shown(calendar) == {"Ceremony": "cancelled", "Lecture": "12:00", "Tour": "14:00", "Dinner": "18:00"}

    smtp_sink.clear()
    go_back(organiser)
    messages = after_the_quiet_time(app, smtp_sink)
    assert set(messages) == CONCERNED
    assert calendars_of(messages) == {
        SPEAKER: {"Ceremony": ("REQUEST", "10:00", "11:00", 2), "Lecture": ("REQUEST", "11:30", "12:30", 2)},
        GUIDE: {"Tour": ("REQUEST", "14:00", "16:00", 2)},
        PICKED_LECTURE: {"Lecture": ("REQUEST", "11:30", "12:30", 2)},
        PICKED_CEREMONY: {"Ceremony": ("REQUEST", "10:00", "11:00", 2)},
    }
    assert shown(calendar) == {"Ceremony": "10:00", "Lecture": "11:30", "Tour": "14:00", "Dinner": "18:00"}
    assert complaints == []


def plan_a_day(app: Flask) -> None:
    """A published event of one day with four activities, and who speaks, guides, hosts, or picked one of them."""
    now = clock.now()
    with app.app_context():
        declare_intent(is_reading=False)
        unit = db.session.scalars(select(Unit)).one()
        event = events.create_event(WEEK, unit_id=unit.id, now=now, actor=THE_HOUSE)
        registration.open_registration(event, TermsDetails(), now=now, actor=THE_HOUSE)
        places = [
            Place(unit_id=unit.id, kind=PlaceKind.ROOM, name=LocalizedText(en=name)) for name in ("Hall", "Salon")
        ]
        speaker, guide, host = (
            Person(unit_id=unit.id, family_name=email.split("@")[0].title(), email=email, created_at=now)
            for email in (SPEAKER, GUIDE, HOST)
        )
        db.session.add_all([*places, speaker, guide, host])
        db.session.flush()
        planned = [
            ("Ceremony", 10, 60, places[0], speaker, ParticipantRole.SPEAKER),
            ("Lecture", 11.5, 60, places[0], speaker, ParticipantRole.SPEAKER),
            ("Tour", 14, 120, places[1], guide, ParticipantRole.GUIDE),
            ("Dinner", 18, 120, places[1], host, ParticipantRole.HOST),
        ]
        for title, hour, minutes, place, person, role in planned:
            plan(event, title, hour, minutes, place.id, ParticipantDetails(person.id, role))
        events.publish_event(event, now=now, actor=THE_HOUSE)
        unit_of_work.commit()
        for email, title, language in (
            (PICKED_LECTURE, "Lecture", "fr"),
            (PICKED_CEREMONY, "Ceremony", "en"),
            (PICKED_DINNER, "Dinner", "en"),
        ):
            register(event, email, title, language)
        db.session.remove()


def plan(event: Event, title: str, hour: float, minutes: int, place_id: int, who: ParticipantDetails) -> None:
    """One activity of the day."""
    starts_at = (datetime(DAY.year, DAY.month, DAY.day, tzinfo=ZONE) + timedelta(hours=hour)).astimezone(UTC)
    details = ActivityDetails(
        kind=ActivityKind.OTHER,
        title=LocalizedText(en=title),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        place_id=place_id,
        people=(who,),
    )
    schedules.plan_activity(event.schedule, details, now=clock.now(), actor=THE_HOUSE)


def register(event: Event, email: str, title: str, language: str) -> None:
    """A guest who picked one activity; their confirmation is not what this is about."""
    details = GuestDetails(email=email, family_name="Guest", language=language, has_consented=True)
    guest = registration.register_guest(event, details, now=clock.now(), actor=THE_HOUSE, by_office=True)
    chosen = next(each for each in db.session.scalars(select(Activity)) if each.title["en"] == title)
    agendas.pick_activity(guest, chosen.uid, now=clock.now())
    db.session.info.pop("facts", None)
    db.session.commit()


def change_on_the_board(organiser: Organiser) -> None:
    """The lecture dragged half an hour down, the tour made half an hour longer by keyboard, the ceremony cancelled."""
    page = organiser.page
    organiser.open("/desk/events/week/programme")
    drag_down(page, item(page, "Lecture"), hours=0.5)
    expect(item(page, "Lecture")).to_contain_text("12:00\u201313:00")
    for minutes in range(5, 35, 5):
        item(page, "Tour").locator("a").press("+")
        expect(item(page, "Tour")).to_contain_text(f"14:00\u201316:{minutes:02d}")
    wait_until_saved(page)
    item(page, "Ceremony").locator("a").press("Enter")
    page.wait_for_url(re.compile(r"/programme/\d+"), wait_until="domcontentloaded", timeout=30_000)
    page.locator("main a[href$='/cancel']").locator("xpath=ancestor::details[1]/summary").click()
    organiser.send("main a[href$='/cancel']")
    page.fill("[name=reason]", "The rector is ill.")
    organiser.send("main form button.button--danger")


def wait_until_saved(page: Page) -> None:
    """What was done on the board is kept on the device until the server has it."""
    for _round in range(100):
        if not page.evaluate("Object.keys(localStorage).some((name) => name.startsWith('board:'))"):
            return
        time.sleep(0.05)
    raise AssertionError("the board does not save")


def item(page: Page, title: str) -> Locator:
    """An activity on the board."""
    return page.locator(".board-item", has_text=title)


def drag_down(page: Page, activity: Locator, *, hours: float) -> None:
    """With the mouse, by as much as so many hours take on the board; the activity lasts one hour."""
    activity.scroll_into_view_if_needed()
    box = activity.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + box["height"] * hours / 2, steps=4)
    page.mouse.move(x, y + box["height"] * hours, steps=4)
    page.mouse.up()


def release(organiser: Organiser, note: str) -> None:
    """Through the release page, which says how many will be told."""
    organiser.open("/desk/events/week/programme/release")
    organiser.fill("comment-en", note)
    expect(organiser.page.get_by_role("button", name="Release and tell 4 people")).to_be_visible()
    with organiser.page.expect_navigation():
        organiser.page.get_by_role("button", name="Release and tell 4 people").click()


def go_back(organiser: Organiser) -> None:
    """To the first release."""
    organiser.open("/desk/events/week/programme/releases/1/restore")
    with organiser.page.expect_navigation():
        organiser.page.get_by_role("button", name=re.compile("tell 4 people")).click()


def drafts_in_outbox(organiser: Organiser) -> set[str]:
    """The addresses of the drafts the outbox shows, once the worker wrote them."""
    for _round in range(100):
        organiser.open("/desk/outbox?state=draft")
        rows = organiser.page.locator("main tbody tr th .muted").all_inner_texts()
        if len(rows) >= len(CONCERNED):
            expect(organiser.page.locator("main tbody tr").first).to_contain_text("Goes on")
            return set(rows)
        time.sleep(0.1)
    raise AssertionError("the worker writes no drafts")


def after_the_quiet_time(app: Flask, sink: SmtpSink) -> dict[str, EmailMessage]:
    """What came once a quarter of an hour had passed, by address; a message too many would be seen."""
    with app.app_context():
        for _round in range(200):
            declare_intent(is_reading=False)
            waiting = select(Notice).where(Notice.state == NoticeState.WAITING)
            written = [each.written_number == each.until_number for each in db.session.scalars(waiting)]
            db.session.rollback()
            if written and all(written):
                break
            time.sleep(0.05)
        declare_intent(is_reading=False)
        db.session.execute(update(Notice).values(due_at=clock.now() - timedelta(seconds=1)))
        db.session.commit()
        app.extensions["jobs"].wake()
        db.session.remove()
    sink.wait_for(len(CONCERNED))
    time.sleep(1)
    by_address = {message["To"].addresses[0].addr_spec: message for message in sink.messages}
    assert len(by_address) == len(sink.messages)
    return by_address


def expect_old_and_new(messages: dict[str, EmailMessage]) -> None:
    """Each in their language, with the old time and the new, the reason and the note; guests get their own page."""
    speaker, guest = text_of(messages[SPEAKER]), text_of(messages[PICKED_LECTURE])
    assert "11:30\u201312:30, Hall" in speaker
    assert "12:00\u201313:00, Hall" in speaker
    assert "The rector is ill." in speaker
    assert "The bridge is closed this week." in speaker
    assert "You are a speaker of" in speaker
    assert "/e/week/programme" in speaker
    assert "/r/" in guest
    assert messages[PICKED_LECTURE]["Content-Language"] == "fr"
    assert "14:00\u201316:30" in text_of(messages[GUIDE])


def text_of(message: EmailMessage) -> str:
    """The plain text."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def calendars_of(messages: dict[str, EmailMessage]) -> dict[str, dict[str, tuple[str, str, str, int]]]:
    """By address and title: method, start and end on the clock of the event, SEQUENCE; every reader reads the same."""
    found: dict[str, dict[str, tuple[str, str, str, int]]] = {}
    for address, message in messages.items():
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        for part in parts:
            body = cast("bytes", part.get_payload(decode=True))
            said = _read(body, address)
            assert part["Content-Type"].params["method"] == said[1][0]
            found.setdefault(address, {})[said[0]] = said[1]
        assert len(parts) == len(found[address])
    return found


def _read(body: bytes, address: str) -> tuple[str, tuple[str, str, str, int]]:
    assert libical.check(body).is_clean, libical.check(body)
    [event] = libical.events(body)
    assert [event] == icaljs.events(body) == vobject_reader.events(body)
    parsed: Any = Calendar.from_ical(body)
    [entry] = parsed.walk("VEVENT")
    assert str(entry["ATTENDEE"]) == f"mailto:{address}"
    assert "ORGANIZER" in entry
    assert entry["STATUS"] == ("CANCELLED" if parsed["METHOD"] == "CANCEL" else "CONFIRMED")
    starts, ends = (cast("datetime", moment).astimezone(ZONE) for moment in (event.starts_at, event.ends_at))
    return event.summary, (str(parsed["METHOD"]), f"{starts:%H:%M}", f"{ends:%H:%M}", event.sequence)


def shown(calendar: Subscription) -> dict[str, str]:
    """Title to start, or "cancelled", as the subscribed calendar program shows the day after fetching."""
    calendar.sync()
    listed = calendar.shows(DAY, DAY + timedelta(days=1))
    names = ("Ceremony", "Lecture", "Tour", "Dinner")
    return {
        name: "cancelled" if each.is_cancelled else each.start[-5:]
        for name in names
        for each in listed
        if name in each.title
    }
