"""Deeds about one trip at the same moment: the last report closes it, nobody is reminded twice, one yes is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from coopevents import unit_of_work
from coopevents.approvals.models import Verdict
from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor
from coopevents.mail.models import OutboxMessage
from coopevents.mobility import approving, queries, reporting
from coopevents.mobility.states import TripState
from coopevents.refusals import Refusal
from tests.databases import both_databases
from tests.mobility.conftest import TravelOffice
from tests.registration.at_once import Races, races

__all__ = ["races"]

BACK = datetime(2027, 3, 13, 2, 0, tzinfo=UTC)
ROUNDS = 5


class Trips:
    """An office whose people hand in, remind and decide at once."""

    def __init__(self, races: Races) -> None:
        self.races = races
        with races.desk.writing():
            self.office = TravelOffice(races.desk)

    def returned(self) -> tuple[int, list[int]]:
        """A trip from which two are back; its id, and theirs."""
        with self.races.desk.writing():
            trip = self.office.approved("Mei Lin", "Bo Zhao")
            reporting.follow_calendar(trip, now=BACK, actor=THE_HOUSE)
            found = trip.id, [each.id for each in trip.travellers]
            unit_of_work.commit()
        return found

    def submitted(self) -> int:
        """A trip that waits for the unit."""
        with self.races.desk.writing():
            trip = self.office.trip("Mei Lin")
            approving.submit_trip(trip, **self.office.by())
            found = trip.id
            unit_of_work.commit()
        return found

    def state(self, trip_id: int) -> TripState:
        with self.races.app.app_context():
            return queries.get_trip(trip_id).state


def reports(trip_id: int, traveller_id: int) -> Callable[[], object]:
    return lambda: reporting.hand_in_report(
        queries.get_traveller(trip_id, traveller_id), "A talk.", now=BACK, actor=THE_HOUSE
    )


def reminds(trip_id: int, traveller_id: int) -> Callable[[], object]:
    return lambda: reporting.remind(queries.get_traveller(trip_id, traveller_id), now=BACK, actor=THE_HOUSE)


def approves(trip_id: int, actor: Actor, turn: int) -> Callable[[], object]:
    return lambda: approving.decide_trip(queries.get_trip(trip_id), Verdict.APPROVE, now=BACK, actor=actor, turn=turn)


@both_databases
def test_the_last_two_reports_at_once_close_the_trip(races: Races) -> None:
    trips = Trips(races)
    for _round in range(ROUNDS):
        trip_id, travellers = trips.returned()
        done = races.at_once(*[reports(trip_id, each) for each in travellers])
        assert not [each for each in done if isinstance(each, Exception)]
        assert trips.state(trip_id) is TripState.REPORTED


@both_databases
def test_two_who_remind_at_once_write_once(races: Races) -> None:
    trips = Trips(races)
    for _round in range(ROUNDS):
        trip_id, (traveller_id, _other) = trips.returned()
        races.at_once(*[reminds(trip_id, traveller_id)] * 2)
        with races.app.app_context():
            written = db.session.query(OutboxMessage).filter_by(kind="trip_report_due", subject_id=traveller_id)
            assert written.count() == 1


@both_databases
def test_two_yeses_to_one_stage_are_one(races: Races) -> None:
    trips = Trips(races)
    lead = Actor("user", trips.office.users["lead"], "Lead")
    for _round in range(ROUNDS):
        trip_id = trips.submitted()
        done = races.at_once(*[approves(trip_id, lead, 1)] * 2)
        assert sorted(isinstance(each, Refusal) for each in done) == [False, True]
        assert trips.state(trip_id) is TripState.SUBMITTED
