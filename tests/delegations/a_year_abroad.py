"""The travellers of a year: a hundred of ours abroad, ten of them invited to conferences, hosts of the office too.

Nothing here knows of absences: who is on the way stands in plain days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from coopevents.approvals.models import Verdict
from coopevents.mobility import approving, programmes, service
from coopevents.mobility.details import ProgrammeDetails, TravellerDetails, TripDetails
from coopevents.mobility.models import Trip
from coopevents.mobility.states import ProgrammeKind, TravellerRole, TripPurpose, TripState
from coopevents.people.models import Person
from coopevents.text import LocalizedText
from tests.delegations.conftest import Reception

P, R = TripPurpose, TravellerRole
TRAVELLERS, INVITED = 100, 10
GROUP = 15
"""So many go to the short course together."""
SORTS: tuple[tuple[TripPurpose, TravellerRole, int], ...] = (
    (P.INVITED_CONFERENCE, R.TEACHER, INVITED),
    (P.CONFERENCE, R.TEACHER, 25),
    (P.VISIT, R.STAFF, 20),
    (P.EXCHANGE, R.STUDENT, 15),
    (P.JOINT_TRAINING, R.STUDENT, 15),
)
COUNTRIES = ("US", "SG", "JP", "GB", "CA", "AU", "FR")


@dataclass
class Abroad:
    """Who is away when, and the trips that say so; ``called_off`` are those nobody makes."""

    trips: list[Trip] = field(default_factory=list)
    called_off: list[Trip] = field(default_factory=list)
    days: list[tuple[int, date, date]] = field(default_factory=list)
    """(person, first day, last day) of the colleagues the register knows."""


def send_out(reception: Reception, hosts: Sequence[Person], year: int) -> Abroad:
    """A hundred travellers, planned and approved; hosts are the teachers, each several times."""
    abroad, ids = Abroad(), _programmes(reception)
    for number, (purpose, role) in enumerate(_who()):
        long = role is R.STUDENT
        first = date(year, 1, 4) + timedelta(days=7 * (number % 35))
        last = first + timedelta(days=120 if long else 4)
        host = hosts[number % len(hosts)] if role is R.TEACHER else None
        trip = _trip(reception, purpose, first, last, number, programme_id=ids.get(purpose))
        _travel(reception, trip, role, host.email if host else f"{role}{number}@example.edu", f"Traveller{number}")
        approve(reception, trip)
        abroad.trips.append(trip)
        if host is not None:
            abroad.days.append((host.id, first, last))
    group = _trip(reception, P.SHORT_COURSE, date(year, 7, 10), date(year, 7, 28), 0)
    for number in range(GROUP):
        _travel(reception, group, R.STUDENT, f"course{number}@example.edu", f"Course{number}")
    approve(reception, group)
    abroad.trips.append(group)
    before = _trip(reception, P.VISIT, date(year - 1, 12, 20), date(year, 1, 12), 0)
    _travel(reception, before, R.STAFF, "before@example.edu", "Before")
    approve(reception, before)  # that one is of the year before
    abroad.called_off = list(_not_made(reception, hosts, year))
    return abroad


def approve(reception: Reception, trip: Trip) -> None:
    """The unit and the office say yes."""
    approving.submit_trip(trip, **reception.by())
    for each in ("lead", "head"):
        approving.decide_trip(trip, Verdict.APPROVE, **reception.by(each))
    assert trip.state is TripState.APPROVED


def send(reception: Reception, person: Person, first: date, last: date) -> Trip:
    """One colleague, to a conference."""
    trip = _trip(reception, P.CONFERENCE, first, last, 0)
    _travel(reception, trip, R.TEACHER, person.email, person.family_name)
    approve(reception, trip)
    return trip


def _who() -> Iterator[tuple[TripPurpose, TravellerRole]]:
    for purpose, role, number in SORTS:
        yield from [(purpose, role)] * number


def _not_made(reception: Reception, hosts: Sequence[Person], year: int) -> Iterator[Trip]:
    """A trip that is only planned, one that was refused and one that was called off: nobody is away for them."""
    for number in range(3):
        first = date(year, 2 + 3 * number, 1)
        trip = _trip(reception, P.VISIT, first, first + timedelta(days=50), number)
        _travel(reception, trip, R.TEACHER, hosts[number].email, "Stays")
        if number == 1:
            approving.submit_trip(trip, **reception.by())
            approving.decide_trip(trip, Verdict.DECLINE, "No money is left.", **reception.by("lead"))
        elif number:
            approve(reception, trip)
            service.cancel_trip(trip, "The host has moved the meeting.", **reception.by())
        yield trip


def _programmes(reception: Reception) -> dict[TripPurpose, int]:
    kinds = {P.EXCHANGE: ProgrammeKind.EXCHANGE, P.JOINT_TRAINING: ProgrammeKind.JOINT_TRAINING}
    return {
        purpose: programmes.add_programme(
            ProgrammeDetails(name=LocalizedText(en=f"Programme of {purpose}"), kind=kind),
            unit_id=reception.unit_id,
            **reception.by(),
        ).id
        for purpose, kind in kinds.items()
    }


def _trip(
    reception: Reception, purpose: TripPurpose, first: date, last: date, number: int, *, programme_id: int | None = None
) -> Trip:
    details = TripDetails(
        title=f"{purpose} {number}",
        purpose=purpose,
        country=COUNTRIES[number % len(COUNTRIES)],
        host="University of Waterloo",
        starts_on=first,
        ends_on=last,
        programme_id=programme_id,
    )
    return service.plan_trip(details, unit_id=reception.unit_id, **reception.by())


def _travel(reception: Reception, trip: Trip, role: TravellerRole, email: str, name: str) -> None:
    said = TravellerDetails(family_name=name, role=role, email=email)
    service.add_traveller(trip, said, **reception.by())
