"""An office whose people travel, with a colleague of every role. Fixture `travel_office`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.accounts.models import Grant, User
from coopevents.accounts.roles import Role
from coopevents.approvals.models import Verdict
from coopevents.db import db, declare_intent
from coopevents.facts import Actor
from coopevents.mobility import approving, service
from coopevents.mobility.details import TravellerDetails, TripDetails
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.states import TravellerRole, TripPurpose
from tests.desks import Desk, desk

__all__ = ["desk"]

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
ROLES = {"officer": Role.OFFICER, "lead": Role.UNIT_LEAD, "head": Role.OFFICER}
LEEDS = TripDetails(
    title="Conference on urban water, Leeds",
    purpose=TripPurpose.CONFERENCE,
    country="GB",
    host="University of Leeds",
    starts_on=date(2027, 3, 8),
    ends_on=date(2027, 3, 12),
    funding="Own means of the school",
)


class TravelOffice:
    """The trips of an office; each deed an hour after the one before it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.now, self.unit_id = desk, START, desk.unit_id
        self.users = {name: self._user(name, role) for name, role in ROLES.items()}
        unit_of_work.commit()

    def _user(self, name: str, role: Role) -> int:
        user = User(email=f"{name}@example.edu", name=name.title(), created_at=START)
        user.grants.append(Grant(scope_kind="unit", scope_id=self.unit_id, role=role, granted_at=START))
        db.session.add(user)
        db.session.flush()
        return user.id

    def by(self, name: str = "officer") -> dict[str, Any]:
        """Who acts, an hour later than what was done before."""
        self.now += timedelta(hours=1)
        return {"now": self.now, "actor": Actor("user", self.users[name], name.title())}

    def trip(self, *names: str, **said: Any) -> Trip:
        """A trip of these travellers."""
        trip = service.plan_trip(replace(LEEDS, **said), unit_id=self.unit_id, **self.by())
        for name in names:
            self.add(trip, name)
        return trip

    def add(self, trip: Trip, name: str, **said: Any) -> Traveller:
        """One more traveller."""
        given, family = name.split(" ")
        usual = {"given_name": given, "email": f"{given}.{family}@example.edu".lower(), "language": "en"}
        details = TravellerDetails(**{"family_name": family, "role": TravellerRole.TEACHER, **usual, **said})
        return service.add_traveller(trip, details, **self.by())

    def approved(self, *names: str, **said: Any) -> Trip:
        """A trip that unit and office let go."""
        return self.let_go(self.trip(*names, **said))

    def let_go(self, trip: Trip) -> Trip:
        """The trip, submitted and approved by unit and office."""
        approving.submit_trip(trip, **self.by())
        for who in ("lead", "head"):
            approving.decide_trip(trip, Verdict.APPROVE, **self.by(who))
        return trip


@pytest.fixture
def travel_office(desk: Desk) -> Iterator[TravelOffice]:
    """An office whose services can be called as a door would."""
    with desk.app.app_context():
        declare_intent(is_reading=False)
        yield TravelOffice(desk)
        db.session.remove()
