"""By which stages a visit is decided, and how its case follows what is asked."""

from datetime import datetime

from coopevents.accounts.roles import Permission
from coopevents.approvals import planning
from coopevents.approvals import queries as approvals
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.approvals.models import Case
from coopevents.approvals.plan_models import Plan
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import subject_of
from coopevents.delegations.states import VisitLevel
from coopevents.facts import Subject
from coopevents.text import LocalizedText

SCREENING = StageDetails(
    name=LocalizedText(en="Screening", zh_Hans_CN="外事审查", fr="Vérification"),
    permission=Permission.SCREEN_VISITS.value,
    due_days=5,
)
UNIT = StageDetails(
    name=LocalizedText(en="Unit", zh_Hans_CN="单位", fr="Composante"),
    permission=Permission.APPROVE_FOR_UNIT.value,
    due_days=5,
)
OFFICE = StageDetails(
    name=LocalizedText(en="Office", zh_Hans_CN="国际处", fr="Bureau international"),
    permission=Permission.APPROVE_FOR_OFFICE.value,
    due_days=5,
)
LEADERSHIP = StageDetails(
    name=LocalizedText(en="University leadership", zh_Hans_CN="校领导", fr="Direction de l’université"),
    due_days=10,
)
"""Decided by the colleagues an office names for it: no role stands for it."""
USUAL: dict[VisitLevel, PlanDetails] = {
    VisitLevel.LEADERSHIP: PlanDetails(needs_four_eyes=True, stages=(SCREENING, OFFICE)),
    VisitLevel.DEAN: PlanDetails(needs_four_eyes=True, stages=(SCREENING, UNIT)),
    VisitLevel.UNIT: PlanDetails(stages=(UNIT,)),
}
"""How visits of each level are decided unless the office says otherwise."""


def plan_subject(unit_id: int, level: VisitLevel) -> Subject:
    """What the plan of a unit's visits of one level hangs on."""
    return Subject(f"unit_visits_{level.value}", unit_id)


def plan_for(unit_id: int, level: VisitLevel, *, now: datetime) -> Plan:
    """How visits of this level to the unit are decided: as the office says, else as usual."""
    subject = plan_subject(unit_id, level)
    return approvals.find_plan([subject]) or planning.set_plan(subject, USUAL[level], now=now)


def find_case(delegation: Delegation) -> Case | None:
    """The case about the visit: the one that waits, else the last one."""
    found = approvals.find_open_case(subject_of(delegation))
    return found or next(iter(approvals.list_cases(subject_of(delegation))), None)
