"""Every kind of question on the registration page, without JavaScript."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from coopevents.db import db
from coopevents.forms.models import Answers
from coopevents.forms.sealed import all_values
from coopevents.registration.models import EventForm, Registration
from tests.blueprints.public.asked import EVERYTHING, define, fill_in, text
from tests.blueprints.public.test_registration import ANNA, PAGE, publish
from tests.desks import Desk

WRITTEN = {
    "answer_nights_wanted": "3,0",
    "answer_mobile": "+49 (0)89 1234567",
    "answer_companion_name-given_": "Li",
    "answer_companion_name-family_": "Zhang",
    "answer_companion_name-original_": "张丽",
    "answer_stay-from_": "2027-02-28",
    "answer_stay-to_": "2027-03-05",
    "answer_arrival-means_": "train",
    "answer_arrival-number_": "G7306",
    "answer_arrival-place_": "Hongqiao",
    "answer_arrival-at_": "2027-02-28T16:40",
    "answer_born_on": "1980-05-04",
    "answer_dinner": "none",
    "answer_photos_allowed": "y",
}


@pytest.fixture
def asking(desk: Desk) -> Desk:
    """A published event that asks everything."""
    define(desk, publish(desk), EVERYTHING)
    return desk


def kept(desk: Desk) -> dict[str, object]:
    """What the one registration answered."""
    with desk.app.app_context():
        return all_values(db.session.query(Answers).one())


def test_every_kind_of_answer_is_kept_as_the_forms_room_promises(asking: Desk, client: FlaskClient) -> None:
    answer = fill_in(client, f"{PAGE}?ref=newsletter", **ANNA, **WRITTEN, answer_ref="newsletter")
    assert answer.status_code == 302
    assert kept(asking) == {
        "nights_wanted": "3",
        "mobile": "+49 89 1234567",
        "companion_name": {"given": "Li", "family": "Zhang", "original": "张丽"},
        "stay": {"from": "2027-02-28", "to": "2027-03-05"},
        "nights": "5",
        "arrival": {"means": "train", "number": "G7306", "place": "Hongqiao", "at": "2027-02-28T16:40"},
        "born_on": "1980-05-04",
        "dinner": "none",
        "ref": "newsletter",
        "photos_allowed": True,
    }


def test_the_address_brings_what_nobody_types(asking: Desk, client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?ref=letter").text
    assert re.search(r'<input[^>]*name="answer_ref"[^>]*value="letter"', page)


def test_a_question_that_depends_on_another_is_hidden_and_leaves_no_answer(asking: Desk, client: FlaskClient) -> None:
    page = client.get(PAGE).text
    [wrapper] = re.findall(r'<fieldset class="asked"[^>]*data-condition[^>]*>', page)
    assert wrapper.endswith("hidden disabled>")
    assert fill_in(client, PAGE, **ANNA, **WRITTEN, answer_passport="E00001").status_code == 302
    assert "passport" not in kept(asking)


def test_what_follows_from_an_answer_is_asked_on_the_same_page_and_told(asking: Desk, client: FlaskClient) -> None:
    shown = fill_in(client, PAGE, **ANNA, **WRITTEN, answer_visa="y")
    assert shown.status_code == 422
    assert "Because of your answers there is a little more to ask" in shown.text
    assert "There is something to correct" not in shown.text
    assert 'value="G7306"' in shown.text, "what was typed is kept"
    again = fill_in(client, PAGE, **ANNA, **WRITTEN, answer_visa="y", asked="passport", answer_passport="")
    assert "This cannot stay empty." in again.text
    done = fill_in(client, PAGE, **ANNA, **WRITTEN, answer_visa="y", asked="passport", answer_passport="E123")
    assert done.status_code == 302
    with asking.app.app_context():
        answers = db.session.query(Answers).one()
        assert "passport" not in answers.values
        assert "E123" not in (answers.sealed or "E123")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("answer_nights_wanted", "many", "Write a number, such as 12."),
        ("answer_nights_wanted", "11", "The most possible here is 9."),
        ("answer_mobile", "089 123", "Write the number with its country code"),
        ("answer_stay-to_", "2027-02-27", "The departure cannot come before the arrival."),
        ("answer_stay-to_", "", "Write both days, arrival and departure."),
        ("answer_arrival-at_", "soon", "Write day and time, such as 2026-11-30 14:05."),
        ("answer_dinner", "", "Choose an answer."),
        ("answer_dinner", "feast", "Choose one of the answers offered."),
    ],
)
def test_a_mistake_stands_at_its_question_and_in_the_summary_that_jumps_there(
    asking: Desk, client: FlaskClient, name: str, value: str, sentence: str
) -> None:
    shown = fill_in(client, PAGE, **ANNA, **{**WRITTEN, name: value})
    assert shown.status_code == 422
    whole = name.partition("-")[0]
    assert re.search(rf'<li><a href="#{whole}">{re.escape(sentence)}', shown.text)
    assert f'id="{whole}-error"' in shown.text
    assert re.search(rf'id="{whole}"', shown.text)


def test_several_forms_are_offered_and_each_gives_its_role(desk: Desk, client: FlaskClient) -> None:
    event_id = publish(desk)
    with desk.writing():
        press = EventForm(
            event_id=event_id, slug="press", position=1, title=text("Press"), role=text("Press"), capacity=1
        )
        db.session.add(press)
        db.session.commit()
    assert 'href="/e/week/register/press"' in client.get("/e/week/").text
    choice = client.get(PAGE).text
    assert ("As whom do you register?" in choice, 'href="/e/week/register/guests"' in choice) == (True, True)
    assert fill_in(client, f"{PAGE}/press", **ANNA).status_code == 302
    with desk.app.app_context():
        assert [each.form.slug for each in db.session.query(Registration)] == ["press"]
    assert "Join the waiting list" in client.get(f"{PAGE}/press").text, "the share of the press is given away"
    assert "Join the waiting list" not in client.get(f"{PAGE}/guests").text
    assert client.get(f"{PAGE}/speakers").status_code == 404


def test_what_is_left_of_an_option_is_said_and_a_full_one_cannot_be_chosen(asking: Desk, client: FlaskClient) -> None:
    assert "Dinner (1 left)" in client.get(PAGE).text
    assert fill_in(client, PAGE, **ANNA, **{**WRITTEN, "answer_dinner": "dinner"}).status_code == 302
    page = client.get(PAGE).text
    assert "Dinner – full" in page
    assert re.search(r'<input disabled[^>]*value="dinner"', page)
    late = fill_in(client, PAGE, **{**ANNA, "email": "ben@example.org"}, **{**WRITTEN, "answer_dinner": "dinner"})
    assert (late.status_code, "This option is full by now. Choose another one." in late.text) == (422, True)
