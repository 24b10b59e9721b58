"""Trips: planned, approved by unit and office, made, and reported; whoever travels is away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import DecidedMeanwhile, EnteredByYou, FourEyes
from coopevents.facts import THE_HOUSE
from coopevents.mobility import approving, figures, queries, report_dates, reporting, rosters, rules, service
from coopevents.mobility.queries import TripFilter
from coopevents.mobility.states import TravellerRole, TripPurpose, TripState
from coopevents.people import queries as people
from coopevents.people import service as register
from coopevents.people.details import PersonDetails
from tests.mobility.conftest import LEEDS, TravelOffice

BACK = datetime(2027, 3, 13, 2, 0, tzinfo=UTC)


def test_unit_and_office_decide_each_by_somebody_else(travel_office: TravelOffice) -> None:
    trip = travel_office.trip()
    with pytest.raises(rules.NobodyTravels):
        approving.submit_trip(trip, **travel_office.by())
    travel_office.add(trip, "Mei Lin")
    approving.submit_trip(trip, **travel_office.by())
    with pytest.raises(EnteredByYou):
        approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by())
    approving.decide_trip(trip, Verdict.RETURN, "Who pays?", **travel_office.by("lead"))
    assert trip.state is TripState.PLANNED
    approving.submit_trip(trip, **travel_office.by())
    approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by("head"))
    with pytest.raises(FourEyes):
        approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by("head"))
    assert trip.state is TripState.SUBMITTED


def test_nobody_approves_what_was_not_seen_nor_changes_what_was_approved(travel_office: TravelOffice) -> None:
    trip = travel_office.trip("Mei Lin")
    approving.submit_trip(trip, **travel_office.by())
    seen = approving.ensure_waits(trip).turn
    service.change_trip(trip, replace(LEEDS, cost="CNY 90,000"), **travel_office.by())
    travel_office.add(trip, "Bo Zhao")
    with pytest.raises(DecidedMeanwhile):
        approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by("lead"), turn=seen)
    for who in ("lead", "head"):
        approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by(who))
    service.change_trip(trip, replace(LEEDS, cost="CNY 90,000", note="By train."), **travel_office.by())
    assert trip.state is TripState.APPROVED
    travel_office.add(trip, "Na Li")
    assert trip.state is TripState.SUBMITTED
    for who in ("lead", "head"):
        approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by(who))
    service.change_trip(trip, replace(LEEDS, cost="CNY 900,000"), **travel_office.by("head"))
    assert trip.state is TripState.SUBMITTED
    approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by("lead"))
    with pytest.raises(EnteredByYou):
        approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by("head"))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"title": " "}, rules.TitleIsMissing),
        ({"country": ""}, rules.CountryIsMissing),
        ({"host": ""}, rules.HostIsMissing),
        ({"ends_on": date(2027, 3, 7)}, rules.EndsBeforeStarting),
        ({"ends_on": date(2032, 3, 7)}, rules.TripIsTooLong),
        ({"purpose": TripPurpose.EXCHANGE}, rules.ProgrammeIsMissing),
    ],
)
def test_what_cannot_be_a_trip_is_refused_at_its_field(said: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        rules.ensure_details_hold(replace(LEEDS, **said))  # type: ignore[arg-type]


def test_who_travels_is_away_while_the_trip_stands(travel_office: TravelOffice) -> None:
    details = PersonDetails(family_name="Lin", email="mei.lin@example.edu")
    person = register.add_person(details, unit_id=travel_office.unit_id, **travel_office.by())
    trip = travel_office.approved("Mei Lin")
    [away] = people.map_absences([person.id])[person.id]
    assert (away.ends_at - away.starts_at) == timedelta(days=5)
    later = replace(LEEDS, ends_on=date(2027, 3, 14))
    service.change_trip(trip, later, **travel_office.by())
    assert people.map_absences([person.id]) == {}, "it waits for unit and office again"
    for who in ("lead", "head"):
        approving.decide_trip(trip, Verdict.APPROVE, **travel_office.by(who))
    [away] = people.map_absences([person.id])[person.id]
    assert (away.ends_at - away.starts_at) == timedelta(days=7)
    service.withdraw_traveller(trip.travellers[0], **travel_office.by())
    assert people.map_absences([person.id]) == {}
    service.bring_traveller_back(trip.travellers[0], **travel_office.by())
    service.cancel_trip(trip, "The conference was called off.", **travel_office.by())
    assert people.map_absences([person.id]) == {}


def test_the_calendar_takes_a_trip_along_and_the_last_report_closes_it(travel_office: TravelOffice) -> None:
    trip = travel_office.approved("Mei Lin", "Bo Zhao")
    by = {"actor": THE_HOUSE}
    assert queries.list_due_by_days(date(2027, 3, 7)) == []
    reporting.follow_calendar(trip, now=datetime(2027, 3, 8, 1, tzinfo=UTC), **by)
    assert trip.state is TripState.TRAVELLING
    reporting.follow_calendar(trip, now=BACK, **by)
    assert (trip.state, {each.report_due_on for each in trip.travellers}) == (TripState.RETURNED, {date(2027, 4, 11)})
    first, second = trip.travellers
    with pytest.raises(rules.ReportIsEmpty):
        reporting.hand_in_report(first, " ", now=BACK, **by)
    reporting.hand_in_report(first, "Two talks, one partner.", now=BACK, **by)
    assert [each.id for each in reporting.owing(trip)] == [second.id]
    reporting.hand_in_report(second, "One talk.", now=BACK, **by)
    assert trip.state is TripState.REPORTED


def test_reminders_go_out_a_week_before_on_the_day_and_then_weekly_each_once() -> None:
    due, reminded, days = date(2027, 4, 11), None, []
    for number in range(-30, 30):
        today = due + timedelta(days=number)
        if report_dates.is_reminded_now(due, reminded, today):
            reminded = today
            days.append(number)
    assert days == [-7, 0, 7, 14, 21, 28]
    assert report_dates.is_reminded_now(due, None, due + timedelta(days=9))
    assert not report_dates.is_reminded_now(due, due + timedelta(days=9), due + timedelta(days=10))


def test_a_roster_is_taken_over_once_nothing_is_wrong_in_it(travel_office: TravelOffice) -> None:
    trip = travel_office.trip()
    wrong = b"Given name,Family name,E-mail,Role with us\nMei,Lin,mei@example.edu,teacher\nBo,,bo@,boss\n"
    faults = rosters.faults_of(trip, rosters.read(wrong))
    assert [(each.row, str(each.column)) for each in faults] == [
        (3, "E-mail"), (3, "Family name"), (3, "Role with us")
    ]  # fmt: skip
    with pytest.raises(rosters.TravellerLinesAreWrong):
        rosters.take(trip, rosters.read(wrong), **travel_office.by())
    with pytest.raises(rosters.TravellerColumnsAreMissing):
        rosters.read(b"one,two\n1,2\n")
    assert trip.travellers == []
    good = "Family name,E-mail,Role with us,Companions\n林,lin@example.edu,Teacher,Bo Lin; Ai Lin\n".encode()
    assert rosters.take(trip, rosters.read(good), **travel_office.by()) == 1
    assert [(each.family_name, each.companions) for each in trip.travellers] == [("林", "Bo Lin\nAi Lin")]


def test_the_same_question_gives_the_same_number_everywhere(travel_office: TravelOffice) -> None:
    travel_office.approved("Mei Lin", "Bo Zhao")
    invited = travel_office.trip("Ai Wang", purpose=TripPurpose.INVITED_CONFERENCE, country="DE")
    travel_office.add(invited, "Jun Li", role=TravellerRole.STUDENT)
    travel_office.let_go(invited)
    travel_office.trip("Not Going")
    found = figures.figures_of([travel_office.unit_id], date(2027, 1, 1), date(2027, 12, 31))
    assert (found.travellers, found.trips, found.invited, found.invited_share) == (4, 2, 2, 0.5)
    assert found.by_country == {"GB": 2, "DE": 2}
    assert found.by_role == {TravellerRole.TEACHER: 3, TravellerRole.STUDENT: 1}
    for country, count in found.by_country.items():
        listed = queries.list_all([travel_office.unit_id], TripFilter(country=country, states=queries.COUNTED))
        assert sum(len(each.travellers) for each in listed) == count
