"""Bad registrations: outside the window, twice, for somebody else, and hostile names."""

from __future__ import annotations

import csv
import html
import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar
from werkzeug.test import TestResponse

from coopevents.registration import queries as registrations
from tests.journeys.hostile import (
    LIVE,
    NAMES,
    everything_kept,
    nothing_changes,
    only_changes,
    open_form,
)
from tests.journeys.house import ENGLISH, GUEST, REGISTER, House, house, said_at, text_of

__all__ = ["house"]

# Registering


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ({"opens_at": datetime(2099, 1, 1, tzinfo=UTC)}, "opens on"),
        ({"closes_at": datetime(2020, 1, 1, tzinfo=UTC)}, "closed on"),
        ({"is_offered": False}, "not offered"),
    ],
)
def test_a_registration_outside_its_window_is_told_the_moment(house: House, window: dict[str, Any], said: str) -> None:
    form = open_form(house.guest, REGISTER, "family_name")
    house.terms(**window)
    with nothing_changes(house.app):
        answer = house.guest.post(REGISTER, data=form.filled(**GUEST), headers=ENGLISH)
    assert answer.status_code == 409
    assert said in text_of(answer)


def test_the_same_address_twice_gets_the_link_again_and_learns_nothing(house: House) -> None:
    assert house.register().status_code == 302
    stranger = house.app.test_client()
    before = everything_kept(house.app)
    for _time in range(3):
        answer = house.register(stranger, email="ADA@Guest.example", family_name="Somebody", country="FR")
        assert answer.status_code == 200
        assert "registered already" in text_of(answer)
        assert "Novák" not in answer.text
        assert "/r/" not in answer.text
    changed = only_changes(before, everything_kept(house.app))
    assert changed.pop("outbox_message") == 1
    assert changed.keys() <= {"audit_entry"}
    (kept,) = house.registered()
    assert kept.family_name == "Novák"
    assert house.messages()[-1].to_email == "ada@guest.example"
    assert house.token_of(kept.id) in house.messages()[-1].text_body


def test_the_form_sent_again_for_somebody_else_registers_somebody_else(house: House) -> None:
    """Who goes back in the browser and registers a colleague must not be shown the first registration as if it were."""
    form = open_form(house.guest, REGISTER, "family_name")
    first = house.guest.post(REGISTER, data=form.filled(**GUEST), headers=ENGLISH)
    second = house.guest.post(REGISTER, data=form.filled(**{**GUEST, "email": "bo@guest.example"}), headers=ENGLISH)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.location != second.location
    assert [each.email for each in house.registered()] == ["ada@guest.example", "bo@guest.example"]


def test_a_form_of_another_event_is_taken_for_what_it_says(house: House) -> None:
    house.desk.event("other")
    house.publish("other")
    form = open_form(house.guest, REGISTER, "family_name")
    typed = form.filled(**GUEST)
    assert house.guest.post(REGISTER, data=typed, headers=ENGLISH).status_code == 302
    assert house.guest.post("/e/other/register", data=typed, headers=ENGLISH).status_code == 302
    assert len(house.registered()) == 2


def test_five_equal_forms_at_once_are_one_registration_and_one_message(house: House) -> None:
    form = open_form(house.guest, REGISTER, "family_name")
    cookie = house.guest.get_cookie("coopevents")
    assert cookie is not None

    def send(_number: int) -> TestResponse:
        browser = house.app.test_client()
        browser.set_cookie("coopevents", cookie.value)
        return browser.post(REGISTER, data=form.filled(**GUEST), headers=ENGLISH)

    with ThreadPoolExecutor(5) as crowd:
        answers = list(crowd.map(send, range(5)))
    assert [each.status_code for each in answers] == [302] * 5
    assert len({each.location for each in answers}) == 1
    assert len(house.registered()) == 1
    assert len(house.messages()) == 1


@pytest.mark.parametrize("door", ["withdraw", "calendar-address"])
def test_a_guests_form_sent_twice_is_answered_in_a_friendly_way(house: House, door: str) -> None:
    house.register()
    (kept,) = house.registered()
    path = f"/r/{house.token_of(kept.id)}/"
    form = open_form(house.guest, f"{path}{door}" if door == "withdraw" else path, "csrf_token")
    answers = [house.guest.post(f"{path}{door}", data=form.filled(), headers=ENGLISH) for _time in range(3)]
    assert [each.status_code for each in answers] == [302] * 3
    assert len([each for each in house.messages() if each.kind == "registration_withdrawn"]) <= 1


def test_a_star_pressed_twice_says_what_it_meant(house: House) -> None:
    """The button says whether it puts on or takes off; the same press arriving twice is one."""
    assert house.activity().status_code == 302
    house.register()
    (kept,) = house.registered()
    token = house.token_of(kept.id)
    page = house.guest.get(f"/r/{token}/agenda").get_data(as_text=True)
    address = re.search(rf'action="(/r/{token}/agenda/[^"]+)"', page)
    assert address is not None
    form = open_form(house.guest, f"/r/{token}/agenda", "csrf_token")
    data = {**form.filled(), "wanted": "1"}
    assert {house.guest.post(address[1], data=data).status_code for _time in range(2)} == {302}
    with house.app.app_context():
        assert len(registrations.list_picks(kept.id)) == 1
    assert 'name="wanted" value="0"' in house.guest.get(f"/r/{token}/agenda").get_data(as_text=True)


