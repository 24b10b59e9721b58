"""What waits for whose decision."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.accounts.roles import Permission
from coopevents.agreements.models import Agreement, AgreementParty
from coopevents.agreements.states import AgreementState
from coopevents.approvals import rules
from coopevents.approvals import service as deciding
from coopevents.approvals.models import Case, CaseState
from coopevents.approvals.rules import Decider
from coopevents.db import db
from coopevents.refusals import Refusal

DECIDED_BY = {
    AgreementState.UNIT_APPROVAL: Permission.APPROVE_FOR_UNIT,
    AgreementState.LEGAL_REVIEW: Permission.REVIEW_LEGALLY,
    AgreementState.TRANSLATIONS_CHECKED: Permission.APPROVE_FOR_OFFICE,
}
"""Which permission decides in which state."""


@dataclass(frozen=True)
class WaitingAgreement:
    """An agreement that waits for a decision, since when, and by when it should be taken."""

    agreement: Agreement
    due_at: datetime | None


def list_waiting(user_id: int, units: Mapping[Permission, Collection[int]]) -> list[WaitingAgreement]:
    """What this colleague may decide now, the most pressing first; ``units`` are those in which they hold each
    permission. Four eyes are minded: what they submitted, or decided at another stage, is left out."""
    mine = [
        and_(Agreement.state == state, Agreement.unit_id.in_(units.get(permission, ())))
        for state, permission in DECIDED_BY.items()
    ]
    query = (
        select(Agreement, Case)
        .join(Case, and_(Case.subject_kind == "agreement", Case.subject_id == Agreement.id))
        .where(or_(*mine), Case.state == CaseState.OPEN)
        .options(
            selectinload(Agreement.parties).joinedload(AgreementParty.institution),
            selectinload(Case.decisions),
            joinedload(Case.plan),
        )
        .order_by(Case.due_at, Agreement.id)
    )
    decider = Decider(user_id)
    return [
        WaitingAgreement(agreement, case.due_at)
        for agreement, case in db.session.execute(query).unique()
        if _may_decide(case, decider)
    ]


def _may_decide(case: Case, decider: Decider) -> bool:
    try:
        rules.ensure_may_decide(decider, rules.StageRules(), deciding.history_of(case))
    except Refusal:
        return False
    return True
