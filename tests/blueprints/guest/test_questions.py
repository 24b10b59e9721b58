"""The page of the later questions: it fills in what was answered, refuses at the field, and closes on its day."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from coopevents import unit_of_work
from coopevents.forms.fields import Definition, FieldType, Phase
from coopevents.registration import follow_ups, queries, service, tokens
from coopevents.registration.details import GuestDetails
from coopevents.registration.form_queries import get_form
from coopevents.registration.states import RegistrationState
from tests.blueprints.public.asked import ask, define, fill_in, section
from tests.blueprints.public.test_registration import publish
from tests.desks import NOW, Desk, desk

__all__ = ["desk"]

ASKED = Definition((
    section("coming", ask("topic")),
    section("stay", ask("nights", FieldType.NUMBER, is_required=True), ask("wish"), phase=Phase.LATER),
))  # fmt: skip
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def place(desk: Desk) -> str:
    """The page of a guest with a place, whose form asks more later."""
    event_id = publish(desk)
    define(desk, event_id, ASKED)
    with desk.writing():
        form = get_form(event_id)
        form.asks_later, form.answers_until = True, date(2999, 1, 1)
        details = GuestDetails(email="anna@example.org", family_name="Müller", has_consented=True)
        guest = service.register_guest(form_event(event_id), details, now=NOW, actor=follow_ups.THE_HOUSE)
        token = tokens.link_token(guest)
        unit_of_work.commit()
    return f"/r/{token}/"


def form_event(event_id: int) -> service.Event:
    return queries.get_terms(event_id).event


def test_the_own_page_calls_for_the_answers_until_they_are_given(place: str, client: FlaskClient) -> None:
    assert "A few questions before you come" in client.get(place, headers=ENGLISH).text
    sent = fill_in(client, f"{place}questions", answer_nights="3")
    assert (sent.status_code, sent.location) == (302, place)
    page = client.get(place, headers=ENGLISH).text
    assert "Your answers are complete" in page
    assert "A few questions before you come" not in page
    assert 'value="3"' in client.get(f"{place}questions", headers=ENGLISH).text


def test_a_mistake_keeps_what_was_typed(place: str, client: FlaskClient) -> None:
    refused = fill_in(client, f"{place}questions", answer_wish="a quiet room")
    assert refused.status_code == 422
    assert "This cannot stay empty." in refused.text
    assert 'value="a quiet room"' in refused.text


def test_registering_does_not_ask_them(place: str, client: FlaskClient) -> None:
    page = client.get("/e/week/register", headers=ENGLISH).text
    assert "answer_topic" in page
    assert "answer_nights" not in page


def test_nothing_is_asked_after_the_last_day_or_without_a_place(place: str, client: FlaskClient, desk: Desk) -> None:
    with desk.writing():
        guest = queries.find_by_link_token(place.split("/")[2])
        assert guest is not None
        guest.form.answers_until = date(2020, 1, 1)
        unit_of_work.commit()
    assert client.get(f"{place}questions").location == place
    assert "before you come" not in client.get(place, headers=ENGLISH).text
    with desk.writing():
        guest = queries.find_by_link_token(place.split("/")[2])
        assert guest is not None
        guest.form.answers_until, guest.state = date(2999, 1, 1), RegistrationState.WITHDRAWN
        unit_of_work.commit()
    assert client.get(f"{place}questions").location == place
