"""Bad input: a clear sentence at the right field or a proper status, what was typed is kept, nothing else changes."""

from __future__ import annotations

import csv
import html
import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from werkzeug.test import EnvironBuilder, TestResponse

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.registration import queries as registrations
from coopevents.registration import service as registration
from coopevents.registration import tokens
from coopevents.registration.details import TermsDetails
from coopevents.registration.models import Registration
from coopevents.schedule import queries as schedules
from tests.desks import NOW, Colleague, Desk
from tests.journeys.hostile import (
    IN_BYTES,
    LIVE,
    NAMES,
    everything_kept,
    form_with,
    nothing_changes,
    only_changes,
    open_form,
)

ENGLISH = {"Accept-Language": "en"}
REGISTER = "/e/week/register"
GUEST = {
    "given_name": "Ada",
    "family_name": "Novák",
    "email": "ada@guest.example",
    "country": "CZ",
    "institution_name": "Granit",
    "has_consented": "on",
}


class House:
    """A published event, a colleague at the desk and a guest with a browser."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.app = desk, desk.app
        self.organiser: Colleague = desk.colleague(Role.ADMIN)
        self.event_id = desk.event()
        self.guest: FlaskClient = desk.app.test_client()
        self.publish()

    def publish(self, slug: str = "week") -> None:
        with self.desk.writing():
            event = event_queries.find_event_by_slug(slug)
            assert event is not None
            events.publish_event(event, now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()

    def terms(self, **said: Any) -> None:
        with self.desk.writing():
            event = event_queries.get_event(self.event_id)
            registration.change_terms(event, TermsDetails(**{"capacity": 100, **said}), now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()

    def register(self, client: FlaskClient | None = None, **typed: str) -> TestResponse:
        browser = client or self.guest
        form = open_form(browser, REGISTER, "family_name")
        return browser.post(REGISTER, data=form.filled(**{**GUEST, **typed}), headers=ENGLISH)

    def activity(self, slug: str = "week", **typed: str) -> TestResponse:
        said = {"title-en": "Signing", "kind": "salon", "day": "2026-11-30", "starts": "09:00", "ends": "10:00"}
        return self.organiser.post(
            f"/desk/events/{slug}/programme/new", {"audience": "public", "place": "", **said, **typed}
        )

    def asked(self, path: str, query: dict[str, str]) -> TestResponse:
        """The answer at an address, to whoever reads there."""
        browser = self.organiser.client if path.startswith("/desk") else self.guest
        return browser.get(path, query_string=query, headers=ENGLISH, buffered=True)

    def registered(self) -> list[Registration]:
        with self.app.app_context():
            return list(db.session.scalars(db.select(Registration).order_by(Registration.number)))

    def messages(self) -> list[OutboxMessage]:
        with self.app.app_context():
            return list(db.session.scalars(db.select(OutboxMessage).order_by(OutboxMessage.id)))

    def token_of(self, registration_id: int) -> str:
        with self.app.app_context():
            return tokens.link_token(registrations.get_by_id(registration_id))


@pytest.fixture
def house(desk: Desk) -> House:
    return House(desk)


def text_of(answer: TestResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def said_at(answer: TestResponse, name: str) -> str:
    """The sentence that stands at a field, by the description the field itself names."""
    page = answer.get_data(as_text=True)
    wrong = [tag for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", page) if "aria-invalid" in tag]
    for tag in wrong:
        if f'name="{name}"' in tag:
            described = re.search(r'aria-describedby="([^"]*)"', tag)
            assert described is not None
            ids = described[1].split()
            found = [re.search(rf'<(\w+)[^>]*id="{each}"[^>]*>(.*?)</\1>', page, re.DOTALL) for each in ids]
            return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", each[2]) for each in found if each))
    raise AssertionError(f"nothing is said at {name}; wrong are {wrong}")


# Times


@pytest.mark.parametrize(("starts", "ends"), [("10:00", "09:00"), ("10:00", "10:00")])
def test_an_end_that_is_not_after_the_start_is_told_at_the_end(house: House, starts: str, ends: str) -> None:
    with nothing_changes(house.app):
        answer = house.activity(starts=starts, ends=ends, **{"title-en": "Kept title"})
    assert answer.status_code == 422
    assert "has to end after it starts" in said_at(answer, "ends")
    assert 'value="Kept title"' in answer.text
    assert f'value="{starts}"' in answer.text


def test_an_overlap_is_saved_and_told_as_a_clash(house: House) -> None:
    place = house.organiser.post("/desk/places/new", {"name-en": "Hall", "kind": "hall", "turnover_minutes": "0"})
    assert place.status_code == 302
    assert house.activity(place="1").status_code == 302
    second = house.activity(place="1", starts="09:30", ends="10:30", **{"title-en": "Tour"})
    assert second.status_code == 302
    with house.app.app_context():
        event = event_queries.get_event(house.event_id)
        assert len(schedules.list_activities(event.schedule_id)) == 2
    page = text_of(house.organiser.get(second.location))
    assert "Signing" in page
    assert "Hall" in page
    assert "clash" in page.lower()


@pytest.fixture
def paris(house: House) -> House:
    house.desk.event("paris", starts_on=date(2027, 3, 27), time_zone="Europe/Paris")
    house.desk.event("autumn", starts_on=date(2027, 10, 30), time_zone="Europe/Paris")
    return house


def test_a_time_in_a_summer_time_gap_names_the_next_time_there_is(paris: House) -> None:
    with nothing_changes(paris.app):
        answer = paris.activity("paris", day="2027-03-28", starts="02:30", ends="04:00")
    assert answer.status_code == 422
    said = said_at(answer, "starts")
    assert "02:30 does not exist" in said
    assert "03:00" in said
    assert 'value="02:30"' in answer.text


def test_an_end_in_a_gap_is_told_at_the_end_whatever_is_said_of_the_clock(paris: House) -> None:
    with nothing_changes(paris.app):
        answer = paris.activity("paris", day="2027-03-28", starts="01:30", ends="02:15", fold="1")
    assert "02:15 does not exist" in said_at(answer, "ends")


def test_an_hour_that_happens_twice_is_asked_about_and_then_taken_as_meant(paris: House) -> None:
    typed = {"day": "2027-10-31", "starts": "02:30", "ends": "03:30"}
    with nothing_changes(paris.app):
        asked = paris.activity("autumn", **typed)
    assert asked.status_code == 422
    assert "happens twice" in said_at(asked, "starts")
    for fold in ("0", "1"):
        assert paris.activity("autumn", fold=fold, **typed).status_code == 302
    with paris.app.app_context():
        event = event_queries.find_event_by_slug("autumn")
        assert event is not None
        found = sorted(each.starts_at for each in schedules.list_activities(event.schedule_id))
    assert [each.hour for each in found] == [0, 1]


EVENT = {
    "title-en": "Visit",
    "kind": "delegation_visit",
    "starts_on": "2027-03-27",
    "ends_on": "2027-03-29",
    "time_zone": "Europe/Paris",
    "languages": "en",
    "accent": "indigo",
}


def test_a_registration_that_opens_in_a_gap_is_asked_about(house: House) -> None:
    with nothing_changes(house.app):
        answer = house.organiser.post("/desk/events/new", {**EVENT, "opens_at": "2027-03-28T02:30"})
    assert answer.status_code == 422
    assert "03:00" in said_at(answer, "opens_at")
    assert "2027-03-28T02:30" in answer.text


IMPOSSIBLE: list[dict[str, str]] = [
    {"opens_at": "0001-01-01T00:00"},
    {"closes_at": "9999-12-31T23:59", "time_zone": "America/New_York"},
    {"starts_on": "0001-01-01", "ends_on": "0001-01-01"},
    {"starts_on": "9999-12-31", "ends_on": "9999-12-31"},
    {"capacity": "9" * 30},
    {"time_zone": "Mars/Olympus"},
    {"kind": "party"},
    {"languages": "xx"},
]


def test_what_no_event_can_be_is_told_at_its_field(house: House) -> None:
    for typed in IMPOSSIBLE:
        with nothing_changes(house.app):
            answer = house.organiser.post("/desk/events/new", {**EVENT, **typed})
        assert answer.status_code == 422, typed
        assert 'value="Visit"' in answer.text
        if "languages" not in typed:
            assert said_at(answer, next(iter(typed))).strip(), typed


def test_a_day_nobody_means_is_told_at_the_day(house: House) -> None:
    for day in ("0001-01-01", "9999-12-31", "1970-01-01", "2500-01-01"):
        with nothing_changes(house.app):
            answer = house.activity(day=day)
        assert answer.status_code == 422
        assert "between 1990 and 2200" in said_at(answer, "day")


def test_a_move_to_where_no_day_is_changes_nothing(house: House) -> None:
    house.activity()
    moments = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-11-30T09:00:00", "x", "\x00", "9" * 40)
    odd = [{"starts_at": each, "ends_at": each} for each in moments]
    odd += [{"time": each} for each in ("24:00", "x", "\x00")] + [{"shift": each} for each in ("9" * 9, "²", "1441")]
    odd += [{"place_id": each} for each in ("9" * 30, "-1", "²", "999")]
    with nothing_changes(house.app):
        for typed in odd:
            assert house.organiser.post("/desk/events/week/programme/1/move", typed).status_code == 302, typed


# Addresses


def test_an_address_that_is_taken_is_told_with_one_that_is_free(house: House) -> None:
    with nothing_changes(house.app):
        answer = house.organiser.post("/desk/events/new", {**EVENT, "slug": "week"})
    assert answer.status_code == 422
    said = said_at(answer, "slug")
    assert "week" in said
    assert "week-2" in said
    assert 'value="Visit"' in answer.text


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


# Forms that waited


def test_a_form_whose_token_expired_keeps_everything_and_is_sent_again_with_one_button(house: House) -> None:
    form = open_form(house.guest, REGISTER, "family_name")
    late = house.app.test_client()
    typed = form.filled(**{**GUEST, "position": "<b>Dean</b> \"of\" 'law'"})
    with nothing_changes(house.app):
        answer = late.post(REGISTER, data=typed, headers={**ENGLISH, "Origin": "http://localhost"})
    assert answer.status_code == 400
    assert "what you typed is kept" in text_of(answer)
    again = form_with(answer, "family_name")
    assert {name: again.filled()[name] for name in GUEST} == GUEST
    sent = late.post(REGISTER, data=again.filled(), headers=ENGLISH)
    assert sent.status_code == 302
    (kept,) = house.registered()
    assert kept.position == "<b>Dean</b> \"of\" 'law'"


def test_a_form_of_another_site_is_not_offered_to_be_sent_again(house: House) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}, {"Origin": "null"}):
        with nothing_changes(house.app):
            answer = house.app.test_client().post(REGISTER, data=GUEST, headers={**ENGLISH, **headers})
        assert answer.status_code == 400
        assert "ada@guest.example" not in answer.text


def test_a_password_is_never_kept_in_a_page(house: House) -> None:
    answer = house.app.test_client().post(
        "/account/sign-in",
        data={"email": "a@b.example", "password": "lantern-harbour"},
        headers={"Origin": "http://localhost"},
    )
    assert answer.status_code == 400
    assert "lantern-harbour" not in answer.text


# Addresses that were never given out

UNKNOWN = {
    "lang": "xx",
    "zone": "Mars/Olympus",
    "kind": "party",
    "day": "2026-13-45",
    "view": "hologram",
    "page": "-1",
    "theme": "neon",
    "state": "sleeping",
    "sort": "beauty",
    "country": "ZZZ",
    "when": "never",
    "q": "%",
    "track": "nowhere",
    "place": "²",
    "audience": "cats",
    "by": "x",
    "event": "week",
}
LISTS = [
    "/", "/e/week/", "/e/week/programme", "/e/week/register", "/e/week/subscribe", "/components", "/account/sign-in",
    "/desk/", "/desk/events/", "/desk/events/export.csv", "/desk/people", "/desk/people/export.csv", "/desk/partners",
    "/desk/partners/export.csv", "/desk/places", "/desk/outbox", "/desk/colleagues", "/desk/units",
    "/desk/events/week/", "/desk/events/week/programme", "/desk/events/week/programme/export.csv",
    "/desk/events/week/programme/new", "/desk/events/week/registrations", "/desk/events/week/registrations/export.csv",
    "/desk/events/week/registrations/export.xlsx", "/desk/events/week/audit", "/desk/events/week/team",
    "/desk/events/week/pages", "/feeds/e/week.ics",
]  # fmt: skip
SAID_ALONE = ("lang", "zone", "day", "page", "q")
ODD = ["\x00", "'\"<", "9" * 30, "²", "x" * 3000, "0001-01-01", "9999-12-31", "🦄"]


def test_unknown_words_in_an_address_are_passed_over(house: House) -> None:
    with nothing_changes(house.app):
        for path in LISTS:
            assert house.asked(path, UNKNOWN).status_code in {200, 404}, path
            for name in SAID_ALONE:
                assert house.asked(path, {name: UNKNOWN[name]}).status_code == 200, (path, name)
            for odd in ODD:
                answer = house.asked(path, dict.fromkeys([*UNKNOWN, "starts"], odd))
                assert answer.status_code in {200, 404}, (path, odd)
                assert "xlsx" in path or not any(each in answer.text for each in LIVE)


def test_a_token_that_opens_nothing_is_told_from_no_other(house: House) -> None:
    """A wrong, a foreign, a replaced token and one for another door: the same answer, 404."""
    house.register()
    house.register(house.app.test_client(), email="bo@guest.example")
    first, second = house.registered()
    mine, theirs = house.token_of(first.id), house.token_of(second.id)
    with house.app.app_context():
        feed = tokens.agenda_token(registrations.get_by_id(first.id))
    mixed = mine[: tokens.REFERENCE_LENGTH] + theirs[tokens.REFERENCE_LENGTH :]
    assert house.guest.get(f"/feeds/agenda/{feed}.ics").status_code == 200
    for token in (mixed, feed, mine[:-1], mine + "a", mine.upper(), "x" * len(mine), "\x00", "x" * 5000):
        assert house.guest.get(f"/r/{token}/").status_code == 404
        for door in ("agenda", "edit", "withdraw", "event.ics"):
            assert house.guest.get(f"/r/{token}/{door}").status_code == 404
    for token in (mine, mixed, "x" * len(feed)):
        assert house.guest.get(f"/feeds/agenda/{token}.ics").status_code == 404
    form = open_form(house.guest, f"/r/{mine}/", "csrf_token")
    with nothing_changes(house.app):
        for door in ("withdraw", "edit", "calendar-address", "agenda/x"):
            assert house.guest.post(f"/r/{mixed}/{door}", data=form.filled()).status_code == 404
    assert house.guest.post(f"/r/{mine}/calendar-address", data=form.filled()).status_code == 302
    assert house.guest.get(f"/feeds/agenda/{feed}.ics").status_code == 404


def test_an_event_that_is_not_published_is_nowhere(house: House) -> None:
    house.desk.event("draft")
    with nothing_changes(house.app):
        for path in ("", "programme", "programme/x", "subscribe", "register", "pages/x"):
            assert house.guest.get(f"/e/draft/{path}").status_code == 404
        for path in (".ics", "/kind/salon.ics", "/place/1.ics", "/activity/x.ics", "/track/x.ics"):
            assert house.guest.get(f"/feeds/e/draft{path}").status_code == 404
        form = open_form(house.guest, REGISTER, "family_name")
        assert house.guest.post("/e/draft/register", data=form.filled(**GUEST)).status_code == 404


def test_feeds_of_what_is_not_there_answer_404(house: House) -> None:
    for path in ("/kind/party.ics", "/place/999999999999.ics", "/place/-1.ics", "/activity/%00.ics", "/track/%00.ics"):
        assert house.guest.get(f"/feeds/e/week{path}").status_code == 404


WRONG_METHODS = [
    ("POST", "/e/week/"),
    ("POST", "/"),
    ("PUT", REGISTER),
    ("DELETE", REGISTER),
    ("PATCH", "/e/week/programme"),
    ("GET", "/account/sign-out"),
    ("TRACE", "/"),
]


def test_a_wrong_method_is_told_so_and_changes_nothing(house: House) -> None:
    with nothing_changes(house.app):
        for method, path in WRONG_METHODS:
            answer = house.guest.open(path, method=method, data={"x": "y"}, headers=ENGLISH)
            assert answer.status_code == 405, (method, path)
            assert "Allow" in answer.headers
        assert house.guest.post("/no/such/page", headers=ENGLISH).status_code == 404


def _part(name: str, value: str) -> str:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'


def test_too_large_an_upload_is_told_so(house: House) -> None:
    def upload(size: int) -> TestResponse:
        said = "".join(_part(name, value) for name, value in {**EVENT, "csrf_token": house.organiser.csrf}.items())
        picture = '--x\r\nContent-Disposition: form-data; name="cover"; filename="a.jpg"\r\n\r\n'
        body = (said + picture).encode() + b"x" * size + b"\r\n--x--\r\n"
        return house.organiser.client.post(
            "/desk/events/new", data=body, content_type="multipart/form-data; boundary=x", headers=ENGLISH
        )

    with nothing_changes(house.app):
        too_much, picture = upload(13_000_000), upload(10_600_000)
        long_text = house.organiser.post("/desk/events/new", {**EVENT, "text-en": "x" * 3_000_000})
    assert (too_much.status_code, picture.status_code) == (413, 413)
    assert long_text.status_code in {413, 422}
    assert "too large" in text_of(too_much)
    assert 'value="Visit"' in picture.text


def test_bytes_that_are_no_text_are_answered(house: House) -> None:
    paths = ["/", "/e/week/programme", "/desk/events/", "/desk/people", "/desk/events/week/registrations"]
    for path in paths:
        for odd in IN_BYTES:
            raw = odd.decode("latin-1")
            environ = EnvironBuilder(path=path, headers=list(ENGLISH.items())).get_environ()
            environ["QUERY_STRING"] = f"q={raw}&day={raw}&kind={raw}&page={raw}&lang={raw}&zone={raw}"
            assert house.organiser.client.open(environ).status_code == 200, (path, odd)
    for strange in ("/\x00", "/e/\xff\xfe/", "/e/week/pages/\xc0\xaf", "/r/\xed\xa0\x80/", "/files/\xff"):
        environ = EnvironBuilder(path="/", headers=list(ENGLISH.items())).get_environ()
        environ["PATH_INFO"] = strange
        assert house.guest.open(environ).status_code == 404, strange
    form = open_form(house.guest, REGISTER, "family_name")
    typed = urlencode({**form.filled(**GUEST), "family_name": "X"}).encode()
    kinds = {"content_type": "application/x-www-form-urlencoded", "headers": ENGLISH}
    with nothing_changes(house.app):
        only_odd = typed.replace(b"family_name=X", b"family_name=%00%01")
        assert house.guest.post(REGISTER, data=only_odd, **kinds).status_code == 422
        assert house.guest.post(REGISTER, data=typed + b"\xff\xfe", **kinds).status_code == 400
    assert house.guest.post(REGISTER, data=typed.replace(b"=X", b"=%ff%feX"), **kinds).status_code == 302
    broken = house.guest.post(REGISTER, data=b"--x\r\n\x00", content_type="multipart/form-data; boundary=x")
    assert broken.status_code == 400


def test_the_host_header_reaches_no_link_in_a_message(house: House) -> None:
    attack = {**ENGLISH, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "6.6.6.6"}
    form = open_form(house.guest, REGISTER, "family_name")
    cookie = house.guest.get_cookie("coopevents")
    assert cookie is not None
    host = {**attack, "Host": "evil.example", "Cookie": f"coopevents={cookie.value}"}
    house.app.test_client(use_cookies=False).post(REGISTER, data=form.filled(**GUEST), headers=host)
    house.organiser.client.get("/account/forgotten")
    messages = house.messages()
    assert messages
    for message in messages:
        everything = message.text_body + (message.html_body or "") + (message.calendar_body or b"").decode()
        assert "evil.example" not in everything
        assert "http://localhost/r/" in everything
    feed = house.guest.get("/feeds/e/week.ics", headers={**attack, "Host": "evil.example"})
    assert b"evil.example" not in feed.get_data()
    page = house.guest.get("/e/week/subscribe", headers={**attack, "Host": "evil.example"})
    again = house.guest.get("/e/week/subscribe", headers=ENGLISH)
    assert "evil.example" not in page.text
    assert "evil.example" not in again.text


ELSEWHERE = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "\x00",
    "http:evil", "///evil.example", "https:/desk/",
)  # fmt: skip


def test_next_stays_on_this_site(house: House) -> None:
    for wanted in ELSEWHERE:
        answer = house.organiser.get("/account/sign-in", next=wanted)
        assert answer.status_code == 302
        assert answer.location == "/desk/", wanted


def test_a_decision_nobody_knows_decides_nothing(house: House) -> None:
    house.terms(needs_approval=True)
    house.register()
    with nothing_changes(house.app):
        for verb in ("", "party"):
            one = house.organiser.post("/desk/events/week/registrations/1", {"verb": verb})
            many = house.organiser.post("/desk/events/week/registrations/decide", {"verb": verb, "selected": "1"})
            assert (one.status_code, many.status_code) == (400, 400)
    assert [each.state for each in house.registered()] == ["pending"]


def test_a_version_that_is_no_number_is_passed_over(house: House) -> None:
    form = open_form(house.organiser.client, "/desk/events/week/edit", "title-en")
    for odd in ("²", "١", "x", "9" * 30, "-1", "\x00"):
        answer = house.organiser.post("/desk/events/week/edit", form.filled(version=odd))
        assert answer.status_code in {302, 422}, odd


def test_a_guest_who_registers_while_the_event_is_cancelled_is_told(house: House) -> None:
    form = open_form(house.guest, REGISTER, "family_name")
    house.organiser.post("/desk/events/week/cancel", {"reason": "Storm"})
    with nothing_changes(house.app):
        answer = house.guest.post(REGISTER, data=form.filled(**GUEST), headers=ENGLISH)
    assert answer.status_code == 409
