"""No list about trips asks more of the database the longer it is (see test_query_counts)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coopevents.facts import THE_HOUSE
from coopevents.mobility import approving, programmes, service
from coopevents.mobility.details import ProgrammeDetails, TravellerDetails, TripDetails
from coopevents.mobility.models import Trip
from coopevents.mobility.states import ProgrammeKind, TravellerRole, TripPurpose, TripState
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk, desk
from tests.house.test_query_counts import Rows, queries_asked

__all__ = ["desk"]

FIRST = date(2026, 6, 1)


def trips(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each of two people: one waits for the reader's decision, one is back with late reports."""
    by = {"now": NOW, "actor": THE_HOUSE}
    for number in numbers:
        first = FIRST + timedelta(days=number % 20)
        details = TripDetails(f"Trip {number}", TripPurpose.VISIT, "IE", first, first, host="A university")
        for state in (TripState.SUBMITTED, TripState.RETURNED):
            made = service.plan_trip(details, unit_id=desk.unit_id, **by)
            for name in ("Li", "Wu"):
                _add(made, f"{name} {number}")
            approving.submit_trip(made, **by)
            made.state = state
            if state is TripState.RETURNED:
                for each in made.travellers:
                    each.report_due_on = first


def joint(desk: Desk, _event_id: int, numbers: range) -> None:
    """Programmes with three years each."""
    for number in numbers:
        years = {2024: number, 2025: number, 2026: number}
        said = ProgrammeDetails(LocalizedText(en=f"Programme {number}"), ProgrammeKind.EXCHANGE, enrolments=years)
        programmes.add_programme(said, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE)


def _add(trip: Trip, name: str) -> None:
    details = TravellerDetails(name, TravellerRole.STUDENT, email=f"{name.replace(' ', '')}@example.edu")
    service.add_traveller(trip, details, now=NOW, actor=THE_HOUSE)


LISTS: list[tuple[str, Rows]] = [
    ("/desk/trips", trips),
    ("/desk/trips/export.csv", trips),
    ("/desk/trips/figures?since=2026-01-01&until=2026-12-31", trips),
    ("/desk/", trips),
    ("/desk/programmes", joint),
]


@pytest.mark.parametrize(("path", "rows"), LISTS, ids=[path for path, _rows in LISTS])
def test_a_list_about_trips_asks_equally_often_for_1_10_and_100_rows(desk: Desk, path: str, rows: Rows) -> None:
    asked = queries_asked(desk, path, rows)
    assert set(asked.values()) == {asked[1]}, asked
