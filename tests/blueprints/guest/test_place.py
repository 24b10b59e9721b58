"""A guest's own page, behind the secret in its address."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from coopevents.db import db
from coopevents.registration import tokens
from coopevents.registration.models import Registration
from tests.blueprints.public.test_registration import publish, send
from tests.desks import Desk


@pytest.fixture
def place(desk: Desk, client: FlaskClient) -> str:
    """The address of the page of a guest with a place."""
    publish(desk, capacity=1)
    return send(client).headers["Location"].partition("?")[0]


def post(client: FlaskClient, place: str, path: str, **said: object) -> int:
    """Send a form of the page; returns the status."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(place).text)
    assert token is not None
    return client.post(f"{place}{path}", data={"csrf_token": token[1], **said}).status_code


@pytest.mark.parametrize("path", ["", "edit", "withdraw", "agenda", "event.ics"])
def test_every_page_opens_with_the_secret_and_with_no_other(client: FlaskClient, place: str, path: str) -> None:
    answer = client.get(place + path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    wrong = place[:-2] + ("a" if place[-2] != "a" else "b") + "/"
    assert client.get(wrong + path).status_code == 404


def test_looking_at_the_way_out_changes_nothing(desk: Desk, client: FlaskClient, place: str) -> None:
    client.get(place + "withdraw")
    assert "Your place is confirmed" in client.get(place, headers={"Accept-Language": "en"}).text
    assert post(client, place, "withdraw", reason="ill") == 302
    assert "You have withdrawn" in client.get(place, headers={"Accept-Language": "en"}).text


def test_a_guest_changes_what_was_written_but_not_the_address(desk: Desk, client: FlaskClient, place: str) -> None:
    said = {"family_name": "Meyer", "country": "AT", "institution_name": "Elsewhere", "email": "other@example.org"}
    assert post(client, place, "edit", language="fr", answer_diet=["vegan"], **said) == 302
    with desk.app.app_context():
        made = db.session.query(Registration).one()
        assert (made.family_name, made.country, made.language, made.email) == ("Meyer", "AT", "fr", "anna@example.org")


def test_a_replaced_calendar_address_is_worthless_at_once(desk: Desk, client: FlaskClient, place: str) -> None:
    with desk.app.app_context():
        old = tokens.agenda_token(db.session.query(Registration).one())
    assert client.get(f"/feeds/agenda/{old}.ics").status_code == 200
    assert post(client, place, "calendar-address") == 302
    assert client.get(f"/feeds/agenda/{old}.ics").status_code == 404
    with desk.app.app_context():
        new = tokens.agenda_token(db.session.query(Registration).one())
    assert client.get(f"/feeds/agenda/{new}.ics").status_code == 200
