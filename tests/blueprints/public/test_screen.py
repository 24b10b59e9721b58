"""The screen in a hall and the sign at a door."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.schedule import service as schedules
from tests.blueprints.published import NINE, activity_named, counted_queries

SCREEN = "/e/week/screen"


def titles(page: str) -> list[str]:
    """The titles on the screen, those that wait for their time included."""
    return re.findall(r'hall-entry__title">([^<]*)<', page)


def test_a_hall_reads_both_languages_and_needs_no_controls(
    week: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(minutes=30))
    page = client.get(SCREEN).text
    assert titles(page)[0] == "Opening ceremony"
    assert '<p class="hall-entry__second" lang="zh-Hans">开幕式</p>' in page
    assert not re.search(r"<(button|form|input|select|a) ", page.replace('<a class="skip-link"', ""))
    assert "开幕式</h3>" in client.get(f"{SCREEN}?lang=zh_Hans_CN").text
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page


def test_a_door_shows_its_own_place_and_says_what_moved_away(
    week: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = NINE + timedelta(hours=1, minutes=30)
    with week.app_context():
        photons, batteries = activity_named("Photons"), activity_named("Batteries")
        hall, room = photons.place_id, batteries.place_id
        start, end = photons.starts_at, photons.ends_at
        schedules.move_activity(photons, starts_at=start, ends_at=end, place_id=room, now=moment, actor=THE_HOUSE)
        schedules.unschedule_activity(batteries, now=moment, actor=THE_HOUSE)
        unit_of_work.commit()
    monkeypatch.setattr(clock, "now", lambda: moment)
    at_hall, at_room = (client.get(f"{SCREEN}?place={place}").text for place in (hall, room))
    assert "Photons" in titles(at_hall)
    assert "Moved to: Room 101, 11:00–12:00" in at_hall
    assert set(titles(at_room)[:2]) == {"Batteries", "Photons"}
    assert "Cancelled" in at_room
    assert "Moved: was Grand Hall" in at_room
    monkeypatch.setattr(clock, "now", lambda: moment + timedelta(hours=7))
    assert "Photons" not in titles(client.get(f"{SCREEN}?place={hall}").text)


def test_a_warm_screen_asks_nothing_and_does_not_change_by_the_minute(
    week: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(minutes=5))
    tag = client.get(SCREEN).headers["ETag"]
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(minutes=5, seconds=30))
    with counted_queries(week) as statements:
        assert client.get(SCREEN, headers={"If-None-Match": tag}).status_code == 304
    assert statements == []
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(minutes=50))
    assert client.get(SCREEN, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("place", ["99999", "x", "-1", "1e3", "99999999999999"])
def test_a_place_that_is_not_on_the_programme_has_no_sign(week: Flask, client: FlaskClient, place: str) -> None:
    assert client.get(SCREEN, query_string={"place": place}).status_code == 404
