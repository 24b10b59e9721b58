"""The public log of changes, as a page and as a feed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

from flask import Flask
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.schedule import service as schedules
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText
from tests.blueprints.published import activity_named, counted_queries, present_event, release, text

CHANGES = "/e/week/programme/changes"
FEED = "/feeds/e/week/changes.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def change(activity: Activity, **values: Any) -> None:
    details = schedules.details_of(activity, **values)
    schedules.change_activity(activity, details, expected_version=None, now=clock.now(), actor=THE_HOUSE)


def three_releases(app: Flask) -> None:
    """The second moves, tells anew, cancels and adds; the third brings back what was cancelled."""
    with app.app_context():
        present_event().schedule.releases_itself = False
        lecture, photons = activity_named("Batteries"), activity_named("Photons")
        starts_at, ends_at = (each + timedelta(minutes=30) for each in (lecture.starts_at, lecture.ends_at))
        change(lecture, starts_at=starts_at, ends_at=ends_at, text=text("Old <b>cells</b>.", "旧电池。"))
        schedules.cancel_activity(photons, "The laser is ill", now=clock.now(), actor=THE_HOUSE)
        change(activity_named("Secret meeting"), internal_note="Never")
        change(activity_named("Unfinished draft"), title=text("Still a draft"))
        release(name="After lunch", comment=LocalizedText(en="Bring an umbrella.", zh_Hans_CN="请带伞。"))
        schedules.reopen_activity(activity_named("Photons"), now=clock.now(), actor=THE_HOUSE)
        release()


def test_every_release_is_told_in_words_old_and_new(week: Flask, client: FlaskClient) -> None:
    three_releases(week)
    page = words(client.get(CHANGES, query_string={"lang": "en"}).text)

    assert page.index("1 takes place after all") < page.index("After lunch") < page.index("The programme was published")
    assert "with 5 activities" in page
    assert "1 moved and 1 cancelled" in page
    assert "Bring an umbrella." in page
    assert "before: Mon 1 Mar, 11:00–12:00 → now: Mon 1 Mar, 11:30–12:30" in page
    assert "now: Old &lt;b&gt;cells&lt;/b&gt;." in page
    assert "Reason now: The laser is ill" in page
    for never in ("Secret meeting", "draft", "Never", "The house", "private.example"):
        assert never not in page


def test_it_speaks_the_readers_language_and_time_zone(week: Flask, client: FlaskClient) -> None:
    three_releases(week)
    page = words(client.get(CHANGES, query_string={"lang": "zh_Hans_CN", "zone": "Europe/Paris"}).text)

    assert "请带伞。" in page
    assert "3月1日周一, 04:00–05:00" in page
    assert "3月1日周一, 04:30–05:30" in page


def test_the_page_is_kept_until_the_next_release(week: Flask, client: FlaskClient) -> None:
    three_releases(week)
    first = client.get(CHANGES)
    with counted_queries(week) as statements:
        again = client.get(CHANGES)
        unchanged = client.get(CHANGES, headers={"If-None-Match": first.headers["ETag"]})
    assert (statements, again.data, unchanged.status_code) == ([], first.data, 304)

    with week.app_context():
        change(activity_named("Photons"), capacity=9)
        unit_of_work.commit()
    assert client.get(CHANGES).headers["ETag"] == first.headers["ETag"]
    with week.app_context():
        release()
    assert "Seats" in client.get(CHANGES).text


def test_long_histories_have_pages_and_ask_no_more(week: Flask, client: FlaskClient) -> None:
    def asked() -> int:
        with counted_queries(week) as statements:
            assert client.get(CHANGES, query_string={"zone": "Asia/Tokyo"}).status_code == 200
        return len(statements)

    with week.app_context():
        change(activity_named("Photons"), capacity=999)
        release()
    few = asked()
    for number in range(1, 21):
        with week.app_context():
            change(activity_named("Photons"), capacity=number)
            release()
    assert asked() == few
    assert "The programme was published" not in client.get(CHANGES).text
    assert "The programme was published" in client.get(CHANGES, query_string={"page": 2}).text
    assert client.get(CHANGES, query_string={"page": 3}).status_code == 404
    assert client.get(CHANGES, query_string={"page": "x"}).status_code == 200


def test_the_feed_is_atom_with_ids_that_stay(week: Flask, client: FlaskClient) -> None:
    before = ids(client.get(FEED).data)
    three_releases(week)
    answer = client.get(FEED, query_string={"lang": "en"})
    feed = ET.fromstring(answer.data)

    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert ids(answer.data)[-1:] == before
    assert len(set(ids(answer.data))) == 3
    for entry in (feed, *feed.iter(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            assert entry.findtext(f"{ATOM}{required}")
    assert [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")][:2] == [
        "1 takes place after all",
        "After lunch",
    ]
    told = [each.findtext(f"{ATOM}content") or "" for each in feed.iter(f"{ATOM}entry")]
    assert "Bring an umbrella.\n" in told[1]
    assert "Moved and Changed · Batteries – Time: Mon 1 Mar, 11:00–12:00 → Mon 1 Mar, 11:30–12:30" in told[1]
    assert "Text: Old <b>cells</b>." in told[1]
    assert "Secret" not in answer.text
    assert [each.get("rel") for each in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    unchanged = client.get(FEED, query_string={"lang": "en"}, headers={"If-None-Match": answer.headers["ETag"]})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert client.get(FEED, query_string={"lang": "zh_Hans_CN"}).headers["ETag"] != answer.headers["ETag"]


def ids(document: bytes) -> list[str]:
    return [each.findtext(f"{ATOM}id") or "" for each in ET.fromstring(document).iter(f"{ATOM}entry")]


def test_what_nobody_may_see_has_no_log(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        present_event().schedule.is_open = False
        unit_of_work.commit()
        week.extensions["generations"].advance(present_event().id)

    assert "is being prepared" in client.get(CHANGES).text
    assert ids(client.get(FEED).data) == []
    assert client.get("/e/nothing/programme/changes").status_code == 404
    assert client.get("/feeds/e/nothing/changes.atom").status_code == 404
