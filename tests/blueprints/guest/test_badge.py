"""The badge on a telephone, own files, and the last day for changes."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.forms.fields import Definition, FieldType
from coopevents.registration.form_queries import get_form
from tests.blueprints.public.asked import ask, define, fill_in, section
from tests.blueprints.public.test_registration import ANNA, PAGE, publish
from tests.desks import Desk

PDF = b"%PDF-1.7 programme of an association"
ASKED = Definition((
    section("files", ask("poster", FieldType.FILE), ask("scan", FieldType.FILE, is_sensitive=True)),
))  # fmt: skip
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def event_id(desk: Desk) -> int:
    """A published event that asks for files."""
    made = publish(desk)
    define(desk, made, ASKED)
    return made


def place_of(client: FlaskClient, **said: object) -> str:
    """Somebody registers with a poster and a scan; the address of the own page."""
    files = {"answer_poster": (io.BytesIO(PDF), "poster.pdf"), "answer_scan": (io.BytesIO(PDF), "scan.pdf")}
    answer = fill_in(client, PAGE, **ANNA, **files, answer_files_consent="y", **said)
    return answer.headers["Location"].partition("?")[0]


def test_the_badge_is_one_light_page_with_name_and_code(event_id: int, client: FlaskClient) -> None:
    place = place_of(client, original_name="安娜")
    assert f'href="{place}badge"' in client.get(place).text
    page = client.get(f"{place}badge", headers=ENGLISH)
    assert ("Anna Müller" in page.text, "安娜" in page.text, "<svg" in page.text) == (True, True, True)
    assert len(page.data) < 20_000


def test_who_waits_has_no_badge_yet(desk: Desk, client: FlaskClient) -> None:
    publish(desk, needs_approval=True)
    place = fill_in(client, PAGE, **ANNA).headers["Location"].partition("?")[0]
    assert "/badge" not in client.get(place).text
    assert client.get(f"{place}badge").headers["Location"] == place


def test_the_guest_and_the_office_open_a_file_and_a_secret_one_only_the_guest(
    desk: Desk, event_id: int, client: FlaskClient
) -> None:
    place, officer = place_of(client), desk.colleague(Role.OFFICER)
    assert [client.get(f"{place}files/{key}").data for key in ("poster", "scan")] == [PDF, PDF]
    assert "poster.pdf" in officer.get("/desk/events/week/registrations/1").text
    assert officer.get("/desk/events/week/registrations/1/files/poster").data == PDF
    assert officer.get("/desk/events/week/registrations/1/files/scan").status_code == 404


def test_what_was_written_may_be_changed_until_the_last_day_and_no_longer(
    desk: Desk, event_id: int, client: FlaskClient
) -> None:
    place, today = place_of(client), clock.now().date()
    for last_day, status in ((today + timedelta(days=2), 200), (today - timedelta(days=2), 302)):
        with desk.writing():
            get_form(event_id).changes_until = last_day
            db.session.flush()
            unit_of_work.commit()
        assert client.get(f"{place}edit").status_code == status
    page = client.get(place, headers=ENGLISH).text
    assert ("Changes were possible until" in page, f"{place}edit" in page) == (True, False)
