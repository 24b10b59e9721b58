"""Which visits wait for whose decision."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.accounts.roles import Permission
from coopevents.approvals.deciders import may_decide, permission_of
from coopevents.approvals.models import Case, CaseState
from coopevents.approvals.rules import Decider
from coopevents.db import db
from coopevents.delegations.models import Delegation
from coopevents.delegations.reporting import SUBJECT as REPORT
from coopevents.delegations.states import AFTER, VisitState

DECIDES = (Permission.SCREEN_VISITS, Permission.APPROVE_FOR_UNIT, Permission.APPROVE_FOR_OFFICE)
"""The permissions with which a stage of a visit is decided."""


@dataclass(frozen=True)
class WaitingVisit:
    """A visit that waits for a decision, and by when it should be taken."""

    delegation: Delegation
    due_at: datetime | None
    permission: str


def list_waiting(user_id: int | None, units: Mapping[Permission, Collection[int]]) -> list[WaitingVisit]:
    """What this colleague may decide now, the most pressing first; ``units`` are those in which they hold each
    permission. Four eyes are minded, and who is named for a stage."""
    return _waiting("delegation", {VisitState.SCREENING}, user_id, units)


def list_waiting_reports(user_id: int | None, units: Mapping[Permission, Collection[int]]) -> list[WaitingVisit]:
    """The visits whose report this colleague may decide about now, likewise."""
    return _waiting(REPORT, AFTER, user_id, units)


def _waiting(
    kind: str, states: Collection[VisitState], user_id: int | None, units: Mapping[Permission, Collection[int]]
) -> list[WaitingVisit]:
    somewhere = {unit_id for permission in DECIDES for unit_id in units.get(permission, ())}
    query = (
        select(Delegation, Case)
        .join(Case, and_(Case.subject_kind == kind, Case.subject_id == Delegation.id))
        .where(Delegation.state.in_(states), Delegation.unit_id.in_(somewhere), Case.state == CaseState.OPEN)
        .options(joinedload(Delegation.institution), selectinload(Case.decisions), joinedload(Case.plan))
        .order_by(Case.due_at, Delegation.id)
    )
    found = []
    for delegation, case in db.session.execute(query).unique():
        held = frozenset(each.value for each in DECIDES if delegation.unit_id in units.get(each, ()))
        if may_decide(case, Decider(user_id, held)):
            found.append(WaitingVisit(delegation, case.due_at, permission_of(case)))
    return found
