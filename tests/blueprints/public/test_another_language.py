"""The language changes in the middle of a form: what was typed stays, nothing is checked and nobody registered."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from coopevents.db import db
from coopevents.forms.fields import Definition, FieldType
from coopevents.registration.models import Registration
from tests.blueprints.public.asked import ask, define, fill_in, section, when
from tests.blueprints.public.test_registration import ANNA, PAGE, publish
from tests.blueprints.public.test_uploads import PDF
from tests.desks import Desk

ASKED = Definition((
    section(
        "visa",
        ask("visa", FieldType.CONSENT, "I need a visa letter"),
        ask("passport", label="Passport number", condition=when("visa", "yes"), is_required=True),
        ask("scan", FieldType.FILE, "Scan"),
    ),
))  # fmt: skip


@pytest.fixture
def asking(desk: Desk) -> Desk:
    """A published event that asks whoever needs a visa for the passport."""
    define(desk, publish(desk), ASKED)
    return desk


def registered(desk: Desk) -> int:
    with desk.app.app_context():
        return db.session.scalar(select(func.count(Registration.id))) or 0


def test_what_was_typed_stays_and_nothing_is_complained_about(asking: Desk, client: FlaskClient) -> None:
    half = {"family_name": "Petkova", "answer_visa": "y", "email": "not an address", "step": "language"}
    page = fill_in(client, f"{PAGE}?lang=fr", **half)
    assert page.status_code == 200
    assert '<html lang="fr"' in page.text
    assert 'value="Petkova"' in page.text
    assert 'value="not an address"' in page.text
    assert "aria-invalid" not in page.text
    assert "error-summary" not in page.text
    assert registered(asking) == 0


def test_even_a_whole_form_is_not_sent_by_a_language(asking: Desk, client: FlaskClient) -> None:
    page = fill_in(client, f"{PAGE}?lang=zh_Hans_CN", **ANNA, step="language")
    assert (page.status_code, registered(asking)) == (200, 0)
    assert fill_in(client, PAGE, **ANNA).status_code == 302
    assert registered(asking) == 1


def test_a_file_is_not_asked_for_again(asking: Desk, client: FlaskClient) -> None:
    scan = (io.BytesIO(PDF), "passport.pdf")
    page = fill_in(client, f"{PAGE}?lang=fr", answer_scan=scan, step="language")
    assert page.status_code == 200
    assert "passport.pdf" in page.text
    assert 'name="answer_scan-kept" value="' in page.text


def test_a_language_is_a_button_of_the_form_and_a_link_elsewhere(asking: Desk, client: FlaskClient) -> None:
    assert f'formaction="{PAGE}?lang=fr"' in client.get(PAGE).text
    event = client.get(PAGE.removesuffix("register")).text
    assert "formaction" not in event
    assert "lang=fr" in event
