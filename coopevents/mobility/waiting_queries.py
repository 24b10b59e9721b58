"""Which trips wait for whose decision."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.accounts.roles import Permission
from coopevents.approvals.deciders import may_decide
from coopevents.approvals.models import Case, CaseState
from coopevents.approvals.rules import Decider
from coopevents.db import db
from coopevents.mobility.models import Trip
from coopevents.mobility.states import TripState

DECIDES = (Permission.APPROVE_FOR_UNIT, Permission.APPROVE_FOR_OFFICE)
"""The permissions with which a stage of a trip is decided."""


@dataclass(frozen=True)
class WaitingTrip:
    """A trip that waits for a decision, and by when it should be taken."""

    trip: Trip
    due_at: datetime | None


def list_waiting(user_id: int | None, units: Mapping[Permission, Collection[int]]) -> list[WaitingTrip]:
    """What this colleague may decide now, the most pressing first; ``units`` are those in which they hold each
    permission. Four eyes are minded, and who is named for a stage."""
    somewhere = {unit_id for permission in DECIDES for unit_id in units.get(permission, ())}
    query = (
        select(Trip, Case)
        .join(Case, and_(Case.subject_kind == "trip", Case.subject_id == Trip.id))
        .where(Trip.state == TripState.SUBMITTED, Trip.unit_id.in_(somewhere), Case.state == CaseState.OPEN)
        .options(selectinload(Case.decisions), joinedload(Case.plan))
        .order_by(Case.due_at, Trip.id)
    )
    found = []
    for trip, case in db.session.execute(query).unique():
        held = frozenset(each.value for each in DECIDES if trip.unit_id in units.get(each, ()))
        if may_decide(case, Decider(user_id, held)):
            found.append(WaitingTrip(trip, case.due_at))
    return found
