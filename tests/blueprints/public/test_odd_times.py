"""What clocks and organisers do to a programme: shown right on the page, in the feed, and in what changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from coopevents import clock, unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.places import queries as places
from coopevents.places import service as place_service
from coopevents.schedule import service as schedules
from coopevents.schedule.models import Activity
from tests.blueprints.published import activity_named, present_event, release

CHANGES = "/e/week/programme/changes"
HOUR = timedelta(hours=1)
MIDNIGHT = datetime(2027, 3, 1, 21, 30, tzinfo=UTC)
"""Half past ten in the evening in Paris, in winter."""
GAP = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
"""Half past one in Paris; half an hour later the clocks go from two to three."""
OVERLAP = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
"""Half past two in Paris, for the first time that night."""


@pytest.fixture
def paris(week: Flask) -> Flask:
    """The week in Paris, released by hand."""
    with week.app_context():
        event = present_event()
        event.time_zone = event.schedule.time_zone = "Europe/Paris"
        event.schedule.releases_itself = False
        release()
    return week


def move(activity: Activity, starts_at: datetime, ends_at: datetime) -> None:
    schedules.move_activity(
        activity,
        starts_at=starts_at,
        ends_at=ends_at,
        place_id=activity.place_id,
        now=clock.now(),
        actor=THE_HOUSE,
    )


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def latest(client: FlaskClient) -> str:
    """What the last release changed, in words."""
    return words(client.get(CHANGES, query_string={"lang": "en"}).text.split('<article class="release-log"')[1])


def shown(client: FlaskClient, title: str) -> str:
    """The times on the activity's card."""
    page = client.get("/e/week/programme", query_string={"lang": "en"}).text
    card = next(each for each in page.split("<article")[1:] if f">{title}</a>" in each)
    return words("<article" + card.split("</article>")[0])


def in_feed(client: FlaskClient, title: str) -> tuple[datetime, datetime, int, str]:
    """Start, end, sequence and status of the activity as a calendar reads them."""
    calendar = Calendar.from_ical(client.get("/feeds/e/week.ics", query_string={"lang": "en"}).data)
    entry = next(each for each in calendar.walk("VEVENT") if title in str(each["SUMMARY"]))
    starts, ends = (entry[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
    return starts, ends, int(entry["SEQUENCE"]), str(entry.get("STATUS", ""))


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "moved_by", "on_page", "in_words"),
    [
        (
            MIDNIGHT,
            MIDNIGHT + 3 * HOUR,
            2 * HOUR,
            ("00:30", "03:30"),
            "Mon 1 Mar, 22:30–01:30 (Tue 2 Mar) → now: Tue 2 Mar, 00:30–03:30",
        ),
        (
            MIDNIGHT - HOUR,
            MIDNIGHT + HOUR,
            HOUR,
            ("22:30", "00:30 (Tue 2 Mar)"),
            "Mon 1 Mar, 21:30–23:30 → now: Mon 1 Mar, 22:30–00:30 (Tue 2 Mar)",
        ),
        (
            GAP,
            GAP + HOUR,
            HOUR / 2,
            ("03:00", "04:00"),
            "Sun 28 Mar, 01:30–03:30 → now: Sun 28 Mar, 03:00–04:00",
        ),
        (
            OVERLAP,
            OVERLAP + HOUR / 4,
            HOUR,
            ("02:30 (UTC+01:00)", "02:45 (UTC+01:00)"),
            "Sun 31 Oct, 02:30 (UTC+02:00)–02:45 (UTC+02:00) → now: Sun 31 Oct, 02:30 (UTC+01:00)–02:45 (UTC+01:00)",
        ),
        (
            OVERLAP - HOUR,
            OVERLAP + 2 * HOUR,
            -HOUR,
            ("00:30", "02:30 (UTC+01:00)"),
            "Sun 31 Oct, 01:30–03:30 → now: Sun 31 Oct, 00:30–02:30 (UTC+01:00)",
        ),
    ],
    ids=["from past midnight", "to past midnight", "over the gap", "within the overlap", "over the overlap"],
)
def test_a_move_is_shown_by_the_clock_on_the_wall(
    paris: Flask,
    client: FlaskClient,
    starts_at: datetime,
    ends_at: datetime,
    moved_by: timedelta,
    on_page: tuple[str, str],
    in_words: str,
) -> None:
    with paris.app_context():
        move(activity_named("Photons"), starts_at, ends_at)
        release()
        move(activity_named("Photons"), starts_at + moved_by, ends_at + moved_by)
        release()

    assert f"Time before: {in_words}" in latest(client)
    assert all(each in shown(client, "Photons") for each in on_page)
    assert in_feed(client, "Photons") == (starts_at + moved_by, ends_at + moved_by, 2, "CONFIRMED")


def test_what_is_cancelled_and_reopened_is_there_again_and_counts_up(paris: Flask, client: FlaskClient) -> None:
    before = in_feed(client, "Photons")
    with paris.app_context():
        schedules.cancel_activity(activity_named("Photons"), "The laser is ill", now=clock.now(), actor=THE_HOUSE)
        release()
    assert "Cancelled Photons" not in latest(client)
    assert "Reason now: The laser is ill" in latest(client)
    assert "Cancelled" in shown(client, "Photons")
    assert in_feed(client, "Photons") == (*before[:2], before[2] + 1, "CANCELLED")

    with paris.app_context():
        schedules.reopen_activity(activity_named("Photons"), now=clock.now(), actor=THE_HOUSE)
        release()
    assert "1 takes place after all" in latest(client)
    assert "Cancelled" not in shown(client, "Photons")
    assert in_feed(client, "Photons") == (*before[:2], before[2] + 2, "CONFIRMED")

    with paris.app_context():
        schedules.cancel_activity(activity_named("Photons"), "Again", now=clock.now(), actor=THE_HOUSE)
        schedules.reopen_activity(activity_named("Photons"), now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
        assert present_event().schedule.release_number == 4
        release()
        assert present_event().schedule.release_number == 4


def test_a_retired_place_stays_where_it_was_announced_until_a_release_says_otherwise(
    paris: Flask, client: FlaskClient
) -> None:
    with paris.app_context():
        activity = activity_named("Photons")
        hall, where = places.get_place(activity.place_id or 0), activity.place_id
        place_service.retire_place(hall, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
        release()
    assert "Grand Hall" in shown(client, "Photons")
    assert client.get(f"/feeds/e/week/place/{where}.ics").status_code == 200
    assert "LOCATION;LANGUAGE=en:Grand Hall" in client.get("/feeds/e/week.ics", query_string={"lang": "en"}).text

    with paris.app_context():
        activity = activity_named("Photons")
        details = schedules.details_of(activity, place_id=None)
        schedules.change_activity(activity, details, expected_version=None, now=clock.now(), actor=THE_HOUSE)
        release()
    assert "Place before: Grand Hall → now: no place" in latest(client)
    assert "Grand Hall" not in shown(client, "Photons")
