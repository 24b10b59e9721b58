"""A visit asked for from abroad: a question back, an approval, two lines of an itinerary, and a delay of 20 minutes;
and one that screening refuses, with a letter. Through the real service, each message by a real SMTP conversation."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts import service as account_service
from coopevents.accounts.details import Scope
from coopevents.accounts.roles import Role
from coopevents.db import declare_intent
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from tests.journeys.office import PASSWORD, Organiser, open_office
from tests.readers import libical
from tests.servers import SmtpSink
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY = clock.now().astimezone(ZoneInfo("Asia/Shanghai")).date() + timedelta(days=40)
SEND = "main form button.button--primary"
SCREENER, HOST = "screener@office.example", "host@office.example"
PHONE = {"width": 390, "height": 844}


def test_a_visit_from_the_request_to_a_day_that_runs_late(
    app: Flask, service: Service, smtp_sink: SmtpSink, browser: Browser, page: Page, complaints: list[str]
) -> None:
    open_office(app)
    staff(app)
    guest = browser.new_context(locale="fr-FR", viewport=PHONE).new_page()
    ask(guest, service.url, "unit")
    expect(guest.get_by_text("Merci. Et maintenant")).to_be_visible()
    [received] = smtp_sink.wait_for(1)
    assert link_in(received) == guest.url.split("?")[0]

    organiser = Organiser(page, service.url)
    organiser.sign_in()
    decide(organiser, guest, smtp_sink)
    number = re.findall(r"/delegations/(\d+)", page.url)[0]
    here = f"/desk/delegations/{number}/itinerary"
    for title, starts, ends in (("Meeting with the dean", "09:00", "10:00"), ("Laboratory", "10:00", "11:00")):
        add_line(organiser, here, title, starts, ends)
    expect(page.locator("main .clash")).to_have_count(0)
    organiser.open(f"{here}/send")
    organiser.send(SEND)
    expect(page.get_by_text("Version 1 is what the guests see.")).to_be_visible()

    run_late(organiser, here)
    changes = told_of_change(smtp_sink)
    assert [HOST in each["To"] for each in changes] == [True]
    [part, *_more] = [each for each in changes[0].walk() if each.get_content_type() == "text/calendar"]
    body = part.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert (libical.check(body).is_clean, [each.sequence for each in libical.events(body)]) == (True, [1])
    assert complaints == []


def test_a_visit_that_screening_refuses_with_a_letter(
    app: Flask, service: Service, smtp_sink: SmtpSink, browser: Browser, page: Page, complaints: list[str]
) -> None:
    open_office(app)
    staff(app)
    guest = browser.new_context(locale="en-GB", viewport=PHONE).new_page()
    ask(guest, service.url, "dean")
    organiser = Organiser(page, service.url)
    organiser.sign_in()
    organiser.open("/desk/delegations")
    organiser.send("main table a")
    organiser.send("main .card button")
    organiser.send("main .card button")
    expect(page.locator("main")).to_contain_text("It is being decided")

    screener = browser.new_context(locale="en-GB").new_page()
    screener.goto(f"{service.url}/account/sign-in")
    screener.fill("[name=email]", SCREENER)
    screener.fill("[name=password]", PASSWORD)
    screener.locator("main form button[type=submit]").click()
    screener.get_by_role("link", name=re.compile("Decide about the visit")).click()
    screener.fill("[name=reason]", "")
    screener.locator("button[value=decline]").click()
    expect(screener.locator(".field__error")).to_be_visible()
    screener.fill("[name=reason]", "The purpose is not clear enough to receive this delegation.")
    screener.locator("button[value=decline]").click()
    expect(screener.get_by_text("The visit was refused")).to_be_visible()

    refusal = smtp_sink.wait_for(2)[-1]
    guest.goto(link_in(refusal))
    expect(guest.get_by_text("The purpose is not clear enough")).to_be_visible()
    address = guest.get_by_role("link", name="Our letter (PDF)").get_attribute("href")
    with urlopen(f"{service.url}{address}") as letter:
        assert (letter.headers["Content-Type"], letter.read(5)) == ("application/pdf", b"%PDF-")
    assert complaints == []


def decide(organiser: Organiser, guest: Page, smtp_sink: SmtpSink) -> None:
    """Taken up, a question asked and answered, submitted and approved."""
    page = organiser.page
    expect(page.locator("main")).to_contain_text("1 request for a visit is new")
    organiser.open("/desk/delegations")
    organiser.send("main table a")
    organiser.send("main .card button")
    ask_back(organiser, "Who leads the delegation?")
    question = smtp_sink.wait_for(2)[-1]
    guest.goto(link_in(question))
    guest.locator("textarea").fill("La présidente, Mme Roussel.")
    guest.locator(SEND).click()
    expect(guest.get_by_text("votre demande suit son cours").first).to_be_visible()

    page.reload()
    expect(page.locator("main")).to_contain_text("La présidente, Mme Roussel.")
    organiser.send("main .card button")
    organiser.send("button[value=approve]")
    expect(page.locator("main")).to_contain_text("They are welcome")
    smtp_sink.wait_for(3)


def told_of_change(smtp_sink: SmtpSink) -> list[EmailMessage]:
    """The messages that bring a calendar up to date, once there are any."""
    count = 3
    while True:
        found = [each for each in smtp_sink.wait_for(count, seconds=30) if _has_calendar(each)]
        if found:
            return found
        count = len(smtp_sink.messages) + 1


def _has_calendar(message: EmailMessage) -> bool:
    return any(each.get_content_type() == "text/calendar" for each in message.walk())


def ask(guest: Page, url: str, level: str) -> None:
    """Fill in the public form on a phone."""
    guest.goto(f"{url}/visits/new")
    said = {
        "organisation": "University of Rousse",
        "contact_name": "Camille Roussel",
        "contact_email": "camille@rousse.example",
        "purpose": "A joint module on recycling.",
        "days_first": DAY.isoformat(),
        "head_count": "3",
    }
    for name, value in said.items():
        guest.fill(f"[name={name}]", value)
    guest.select_option("[name=level]", level)
    with guest.expect_navigation():
        guest.locator(SEND).click()


def ask_back(organiser: Organiser, question: str) -> None:
    """Ask the requester something."""
    organiser.send("main .card a")
    organiser.fill("question", question)
    organiser.send(SEND)


def add_line(organiser: Organiser, here: str, title: str, starts: str, ends: str) -> None:
    """Put a line on the first day of the visit, with the host."""
    organiser.open(f"{here}/new")
    organiser.write("title", {"en": title})
    for name, value in {"starts": starts, "ends": ends, "people-0-name": "Wei Chen"}.items():
        organiser.fill(name, value)
    organiser.send(SEND)


def run_late(organiser: Organiser, here: str) -> None:
    """Twenty minutes, looked at first."""
    page = organiser.page
    [line] = re.findall(r"/itinerary/(\d+)\"", page.content())[:1]
    organiser.open(f"{here}/{line}/late")
    organiser.fill("minutes", "20")
    organiser.send("button[name=look]")
    expect(page.locator("main li").filter(has_text="Laboratory")).to_contain_text("10:20")
    organiser.send(SEND)
    expect(page.get_by_text("2 lines moved. Whoever it concerns is told.")).to_be_visible()


def link_in(message: EmailMessage) -> str:
    """The address of the requester's own page."""
    part = message.get_body(("plain",))
    assert part is not None
    return re.findall(r"http://\S+/v/\S+", part.get_content())[0]


def staff(app: Flask) -> None:
    """A screening officer, and a host the office knows."""
    now = clock.now()
    with app.app_context():
        declare_intent(is_reading=False)
        unit = accounts.get_first_office()
        user = account_service.create_user(
            email=SCREENER, name="Ming Zhao", password=PASSWORD, now=now, actor=THE_HOUSE
        )
        account_service.grant_role(user, Role.SCREENER, Scope.unit(unit.id), now=now, actor=THE_HOUSE)
        host = PersonDetails(given_name="Wei", family_name="Chen", email=HOST)
        people.add_person(host, unit_id=unit.id, now=now, actor=THE_HOUSE)
        unit_of_work.commit()
