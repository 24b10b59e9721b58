"""A visit asked for from abroad that screening refuses, with a letter. Through the real service and real SMTP."""

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
from tests.journeys.office import PASSWORD, Organiser, open_office
from tests.servers import SmtpSink
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY = clock.now().astimezone(ZoneInfo("Asia/Shanghai")).date() + timedelta(days=40)
SEND = "main form button.button--primary"
SCREENER = "screener@office.example"
PHONE = {"width": 390, "height": 844}


def test_a_visit_that_screening_refuses_with_a_letter(
    app: Flask, service: Service, smtp_sink: SmtpSink, browser: Browser, page: Page, complaints: list[str]
) -> None:
    open_office(app)
    staff(app)
    guest = browser.new_context(locale="en-GB", viewport=PHONE).new_page()
    ask(guest, service.url)
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


def ask(guest: Page, url: str) -> None:
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
    guest.select_option("[name=level]", "dean")
    with guest.expect_navigation():
        guest.locator(SEND).click()


def link_in(message: EmailMessage) -> str:
    """The address of the requester's own page."""
    part = message.get_body(("plain",))
    assert part is not None
    return re.findall(r"http://\S+/v/\S+", part.get_content())[0]


def staff(app: Flask) -> None:
    """A screening officer."""
    now = clock.now()
    with app.app_context():
        declare_intent(is_reading=False)
        unit = accounts.get_first_office()
        user = account_service.create_user(
            email=SCREENER, name="Ming Zhao", password=PASSWORD, now=now, actor=THE_HOUSE
        )
        account_service.grant_role(user, Role.SCREENER, Scope.unit(unit.id), now=now, actor=THE_HOUSE)
        unit_of_work.commit()
