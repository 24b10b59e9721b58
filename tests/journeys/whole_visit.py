"""An office on the morning of a visit that was never asked for yet: colleagues who can sign in, people of ours with
addresses, and what other programmes plan for those two days. Everything else of a visit is clicked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page

from coopevents import clock, unit_of_work
from coopevents.accounts import service as accounts
from coopevents.accounts.details import Scope
from coopevents.accounts.roles import Role
from coopevents.ceremonies.details import NewActivity
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.places import resources
from coopevents.places.details import ResourceDetails
from coopevents.places.models import ResourceKind
from coopevents.schedule import service as scheduling
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText
from coopevents.tours import departures, routes
from coopevents.tours import desks as tours
from coopevents.tours.routes_details import RouteDetails
from tests.browsing import listen
from tests.ceremonies.offices import agreements_of
from tests.desks import Desk

PASSWORD = "lantern-harbour-quartz-77"
SHARED = ("Symposium: wastewater", "Symposium: clean air", "Signing ceremony", "Campus")
OURS = {"host": "Min Zhou", "interpreter": "Jiayi Tang", "driver": "Jun Wang"}
COLLEAGUES = {"olga": Role.OFFICER, "mia": Role.SCREENER, "xia": Role.ADMIN}
TALKS_BEGIN = time(10, 45)


def zone_where_talks_are_near(now: datetime) -> str:
    """A zone in which it is between 9:35 and 10:35: the welcome has begun, and the talks have not."""
    wanted = 9 if now.minute >= 35 else 10
    ahead = (wanted - now.astimezone(UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/UTC"


class Morning:
    """Today a delegation may come for two days: a symposium, a signing and a tour take place."""

    def __init__(self, desk: Desk, zone: str) -> None:
        self.desk, self.by, self.zone = desk, {"now": clock.now(), "actor": THE_HOUSE}, ZoneInfo(zone)
        self.today = clock.now().astimezone(self.zone).date()
        symposium = desk.event("symposium", starts_on=self.today, time_zone=zone)
        with desk.writing():
            self._staff()
            self._sessions(symposium)
            self._ceremony_and_tour()
            unit_of_work.commit()

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """A moment of the visit."""
        return datetime.combine(self.today + timedelta(days=day), time(hour, minute), self.zone)

    def _staff(self) -> None:
        for name, role in COLLEAGUES.items():
            email = f"{name}@office.example"
            user = accounts.create_user(email=email, name=name.title(), password=PASSWORD, **self.by)
            accounts.grant_role(user, role, Scope.unit(self.desk.unit_id), **self.by)
        for role, name in OURS.items():
            given, family = name.split()
            person = PersonDetails(given_name=given, family_name=family, email=address_of(role))
            people.add_person(person, unit_id=self.desk.unit_id, **self.by)
        car = ResourceDetails(kind=ResourceKind.VEHICLE, name=LocalizedText(en="Coach"))
        resources.add_resource(self.desk.unit_id, car, **self.by)

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
        schedule = tours.open_desk(self.desk.unit_id, time_zone=self.zone.key, **self.by)
        said = RouteDetails(name=LocalizedText(en=SHARED[3]), languages=("en",), most_heads=20, party_size=10)
        route = routes.add_route(self.desk.unit_id, said, **self.by)
        departures.plan_departure(schedule, route, departures.details_for(route, self.at(1, 10, 50)), **self.by)


def address_of(role: str) -> str:
    """Where whoever of ours takes that role is written to."""
    return f"{role}@office.example"


@contextmanager
def colleague(browser: Browser, url: str, name: str, complaints: list[str]) -> Iterator[Page]:
    """A colleague who has just signed in."""
    profile = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    profile.set_default_timeout(15_000)
    page = profile.new_page()
    listen(page, complaints)
    page.goto(f"{url}/account/sign-in")
    page.fill("[name=email]", f"{name}@office.example")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    yield page
    profile.close()


def follow(page: Page, words: str) -> None:
    """Click a link by its words."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=words, exact=True).first.click()


def press(page: Page, words: str) -> None:
    """Click a button by its words."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def open_tab(page: Page, words: str) -> None:
    """Go to another tab of the visit."""
    with page.expect_navigation():
        page.get_by_role("navigation", name="Delegation", exact=True).get_by_role("link", name=words).click()
