"""Bad times and events: told at their field, with what is possible; what was typed is kept."""

from __future__ import annotations

from datetime import date

import pytest

from coopevents.events import queries as event_queries
from coopevents.schedule import queries as schedules
from tests.journeys.hostile import (
    nothing_changes,
)
from tests.journeys.house import EVENT, House, house, said_at, text_of

__all__ = ["house"]

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
