"""Organisers' doors to events."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries
from coopevents.events.states import EventState
from coopevents.exports import read_csv
from coopevents.mail.models import OutboxMessage
from coopevents.registration import queries as registrations
from coopevents.registration.states import RegistrationState
from tests.desks import Colleague, Desk

NEW = "/desk/events/new"


def form(**said: Any) -> dict[str, Any]:
    """The least that makes an event, as a browser sends it."""
    return {
        "title-en": "Summer School on Water",
        "starts_on": "2027-07-05",
        "kind": "summer_school",
        "time_zone": "Asia/Shanghai",
        "languages": ["en"],
        "accent": "teal",
        "is_offered": "y",
        "has_waiting_list": "y",
        **said,
    }


def jpeg(size: tuple[int, int] = (2000, 900)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    out.seek(0)
    return out


def event_of(desk: Desk, slug: str) -> dict[str, Any]:
    with desk.writing():
        event = queries.find_event_by_slug(slug)
        assert event is not None
        terms = registrations.get_terms(event.id)
        return {"state": event.state, "event": event, "terms": terms, "cover": event.cover and event.cover.key}


def test_a_title_and_a_first_day_are_enough(desk: Desk) -> None:
    answer = desk.colleague().post(NEW, form())
    assert (answer.status_code, answer.location) == (302, "/desk/events/summer-school-on-water-2027/")
    made = event_of(desk, "summer-school-on-water-2027")
    assert (made["state"], made["event"].ends_on.isoformat()) == (EventState.DRAFT, "2027-07-05")
    assert (made["terms"].is_offered, made["terms"].capacity) == (True, None)


def test_the_empty_form_is_filled_with_what_is_likely(desk: Desk) -> None:
    page = desk.colleague().get(NEW).text
    assert 'value="Asia/Shanghai"' in page
    assert 'value="user0@example.edu"' in page
    assert page.count("checked") >= 4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts_on": ""}, "Choose the first day."),
        ({"starts_on": "0001-01-01"}, "Choose a day between 1990 and 2200."),
        ({"ends_on": "2027-07-01"}, "The last day is before the first day."),
        ({"time_zone": "Mars/Base"}, "Choose a time zone from the list"),
        ({"capacity": "-1"}, "Write a whole number"),
        ({"contact_email": "nobody"}, "Write a whole address"),
        ({"slug": "Übermut!"}, "Use small letters"),
        ({"languages": []}, "Choose at least one of the languages"),
        ({"opens_at": "2027-06-02T09:00", "closes_at": "2027-06-01T09:00"}, "clos"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk: Desk, change: dict[str, Any], words: str) -> None:
    answer = desk.colleague().post(NEW, form(**{"title-zh_Hans_CN": "水的暑期学校", **change}))
    assert answer.status_code == 422
    assert words in answer.text
    assert "水的暑期学校" in answer.text


def test_a_title_in_any_language_will_do_but_there_must_be_one(desk: Desk) -> None:
    colleague = desk.colleague()
    refused = colleague.post(NEW, form(**{"title-en": "  "}))
    assert (refused.status_code, "Write this in at least one language." in refused.text) == (422, True)
    answer = colleague.post(NEW, form(**{"title-en": "", "title-zh_Hans_CN": "水的暑期学校"}))
    assert answer.location == "/desk/events/summer-school-2027/"


def test_times_are_those_of_the_events_zone(desk: Desk) -> None:
    desk.colleague().post(
        NEW, form(opens_at="2027-01-10T09:00", closes_at="2027-06-30T23:59", time_zone="Europe/Paris")
    )
    terms = event_of(desk, "summer-school-on-water-2027")["terms"]
    assert (terms.opens_at.isoformat(), terms.closes_at.isoformat()) == (
        "2027-01-10T08:00:00+00:00",
        "2027-06-30T21:59:00+00:00",
    )


def test_registration_closes_with_the_event_unless_something_else_is_said(desk: Desk) -> None:
    colleague = desk.colleague()
    colleague.post(NEW, form(time_zone="Europe/Paris"))
    slug = "summer-school-on-water-2027"
    assert event_of(desk, slug)["terms"].closes_at.isoformat() == "2027-07-05T21:59:00+00:00"
    assert 'name="closes_at" type="datetime-local" value=""' in colleague.get(f"/desk/events/{slug}/edit").text
    colleague.post(f"/desk/events/{slug}/edit", form(time_zone="Europe/Paris", ends_on="2027-07-09"))
    assert event_of(desk, slug)["terms"].closes_at.isoformat() == "2027-07-09T21:59:00+00:00"


def test_a_picture_is_made_small_and_served_for_ever(desk: Desk) -> None:
    colleague = desk.colleague()
    colleague.post(NEW, form(cover=(jpeg(), "../../photo.php")))
    key = event_of(desk, "summer-school-on-water-2027")["cover"]
    answer = desk.app.test_client().get(f"/files/{key}")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with Image.open(io.BytesIO(answer.data)) as picture:
        assert picture.size == (1600, 720)
    again = desk.app.test_client().get(f"/files/{key}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("key", ["nothing", "a" * 40 + ".webp", "..%2Fcoopevents.sqlite3", "a" * 40 + ".html"])
def test_nothing_else_is_served(desk: Desk, key: str) -> None:
    assert desk.app.test_client().get(f"/files/{key}").status_code == 404


def test_a_file_that_is_no_picture_is_refused_at_its_field(desk: Desk) -> None:
    answer = desk.colleague().post(NEW, form(cover=(io.BytesIO(b"<svg onload=alert(1)>"), "photo.jpg")))
    assert (answer.status_code, "not a picture we can read" in answer.text) == (422, True)


@pytest.mark.parametrize("megabytes", [11, 13])
def test_a_picture_over_the_limit_is_too_large(desk: Desk, megabytes: int) -> None:
    answer = send_large(desk.colleague(), form(), b"\xff\xd8\xff" + b"\0" * (megabytes * 1024 * 1024))
    assert answer.status_code == 413
    assert ("Summer School on Water" in answer.text) is (megabytes == 11)


def send_large(colleague: Colleague, fields: dict[str, Any], picture: bytes) -> TestResponse:
    """Send a form as a browser would, from memory."""
    pairs = [(name, one) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n' for name, one in pairs]
    parts.append(f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{colleague.csrf}\r\n')
    parts.append('--x\r\nContent-Disposition: form-data; name="cover"; filename="photo.jpg"\r\n\r\n')
    body = "".join(parts).encode() + picture + b"\r\n--x--\r\n"
    return colleague.client.post(NEW, data=body, content_type="multipart/form-data; boundary=x")


def test_an_event_is_changed_and_its_picture_taken_away(desk: Desk) -> None:
    colleague = desk.colleague()
    colleague.post(NEW, form(cover=(jpeg(), "a.jpg")))
    slug = "summer-school-on-water-2027"
    page = colleague.get(f"/desk/events/{slug}/edit").text
    assert "Summer School on Water" in page
    colleague.post(f"/desk/events/{slug}/edit", form(capacity="40", has_no_cover="y", slug=slug))
    changed = event_of(desk, slug)
    assert (changed["cover"], changed["terms"].capacity) == (None, 40)


def test_two_organisers_do_not_overwrite_each_other(desk: Desk) -> None:
    colleague = desk.colleague()
    colleague.post(NEW, form())
    edit = "/desk/events/summer-school-on-water-2027/edit"
    assert colleague.post(edit, form(version="1", accent="rust")).status_code == 302
    answer = colleague.post(edit, form(version="1", accent="jade"))
    assert (answer.status_code, "Somebody else saved this event" in answer.text) == (422, True)


def test_publishing_asks_first_and_says_what_follows(desk: Desk) -> None:
    desk.event()
    colleague = desk.colleague()
    page = colleague.get("/desk/events/week/publish").text
    assert "Registration is open at once." in page
    assert event_of(desk, "week")["state"] is EventState.DRAFT
    assert colleague.post("/desk/events/week/publish").status_code == 302
    assert event_of(desk, "week")["state"] is EventState.PUBLISHED
    assert "is published" in colleague.get("/desk/events/week/").text


def test_a_published_event_is_taken_back(desk: Desk) -> None:
    desk.event()
    colleague = desk.colleague()
    colleague.post("/desk/events/week/publish")
    assert colleague.get("/desk/events/week/unpublish").status_code == 200
    colleague.post("/desk/events/week/unpublish")
    assert event_of(desk, "week")["state"] is EventState.DRAFT


def test_cancelling_needs_a_reason_and_is_final(desk: Desk) -> None:
    desk.event()
    colleague = desk.colleague()
    assert colleague.post("/desk/events/week/cancel", {"reason": " "}).status_code == 422
    assert colleague.post("/desk/events/week/cancel", {"reason": "Typhoon"}).status_code == 302
    assert "Typhoon" in colleague.get("/desk/events/week/").text
    assert colleague.post("/desk/events/week/publish").status_code == 409


def test_cancelling_takes_the_places_back_and_tells_everybody(desk: Desk) -> None:
    event_id = desk.event()
    guests = [desk.guest(event_id, f"guest{number}@example.org") for number in range(3)]
    colleague = desk.colleague()
    assert "3 guests have a place." in colleague.get("/desk/events/week/cancel").text
    colleague.post("/desk/events/week/cancel", {"reason": "Typhoon", "tells_guests": "y"})
    with desk.writing():
        states = {registrations.get_by_id(guest).state for guest in guests}
        told = {
            message.to_email for message in db.session.query(OutboxMessage).filter_by(kind="registration_cancelled")
        }
    assert (states, len(told)) == ({RegistrationState.CANCELLED}, 3)


def test_a_copy_takes_terms_and_questions_along(desk: Desk) -> None:
    desk.event()
    colleague = desk.colleague()
    assert "Global Partnership Week" in colleague.get("/desk/events/week/clone").text
    answer = colleague.post(
        "/desk/events/week/clone", {"title-en": "Week II", "starts_on": "2027-11-29", "slug": "week-ii"}
    )
    assert answer.location == "/desk/events/week-ii/"
    copy = event_of(desk, "week-ii")
    assert (copy["terms"].capacity, copy["event"].ends_on.isoformat()) == (100, "2027-12-03")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"week", "past"}),
        ({"q": "合作"}, {"week", "past"}),
        ({"q": "nothing"}, set()),
        ({"when": "coming"}, {"week"}),
        ({"when": "past"}, {"past"}),
        ({"kind": "symposium"}, set()),
        ({"state": "draft"}, {"week", "past"}),
        ({"kind": "<script>", "state": "x", "when": "y", "page": "-1"}, {"week", "past"}),
    ],
)
def test_the_list_narrows(desk: Desk, query: dict[str, str], found: set[str]) -> None:
    from datetime import UTC, datetime, timedelta

    today = datetime.now(UTC).date()
    desk.event("week", starts_on=today + timedelta(days=9))
    desk.event("past", starts_on=today - timedelta(days=90))
    colleague = desk.colleague()
    page = colleague.get("/desk/events/", **query).text
    assert {slug for slug in ("week", "past") if f'href="/desk/events/{slug}/"' in page} == found
    table = read_csv(colleague.get("/desk/events/export.csv", **query).data)
    assert {row[-1] for row in table[1:]} == found


@pytest.mark.parametrize(
    "path", ["", "edit", "publish", "unpublish", "cancel", "clone", "pages", "pages/new", "pages/1", "pages/1/remove"]
)
def test_what_belongs_to_another_office_is_not_there(desk: Desk, path: str) -> None:
    desk.event("secret", unit_id=desk.other_unit_id)
    assert desk.colleague().get(f"/desk/events/secret/{path}").status_code == 404


def test_who_only_looks_may_not_change(desk: Desk) -> None:
    event_id = desk.event()
    viewer = desk.colleague(Role.EVENT_VIEWER, scope_kind="event", scope_id=event_id)
    assert viewer.get("/desk/events/week/").status_code == 200
    assert viewer.get("/desk/events/").text.count('href="/desk/events/week/"') == 1
    refused = [viewer.get(f"/desk/events/week/{path}").status_code for path in ("edit", "publish", "cancel", "clone")]
    assert refused == [403] * 4
    assert viewer.get(NEW).status_code == 403


def test_an_event_cannot_be_made_in_another_office(desk: Desk) -> None:
    assert desk.colleague().post(NEW, form(unit=str(desk.other_unit_id))).status_code == 404


def written(colleague: Colleague, **said: str) -> int:
    return colleague.post("/desk/events/week/pages/new", {"title-en": "Visa", "is_published": "y", **said}).status_code


def test_pages_are_written_previewed_ordered_and_removed(desk: Desk) -> None:
    event_id = desk.event()
    colleague = desk.colleague()
    assert "No pages yet" in colleague.get("/desk/events/week/pages").text
    preview = colleague.post(
        "/desk/events/week/pages/new",
        {"title-en": "Visa", "text-en": "# Visa\n**bold** <script>x</script> [x](javascript:y)", "preview": "1"},
    )
    assert (preview.status_code, "<strong>bold</strong>" in preview.text) == (200, True)
    assert "<script>x" not in preview.text
    assert 'href="javascript' not in preview.text
    assert [written(colleague), written(colleague, **{"title-en": "Arrival"}), written(colleague)] == [302, 302, 302]
    assert written(colleague, **{"title-en": ""}) == 422
    with desk.writing():
        pages = queries.list_pages(event_id)
        assert [page.slug for page in pages] == ["visa", "arrival", "visa-2"]
        last = pages[2].id
        db.session.remove()
    colleague.post(f"/desk/events/week/pages/{last}/raise")
    colleague.post(f"/desk/events/week/pages/{last}/raise")
    colleague.post(f"/desk/events/week/pages/{last}/lower")
    assert colleague.get(f"/desk/events/week/pages/{last}").status_code == 200
    assert "stays readable" in colleague.get(f"/desk/events/week/pages/{last}/remove").text
    with desk.writing():
        assert [page.slug for page in queries.list_pages(event_id)] == ["visa", "visa-2", "arrival"]
    colleague.post(f"/desk/events/week/pages/{last}/remove")
    assert colleague.get(f"/desk/events/week/pages/{last}").status_code == 404


def test_a_page_of_another_event_is_not_there(desk: Desk) -> None:
    desk.event("week")
    desk.event("other")
    colleague = desk.colleague()
    written(colleague)
    assert colleague.get("/desk/events/week/pages/1").status_code == 200
    assert colleague.get("/desk/events/other/pages/1").status_code == 404
