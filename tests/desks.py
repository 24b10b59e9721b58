"""An office with colleagues who are signed in, for tests of organisers' doors. Fixture `desk`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from coopevents import unit_of_work
from coopevents.accounts.models import Grant, Unit, User
from coopevents.accounts.roles import Role, UnitKind
from coopevents.accounts.signing_in import begin_session
from coopevents.blueprints.sign_in import TOKEN
from coopevents.db import db, declare_intent
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.i18n import given_names
from coopevents.registration import service as registration
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.registration.event_forms import FIRST, list_forms
from coopevents.registration.models import EventForm
from coopevents.text import LocalizedText

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FIRST_DAY = date(2026, 11, 30)


def a_form(event_id: int) -> EventForm:
    """The first form of an event, made if there is none."""
    forms = list_forms(event_id)
    if not forms:
        title = LocalizedText(en="Registration")
        forms = [EventForm(event_id=event_id, slug=FIRST, title=title, role=LocalizedText(en="Guest"))]
        db.session.add_all(forms)
        db.session.flush()
    return forms[0]


class Colleague:
    """A signed-in user's browser without JavaScript."""

    def __init__(self, app: Flask, token: str, user_id: int) -> None:
        self.client: FlaskClient = app.test_client()
        with app.test_request_context():
            self.csrf = generate_csrf()
            kept = session["csrf_token"]
        with self.client.session_transaction() as cookie:
            cookie.update({TOKEN: token, "_user_id": str(user_id), "_fresh": True, "csrf_token": kept})

    def get(self, path: str, **query: Any) -> TestResponse:
        """Open a page in English."""
        return self.client.get(path, query_string=query, headers={"Accept-Language": "en"})

    def post(self, path: str, data: Mapping[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form with its token."""
        form = {"csrf_token": self.csrf, **(data or {}), **more}
        return self.client.post(path, data=form, headers={"Accept-Language": "en"})


class Desk:
    """An office at a university, and another office beside it that it knows nothing of."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with self.writing():
            top = Unit(kind=UnitKind.UNIVERSITY, slug="university", name=LocalizedText(en="University"))
            db.session.add(top)
            db.session.flush()
            units = [
                Unit(kind=UnitKind.OFFICE, slug=slug, name=LocalizedText(en=slug), parent_id=top.id)
                for slug in ("office", "elsewhere")
            ]
            db.session.add_all(units)
            db.session.flush()
            self.unit_id, self.other_unit_id = (unit.id for unit in units)
            given_names()  # read once per process, and no page is to be counted by it
            unit_of_work.commit()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Rooms can be called in this block as a door that changes something would; opened pages only read."""
        with self.app.app_context():
            declare_intent(is_reading=False)
            yield

    def colleague(
        self, role: Role = Role.OFFICER, *, scope_kind: str = "unit", scope_id: int | None = None
    ) -> Colleague:
        """Somebody with that role, signed in; for the office unless another scope is named."""
        with self.writing():
            number = db.session.query(User).count()
            user = User(email=f"user{number}@example.edu", name=f"Colleague {number}", created_at=NOW)
            user.grants.append(
                Grant(scope_kind=scope_kind, scope_id=scope_id or self.unit_id, role=role, granted_at=NOW)
            )
            db.session.add(user)
            db.session.flush()
            token = begin_session(user, "test", now=datetime.now(UTC).replace(microsecond=0))
            unit_of_work.commit()
            return Colleague(self.app, token, user.id)

    def event(self, slug: str = "week", *, unit_id: int | None = None, starts_on: date = FIRST_DAY, **said: Any) -> int:
        """An event with registration; returns its id."""
        with self.writing():
            details: dict[str, Any] = {
                "kind": EventKind.PARTNERSHIP_WEEK,
                "title": LocalizedText(en="Global Partnership Week", zh_Hans_CN="国际合作周"),
                "slug": slug,
                "starts_on": starts_on,
                "ends_on": starts_on + timedelta(days=4),
                "time_zone": "Asia/Shanghai",
            }
            event = events.create_event(
                EventDetails(**{**details, **said}), unit_id=unit_id or self.unit_id, now=NOW, actor=THE_HOUSE
            )
            registration.open_registration(event, TermsDetails(capacity=100), now=NOW, actor=THE_HOUSE)
            event_id = event.id
            unit_of_work.commit()
            return event_id

    def guest(self, event_id: int, email: str, **said: Any) -> int:
        """Somebody the office registered; returns the registration's id."""
        with self.writing():
            details = GuestDetails(**{"email": email, "family_name": "Guest", "has_consented": True, **said})
            event = event_queries.get_event(event_id)
            guest = registration.register_guest(event, details, now=NOW, actor=THE_HOUSE, by_office=True)
            guest_id = guest.id
            unit_of_work.commit()
            return guest_id


@pytest.fixture
def desk(app: Flask) -> Desk:
    """An office whose doors can be tried."""
    return Desk(app)
