"""A form saved to go on later: behind a link that goes to the address written in it, and sealed."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.db import db
from coopevents.forms.fields import Definition, FieldType
from coopevents.mail.models import OutboxMessage
from coopevents.registration import drafts
from coopevents.registration.draft_models import Draft
from coopevents.registration.models import Registration
from tests.blueprints.public.asked import ask, define, fill_in, hidden_in, section
from tests.blueprints.public.test_registration import ANNA, publish
from tests.desks import Desk

FORM = "/e/week/register/guests"
LATER = f"{FORM}/later"
HALF = {"given_name": "Anna", "email": "anna@example.org", "answer_number": "E12345678"}
ASKED = Definition((
    section("papers", ask("number", is_required=True, is_sensitive=True), ask("scan", FieldType.FILE)),
))  # fmt: skip


@pytest.fixture
def asking(desk: Desk) -> Desk:
    """A published event that asks for papers."""
    define(desk, publish(desk), ASKED)
    return desk


def save(client: FlaskClient, **said: object) -> str:
    """Save a half written form; returns the page that answers."""
    page = client.get(FORM, headers={"Accept-Language": "en"}).text
    return client.post(LATER, data={**hidden_in(page), **said}, headers={"Accept-Language": "en"}).text


def link(desk: Desk) -> str:
    """The path in the last message."""
    with desk.app.app_context():
        message = db.session.query(OutboxMessage).order_by(OutboxMessage.id.desc()).first()
        assert message is not None
        assert (message.kind, message.to_email, message.unit_id) == ("draft_saved", "anna@example.org", None)
        found = re.search(r"https?://[^/\s]+(/e/week/register/guests/later/\S+)", message.text_body)
        assert found is not None, message.text_body
        return found[1]


def test_a_half_written_form_waits_sealed_and_opens_as_it_was_left(
    asking: Desk, client: FlaskClient, tmp_path: Path
) -> None:
    scan = (io.BytesIO(b"%PDF-1.7 scan"), "scan.pdf")
    assert "We sent a link to anna@example.org" in save(client, **HALF, answer_scan=scan)
    page = client.get(link(asking), headers={"Accept-Language": "en"}).text
    assert ('value="Anna"' in page, 'value="E12345678"' in page, "scan.pdf" in page) == (True, True, True)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"E12345678" in path.read_bytes()] == []
    with asking.app.app_context():
        assert db.session.query(Registration).count() == 0


def test_what_is_sent_in_the_end_is_one_registration_and_no_draft(asking: Desk, client: FlaskClient) -> None:
    save(client, **HALF)
    page = client.get(link(asking), headers={"Accept-Language": "en"}).text
    draft = re.search(r'name="draft" value="([^"]+)"', page)
    assert draft is not None
    done = fill_in(client, FORM, **ANNA, answer_number="E1", answer_papers_consent="y", draft=draft[1])
    assert done.status_code == 302
    with asking.app.app_context():
        assert (db.session.query(Registration).count(), db.session.query(Draft).count()) == (1, 0)
    assert client.get(link_of(draft[1])).status_code == 404


def link_of(token: str) -> str:
    return f"{LATER}/{token}"


def test_saving_again_keeps_one_draft_and_without_an_address_nothing_is_saved(
    asking: Desk, client: FlaskClient
) -> None:
    save(client, **HALF)
    token = link(asking).rpartition("/")[2]
    save(client, **{**HALF, "given_name": "Anne"}, draft=token)
    assert 'value="Anne"' in client.get(link_of(token)).text
    assert "Write an e-mail address, such as name@example.edu." in save(client, given_name="Ben")
    with asking.app.app_context():
        assert db.session.query(Draft).count() == 1


def test_a_wrong_link_opens_nothing_and_old_drafts_are_erased(asking: Desk, client: FlaskClient) -> None:
    save(client, **HALF)
    token = link(asking).rpartition("/")[2]
    assert client.get(link_of(token[:-1] + ("a" if token[-1] != "a" else "b"))).status_code == 404
    with asking.writing():
        drafts.erase_old(clock.now() + timedelta(days=31))
        unit_of_work.commit()
    assert client.get(link_of(token)).status_code == 404
