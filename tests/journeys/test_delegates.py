"""Twelve delegates, eleven of them from a spreadsheet; one fills in a phone’s form and gets a letter for a visa."""

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
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import Decider
from coopevents.db import db
from coopevents.delegations import deciding, delegate_queries, requesting, triage
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.delegations.people_states import DelegateState
from coopevents.delegations.states import VisitLevel, VisitState
from coopevents.facts import THE_HOUSE
from coopevents.forms.models import Answers
from tests.browsing import listen
from tests.desks import Desk
from tests.journeys.test_groups import fill_in, link_to, phone, tap
from tests.journeys.test_invitations import press
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "lantern-harbour-quartz-77"
HEAD = "Given name,Family name,Role in the delegation,Rank,E-mail,Position,Country or region\n"
NAMES = ["Byrne", "Walsh", "Kelly", "Ryan", "Doyle", "Nolan", "Murphy", "Daly", "Quinn", "Foley", "Brady"]
PASSPORT = {"name": "BYRNE ADA", "number": "PZ1234567", "expires_on": "2034-01-01"}


def table_of(names: list[str]) -> str:
    """The head first, with ranks."""
    roles = ["head", *[""] * (len(names) - 1)]
    rows = [
        f"Ada,{name},{role},{rank},{name.lower()}@tudublin.example,Professor,Ireland\n"
        for rank, (name, role) in enumerate(zip(names, roles, strict=True), start=1)
    ]
    return HEAD + "".join(rows)


def receive(desk: Desk) -> int:
    """An accepted visit, and two colleagues."""
    first, now = clock.now().date() + timedelta(days=60), clock.now()
    details = VisitDetails(
        contact=ContactDetails(name="Ada Byrne", email="byrne@tudublin.example"),
        organisation="Technological University Dublin",
        country="IE",
        purpose="Sign the agreement",
        days=Days(first, first + timedelta(days=1)),
        head_count=12,
        level=VisitLevel.UNIT,
    )
    by = {"now": now, "actor": THE_HOUSE}
    with desk.writing():
        for name in ("rita", "omar"):
            email = f"{name}@office.example"
            user = accounts.create_user(email=email, name=name.title(), password=PASSWORD, **by)
            accounts.grant_role(user, Role.OFFICER, Scope.unit(desk.unit_id), **by)
        visit = requesting.request_visit(details, unit_id=desk.unit_id, **by)
        triage.take_up(visit, **by)
        deciding.submit_visit(visit, **by)
        while visit.state is VisitState.SCREENING:
            deciding.decide_visit(visit, Verdict.APPROVE, decider=Decider(), **by)
        unit_of_work.commit()
        return visit.id


@contextmanager
def colleague(browser: Browser, url: str, name: str, path: str, complaints: list[str]) -> Iterator[Page]:
    """A colleague at a page of the desk."""
    profile = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    profile.set_default_timeout(15_000)
    page = profile.new_page()
    listen(page, complaints)
    page.goto(f"{url}/account/sign-in?next={path}")
    fill_in(page, email=f"{name}@office.example", password=PASSWORD)
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    page.goto(f"{url}{path}")
    yield page
    profile.close()


def hand_in(page: Page, table: str) -> None:
    """Send a spreadsheet to be looked at."""
    page.set_input_files(
        "main input[type=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    press(page, "Look at the rows")


def name_twelve(page: Page) -> None:
    """A row is mended, eleven are taken over and sent their links, one more is named by hand."""
    press(page, "From a spreadsheet")
    hand_in(page, table_of(NAMES).replace("kelly@", "kelly at "))
    expect(page.locator("main")).to_contain_text("Row 4, E-mail: Write an e-mail address")
    press(page, "Choose the mended file")
    hand_in(page, table_of(NAMES))
    press(page, "Name them all")
    press(page, "Name a delegate")
    fill_in(page, given_name="Una", family_name="Whelan", email="una@tudublin.example")
    page.select_option("main [name=role]", "interpreter")
    press(page, "Save")
    expect(page.locator("main tbody tr")).to_have_count(12)
    press(page, "Send 1 person their own link")


def fill_in_own(guest: Page) -> None:
    """The head says who she is and gives her passport, on the phone."""
    tap(guest, "Fill in my details")
    fill_in(guest, office="President", diet="No pork")
    guest.check("main [name=answer_needs_letter]")
    guest.check("main [name=answer_passport_consent]")
    fill_in(guest, **{f"answer_passport_{key}": value for key, value in PASSPORT.items()})
    guest.select_option("main [name=answer_nationality]", "IE")
    fill_in(guest, answer_born_on="1970-02-03")
    tap(guest, "Save my details")
    expect(guest.locator("body")).to_contain_text("Your details are saved")
    expect(guest.locator("main section[aria-labelledby=company] li")).to_have_count(12)


def verify(page: Page) -> str:
    """Look at the head's passport for a reason, and write down that it was compared; returns the letter's address."""
    assert "PZ1234567" not in page.content()
    with page.expect_navigation():
        page.locator("main tbody tr").first.locator("a").first.click()
    letter = f"{page.url}/letter"
    press(page, "Show some of them")
    page.check("main [name=keys][value=passport_number]")
    fill_in(page, reason="To compare the passport")
    press(page, "Show them")
    expect(page.locator("main")).to_contain_text("PZ1234567")
    page.goto(letter)
    page.check("main [name=was_compared]")
    press(page, "The passport is verified")
    return letter


def test_twelve_delegates_are_named_and_one_gets_a_letter(
    desk: Desk, idle_service: Service, browser: Browser, complaints: list[str]
) -> None:
    visit_id = receive(desk)
    people = f"/desk/delegations/{visit_id}/people"
    idle_service.start_web()
    url = idle_service.url
    with colleague(browser, url, "rita", people, complaints) as rita, phone(browser, complaints) as guest:
        name_twelve(rita)
        guest.goto(link_to(desk, "byrne@tudublin.example"))
        fill_in_own(guest)

        rita.reload()
        first = rita.locator("main tbody tr").first
        expect(first).to_contain_text("Ada Byrne")
        expect(first).to_contain_text("Data complete")
        letter = verify(rita)
        with colleague(browser, url, "omar", letter.removeprefix(url), complaints) as omar:
            press(omar, "Issue the letter")
            expect(omar.locator("main")).to_contain_text("The letter is out")
        guest.reload()
        with guest.expect_download() as download:
            guest.get_by_text("My invitation letter (PDF)").tap()
        assert download.value.path().read_bytes().startswith(b"%PDF")
        tap(guest, "My data")
        expect(guest.locator("main")).to_contain_text("To compare the passport")
    with desk.app.app_context():
        states = [each.state for each in delegate_queries.list_delegates(visit_id)]
        assert states == [DelegateState.COMPLETE] + [DelegateState.INVITED] * 11
        assert "PZ1234567" not in str(db.session.query(Answers).one().sealed)
    assert [each for each in complaints if "422" not in each] == []
