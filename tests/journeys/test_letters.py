"""A letter for a visa: asked for on the phone, sent back, mended, issued, verified by a stranger with the paper."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from coopevents import clock, unit_of_work
from coopevents.accounts import service as accounts
from coopevents.accounts.details import Scope
from coopevents.accounts.roles import Role
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.registration import tokens
from tests.browsing import listen
from tests.desks import Desk
from tests.documents.pdfs import bare, text_of
from tests.issuing.conftest import Issuing
from tests.issuing.passports import PASSPORT, ask_for_passports
from tests.journeys.test_groups import phone, tap
from tests.journeys.test_two_stages import PASSWORD
from tests.provisioning import ensure
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKED = "Which consulate issues your visa?"


def open_week(desk: Desk) -> str:
    """A published week that gives letters, an officer, and a guest whose passport is answered; the guest's own page."""
    issuing = Issuing(desk, starts_on=clock.now().date() + timedelta(days=30))
    ask_for_passports(issuing)
    issuing.guest("anna", comes=False, family_name="Müller", answers=PASSPORT)
    with issuing.event() as event:
        now = clock.now()
        user = accounts.create_user(
            email="olga@office.example", name="Olga", password=PASSWORD, now=now, actor=THE_HOUSE
        )
        accounts.grant_role(user, Role.OFFICER, Scope.unit(desk.unit_id), now=now, actor=THE_HOUSE)
        publishing.publish_event(event, now=now, actor=THE_HOUSE)
        token = tokens.link_token(issuing.registration(1))
        unit_of_work.commit()
    return f"/r/{token}/"


@contextmanager
def officer(browser: Browser, url: str, complaints: list[str]) -> Iterator[Page]:
    """A colleague at the letters of the week."""
    profile = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    profile.set_default_timeout(15_000)
    page = profile.new_page()
    listen(page, complaints)
    page.goto(f"{url}/account/sign-in?next=/desk/events/week/letters")
    page.fill("[name=email]", "olga@office.example")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    yield page
    profile.close()


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()


def code_on(pdf: bytes) -> str:
    """Where the code on a letter leads, as a camera reads it."""
    ensure("poppler-utils")
    drawn = subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "-"], input=pdf, capture_output=True)
    [read] = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn.stdout)))
    return str(read.text)


def test_a_letter_is_asked_for_sent_back_mended_issued_and_verified_by_a_stranger(
    desk: Desk, idle_service: Service, browser: Browser, complaints: list[str]
) -> None:
    place = open_week(desk)
    idle_service.start_web()
    url = idle_service.url
    with phone(browser, complaints) as guest, officer(browser, url, complaints) as olga:
        guest.goto(url + place)
        tap(guest, "Ask for an invitation letter")
        guest.fill("main [name=addressee]", "Consulate")
        tap(guest, "Ask for the letter")
        expect(guest.locator("#papers")).to_contain_text("In review")

        olga.reload()
        olga.locator("main").get_by_role("link", name="Anna Müller").click()
        expect(olga.locator("main")).not_to_contain_text(PASSPORT["passport_number"])
        olga.fill("main [name=reason]", ASKED)
        press(olga, "Send back")

        guest.reload()
        expect(guest.locator("#papers")).to_contain_text(ASKED)
        tap(guest, "Change my request")
        guest.fill("main [name=addressee]", "Consulate General in Munich")
        tap(guest, "Send it again")

        olga.reload()
        press(olga, "Approve")
        press(olga, "Issue and tell the guest")
        expect(olga.locator("main")).to_contain_text("IL-")

        guest.reload()
        with guest.expect_download() as taken:
            guest.locator("#papers").get_by_role("button", name="Download my letter (PDF)").tap()
        pdf = Path(taken.value.path()).read_bytes()
        assert bare(PASSPORT["passport_number"]) in text_of(pdf)
        assert bare("Consulate General in Munich") in text_of(pdf)
        stranger_verifies(guest, url, code_on(pdf))


def stranger_verifies(page: Page, url: str, address: str) -> None:
    """The code leads to a page that says what it is and whether it holds, and no name."""
    page.goto(url + "/verify/" + address.rpartition("/")[2])
    expect(page.locator("main h1")).to_have_text("This document is valid")
    expect(page.locator("main")).to_contain_text("A. M.")
    expect(page.locator("main")).not_to_contain_text("Müller")
