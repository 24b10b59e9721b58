"""How the case of an agreement follows its text: what a reviewer should have seen is never decided unseen."""

from datetime import datetime

from coopevents.accounts.roles import Permission
from coopevents.agreements.models import Agreement
from coopevents.agreements.recording import subject_of
from coopevents.agreements.states import AgreementState
from coopevents.approvals import planning
from coopevents.approvals import queries as approvals
from coopevents.approvals import service as deciding
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.approvals.models import Case, CaseState
from coopevents.approvals.plan_models import Plan
from coopevents.facts import Subject
from coopevents.text import LocalizedText

UNIT, LEGAL, OFFICE = "stage1", "stage2", "stage3"
"""The keys of the three stages."""

STAGES = PlanDetails(
    needs_four_eyes=True,
    stages=(
        StageDetails(
            name=LocalizedText(en="Unit", zh_Hans_CN="单位", fr="Composante"),
            permission=Permission.APPROVE_FOR_UNIT.value,
            due_days=14,
        ),
        StageDetails(
            name=LocalizedText(en="Legal review", zh_Hans_CN="法务审核", fr="Service juridique"),
            permission=Permission.REVIEW_LEGALLY.value,
            due_days=14,
        ),
        StageDetails(
            name=LocalizedText(en="Office", zh_Hans_CN="国际处", fr="Bureau international"),
            permission=Permission.APPROVE_FOR_OFFICE.value,
            due_days=7,
        ),
    ),
)


def plan_for(unit_id: int, *, now: datetime) -> Plan:
    """How agreements of the unit are approved: the unit, the legal review, the office, each by somebody else."""
    return planning.set_plan(Subject("unit_agreements", unit_id), STAGES, now=now)


def find_case(agreement: Agreement) -> Case | None:
    """The case about the agreement: the one that waits, else the last one."""
    found = approvals.find_open_case(subject_of(agreement))
    return found or next(iter(approvals.list_cases(subject_of(agreement))), None)


def is_legally_approved(case: Case | None) -> bool:
    """Whether the legal review has approved the text as it is now."""
    return case is not None and case.stage == OFFICE and case.state in {CaseState.OPEN, CaseState.APPROVED}


def note_text_changed(agreement: Agreement, *, now: datetime) -> None:
    """The text is not what was looked at: who is deciding sees that, and what legal approved has to come back to it."""
    case = find_case(agreement)
    if case is None:
        return
    if agreement.state is AgreementState.NEGOTIATION and case.stage == OFFICE:
        deciding.go_back(case, LEGAL, CaseState.RETURNED, now=now)
    else:
        deciding.touch(case)
