"""Calendar subscriptions as calendar programs read them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar, Event

from coopevents import clock, unit_of_work
from coopevents.events import service as events
from coopevents.facts import THE_HOUSE, Actor
from coopevents.registration import agendas, tokens
from coopevents.registration import queries as registrations
from coopevents.registration import service as registration
from coopevents.registration.details import GuestDetails
from coopevents.registration.models import Registration
from coopevents.schedule import service as schedules
from coopevents.schedule.states import ActivityState
from tests.blueprints.published import NINE, activity_named, counted_queries, present_event, publish

FEED = "/feeds/e/week.ics"
GUEST = Actor("guest", None, "guest")


def entries(client: FlaskClient, address: str = FEED) -> dict[str, Event]:
    """The entries of a feed by their summary, as the icalendar library reads them."""
    answer = client.get(address)
    assert answer.status_code == 200
    return {str(entry["SUMMARY"]): entry for entry in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_the_whole_programme_can_be_subscribed_to(week: Flask, client: FlaskClient) -> None:
    answer = client.get(FEED)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="week.ics"'
    assert "Set-Cookie" not in answer.headers
    found = entries(client)
    assert set(found) == {"Opening ceremony", "Batteries", "Photons", "Evening reception", "Campus tour"}
    opening = found["Opening ceremony"]
    with week.app_context():
        assert opening["UID"] == f"{activity_named('Opening ceremony').uid}@localhost"
    assert opening["DTSTART"].dt == NINE
    assert (opening["SEQUENCE"], opening["STATUS"], opening["LOCATION"]) == (0, "CONFIRMED", "Grand Hall")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/feeds/e/week/kind/lecture.ics", {"Batteries", "Photons"}),
        ("/feeds/e/week/track/physics.ics", {"Photons"}),
        ("/feeds/e/week/person/1.ics", {"Opening ceremony"}),
        ("/feeds/e/week/place/1.ics", {"Opening ceremony", "Photons", "Evening reception"}),
    ],
)
def test_a_part_can_be_subscribed_to(week: Flask, client: FlaskClient, address: str, expected: set[str]) -> None:
    assert set(entries(client, address)) == expected


def test_a_track_is_named_in_the_language_of_the_feed(week: Flask, client: FlaskClient) -> None:
    calendar = Calendar.from_ical(client.get("/feeds/e/week/track/physics.ics?lang=zh_Hans_CN").data)
    assert str(calendar["X-WR-CALNAME"]) == "合作伙伴周 – 物理"
    (entry,) = calendar.walk("VEVENT")
    assert [str(each) for each in entry["CATEGORIES"].cats][-1] == "物理"


def test_a_person_s_calendar_is_named_after_them_and_answers_304(week: Flask, client: FlaskClient) -> None:
    feed = client.get("/feeds/e/week/person/1.ics")
    assert str(Calendar.from_ical(feed.data)["X-WR-CALNAME"]) == "Partnership Week – Ruolin Dai 戴若琳"
    with counted_queries(week) as statements:
        again = client.get("/feeds/e/week/person/1.ics", headers={"If-None-Match": feed.headers["ETag"]})
    assert (again.status_code, statements) == (304, [])


def test_one_activity_can_be_taken_along(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        uid = activity_named("Photons").uid
    assert set(entries(client, f"/feeds/e/week/activity/{uid}.ics")) == {"Photons"}


@pytest.mark.parametrize(
    "address",
    [
        "/feeds/e/nothing.ics",
        "/feeds/e/week/kind/nonsense.ics",
        "/feeds/e/week/kind/class.ics",
        "/feeds/e/week/track/nothing.ics",
        "/feeds/e/week/place/999999999999.ics",
        "/feeds/e/week/person/99999.ics",
        "/feeds/a/nothing.ics",
        "/feeds/e/week/activity/nothing.ics",
        "/feeds/agenda/nothing.ics",
        "/feeds/agenda/" + "a" * 58 + ".ics",
        "/feeds/e/draft.ics",
    ],
)
def test_what_does_not_exist_is_not_found(week: Flask, client: FlaskClient, address: str) -> None:
    with week.app_context():
        publish(slug="draft", is_published=False)
    assert client.get(address).status_code == 404


def test_a_subscription_keeps_its_language(week: Flask, client: FlaskClient) -> None:
    french = {"Accept-Language": "fr"}
    assert "开幕式" in entries(client, FEED + "?lang=zh_Hans_CN")
    assert "开幕式".encode() in client.get(FEED + "?lang=zh_Hans_CN", headers=french).data
    assert b"SUMMARY;LANGUAGE=en:Opening ceremony" in client.get(FEED, headers=french).data
    assert client.get(FEED + "?lang=tlh").data == client.get(FEED).data


def test_nothing_private_is_inside(week: Flask, client: FlaskClient) -> None:
    body = client.get(FEED).text
    assert "Ruolin Dai" in body
    assert "private.example" not in body
    assert "Secret meeting" not in body
    assert "Unfinished draft" not in body


def test_who_has_it_is_answered_without_a_query(week: Flask, client: FlaskClient) -> None:
    first = client.get(FEED)
    with counted_queries(week) as statements:
        again = client.get(FEED, headers={"If-None-Match": first.headers["ETag"]})
        whole = client.get(FEED)
    assert (again.status_code, again.data) == (304, b"")
    assert whole.data == first.data
    assert statements == []


def test_who_has_it_is_known_by_a_process_that_never_made_it(
    week: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = client.get(FEED).headers["ETag"]
    week.extensions["shelf"].__init__(week.extensions["generations"])
    with counted_queries(week) as statements:
        assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 304
    assert len(statements) <= 3
    assert not any("schedule_release.snapshot" in statement for statement in statements)


def test_the_moment_of_change_is_told_and_understood(week: Flask, client: FlaskClient) -> None:
    told = client.get(FEED).headers["Last-Modified"]
    assert client.get(FEED, headers={"If-Modified-Since": told}).status_code == 304
    before = {"If-Modified-Since": "Sun, 22 Nov 2020 09:00:00 GMT"}
    assert client.get(FEED, headers=before).status_code == 200
    assert client.get(FEED, headers={"If-Modified-Since": "nonsense"}).status_code == 200


def test_a_moved_activity_keeps_its_identity_and_counts_up(week: Flask, client: FlaskClient) -> None:
    before = entries(client)
    with week.app_context():
        activity = activity_named("Batteries")
        later = activity.starts_at + timedelta(days=1)
        schedules.move_activity(
            activity, starts_at=later, ends_at=later + timedelta(hours=1), place_id=activity.place_id,
            now=clock.now(), actor=THE_HOUSE,
        )  # fmt: skip
        unit_of_work.commit()
    after = entries(client)
    assert after["Batteries"]["UID"] == before["Batteries"]["UID"]
    assert after["Batteries"]["SEQUENCE"] == 1
    assert after["Batteries"]["DTSTART"].dt == later
    assert after["Photons"] == before["Photons"]


def test_what_left_the_programme_stays_as_cancelled(week: Flask, client: FlaskClient) -> None:
    before = client.get(FEED).headers["ETag"]
    with week.app_context():
        activity = activity_named("Photons")
        details = schedules.details_of(activity, state=ActivityState.DRAFT)
        schedules.change_activity(activity, details, expected_version=None, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert client.get(FEED, headers={"If-None-Match": before}).status_code == 200
    gone = entries(client)["Photons"]
    assert (gone["STATUS"], gone["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_cancelled_event_cancels_every_entry(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        activity = activity_named("Photons")
        schedules.cancel_activity(activity, "The speaker is ill.", now=clock.now(), actor=THE_HOUSE)
        events.cancel_event(present_event(), "A typhoon is coming.", now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    found = entries(client)
    assert {str(entry["STATUS"]) for entry in found.values()} == {"CANCELLED"}
    assert {str(entry["SEQUENCE"]) for entry in found.values()} == {"1"}


def test_an_event_taken_back_is_served_no_longer(week: Flask, client: FlaskClient) -> None:
    client.get(FEED)
    with week.app_context():
        events.unpublish_event(present_event(), now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert client.get(FEED).status_code == 404


def test_a_guest_has_a_calendar_of_picks(week: Flask, client: FlaskClient) -> None:
    address = register(week, pick="Batteries")
    assert set(entries(client, address)) == {"Batteries"}
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "My agenda – Partnership Week" in answer.text
    assert "guest@example.org" not in answer.text
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_new_pick_appears_in_the_guest_s_calendar(week: Flask, client: FlaskClient) -> None:
    address = register(week, pick="Batteries")
    etag = client.get(address).headers["ETag"]
    with week.app_context():
        agendas.pick_activity(_guest(), activity_named("Campus tour").uid, now=clock.now())
        unit_of_work.commit()
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200
    assert set(entries(client, address)) == {"Batteries", "Campus tour"}


def test_a_replaced_address_opens_nothing(week: Flask, client: FlaskClient) -> None:
    address = register(week, pick="Batteries")
    with week.app_context():
        agendas.rotate_agenda(_guest(), now=clock.now(), actor=GUEST)
        unit_of_work.commit()
    assert client.get(address).status_code == 404


def test_who_withdrew_has_an_empty_calendar(week: Flask, client: FlaskClient) -> None:
    address = register(week, pick="Batteries")
    with week.app_context():
        registration.withdraw_registration(_guest(), now=clock.now(), actor=GUEST)
        unit_of_work.commit()
    assert entries(client, address) == {}


def register(app: Flask, *, pick: str) -> str:
    """Register a guest who picks an activity; returns the address of the guest's calendar."""
    with app.app_context():
        details = GuestDetails(email="guest@example.org", family_name="Guest", has_consented=True)
        made = registration.register_guest(present_event(), details, now=clock.now(), actor=GUEST)
        agendas.pick_activity(made, activity_named(pick).uid, now=clock.now())
        unit_of_work.commit()
        return f"/feeds/agenda/{tokens.agenda_token(made)}.ics"


def _guest() -> Registration:
    found = registrations.find_live_by_email(present_event().id, "guest@example.org")
    assert found is not None
    return found
