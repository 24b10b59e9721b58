"""What runs now and what comes next: before, during, between and after, over midnight, and warm."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.schedule import service as schedules
from tests.blueprints.published import NINE, activity_named, counted_queries

NOW_PAGE = "/e/week/now"
At = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Sets the clock of the house."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def lists(page: str) -> tuple[list[str], list[str]]:
    """The titles shown as running and as next."""
    running, coming = page.split("data-next>")
    found = []
    for part in (running, coming):
        shown = [entry for entry in part.split("<li data-starts") if not re.match(r"[^>]* hidden>", entry)]
        found.append([title for entry in shown for title in re.findall(r'activity__title"><a [^>]*>([^<]*)', entry)])
    return found[0], found[1]


def said(page: str) -> set[str]:
    """The phases whose words are shown."""
    return set(re.findall(r'data-phase="([\w-]+)">', page))


def test_it_knows_before_during_between_and_after(week: Flask, client: FlaskClient, at: At) -> None:
    at(NINE - timedelta(days=3))
    page = client.get(NOW_PAGE).text
    assert (said(page), lists(page)) == ({"before"}, ([], ["Opening ceremony"]))
    assert "It begins on Monday, 1 March 2027, 09:00." in page
    at(NINE + timedelta(minutes=30))
    page = client.get(NOW_PAGE).text
    assert (said(page), lists(page)) == ({"under-way"}, (["Opening ceremony"], ["Photons", "Batteries"]))
    at(NINE + timedelta(hours=1))
    page = client.get(NOW_PAGE).text
    assert lists(page) == ([], ["Photons", "Batteries"])
    assert "data-nothing-now>" in page
    at(NINE + timedelta(hours=25))
    page = client.get(NOW_PAGE).text
    assert (said(page), lists(page)) == ({"over"}, ([], []))
    assert "Refresh" in page


def test_what_runs_past_midnight_runs_on(week: Flask, client: FlaskClient, at: At) -> None:
    at(NINE + timedelta(hours=15, minutes=10))  # ten past midnight; the reception began half an hour before
    page = client.get(NOW_PAGE).text
    assert lists(page) == (["Evening reception"], ["Campus tour"])
    assert "(Tue 2 Mar)" in page
    other = client.get(f"{NOW_PAGE}?zone=Europe/Paris").text
    assert "16:30" in other
    assert lists(other) == (["Evening reception"], ["Campus tour"])


def test_it_is_kept_until_the_next_boundary(week: Flask, client: FlaskClient, at: At) -> None:
    at(NINE + timedelta(minutes=59, seconds=30))
    first = client.get(NOW_PAGE)
    with counted_queries(week) as statements:
        assert client.get(NOW_PAGE, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert statements == []
    at(NINE + timedelta(hours=1))
    moved_on = client.get(NOW_PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert moved_on.status_code == 200
    assert lists(moved_on.text)[0] == []


def test_what_was_moved_lately_says_where_from(week: Flask, client: FlaskClient, at: At) -> None:
    moment = NINE + timedelta(minutes=30)
    with week.app_context():
        photons, room = activity_named("Photons"), activity_named("Batteries").place_id
        start = photons.starts_at + timedelta(minutes=15)
        end = photons.ends_at + timedelta(minutes=15)
        schedules.move_activity(photons, starts_at=start, ends_at=end, place_id=room, now=moment, actor=THE_HOUSE)
        schedules.cancel_activity(activity_named("Batteries"), "The speaker is ill.", now=moment, actor=THE_HOUSE)
        unit_of_work.commit()
    at(moment)
    page = client.get(NOW_PAGE).text
    assert "Moved: was 11:00–12:00, Grand Hall" in page
    assert lists(page)[1] == ["Batteries", "Photons"]
    assert "Cancelled" in page
    at(moment + timedelta(hours=7))
    assert "Moved: was" not in client.get(NOW_PAGE).text


def test_the_programme_leads_there_while_the_event_lasts(week: Flask, client: FlaskClient, at: At) -> None:
    at(NINE - timedelta(days=3))
    assert NOW_PAGE not in client.get("/e/week/programme").text
    at(NINE + timedelta(hours=3))
    assert NOW_PAGE in client.get("/e/week/programme").text


def test_without_a_programme_it_says_so(client: FlaskClient) -> None:
    assert client.get("/e/nothing/now").status_code == 404
