"""Departures are activities: planned, changed, cancelled, made every week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as scheduling
from coopevents.schedule.clashes import ClashKind
from coopevents.schedule.rules import ActivityIsCarried
from coopevents.schedule.states import ActivityState
from coopevents.schedule.survey import survey_of
from coopevents.tours import departure_queries as queries
from coopevents.tours import departures, desks, weekly
from coopevents.tours.departure_details import BlackoutDetails, PatternDetails
from coopevents.tours.departure_rules import CapacityIsBelowBookings, DepartureIsInThePast
from coopevents.tours.room_left import Standing
from coopevents.tours.states import DepartureState
from tests.tours.office import NOW, OFFICER, STARTS, Tours

TUESDAYS = PatternDetails(weekday=1, starts=time(10), since=date(2026, 11, 24), until=date(2027, 2, 28), language="zh")


def test_a_unit_has_one_tours_schedule_which_releases_itself(tours: Tours) -> None:
    again = desks.open_desk(tours.unit_id, time_zone="Asia/Shanghai", now=NOW, actor=OFFICER)
    assert (again.id, again.releases_itself, again.is_open) == (tours.schedule.id, True, True)


def test_a_departure_is_an_activity_with_its_guides_and_is_released(tours: Tours) -> None:
    li, wang = tours.guide("Li"), tours.guide("Wang")
    departure = tours.departure(guide_ids=(li,), backup_id=wang)
    activity = departure.activity
    assert (activity.ends_at - activity.starts_at, activity.capacity) == (timedelta(minutes=90), 10)
    assert [each.person_id for each in activity.participants] == [li, wang]
    assert departures.details_of(departure).guide_ids == (li,)
    release = schedules.find_latest_release(tours.schedule.id)
    assert release is not None
    assert [each["uid"] for each in release.snapshot["activities"]] == [activity.uid]


def test_nothing_departs_in_the_past(tours: Tours) -> None:
    with pytest.raises(DepartureIsInThePast):
        tours.departure(NOW - timedelta(hours=1))


def test_a_guide_at_two_places_is_found_by_the_one_clash_search(tours: Tours) -> None:
    li = tours.guide("Li")
    first = tours.departure(guide_ids=(li,))
    second = tours.departure(STARTS + timedelta(minutes=30), guide_ids=(li,))
    found = survey_of(tours.schedule, place_unit_ids=[]).open_clashes
    assert [(each.kind, each.activity_ids, each.person_ids) for each in found] == [
        (ClashKind.PERSON_TWICE, (first.activity_id, second.activity_id), (li,))
    ]


def test_it_cannot_take_fewer_than_have_booked(tours: Tours) -> None:
    departure = tours.departure()
    tours.book(departure, "anna", 4)
    tours.book(departure, "bo", 3)
    said = departures.details_of(departure)
    for fewer, field in ((replace(said, most_heads=6), "most_heads"), (replace(said, most_parties=1), "most_parties")):
        with pytest.raises(CapacityIsBelowBookings) as refused:
            departures.change_departure(departure, fewer, now=tours.later(), actor=OFFICER)
        assert refused.value.field == field
        unit_of_work.discard()
    departures.change_departure(
        departure, replace(said, most_heads=7, most_parties=2), now=tours.later(), actor=OFFICER
    )
    assert (departure.most_heads, departure.most_parties, departure.activity.capacity) == (7, 2, 7)


def test_what_carries_a_departure_is_neither_deleted_nor_put_into_the_tray(tours: Tours) -> None:
    draft = tours.departure(is_open=False)
    for deed in (scheduling.delete_activity, scheduling.unschedule_activity):
        with pytest.raises(ActivityIsCarried):
            deed(draft.activity, now=tours.later(), actor=OFFICER)


def test_a_draft_is_opened_and_closed_by_hand_and_by_the_clock(tours: Tours) -> None:
    departure = tours.departure(is_open=False)
    assert departures.standing_of(departure, (0, 0), NOW) is Standing.DRAFT
    departures.open_departure(departure, now=tours.later(), actor=OFFICER)
    assert (departure.state, departure.activity.state) == (DepartureState.OPEN, ActivityState.PUBLIC)
    departures.close_departure(departure, now=tours.later(), actor=OFFICER)
    assert departures.standing_of(departure, (0, 0), NOW) is Standing.CLOSED
    assert departures.go_on(departure, now=STARTS)
    assert not departures.go_on(departure, now=STARTS)
    assert departures.go_on(departure, now=STARTS + timedelta(minutes=90))
    assert departure.state is DepartureState.DONE


def test_a_cancelled_departure_stays_as_cancelled(tours: Tours) -> None:
    departure = tours.departure()
    departures.cancel_departure(departure, "Storm", for_weather=True, now=tours.later(), actor=OFFICER)
    unit_of_work.commit()
    assert departures.standing_of(departure, (0, 0), NOW) is Standing.CANCELLED
    assert (departure.cancelled_for_weather, departure.activity.cancellation_reason) == (True, "Storm")
    departures.reopen_departure(departure, now=tours.later(), actor=OFFICER)
    assert departures.standing_of(departure, (0, 0), NOW) is Standing.OPEN


def test_a_weekly_pattern_makes_each_day_once_some_weeks_ahead(tours: Tours) -> None:
    pattern = weekly.add_pattern(tours.route, TUESDAYS, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    days = queries.list_days_made(pattern.id)
    assert days == {date(2026, 11, 24) + timedelta(weeks=each) for each in range(6)}
    assert weekly.make_departures(pattern.id, now=NOW) == []
    made = weekly.make_departures(pattern.id, now=NOW + timedelta(weeks=1))
    assert [(each.made_for, each.languages) for each in made] == [(date(2027, 1, 5), "zh")]
    assert queries.list_patterns_to_make(date(2027, 1, 3)) == []
    assert queries.list_patterns_to_make(date(2027, 1, 11)) == [pattern.id]


def test_days_without_tours_are_left_out_and_made_when_they_are_given_back(tours: Tours) -> None:
    closed = BlackoutDetails(since=date(2026, 12, 1), until=date(2026, 12, 8), reason="Exams")
    blackout = weekly.add_blackout(tours.unit_id, closed, now=NOW, actor=OFFICER)
    desks.set_holidays(tours.schedule, "CN")
    pattern = weekly.add_pattern(tours.route, replace(TUESDAYS, left_out=(date(2026, 12, 22),)), now=NOW, actor=OFFICER)
    made = queries.list_days_made(pattern.id)
    assert made == {date(2026, 11, 24), date(2026, 12, 15), date(2026, 12, 29)}
    weekly.remove_blackout(blackout, now=tours.later(), actor=OFFICER)
    assert queries.list_days_made(pattern.id) == made | {date(2026, 12, 1), date(2026, 12, 8)}
