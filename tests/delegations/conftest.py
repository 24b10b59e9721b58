"""An office that receives delegations, with a colleague of every role. Fixture `reception`."""

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
from coopevents.delegations import deciding, requesting, triage
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import VisitLevel
from coopevents.delegations.states import VisitState as S
from coopevents.facts import Actor
from tests.desks import Desk, desk

__all__ = ["desk"]

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
JUNE = Days(date(2027, 6, 14), date(2027, 6, 15))
ROLES = {
    "officer": Role.OFFICER,
    "screener": Role.SCREENER,
    "lead": Role.UNIT_LEAD,
    "head": Role.OFFICER,
}
GUEST = Actor("guest", None, "Guest")


def request_of(**said: Any) -> VisitDetails:
    """What a university in Dublin writes when its president would like to come."""
    usual = VisitDetails(
        contact=ContactDetails(name="Aoife Byrne", email="Aoife.Byrne@tudublin.example", language="en"),
        organisation="Technological University Dublin",
        country="IE",
        purpose="Sign the agreement on joint student training and meet the school of computing.",
        days=JUNE,
        alternatives=(Days(date(2027, 6, 21), date(2027, 6, 22)),),
        head_count=12,
        level=VisitLevel.LEADERSHIP,
        languages=("en",),
    )
    return replace(usual, **said)


class Reception:
    """The visits to an office; each deed an hour after the one before it."""

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

    def actor(self, name: str = "officer") -> Actor:
        return Actor("user", self.users[name], name.title())

    def by(self, name: str = "officer") -> dict[str, Any]:
        """Who acts, an hour later than what was done before."""
        self.now += timedelta(hours=1)
        return {"now": self.now, "actor": GUEST if name == "guest" else self.actor(name)}

    def request(self, **said: Any) -> Delegation:
        return requesting.request_visit(request_of(**said), unit_id=self.unit_id, **self.by("guest"))

    def taken_up(self, **said: Any) -> Delegation:
        delegation = self.request(**said)
        triage.take_up(delegation, **self.by())
        return delegation

    def submitted(self, **said: Any) -> Delegation:
        delegation = self.taken_up(**said)
        deciding.submit_visit(delegation, **self.by())
        return delegation

    def decide(self, delegation: Delegation, name: str, verdict: Verdict = Verdict.APPROVE, reason: str = "") -> S:
        """The state it comes to when this colleague decides so."""
        deciding.decide_visit(delegation, verdict, reason, **self.by(name))
        return delegation.state

    def accepted(self, **said: Any) -> Delegation:
        delegation = self.submitted(**said)
        self.decide(delegation, "screener")
        assert self.decide(delegation, "head") is S.ACCEPTED
        return delegation


@pytest.fixture
def reception(desk: Desk) -> Iterator[Reception]:
    """An office whose services can be called as a door would."""
    with desk.app.app_context():
        declare_intent(is_reading=False)
        yield Reception(desk)
        db.session.remove()