# Hostile names


def _tidy(name: str) -> str:
    return " ".join(name.split())


def test_hostile_names_come_out_as_they_were_written_and_dead(house: House) -> None:
    for number, name in enumerate(NAMES.values(), 1):
        said = {"given_name": "", "original_name": name, "institution_name": name, "email": f"g{number}@guest.example"}
        browser = house.app.test_client()
        answer = house.register(browser, family_name=name, **said)
        assert answer.status_code == 302, text_of(answer)
        own = browser.get(answer.location, headers=ENGLISH)
        for page in (own, house.organiser.get(f"/desk/events/week/registrations/{number}")):
            assert html.escape(_tidy(name), quote=False) in page.text.replace("&#34;", '"').replace("&#39;", "'")
            assert not any(each in page.text for each in LIVE)
    assert [each.family_name for each in house.registered()] == [_tidy(each) for each in NAMES.values()]
    for path in ("events/week/registrations", "events/week/audit", "people", "outbox", ""):
        page = house.organiser.get(f"/desk/{path}", by="places")
        assert page.status_code == 200
        assert not any(each in page.text for each in LIVE)


def test_hostile_names_stay_names_in_messages(house: House) -> None:
    for number, name in enumerate(NAMES.values(), 1):
        house.register(house.app.test_client(), family_name=name, given_name="", email=f"g{number}@guest.example")
    for number, (name, message) in enumerate(zip(NAMES.values(), house.messages(), strict=True), 1):
        assert message.to_name == _tidy(name)[:200]
        assert "\n" not in message.subject
        assert not any(each in (message.html_body or "") for each in LIVE)
        assert _tidy(name) in message.text_body
        assert not any(each in house.organiser.get(f"/desk/outbox/{message.id}").text for each in LIVE)
        head = house.organiser.get(f"/desk/outbox/{message.id}/message.eml").get_data().split(b"\r\n\r\n", 1)[0]
        assert b"\nBcc:" not in head
        (entry,) = Calendar.from_ical(message.calendar_body or b"").walk("VEVENT")
        attendees = entry["ATTENDEE"] if isinstance(entry["ATTENDEE"], list) else [entry["ATTENDEE"]]
        assert [str(each) for each in attendees] == [f"mailto:g{number}@guest.example"]


def test_hostile_names_are_no_formulas_in_tables(house: House) -> None:
    for number, name in enumerate(NAMES.values(), 1):
        house.register(house.app.test_client(), family_name=name, given_name="", email=f"g{number}@guest.example")
    table = house.organiser.get("/desk/events/week/registrations/export.csv", sort="oldest")
    rows = list(csv.reader(io.StringIO(table.get_data().decode("utf-8-sig"))))[1:]
    for name, row in zip(NAMES.values(), rows, strict=True):
        assert not any(cell[:1] in {"=", "@", "\t", "\r"} for cell in row)
        assert any(_tidy(name) in cell for cell in row)


def test_hostile_titles_come_out_dead_on_pages_and_in_calendars(house: House) -> None:
    for name in NAMES.values():
        said = {"title-en": name, "text-en": name, "track": name[:80], "people-0-role": "chair", "people-0-name": name}
        assert house.activity(**said).status_code == 302, name
    for path in ("/e/week/", "/e/week/programme", "/e/week/programme?view=grid"):
        page = house.guest.get(path, headers=ENGLISH)
        assert page.status_code == 200
        assert not any(each in page.text for each in LIVE)
    for path in ("programme", "programme/1", "audit"):
        page = house.organiser.get(f"/desk/events/week/{path}", view="list")
        assert page.status_code == 200
        assert not any(each in page.text for each in LIVE)
    entries = Calendar.from_ical(house.guest.get("/feeds/e/week.ics").get_data()).walk("VEVENT")
    assert sorted(str(each["SUMMARY"]) for each in entries) == sorted(map(_tidy, NAMES.values()))
    assert not any("ATTENDEE" in each for each in entries)


@pytest.mark.parametrize(
    ("name", "kept"),
    [(" \t\u3000", ""), ("\x00", ""), ("x" * 10_000, "x" * 10_000)],
    ids=["spaces", "nul", "very long"],
)
def test_a_name_that_is_none_is_told_at_its_field_and_the_rest_is_kept(house: House, name: str, kept: str) -> None:
    with nothing_changes(house.app):
        answer = house.register(family_name=name, position="Dean of the “kept” school")
    assert answer.status_code == 422
    assert said_at(answer, "family_name").strip()
    assert "Dean of the “kept” school" in answer.text
    assert kept in answer.text
