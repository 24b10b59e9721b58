"""The report on a visit goes to whoever approves it, comes back with a reason, or is approved and kept as it is."""

import hashlib
from datetime import datetime
from enum import StrEnum

from coopevents.approvals import planning
from coopevents.approvals import queries as approvals
from coopevents.approvals import service as approving
from coopevents.approvals.deciders import decider_of
from coopevents.approvals.details import PlanDetails
from coopevents.approvals.models import Case, CaseState, Verdict
from coopevents.approvals.plan_models import Plan
from coopevents.approvals.rules import Decider
from coopevents.db import db
from coopevents.delegations import queries as delegations
from coopevents.delegations import turning
from coopevents.delegations.after_facts import ReportApproved, ReportReturned, ReportStageApproved, ReportSubmitted
from coopevents.delegations.after_models import ApprovedReport
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import record
from coopevents.delegations.rules import VisitForbids
from coopevents.delegations.states import AFTER, VisitLevel
from coopevents.facts import Actor, Subject
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.storage.sealed_files import store_sealed
from coopevents.storage.store import FileStore, present_store
from coopevents.storage.uploads import Upload
from coopevents.text import cleaned

SUBJECT = "visit_report"
USUAL: dict[VisitLevel, PlanDetails] = {
    VisitLevel.LEADERSHIP: PlanDetails(needs_four_eyes=True, stages=(turning.OFFICE,)),
    VisitLevel.DEAN: PlanDetails(needs_four_eyes=True, stages=(turning.UNIT,)),
    VisitLevel.UNIT: PlanDetails(needs_four_eyes=True, stages=(turning.UNIT,)),
}
"""How reports on visits of each level are approved unless the office says otherwise."""


class ReportState(StrEnum):
    """How far the report on a visit is."""

    WRITTEN = "written"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class ReportWaits(Refusal):
    """It is with whoever approves it."""

    sentence = _l("The report waits for its approval already.")


class NoReportToDecide(Refusal):
    """Nobody submitted it, or it was decided."""

    sentence = _l("The report on this visit does not wait for a decision.")


class ReportIsNotApproved(Refusal):
    """A visit is closed when its report was approved."""

    sentence = _l("The report has to be approved before the visit is closed. Submit it on the page After the visit.")


def subject_of_report(delegation_id: int) -> Subject:
    """The report on a visit as engines know it."""
    return Subject(SUBJECT, delegation_id)


def plan_subject(unit_id: int, level: VisitLevel) -> Subject:
    """What the plan of a unit's reports on visits of one level hangs on."""
    return Subject(f"unit_visit_reports_{level.value}", unit_id)


def plan_for(delegation: Delegation, *, now: datetime) -> Plan:
    """How the report on this visit is approved: as the office says, else as usual."""
    subject = plan_subject(delegation.unit_id, delegation.level)
    return approvals.find_plan([subject]) or planning.set_plan(subject, USUAL[delegation.level], now=now)


def find_case(delegation: Delegation) -> Case | None:
    """The case about the report: the one that waits, else the last one."""
    return next(iter(approvals.list_cases(subject_of_report(delegation.id))), None)


def state_of(case: Case | None) -> ReportState:
    """How far the report is by its last case."""
    states = {
        CaseState.OPEN: ReportState.SUBMITTED,
        CaseState.RETURNED: ReportState.RETURNED,
        CaseState.APPROVED: ReportState.APPROVED,
    }
    return states.get(case.state, ReportState.WRITTEN) if case is not None else ReportState.WRITTEN


def may_be_closed(delegation: Delegation) -> bool:
    """Whether the report was approved, or the office's plan asks for no approval."""
    if state_of(find_case(delegation)) is ReportState.APPROVED:
        return True
    plan = approvals.find_plan([plan_subject(delegation.unit_id, delegation.level)])
    return plan is not None and not plan.stages


def submit_report(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """Let the report be decided about; what was approved before is decided anew, and its copy stays.

    Raises VisitForbids before the visit is over or once it is closed, or ReportWaits.
    """
    delegation = delegations.lock_delegation(delegation.id)
    if delegation.state not in AFTER:
        raise VisitForbids(delegation.state)
    case, entered_by_id = find_case(delegation), actor.id if actor.kind == "user" else None
    if case is not None and case.state is CaseState.OPEN:
        raise ReportWaits
    if case is not None and case.state is CaseState.RETURNED:
        case.entered_by_id = entered_by_id
        approving.resume(case, now=now)
    else:
        plan = plan_for(delegation, now=now)
        approving.open_case(subject_of_report(delegation.id), now=now, plan=plan, entered_by_id=entered_by_id)
    record(ReportSubmitted, delegation, now=now, actor=actor)


def ensure_waits(delegation: Delegation) -> Case:
    """The case that decides now. Raises NoReportToDecide."""
    case = find_case(delegation)
    if case is None or case.state is not CaseState.OPEN:
        raise NoReportToDecide
    return case


def decide_report(
    delegation: Delegation,
    verdict: Verdict,
    reason: str = "",
    *,
    copy: bytes,
    now: datetime,
    actor: Actor,
    decider: Decider | None = None,
    turn: int | None = None,
    store: FileStore | None = None,
) -> None:
    """Approve the report at the stage it waits at, or send it back; ``copy`` is the PDF that is kept once the last
    stage approved it, ``turn`` the one of the case that was looked at.

    Raises NoReportToDecide or what :func:`coopevents.approvals.service.decide` raises.
    """
    delegation = delegations.lock_delegation(delegation.id)
    case = ensure_waits(delegation)
    decider = decider or decider_of(actor, delegation.unit_id)
    approving.decide(case, verdict, reason, now=now, actor=actor, decider=decider, turn=turn)
    reason = cleaned(reason)
    if verdict is not Verdict.APPROVE:
        record(ReportReturned, delegation, now=now, actor=actor, reason=reason)
    elif case.state is not CaseState.APPROVED:
        record(ReportStageApproved, delegation, now=now, actor=actor, reason=reason)
    else:
        sha256 = _keep(delegation, copy, now, actor, store or present_store())
        record(ReportApproved, delegation, now=now, actor=actor, changes={"sha256": (None, sha256)}, reason=reason)


def note_changed(delegation: Delegation) -> None:
    """What the report says was changed: whoever is reading it looks once more before deciding."""
    case = find_case(delegation)
    if case is not None and case.state is CaseState.OPEN:
        approving.touch(case)


def _keep(delegation: Delegation, copy: bytes, now: datetime, actor: Actor, store: FileStore) -> str:
    sha256 = hashlib.sha256(copy).hexdigest()
    file = store_sealed(Upload(copy, "application/pdf"), store=store, now=now)
    kept = ApprovedReport(
        delegation_id=delegation.id, file_id=file.id, sha256=sha256, approved_by=actor.label, approved_at=now
    )
    db.session.add(kept)
    db.session.flush()
    return sha256
