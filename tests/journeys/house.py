"""A published event, a colleague and a guest, for tests of bad input: nothing but what was meant may change."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.registration import queries as registrations
from coopevents.registration import service as registration
from coopevents.registration import tokens
from coopevents.registration.details import TermsDetails
from coopevents.registration.models import Registration
from tests.desks import NOW, Colleague, Desk
from tests.journeys.hostile import (
    open_form,
)

ENGLISH = {"Accept-Language": "en"}
REGISTER = "/e/week/register"
GUEST = {
    "given_name": "Ada",
    "family_name": "Novák",
    "email": "ada@guest.example",
    "country": "CZ",
    "institution_name": "Granit",
    "has_consented": "on",
}

EVENT = {
    "title-en": "Visit",
    "kind": "delegation_visit",
    "starts_on": "2027-03-27",
    "ends_on": "2027-03-29",
    "time_zone": "Europe/Paris",
    "languages": "en",
    "accent": "indigo",
}


class House:
    """A published event, a colleague at the desk and a guest with a browser."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.app = desk, desk.app
        self.organiser: Colleague = desk.colleague(Role.ADMIN)
        self.event_id = desk.event()
        self.guest: FlaskClient = desk.app.test_client()
        self.publish()

    def publish(self, slug: str = "week") -> None:
        """Let everybody read it, and every save of its programme from then on."""
        with self.desk.writing():
            event = event_queries.find_event_by_slug(slug)
            assert event is not None
            event.schedule.releases_itself = True
            events.publish_event(event, now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()

    def terms(self, **said: Any) -> None:
        with self.desk.writing():
            event = event_queries.get_event(self.event_id)
            registration.change_terms(event, TermsDetails(**{"capacity": 100, **said}), now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()

    def register(self, client: FlaskClient | None = None, **typed: str) -> TestResponse:
        browser = client or self.guest
        form = open_form(browser, REGISTER, "family_name")
        return browser.post(REGISTER, data=form.filled(**{**GUEST, **typed}), headers=ENGLISH)

    def activity(self, slug: str = "week", **typed: str) -> TestResponse:
        said = {"title-en": "Signing", "kind": "salon", "day": "2026-11-30", "starts": "09:00", "ends": "10:00"}
        return self.organiser.post(
            f"/desk/events/{slug}/programme/new", {"audience": "public", "place": "", **said, **typed}
        )

    def asked(self, path: str, query: dict[str, str]) -> TestResponse:
        """The answer at an address, to whoever reads there."""
        browser = self.organiser.client if path.startswith("/desk") else self.guest
        return browser.get(path, query_string=query, headers=ENGLISH, buffered=True)

    def registered(self) -> list[Registration]:
        with self.app.app_context():
            return list(db.session.scalars(db.select(Registration).order_by(Registration.number)))

    def messages(self) -> list[OutboxMessage]:
        with self.app.app_context():
            return list(db.session.scalars(db.select(OutboxMessage).order_by(OutboxMessage.id)))

    def token_of(self, registration_id: int) -> str:
        with self.app.app_context():
            return tokens.link_token(registrations.get_by_id(registration_id))


@pytest.fixture
def house(desk: Desk) -> House:
    return House(desk)


def text_of(answer: TestResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def said_at(answer: TestResponse, name: str) -> str:
    """The sentence that stands at a field, by the description the field itself names."""
    page = answer.get_data(as_text=True)
    wrong = [tag for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", page) if "aria-invalid" in tag]
    for tag in wrong:
        if f'name="{name}"' in tag:
            described = re.search(r'aria-describedby="([^"]*)"', tag)
            assert described is not None
            ids = described[1].split()
            found = [re.search(rf'<(\w+)[^>]*id="{each}"[^>]*>(.*?)</\1>', page, re.DOTALL) for each in ids]
            return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", each[2]) for each in found if each))
    raise AssertionError(f"nothing is said at {name}; wrong are {wrong}")
