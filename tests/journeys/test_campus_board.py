"""The board of the day in a colleague's hand loses the network for five minutes: nothing tapped is lost, nothing counts
twice, and whoever a delay concerns is told once."""

from __future__ import annotations

import time
from collections import Counter
from datetime import datetime, timedelta
from email.message import EmailMessage, Message

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from coopevents import clock, unit_of_work
from coopevents.accounts.models import Unit
from coopevents.blueprints.organiser.campus_taps import whereabouts
from coopevents.db import db, declare_intent, reading
from coopevents.delegations import arrivals, delegate_queries, itinerary_queries, queries
from coopevents.delegations.delay_models import VisitDelay
from coopevents.delegations.tap_models import VisitTap
from coopevents.facts import Actor
from tests.delegations.today import a_visit_today
from tests.journeys.office import Organiser, open_office
from tests.servers import SmtpSink
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AWAY = timedelta(minutes=5)
FIVE_MINUTES = "05:00"
CONCERNED = (
    "aoife.byrne@tudublin.example",
    "sean.ryan@tudublin.example",
    "niamh.walsh@tudublin.example",
    "host@office.example",
    "guide@office.example",
)
COLLEAGUE = Actor("user", None, "A colleague at the gate")


def test_what_is_tapped_during_five_minutes_without_a_network_counts_once(
    app: Flask, service: Service, smtp_sink: SmtpSink, page: Page, complaints: list[str]
) -> None:
    open_office(app)
    number = lay_out(app)
    page.set_viewport_size({"width": 390, "height": 844})
    page.clock.install(time=clock.now() - AWAY)
    organiser = Organiser(page, service.url)
    organiser.sign_in()
    organiser.open("/desk/on-campus/")
    expect(page.locator("html[data-state=kept]")).to_have_count(1)

    page.context.set_offline(True)
    began = clock.now() - AWAY
    for name in ("Aoife Byrne", "Sean Ryan", "Niamh Walsh"):
        page.get_by_role("button", name=f"Has arrived: {name}").click()
    expect(page.locator("[data-arrived]")).to_have_text("3 of 3 here")
    page.get_by_role("button", name="Not here yet: Niamh Walsh").click()
    page.get_by_role("button", name="15 minutes late: Meeting with the dean").click()
    expect(page.get_by_text("Late: waits to be sent")).to_be_visible()
    page.get_by_text("Who came: Meeting with the dean").click()
    page.get_by_role("button", name="Came: Sean Ryan").click()
    expect(page.locator("[data-network]")).to_contain_text("Waiting to be sent: 6")

    page.clock.fast_forward(FIVE_MINUTES)
    page.reload()
    expect(page.locator("[data-arrived]")).to_have_text("2 of 3 here")
    expect(page.locator("[data-network]")).to_contain_text("Waiting to be sent: 6")
    arrive_elsewhere(app, number)
    page.context.set_offline(False)
    expect(page.locator("[data-network]")).to_have_text("Connected.")
    expect(page.locator("[data-afterwards]")).to_contain_text("Whoever it concerns is told.")
    expect(page.locator("[data-arrived]")).to_have_text("2 of 3 here")

    ensure_all_counted_once(app, number, began)
    changes = told_of_change(smtp_sink, 5)
    assert Counter(str(each["To"]).rpartition("<")[2].rstrip(">") for each in changes) == Counter(CONCERNED)
    complaints[:] = [each for each in complaints if "ERR_INTERNET_DISCONNECTED" not in each]


def ensure_all_counted_once(app: Flask, number: int, began: datetime) -> None:
    """Every tap has its one effect, at the moment it was tapped."""
    with app.app_context(), reading():
        guests = delegate_queries.list_delegates(number)
        assert [whereabouts(each) for each in guests] == ["here", "here", "expected"]
        assert all(abs(each.arrived_at - began) < timedelta(minutes=1) for each in guests[1:2] if each.arrived_at)
        assert (db.session.query(VisitTap).count(), db.session.query(VisitDelay).count()) == (6, 1)
        late, after = (each.activity for each in itinerary_queries.list_items(number))
        assert (after.ends_at - after.starts_at, late.ends_at) == (timedelta(hours=1), after.starts_at)
        assert [len(each) for each in itinerary_queries.map_attendance(number).values()] == [1]
        db.session.remove()


def told_of_change(smtp_sink: SmtpSink, count: int) -> list[EmailMessage]:
    """The messages that say what changed, once there are so many; a moment later none has come after them."""
    end = time.monotonic() + 60
    while time.monotonic() < end and len(changes_in(smtp_sink)) < count:
        time.sleep(0.2)
    time.sleep(1)
    return changes_in(smtp_sink)


def changes_in(smtp_sink: SmtpSink) -> list[EmailMessage]:
    """Those with a calendar that brings an entry up to date."""
    return [each for each in list(smtp_sink.messages) if any(map(_is_update, each.walk()))]


def _is_update(part: Message) -> bool:
    body = part.get_payload(decode=True) if part.get_content_type() == "text/calendar" else None
    return isinstance(body, bytes) and b"SEQUENCE:1" in body


def lay_out(app: Flask) -> int:
    """A visit of three whose meeting has begun, with a line right behind it, released; its number."""
    with app.app_context():
        declare_intent(is_reading=False)
        unit_id = db.session.query(Unit.id).order_by(Unit.id.desc()).limit(1).scalar()
        number = a_visit_today(unit_id, clock.now(), ours=("host@office.example", "guide@office.example"))
        unit_of_work.commit()
    return number


def arrive_elsewhere(app: Flask, number: int) -> None:
    """Meanwhile a colleague at another desk lets in one of those who were tapped on the phone."""
    with app.app_context():
        declare_intent(is_reading=False)
        [first, *_others] = delegate_queries.list_delegates(queries.get_delegation(number).id)
        arrivals.check_in(first, now=clock.now(), actor=COLLEAGUE)
        unit_of_work.commit()
