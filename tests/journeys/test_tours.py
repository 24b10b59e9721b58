"""A weekly tour from its first clash to a re-booking by the link in a message, through the real service.

The guide is planned twice and the clash mended; a departure fills up, a party of four waits and moves up, the weather
takes the tour away, and the party books another one in one step. Its calendar learns each time by message, under one
identity whose number rises; the calendars subscribed to, the party's and the guide's, follow.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from typing import Any, cast
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from icalendar import Calendar
from playwright.sync_api import Page, expect
from sqlalchemy import select

from coopevents import clock, unit_of_work
from coopevents.accounts.models import Unit
from coopevents.db import db, declare_intent
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.text import LocalizedText
from coopevents.tours import routes
from coopevents.tours.routes_details import RouteDetails
from tests.journeys.office import Organiser, open_office
from tests.readers import icaljs, libical, vobject_reader
from tests.servers import SmtpSink
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ZONE = ZoneInfo("Asia/Shanghai")
DAY = clock.now().astimezone(ZONE).date() + timedelta(days=7)
NEXT = DAY + timedelta(days=7)
ROUTE = RouteDetails(
    name=LocalizedText(en="Historic campus", fr="Campus historique"),
    meeting_point=LocalizedText(en="Library steps"),
    minutes=60,
    languages=("en",),
    most_heads=6,
    party_size=4,
    is_public=True,
)
FIRST, FOUR = "first@visitor.example", "four@visitor.example"
SEND = "main form button.button--primary"


def test_a_weekly_tour_from_clash_to_re_booking(
    app: Flask, service: Service, smtp_sink: SmtpSink, page: Page, complaints: list[str]
) -> None:
    open_office(app)
    guides = lay_out(app)
    organiser = Organiser(page, service.url)
    organiser.sign_in()
    plan_every_week(organiser, guides["Mei"])
    tour = plan_one_more_and_mend_the_clash(organiser, guides)
    guide_feed = feed_of_guide(organiser, tour)
    assert days_in(guide_feed) == {(DAY + timedelta(weeks=each), "CONFIRMED") for each in range(4)}

    first_page = book(organiser, tour, "First", FIRST, 4)
    expect(page.get_by_text("Booked. What happens next")).to_be_visible()
    four_page = book(organiser, tour, "Four", FOUR, 4)
    expect(page.get_by_text("You are on the waiting list")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Waiting list")
    smtp_sink.wait_for(2)

    page.goto(f"{first_page}cancel")
    organiser.send("main form button.button--danger")
    smtp_sink.wait_for(4)
    page.goto(four_page)
    expect(page.locator("main .badge").first).to_have_text("Booked")
    feed = str(page.locator("#feed-address").input_value())
    assert days_in(feed) == {(DAY, "CONFIRMED")}

    lose_it_to_the_weather_and_take_another(organiser, smtp_sink, tour, feed, guide_feed)
    assert complaints == []


def lose_it_to_the_weather_and_take_another(
    organiser: Organiser, smtp_sink: SmtpSink, tour: str, feed: str, guide_feed: str
) -> None:
    """Called off, told, and booked again behind the link in the message; every calendar follows."""
    page = organiser.page
    call_off(organiser, tour)
    smtp_sink.wait_for(5)
    assert days_in(feed) == {(DAY, "CANCELLED")}
    assert (DAY, "CANCELLED") in days_in(guide_feed)
    page.goto(link_in(smtp_sink.messages[-1], organiser.url))
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Take this one")).first.click()
    expect(page.locator("main .badge").first).to_have_text("Booked")
    smtp_sink.wait_for(6)
    assert days_in(feed) == {(NEXT, "CONFIRMED")}
    assert calendars_of(smtp_sink.messages, FOUR) == [
        ("REQUEST", DAY, 0),
        ("CANCEL", DAY, 1),
        ("REQUEST", NEXT, 2),
    ]


def lay_out(app: Flask) -> dict[str, int]:
    """A public route, and two guides by name."""
    with app.app_context():
        declare_intent(is_reading=False)
        now, unit = clock.now(), db.session.scalars(select(Unit)).one()
        routes.add_route(unit.id, ROUTE, now=now, actor=THE_HOUSE)
        made = {
            name: people.add_person(
                PersonDetails(given_name=name, family_name="Zhou", speaks="en zh"),
                unit_id=unit.id,
                now=now,
                actor=THE_HOUSE,
            ).id
            for name in ("Mei", "Bo")
        }
        unit_of_work.commit()
        db.session.remove()
        return made


def plan_every_week(organiser: Organiser, guide_id: int) -> None:
    """At ten on the day's weekday, four times."""
    page = organiser.page
    organiser.open("/desk/tours/weekly/new")
    page.select_option("[name=weekday]", str(DAY.weekday()))
    page.fill("[name=starts]", "10:00")
    page.fill("[name=since]", DAY.isoformat())
    page.fill("[name=until]", (DAY + timedelta(days=21)).isoformat())
    page.select_option("[name=guide]", str(guide_id))
    organiser.send(SEND)
    expect(page.locator("main tbody tr")).to_have_count(1)


