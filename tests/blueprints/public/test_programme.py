"""The public programme: whole, narrowed, searched, in other zones, and each activity's page."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import Markup

from coopevents import clock, unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.schedule import service as schedules
from coopevents.schedule import tracks
from coopevents.schedule.states import ActivityState
from tests.blueprints.published import NINE, activity_named, counted_queries, present_event, text

PROGRAMME = "/e/week/programme"


def titles(page: str) -> list[str]:
    """The titles of the cards on the page, in order."""
    return re.findall(r'<h3 class="activity__title"><a [^>]*>([^<]*)</a>', page)


def test_it_shows_what_is_released_and_nothing_else(week: Flask, client: FlaskClient) -> None:
    page = client.get(PROGRAMME).text
    assert titles(page) == ["Opening ceremony", "Photons", "Batteries", "Evening reception", "Campus tour"]
    assert "Secret meeting" not in page
    assert "Unfinished draft" not in page
    assert "Speaker: Ruolin Dai 戴若琳" in Markup(page).striptags()
    assert "ruolin.dai@private.example" not in page


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?day=2027-03-02", ["Campus tour"]),
        ("?kind=lecture", ["Photons", "Batteries"]),
        ("?track=physics", ["Photons"]),
        ("?language=en", ["Batteries"]),
        ("?audience=registered", ["Campus tour"]),
        ("?kind=lecture&track=physics", ["Photons"]),
        ("?q=BATTER", ["Batteries"]),
        ("?q=" + quote("若琳"), ["Opening ceremony"]),
        ("?q=" + quote("大礼堂 光"), ["Photons"]),
        ("?q=nothing", []),
    ],
)
def test_it_can_be_narrowed_and_searched(week: Flask, client: FlaskClient, address: str, expected: list[str]) -> None:
    assert titles(client.get(PROGRAMME + address).text) == expected


@pytest.mark.parametrize(
    "address",
    [
        "?kind=nonsense",
        "?day=yesterday",
        "?zone=Mars/Olympus",
        "?view=3d",
        "?place=x",
        "?lang=tlh",
        "?track=%00",
        "?theme=x",
    ],
)
def test_what_cannot_be_meant_is_left_out(week: Flask, client: FlaskClient, address: str) -> None:
    page = client.get(PROGRAMME + address)
    assert page.status_code == 200
    assert len(titles(page.text)) == 5


def test_chips_say_how_many_would_remain(week: Flask, client: FlaskClient) -> None:
    page = client.get(PROGRAMME + "?track=physics").text
    assert re.search(r'href="\?kind=lecture&amp;track=physics">Lecture <span class="filter__count">1<', page)
    assert "1 of 5 activities" in page


def test_tracks_are_named_in_the_readers_language_and_found_in_every_one(week: Flask, client: FlaskClient) -> None:
    chinese = client.get(PROGRAMME + "?lang=zh_Hans_CN").text
    assert " · 环境</span>" in chinese
    assert re.search(r'href="\?track=environment">环境 <span', chinese)
    assert "Environment" not in chinese
    assert "Lecture · Environment</span>" in client.get(PROGRAMME + "?lang=en").text
    assert titles(client.get(PROGRAMME + "?lang=en&q=" + quote("物理")).text) == ["Photons"]
    assert ">环境<" in client.get("/e/week/subscribe?lang=zh_Hans_CN").text


def test_a_track_that_only_says_the_kind_again_is_left_out(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        activity = activity_named("Campus tour")
        schedule = present_event().schedule
        track = tracks.open_track(schedule, text("Campus tours"), now=clock.now(), actor=THE_HOUSE)
        details = schedules.details_of(activity, track_id=track.id)
        schedules.change_activity(activity, details, expected_version=None, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
        uid = activity.uid
    assert '<span class="activity__kind">Tour</span>' in client.get(PROGRAMME + "?track=campus-tours").text
    assert "Campus tours" not in client.get(f"{PROGRAMME}/{uid}").text


def test_another_zone_moves_times_and_days(week: Flask, client: FlaskClient) -> None:
    page = client.get(PROGRAMME + "?zone=America/Los_Angeles").text
    assert "Sunday, 28 February 2027" in page
    assert ">17:00</time>" in page
    assert "may fall on another day for you" in page
    assert 'value="America/Los_Angeles" selected' in page


def test_the_grid_puts_places_across(week: Flask, client: FlaskClient) -> None:
    page = client.get(PROGRAMME + "?view=grid").text
    assert re.findall(r'<div class="time-grid__place in-(\d)">([^<]*)<', page)[:2] == [
        ("1", "Grand Hall"),
        ("2", "Room 101"),
    ]
    assert re.search(r"time-grid__item in-1 at-0 for-12 kind-ceremony", page)
    assert re.search(r"time-grid__item in-2 at-24 for-12 kind-lecture", page)


def test_a_cancelled_activity_is_shown_as_cancelled(week: Flask, client: FlaskClient) -> None:
    client.get(PROGRAMME)
    uid = cancel(week, "Batteries")
    assert "is-cancelled" in client.get(PROGRAMME).text
    page = client.get(f"{PROGRAMME}/{uid}").text
    assert "This activity is cancelled" in page
    assert "The speaker is ill." in page


def test_what_left_the_programme_says_that_it_is_gone(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        activity = activity_named("Photons")
        uid = activity.uid
        details = schedules.details_of(activity, state=ActivityState.DRAFT)
        schedules.change_activity(activity, details, expected_version=None, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert "Photons" not in client.get(PROGRAMME).text
    assert client.get(f"{PROGRAMME}/{uid}").status_code == 410


@pytest.mark.parametrize("uid", ["nothing", "0" * 32, "%2e%2e", "a" * 300])
def test_an_unknown_activity_is_not_found(week: Flask, client: FlaskClient, uid: str) -> None:
    assert client.get(f"{PROGRAMME}/{uid}").status_code == 404


def test_an_activity_has_a_page_with_everything(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        uid = activity_named("Opening ceremony").uid
    page = client.get(f"{PROGRAMME}/{uid}").text
    for words in (
        "开幕式",
        "Monday, 1 March 2027",
        "09:00–10:00",
        "China Standard Time",
        "Grand Hall",
        "Northern Polytechnic",
    ):
        assert words in page
    assert f"/feeds/e/week/activity/{uid}.ics?lang=en" in page


def test_a_release_is_read_at_once_by_everybody(week: Flask, client: FlaskClient) -> None:
    before = client.get(PROGRAMME)
    with week.app_context():
        activity = activity_named("Batteries")
        later = activity.starts_at + timedelta(hours=3)
        schedules.move_activity(
            activity, starts_at=later, ends_at=later + timedelta(hours=1), place_id=activity.place_id,
            now=clock.now(), actor=THE_HOUSE,
        )  # fmt: skip
        unit_of_work.commit()
    after = client.get(PROGRAMME, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert titles(after.text)[:3] == ["Opening ceremony", "Photons", "Batteries"]


def test_the_present_is_marked_and_moves_on(week: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(minutes=30))
    page = client.get(PROGRAMME).text
    assert page.index('class="now-line"') < page.index("Opening ceremony</a>")
    assert "kind-ceremony is-now" in page
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(hours=2))
    page = client.get(PROGRAMME).text
    assert page.index("Opening ceremony</a>") < page.index('class="now-line"') < page.index("Photons</a>")
    assert "kind-ceremony is-past" in page


def test_a_narrowed_programme_is_kept_too(week: Flask, client: FlaskClient) -> None:
    client.get(PROGRAMME + "?kind=lecture&zone=Europe/Paris")
    with counted_queries(week) as statements:
        client.get(PROGRAMME + "?zone=Europe/Paris&kind=lecture&unknown=1")
    assert statements == []


def test_the_calendar_stands_one_click_away(week: Flask, client: FlaskClient) -> None:
    address = "webcal://localhost/feeds/e/week.ics?lang=en"
    for page in ("/e/week/", PROGRAMME, "/e/week/subscribe"):
        assert f'href="{address}"' in client.get(page).text
    page = client.get("/e/week/subscribe").text
    assert 'value="http://localhost/feeds/e/week.ics?lang=en"' in page
    assert "12 to 24 hours" in page
    assert "webcal://localhost/feeds/e/week/kind/lecture.ics?lang=en" in page
    assert "webcal://localhost/feeds/e/week/track/physics.ics?lang=en" in page


def cancel(app: Flask, title: str) -> str:
    """Cancel an activity; returns its identity."""
    with app.app_context():
        activity = activity_named(title)
        schedules.cancel_activity(activity, "The speaker is ill.", now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
        return activity.uid
