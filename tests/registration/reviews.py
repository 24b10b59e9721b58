"""An event with stages of approval, and the colleagues who decide at them. Fixture `panel`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coopevents import unit_of_work
from coopevents.accounts.models import Grant, User
from coopevents.accounts.roles import Permission, Role
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.registration import plans
from coopevents.text import LocalizedText
from tests.registration.conftest import NOW, OFFICER, Registrar

REVIEW = Permission.REVIEW_REGISTRATIONS.value


class Panel:
    """Two reviewers and somebody of the leadership, who may all review at the event."""

    def __init__(self, registrar: Registrar) -> None:
        self.registrar, self.event = registrar, registrar.event
        self.una, self.ugo, self.lea = (self._colleague(name) for name in ("Una", "Ugo", "Lea"))

    def plan(self, *stages: StageDetails, four_eyes: bool = False) -> None:
        """Let registrations be approved by these stages."""
        details = PlanDetails(stages=stages, needs_four_eyes=four_eyes)
        plans.change_plan(self.event, details, now=self.registrar.later(), actor=OFFICER)
        unit_of_work.commit()

    def two_stages(self, *, four_eyes: bool = False) -> None:
        """The unit's reviewers in turn, then the leadership."""
        self.plan(
            stage("Unit", [self.una, self.ugo], assigns_in_turn=True, due_days=3),
            stage("Leadership", [self.lea, self.una]),
            four_eyes=four_eyes,
        )

    def _colleague(self, name: str) -> Actor:
        user = User(email=f"{name.lower()}@example.edu", name=name, created_at=NOW)
        granted = {"scope_kind": "event", "scope_id": self.event.id, "granted_at": NOW}
        user.grants.append(Grant(role=Role.REVIEWER, **granted))
        db.session.add(user)
        unit_of_work.commit()
        return Actor("user", user.id, name)


def stage(name: str, reviewers: Sequence[Actor] = (), **said: object) -> StageDetails:
    """A stage that these colleagues decide, else whoever may review."""
    ids = tuple(each.id for each in reviewers if each.id is not None)
    return StageDetails(name=LocalizedText(en=name), reviewer_ids=ids, permission=REVIEW, **said)  # type: ignore[arg-type]


@pytest.fixture
def panel(registrar: Registrar) -> Panel:
    """The event of `registrar`, and its reviewers."""
    return Panel(registrar)
