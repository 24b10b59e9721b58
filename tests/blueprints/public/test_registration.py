"""Registering through the public door."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, FieldType, Question, Section
from coopevents.mail.models import OutboxMessage
from coopevents.registration import event_forms, service
from coopevents.registration.details import TermsDetails
from coopevents.registration.models import Registration
from coopevents.text import LocalizedText
from tests.blueprints.published import counted_queries
from tests.desks import NOW, Desk

PAGE = "/e/week/register"
ANNA = {
    "privacy_version": "1",
    "given_name": "Anna",
    "family_name": "Müller",
    "email": "anna@example.org",
    "country": "DE",
    "institution_name": "Hochschule Beispiel",
    "language": "en",
    "has_consented": "y",
}


def publish(desk: Desk, **terms: object) -> int:
    """A published event with these terms."""
    event_id = desk.event("week", starts_on=date(2027, 3, 1))
    with desk.writing():
        event = events.get_event(event_id)
        service.change_terms(event, TermsDetails(**terms), now=NOW, actor=THE_HOUSE)  # type: ignore[arg-type]
        publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    return event_id


def send(client: FlaskClient, **said: object) -> TestResponse:
    """Open the page, fill in the form and send it."""
    page = client.get(PAGE, headers={"Accept-Language": "en"}).text
    hidden = dict(re.findall(r'name="(csrf_token|intention)"[^>]*value="([^"]+)"', page))
    hidden |= dict(re.findall(r'name="(intention)"[^>]*value="([^"]+)"', page))
    return client.post(PAGE, data={**ANNA, **hidden, **said}, headers={"Accept-Language": "en"})


def kinds_sent(desk: Desk) -> list[str]:
    """Which messages were queued, in order."""
    with desk.app.app_context():
        return [each.kind for each in db.session.query(OutboxMessage).order_by(OutboxMessage.id)]


def test_from_the_form_to_a_confirmed_place_in_one_step(desk: Desk, client: FlaskClient) -> None:
    publish(desk)
    answer = send(client)
    assert answer.status_code == 302
    place = client.get(answer.headers["Location"]).text
    assert "Your place is confirmed" in place
    assert "What happens next" in place
    assert kinds_sent(desk) == ["registration_confirmed"]


def test_little_is_asked_of_the_database_while_others_wait_for_seats(desk: Desk, client: FlaskClient) -> None:
    publish(desk, capacity=30)
    with counted_queries(desk.app) as statements:
        assert send(client).status_code == 302
    locked = next(place for place, said in enumerate(statements) if said.startswith("PRAGMA query_only=OFF"))
    assert len(statements) - locked <= 17, "\n".join(said[:100] for said in statements[locked:])


def test_a_form_nobody_touched_is_set_once_and_follows_what_it_shows(desk: Desk, client: FlaskClient) -> None:
    event_id = publish(desk, capacity=30)
    first = client.get(PAGE, headers={"Accept-Language": "en"}).text
    again = client.get(PAGE, headers={"Accept-Language": "en"}).text
    secret = re.compile(r'(csrf_token|csrf-token|intention)"[^>]*>')
    assert secret.sub("", first) == secret.sub("", again)
    assert "Nom de famille" in client.get(PAGE, headers={"Accept-Language": "fr"}).text
    with desk.writing():
        form = event_forms.get_form(event_id)
        question = Question(key="shoes", type=FieldType.SHORT_TEXT, label=LocalizedText(en="Size of shoes"))
        asked = Definition((Section(key="more", title=LocalizedText(en="More"), questions=(question,)),))
        about = event_forms.subject_of(form.id)
        asking.define_form(about, event_forms.PURPOSE, asked, title=form.title, now=NOW)
        unit_of_work.commit()
    assert "Size of shoes" in client.get(PAGE, headers={"Accept-Language": "en"}).text


def test_five_equal_forms_are_one_registration_one_message_and_five_friendly_answers(
    desk: Desk, client: FlaskClient
) -> None:
    publish(desk, capacity=1, has_waiting_list=False)
    first = send(client, intention="one and the same")
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(first.headers["Location"]).text)
    assert token is not None
    again = [
        client.post(PAGE, data={**ANNA, "csrf_token": token[1], "intention": "one and the same"}) for _time in range(4)
    ]
    assert {each.status_code for each in again} == {302}
    assert {each.headers["Location"] for each in again} == {first.headers["Location"]}
    with desk.app.app_context():
        assert db.session.query(Registration).count() == 1
    assert kinds_sent(desk) == ["registration_confirmed"]


def test_an_address_that_is_registered_gets_its_link_and_nobody_sees_its_data(desk: Desk, client: FlaskClient) -> None:
    publish(desk)
    send(client)
    answer = send(client, given_name="Mallory", family_name="Moll")
    assert answer.status_code == 200
    assert "You are registered already" in answer.text
    assert "Müller" not in answer.text
    assert kinds_sent(desk) == ["registration_confirmed", "registration_link"]


def test_what_is_wrong_stands_at_its_field_and_everything_typed_is_kept(desk: Desk, client: FlaskClient) -> None:
    publish(desk)
    answer = send(client, email="no address", family_name="", answer_message="Guten Tag")
    assert answer.status_code == 422
    assert 'href="#email"' in answer.text
    assert 'href="#family_name"' in answer.text
    assert 'value="Hochschule Beispiel"' in answer.text
    assert "Guten Tag" in answer.text
    assert '<option value="DE" selected>' in answer.text


def test_a_full_event_says_so_before_and_offers_the_waiting_list(desk: Desk, client: FlaskClient) -> None:
    publish(desk, capacity=1)
    send(client)
    assert "Join the waiting list" in client.get(PAGE, headers={"Accept-Language": "en"}).text
    answer = send(client, email="ben@example.org")
    assert "You are on the waiting list" in client.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"opens_at": NOW + timedelta(days=9000)}, "Registration opens on"),
        ({"closes_at": NOW - timedelta(days=1)}, "Registration closed on"),
        ({"is_offered": False}, "Online registration is not offered"),
        ({"capacity": 0, "has_waiting_list": False}, "All places are taken"),
    ],
)
def test_when_nobody_can_register_the_page_says_why(
    desk: Desk, client: FlaskClient, terms: dict[str, object], sentence: str
) -> None:
    publish(desk, **terms)
    page = client.get(PAGE, headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert sentence in page.text
    assert "<form" not in page.text.split("<main")[1]


def test_hostile_names_come_out_as_text(desk: Desk, client: FlaskClient) -> None:
    publish(desk)
    answer = send(client, given_name="<script>alert(1)</script>", family_name="\u202eevil", original_name="ن")
    place = client.get(answer.headers["Location"]).text
    assert "<script>alert" not in place
    assert "&lt;script&gt;" in place


def test_an_unpublished_event_is_not_there(desk: Desk, client: FlaskClient) -> None:
    desk.event("week")
    assert client.get(PAGE).status_code == 404