def plan_one_more_and_mend_the_clash(organiser: Organiser, guides: dict[str, int]) -> str:
    """Half an hour after the weekly one, with the same guide: the page says so until another one leads it.

    Returns the number of the weekly one.
    """
    page = organiser.page
    organiser.open("/desk/tours/new")
    page.fill("[name=day]", DAY.isoformat())
    page.fill("[name=starts]", "10:30")
    page.select_option("[name=guide]", str(guides["Mei"]))
    organiser.send(SEND)
    expect(page.locator("main .clash")).to_contain_text("Mei Zhou")
    organiser.send("main a[href$='/edit']")
    page.select_option("[name=guide]", str(guides["Bo"]))
    organiser.send(SEND)
    expect(page.locator("main .clash")).to_have_count(0)
    organiser.open(f"/desk/tours?week={DAY.isoformat()}")
    first = page.locator("main tbody tr a").first.get_attribute("href")
    assert first is not None
    return first.rsplit("/", 1)[1]


def feed_of_guide(organiser: Organiser, tour: str) -> str:
    """The address of the calendar of who leads the tour."""
    organiser.open(f"/desk/tours/{tour}")
    return str(organiser.page.locator("input[id^='feed-']").input_value())


def book(organiser: Organiser, tour: str, name: str, email: str, heads: int) -> str:
    """As a visitor does, on the public page; the address of the party's own page."""
    page = organiser.page
    page.goto(f"{organiser.url}/tours/{tour}")
    page.fill("[name=name]", name)
    page.fill("[name=email]", email)
    page.fill("[name=heads]", str(heads))
    organiser.send(SEND)
    return page.url.partition("?")[0]


def call_off(organiser: Organiser, tour: str) -> None:
    """Because of the weather; the page says who will be told."""
    organiser.open(f"/desk/tours/{tour}")
    organiser.send("main a[href*='weather=1']")
    expect(organiser.page.locator("main")).to_contain_text("1 party is told at once")
    organiser.page.fill("[name=reason]", "A typhoon is on its way.")
    organiser.send("main form button.button--danger")


def days_in(feed: str) -> set[tuple[date, str]]:
    """The days and states of a subscribed calendar."""
    with urlopen(feed) as answer:
        body = answer.read()
    assert libical.check(body).is_clean
    found = {each.uid: each for each in libical.events(body)}
    assert found == {each.uid: each for each in icaljs.events(body)}
    return {(cast("datetime", each.starts_at).astimezone(ZONE).date(), each.status) for each in found.values()}


def link_in(message: EmailMessage, url: str) -> str:
    """The way to the party's own page that a message gives."""
    part = message.get_body(("plain",))
    assert part is not None
    text = str(part.get_content())
    assert "A typhoon is on its way." in text
    found = re.search(r"https?://[^/]+(/t/\w+/)", text)
    assert found is not None
    return f"{url}{found[1]}"


def calendars_of(messages: list[EmailMessage], address: str) -> list[tuple[str, date, int]]:
    """Method, day and number of each calendar object sent to somebody; all readers read the same, of one identity."""
    found, uids = [], set()
    for message in messages:
        if message["To"].addresses[0].addr_spec != address:
            continue
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                body = cast("bytes", part.get_payload(decode=True))
                [event] = libical.events(body)
                assert [event] == icaljs.events(body) == vobject_reader.events(body)
                parsed: Any = Calendar.from_ical(body)
                day = cast("datetime", event.starts_at).astimezone(ZONE).date()
                found.append((str(parsed["METHOD"]), day, event.sequence))
                uids.add(event.uid)
    assert len(uids) == 1
    return found
