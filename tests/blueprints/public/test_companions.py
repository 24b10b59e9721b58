"""A guest says who comes along, where the form allows it, and changes it on their own page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.registration.form_queries import get_form
from coopevents.registration.models import Registration
from tests.blueprints.public.asked import fill_in
from tests.blueprints.public.test_registration import ANNA, PAGE, publish
from tests.desks import Desk


@pytest.fixture
def open_house(desk: Desk) -> Desk:
    """A published event for four, each of whom may bring two."""
    event_id = publish(desk, capacity=4)
    with desk.writing():
        get_form(event_id).most_companions = 2
        unit_of_work.commit()
    return desk


def coming(desk: Desk) -> list[tuple[str, int, str]]:
    with desk.app.app_context():
        rows = db.session.query(Registration).order_by(Registration.id)
        return [(each.email, each.companion_count, each.companion_names) for each in rows]


def test_who_comes_along_is_asked_where_somebody_may(open_house: Desk, client: FlaskClient) -> None:
    sent = fill_in(client, PAGE, **ANNA, companion_count="2", companion_names="Cem Aydın,  Dana")
    assert sent.status_code == 302
    assert coming(open_house) == [("anna@example.org", 2, "Cem Aydın, Dana")]
    place = sent.location.partition("?")[0]
    assert "2 · Cem Aydın, Dana" in client.get(place).text
    changed = fill_in(client, f"{place}edit", **ANNA, companion_count="1", companion_names="Dana")
    assert changed.status_code == 302
    assert coming(open_house) == [("anna@example.org", 1, "Dana")]


def test_too_many_are_refused_at_the_field_and_nothing_is_lost(open_house: Desk, client: FlaskClient) -> None:
    place = fill_in(client, PAGE, **ANNA).location.partition("?")[0]
    other = {**ANNA, "email": "ben@example.org"}
    fill_in(client, PAGE, **other, companion_count="1", companion_names="Mia")
    refused = fill_in(client, f"{place}edit", **{**ANNA, "given_name": "Annika"}, companion_count="2")
    assert refused.status_code == 422
    assert "not enough places left" in refused.text
    assert 'value="Annika"' in refused.text
    assert coming(open_house)[0] == ("anna@example.org", 0, "")


def test_names_need_a_number(open_house: Desk, client: FlaskClient) -> None:
    refused = fill_in(client, PAGE, **ANNA, companion_names="Mia")
    assert refused.status_code == 422
    assert "Say above how many come with you." in refused.text


def test_nothing_is_asked_where_nobody_may(desk: Desk, client: FlaskClient) -> None:
    publish(desk)
    assert "companion" not in client.get(PAGE).text
    assert fill_in(client, PAGE, **ANNA, companion_count="2").status_code == 302
    assert coming(desk) == [("anna@example.org", 0, "")]
