"""A spreadsheet becomes invitations; one guest accepts on the phone, one declines, one names a delegate who accepts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from coopevents import clock, unit_of_work
from coopevents.accounts import service as accounts
from coopevents.accounts.details import Scope
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.registration import seats, service
from coopevents.registration.details import TermsDetails
from tests.browsing import listen
from tests.desks import Desk
from tests.journeys.test_groups import fill_in, link_to, phone, tap
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EMAIL, PASSWORD = "rita@office.example", "lantern-harbour-quartz-77"
HEAD = "E-mail,Given name,Family name,Institution,Country or region\n"
PEOPLE = """ama@lakeview.example,Ama,Mensah,Lakeview Polytechnic,Ghana
luc@port.example,Luc,Moreau,École de Port-Marin,France
ines@volta.example,Inès,Ferreira,Volta Institute,Brazil
"""


def open_week(desk: Desk) -> int:
    """A published event with three places, approved by the office, and a colleague who registers guests."""
    event_id = desk.event("week", starts_on=clock.now().date() + timedelta(days=30))
    with desk.writing():
        event, now = events.get_event(event_id), clock.now()
        user = accounts.create_user(email=EMAIL, name="Rita", password=PASSWORD, now=now, actor=THE_HOUSE)
        accounts.grant_role(user, Role.MANAGER, Scope.event(event_id, desk.unit_id), now=now, actor=THE_HOUSE)
        service.change_terms(event, TermsDetails(capacity=3, needs_approval=True), now=now, actor=THE_HOUSE)
        publishing.publish_event(event, now=now, actor=THE_HOUSE)
        unit_of_work.commit()
    return event_id


@contextmanager
def colleague(browser: Browser, url: str, complaints: list[str]) -> Iterator[Page]:
    """Rita at the list of invitations."""
    profile = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    profile.set_default_timeout(15_000)
    page = profile.new_page()
    listen(page, complaints)
    page.goto(f"{url}/account/sign-in?next=/desk/events/week/invitations")
    fill_in(page, email=EMAIL, password=PASSWORD)
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    page.goto(f"{url}/desk/events/week/invitations")
    expect(page.locator("main h1")).to_have_text("Invitations")
    yield page
    profile.close()


def press(page: Page, words: str) -> None:
    """Click a button or a link by its words."""
    with page.expect_navigation():
        page.locator("main").locator("a, button").filter(has_text=words).first.click()


def choose(page: Page, table: str) -> None:
    """Hand in a spreadsheet."""
    page.set_input_files(
        "main input[type=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    press(page, "Look at the rows")


def invite_all(page: Page) -> None:
    """A row is mended, then all three are drafted on the same conditions, and sent once that is confirmed."""
    press(page, "Invite a list")
    choose(page, HEAD + PEOPLE.replace("luc@port", "luc at port"))
    expect(page.locator("main")).to_contain_text("Row 3, E-mail: Write an e-mail address")
    press(page, "Choose the mended file")
    choose(page, HEAD + PEOPLE)
    page.fill("main [name=answer_by]", (clock.now().date() + timedelta(days=10)).isoformat())
    page.check("main [name=keeps_place]")
    page.check("main [name=skips_approval]")
    page.fill("main [name=words-en]", "We have not met for too long.")
    press(page, "Draft 3 invitations")
    press(page, "Send 3 invitations")
    press(page, "Send to 3 people")
    expect(page.locator("main")).to_contain_text("0 accepted, 3 waiting for an answer, 0 will not come; 3 places held")


def accept(guest: Page) -> None:
    """The form is filled already, but for the consent."""
    tap(guest, "I will come")
    guest.check("main [name=has_consented]")
    tap(guest, "Accept the invitation")
    expect(guest.locator("main h1")).to_have_text("Your place is confirmed")


def test_a_list_is_invited_and_each_answers_in_their_own_way(
    desk: Desk, idle_service: Service, browser: Browser, complaints: list[str]
) -> None:
    event_id = open_week(desk)
    idle_service.start_web()
    with colleague(browser, idle_service.url, complaints) as rita, phone(browser, complaints) as guest:
        invite_all(rita)
        guest.goto(link_to(desk, "ama@lakeview.example"))
        expect(guest.locator("main")).to_contain_text("We have not met for too long.")
        accept(guest)

        guest.goto(link_to(desk, "luc@port.example"))
        tap(guest, "I cannot come")
        fill_in(guest, reason="On leave")
        tap(guest, "I do not come")
        expect(guest.locator("main h1")).to_have_text("You do not come")

        guest.goto(link_to(desk, "ines@volta.example"))
        tap(guest, "Name the person")
        fill_in(guest, given_name="Ife", family_name="Okonkwo", email="ife@volta.example")
        tap(guest, "Invite them in my place")
        expect(guest.locator("main")).to_contain_text("We have written to Ife Okonkwo.")
        guest.goto(link_to(desk, "ife@volta.example"))
        accept(guest)

        rita.reload()
        expect(rita.locator("main")).to_contain_text(
            "2 accepted, 0 waiting for an answer, 1 will not come; 0 places held"
        )
        expect(rita.locator("main table")).to_contain_text("in the place of Inès Ferreira")
    with desk.app.app_context():
        sent = [each.to_email for each in db.session.query(OutboxMessage) if each.kind == "delegate_named"]
        assert (sent, seats.seats_taken(event_id)) == (["ines@volta.example"], 2)
    assert [each for each in complaints if "422" not in each] == []
