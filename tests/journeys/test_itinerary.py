"""Two days of a visit: from a template to what guests and the driver read and where everybody sits at dinner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from coopevents import clock, unit_of_work
from coopevents.accounts import service as accounts
from coopevents.accounts.details import Scope
from coopevents.accounts.roles import Role
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import Decider
from coopevents.ceremonies.details import NewActivity
from coopevents.delegations import deciding, delegates, itinerary_queries, reading_links, requesting, triage
from coopevents.delegations import queries as delegations
from coopevents.delegations.details import Days
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_words import Reader
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.places import resources
from coopevents.places.details import ResourceDetails
from coopevents.places.models import ResourceKind
from coopevents.schedule import service as scheduling
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText
from coopevents.tours import departures, routes
from coopevents.tours import desks as tours
from coopevents.tours.routes_details import RouteDetails
from tests.browsing import listen
from tests.ceremonies.offices import agreements_of
from tests.delegations.conftest import request_of
from tests.delegations.visiting import delegate_named
from tests.desks import Desk
from tests.documents.pdfs import bare, text_of
from tests.journeys.test_groups import phone
from tests.journeys.test_two_stages import PASSWORD
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ZONE = ZoneInfo("Asia/Shanghai")
GUESTS = ("Aoife Byrne", "Sean Ryan", "Niamh Walsh")
SHARED = ("Symposium: wastewater", "Symposium: clean air", "Signing ceremony", "Campus")


class Visit:
    """A month from now, three guests come for two days; a symposium, a signing and a tour are planned besides."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.by = desk, {"now": clock.now(), "actor": THE_HOUSE}
        self.first = clock.now().astimezone(ZONE).date() + timedelta(days=30)
        symposium = desk.event("symposium", starts_on=self.first)
        with desk.writing():
            self._officer()
            self.delegation_id = self._accepted().id
            self._sessions(symposium)
            self._ceremony_and_tour()
            car = ResourceDetails(kind=ResourceKind.VEHICLE, name=LocalizedText(en="Coach"))
            resources.add_resource(desk.unit_id, car, **self.by)
            unit_of_work.commit()

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(self.first + timedelta(days=day), time(hour, minute), ZONE)

    def _officer(self) -> None:
        user = accounts.create_user(email="olga@office.example", name="Olga", password=PASSWORD, **self.by)
        accounts.grant_role(user, Role.OFFICER, Scope.unit(self.desk.unit_id), **self.by)

    def _accepted(self) -> Delegation:
        days = Days(self.first, self.first + timedelta(days=1))
        made = requesting.request_visit(request_of(days=days, alternatives=()), unit_id=self.desk.unit_id, **self.by)
        triage.take_up(made, **self.by, officer_id=None)
        deciding.submit_visit(made, **self.by)
        for _stage in range(2):
            deciding.decide_visit(made, Verdict.APPROVE, **self.by, decider=Decider())
        for name in GUESTS:
            delegates.name_delegate(made, delegate_named(*name.split()), **self.by)
        return made

    def _sessions(self, event_id: int) -> None:
        for title, hour in zip(SHARED[:2], (14, 15), strict=True):
            details = ActivityDetails(
                kind=ActivityKind.LECTURE,
                title=LocalizedText(en=title),
                starts_at=self.at(0, hour),
                ends_at=self.at(0, hour, 45),
            )
            scheduling.plan_activity(events.get_event(event_id).schedule, details, **self.by)

    def _ceremony_and_tour(self) -> None:
        signing = NewActivity(
            title=LocalizedText(en=SHARED[2]), starts_at=self.at(0, 15, 50), ends_at=self.at(0, 16, 20)
        )
        agreements_of(self.desk.unit_id).plan(new_activity=signing)
        schedule = tours.open_desk(self.desk.unit_id, time_zone=ZONE.key, **self.by)
        said = RouteDetails(name=LocalizedText(en=SHARED[3]), languages=("en",), most_heads=20, party_size=10)
        route = routes.add_route(self.desk.unit_id, said, **self.by)
        departures.plan_departure(schedule, route, departures.details_for(route, self.at(1, 10, 50)), **self.by)

    def page_of(self, role: ParticipantRole | None = None) -> str:
        """Where the delegation reads its programme, or whoever of ours has that role in it their part."""
        with self.desk.writing():
            reader = Reader.delegation(self.delegation_id)
            if role is not None:
                lines = itinerary_queries.list_items(self.delegation_id)
                found = {each.person_id for line in lines for each in line.activity.participants if each.role is role}
                [person_id] = found
                reader = Reader.worker(person_id)
            token = reading_links.addresses_of([reader])[reader].page
        return f"/w/{token}/" if role is not None else f"/itinerary/{token}/"

    @property
    def state(self) -> str:
        with self.desk.writing():
            return delegations.get_delegation(self.delegation_id).state.value


@contextmanager
def officer(browser: Browser, address: str, complaints: list[str]) -> Iterator[Page]:
    """A colleague at that page of the desk."""
    profile = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    profile.set_default_timeout(15_000)
    page = profile.new_page()
    listen(page, complaints)
    url, _slash, path = address.partition("/desk")
    page.goto(f"{url}/account/sign-in?next=/desk{path}")
    page.fill("[name=email]", "olga@office.example")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    yield page
    profile.close()


def follow(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=words, exact=True).click()


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words, exact=True).click()


def begin_with_two_days(page: Page) -> None:
    follow(page, "Begin with a template")
    page.select_option("main [name=plan]", label="Two-day visit")
    for name, person in (("host", "Min Zhou"), ("interpreter", "Jiayi Tang"), ("driver", "Jun Wang")):
        page.fill(f"main [name={name}]", person)
    page.select_option("main [name=car]", label="Coach")
    press(page, "Put these lines on the itinerary")
    expect(page.locator("main ol > li")).to_have_count(12)


def test_two_days_are_planned_from_a_template_shared_sent_and_read(
    desk: Desk, idle_service: Service, browser: Browser, complaints: list[str]
) -> None:
    visit = Visit(desk)
    idle_service.start_web()
    url = idle_service.url
    here = f"{url}/desk/delegations/{visit.delegation_id}"
    with officer(browser, f"{here}/itinerary", complaints) as olga, phone(browser, complaints) as guest:
        begin_with_two_days(olga)
        for title in SHARED:
            follow(olga, "Take part in a programme")
            press(olga, f"Take part: {title}")
        expect(olga.locator("main ol > li")).to_have_count(16)
        expect(olga.locator("main .clash, main #clashes")).to_have_count(0)
        follow(olga, "Send the programme")
        press(olga, "Send the programme")
        expect(olga.locator("main")).to_contain_text("Version 1")
        assert visit.state == "programme_sent"

        olga.goto(f"{here}/papers")
        row = olga.locator("main tr", has_text="Dinner given by the university")
        plan = text_of(olga.request.get(f"{url}{row.get_by_role('link').first.get_attribute('href')}").body())
        assert [bare(name) in plan for name in (*GUESTS, "Min Zhou")] == [True] * 4

        guest.goto(url + visit.page_of())
        for words in (*SHARED, "Dinner given by the university", "Jiayi Tang"):
            expect(guest.locator("main")).to_contain_text(words)
        guest.goto(url + visit.page_of(ParticipantRole.DRIVER))
        expect(guest.locator("main")).to_contain_text("To the airport")
        for words in (*SHARED, "Dinner given by the university"):
            expect(guest.locator("main")).not_to_contain_text(words)
