"""An agenda without an account: begun by a star, opened by its link anywhere, forgotten in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coopevents import clock
from coopevents.db import db
from coopevents.registration import open_agendas
from coopevents.registration.models import OpenAgenda, OpenAgendaPick
from tests.blueprints.published import FIRST_DAY, NINE, activity_named, counted_queries, publish

STARS = "/e/week/agenda"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
AS_SCRIPT = {**FROM_HERE, "Accept": "application/json"}


@pytest.fixture
def week(app: Flask) -> Flask:
    """The application with a published event."""
    with app.app_context():
        publish()
        db.session.remove()
    return app


@pytest.fixture
def uids(week: Flask) -> Iterator[dict[str, str]]:
    """The identities of the activities, by their English titles."""
    with week.app_context():
        found = {title: activity_named(title).uid for title in ("Opening ceremony", "Batteries", "Photons")}
        db.session.remove()
    return found


def star(client: FlaskClient, uid: str, wanted: str = "1", headers: dict[str, str] = FROM_HERE) -> TestResponse:
    return client.post(STARS, data={"uid": uid, "wanted": wanted}, headers=headers)


def token_in(html: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def test_a_star_without_script_begins_an_agenda_and_shows_it(
    week: Flask, client: FlaskClient, uids: dict[str, str]
) -> None:
    answer = star(client, uids["Batteries"])
    assert answer.status_code == 302
    page = client.get(answer.location)
    assert "Batteries" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert 'content="noindex"' in page.text
    cookie = answer.headers["Set-Cookie"]
    assert all(part in cookie for part in ("Path=/e/week/agenda", "HttpOnly", "SameSite=Lax"))
    again = star(client, uids["Photons"])
    assert again.location == answer.location
    assert client.get(STARS).location == answer.location
    page = client.get(answer.location)
    assert "At the same time as: Photons" in page.text
    assert "At the same time as: Batteries" in page.text


def test_a_script_is_told_what_is_on_it_and_what_overlaps(
    week: Flask, client: FlaskClient, uids: dict[str, str]
) -> None:
    first = star(client, uids["Batteries"], headers=AS_SCRIPT).get_json()
    assert (first["picks"], first["said"]) == ([uids["Batteries"]], "")
    second = star(client, uids["Photons"], headers=AS_SCRIPT).get_json()
    assert second["said"] == "On your agenda, at the same time as: Batteries"
    assert client.get(f"{STARS}/picks").get_json()["picks"] == sorted(second["picks"])
    off = star(client, uids["Photons"], "0", AS_SCRIPT).get_json()
    assert off["picks"] == [uids["Batteries"]]
    gone = star(client, "made-up", headers=AS_SCRIPT)
    assert (gone.status_code, gone.get_json()["said"]) == (409, "This is not on the programme any more.")


def test_a_foreign_page_sets_no_star(week: Flask, client: FlaskClient, uids: dict[str, str]) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "https://evil.example"},
        {},
    ):
        assert star(client, uids["Batteries"], headers=headers).status_code == 400
    assert star(client, uids["Batteries"], headers={"Origin": "http://localhost"}).status_code == 302
    with week.app_context():
        assert db.session.query(OpenAgenda).count() == 1


def test_the_link_opens_it_on_another_phone_that_brings_its_own_stars(
    week: Flask, client: FlaskClient, uids: dict[str, str]
) -> None:
    link = star(client, uids["Batteries"]).location
    other = week.test_client()
    star(other, uids["Opening ceremony"])
    page = other.get(link).text
    assert "Opening ceremony" not in page
    form = {"csrf_token": token_in(page), "token": link.split("/")[-2]}
    assert other.post(f"{STARS}/here", data=form).location == link
    for device in (client, other):
        shown = device.get(link).text
        assert "Opening ceremony" in shown
        assert "Batteries" in shown
        assert device.get(STARS).location == link
    assert other.post(f"{STARS}/here", data={**form, "token": "made-up"}).status_code == 404


def test_its_calendar_can_be_subscribed_and_answers_304(week: Flask, client: FlaskClient, uids: dict[str, str]) -> None:
    link = star(client, uids["Batteries"]).location
    found = re.search(r'id="feed-address" value="([^"]+)"', client.get(link).text)
    assert found is not None
    path = urlsplit(found[1]).path
    feed = client.get(path)
    calendar = icalendar.Calendar.from_ical(feed.data)
    assert [str(each["SUMMARY"]) for each in calendar.walk("VEVENT")] == ["Batteries"]
    assert "My agenda" in str(calendar["X-WR-CALNAME"])
    assert client.get(path, headers={"If-None-Match": feed.headers["ETag"]}).status_code == 304
    star(client, uids["Photons"])
    assert client.get(path, headers={"If-None-Match": feed.headers["ETag"]}).status_code == 200


def test_a_replaced_link_opens_nothing_and_neither_does_the_old_calendar(
    week: Flask, client: FlaskClient, uids: dict[str, str]
) -> None:
    link = star(client, uids["Batteries"]).location
    page = client.get(link).text
    feed = re.search(r'id="feed-address" value="([^"]+)"', page)
    assert feed is not None
    fresh = client.post(f"{link}link", data={"csrf_token": token_in(page)}).location
    assert fresh != link
    assert client.get(link).status_code == 404
    assert client.get(urlsplit(feed[1]).path).status_code == 404
    assert "Batteries" in client.get(fresh).text
    assert client.get(STARS).location == fresh


def test_what_is_deleted_is_gone(week: Flask, client: FlaskClient, uids: dict[str, str]) -> None:
    link = star(client, uids["Batteries"]).location
    asked = client.get(f"{link}delete")
    assert "1 activity stands on it" in asked.text
    client.post(f"{link}delete", data={"csrf_token": token_in(asked.text)})
    assert client.get(link).status_code == 404
    assert "no agenda on this device" in client.get(STARS).text
    with week.app_context():
        assert (db.session.query(OpenAgenda).count(), db.session.query(OpenAgendaPick).count()) == (0, 0)


def test_no_get_changes_anything_and_no_post_goes_without_proof(
    week: Flask, client: FlaskClient, uids: dict[str, str]
) -> None:
    link = star(client, uids["Batteries"]).location
    for verb in ("picks", "link", "delete"):
        assert client.post(link + verb, data={"uid": uids["Batteries"]}).status_code == 400
    assert client.get(f"{STARS}?uid={uids['Photons']}").status_code == 302
    assert "Photons" not in client.get(link).text


def test_it_is_forgotten_ninety_days_after_the_event(
    week: Flask, client: FlaskClient, uids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    link = star(client, uids["Batteries"]).location
    last = NINE + timedelta(days=1) + open_agendas.KEPT_AFTER_EVENT
    assert last.date() == FIRST_DAY + timedelta(days=91)
    monkeypatch.setattr(clock, "now", lambda: last)
    assert client.get(link).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: last + timedelta(days=1))
    assert client.get(link).status_code == 404
    star(week.test_client(), uids["Photons"])
    with week.app_context():
        assert db.session.query(OpenAgenda).count() == 1


def test_a_machine_cannot_begin_agendas_without_end(
    week: Flask, uids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_agendas, "MOST_A_MINUTE", 3)
    answers = [star(week.test_client(), uids["Batteries"]).status_code for _number in range(5)]
    assert answers == [302, 302, 302, 429, 429]


def test_the_programme_stays_the_same_for_everybody(week: Flask, client: FlaskClient, uids: dict[str, str]) -> None:
    tag = client.get("/e/week/programme").headers["ETag"]
    star(client, uids["Batteries"])
    with counted_queries(week) as statements:
        again = client.get("/e/week/programme", headers={"If-None-Match": tag})
    assert (again.status_code, statements) == (304, [])
    page = client.get("/e/week/programme").text
    assert "csrf" not in page
    assert f'form="agenda-stars" name="uid" value="{uids["Photons"]}"' in page


def test_a_secret_of_one_kind_opens_nothing_of_another(week: Flask, client: FlaskClient, uids: dict[str, str]) -> None:
    token = star(client, uids["Batteries"]).location.split("/")[-2]
    assert len(token) >= 26 + 32
    for path in (f"/feeds/a/{token}.ics", f"/r/{token}/", f"/feeds/agenda/{token}.ics", f"/a/{token[:-1]}a/"):
        assert client.get(path).status_code == 404
