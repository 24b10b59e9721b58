"""How far the report on a visit is, who decides about it now, and which agreements grew out of the visit."""

from typing import Any

from flask_babel.speaklater import LazyString

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.agreements import list_queries as agreements
from coopevents.agreements import words as agreement_words
from coopevents.approvals import queries as approvals
from coopevents.approvals import service as approving
from coopevents.approvals.deciders import decider_of, permission_of
from coopevents.approvals.models import CaseState, Verdict
from coopevents.approvals.rules import NotForYou
from coopevents.blueprints.access import access, present_actor
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.decision_lines import lines_of, stage_name
from coopevents.blueprints.organiser.delegation_door import zone_of_office
from coopevents.blueprints.organiser.delegation_report import present_agreement_reader
from coopevents.blueprints.organiser.review_view import due_words
from coopevents.delegations import after_queries, reporting
from coopevents.delegations.models import Delegation
from coopevents.delegations.reporting import ReportState
from coopevents.delegations.states import AFTER
from coopevents.i18n import _l
from coopevents.refusals import Refusal

STATES: dict[ReportState, tuple[LazyString, str]] = {
    ReportState.WRITTEN: (_l("Not submitted yet"), "neutral"),
    ReportState.SUBMITTED: (_l("Waits for approval"), "attention"),
    ReportState.RETURNED: (_l("Sent back"), "trouble"),
    ReportState.APPROVED: (_l("Approved"), "good"),
}
DOORS = {Permission.APPROVE_FOR_UNIT.value: "organiser_delegation_after.decide_for_unit"}
FOR_OFFICE = "organiser_delegation_after.decide_for_office"


def report_said(delegation: Delegation, form: DecisionForm | None = None) -> dict[str, Any]:
    """What the page After the visit says of the report; ``form`` is the one that was sent and has to be corrected."""
    case = reporting.find_case(delegation)
    state = reporting.state_of(case)
    said: dict[str, Any] = {
        "report_state": STATES[state],
        "report_may_be_submitted": delegation.state in AFTER and state is not ReportState.SUBMITTED,
        "report_is_approved": state is ReportState.APPROVED,
        "report_copies": after_queries.list_reports(delegation.id),
        "report_decisions": lines_of(approvals.list_cases(reporting.subject_of_report(delegation.id))),
        "report_refusal": "",
    }
    if case is None or case.state is not CaseState.OPEN:
        return said
    due = due_words(case, now=clock.now(), zone=zone_of_office())
    said |= {"report_stage": stage_name(case, case.stage), "report_due": due}
    decider = decider_of(present_actor(), delegation.unit_id)
    try:
        approving.ensure_may_decide(case, Verdict.APPROVE, decider=decider)
    except NotForYou:
        return said
    except Refusal as refusal:
        return {**said, "report_refusal": str(refusal)}
    form = form or DecisionForm(formdata=None)
    form.turn.data = str(case.turn)
    return {**said, "decision_form": form, "decision_door": DOORS.get(permission_of(case), FOR_OFFICE)}


def grown_said(delegation: Delegation) -> dict[str, Any]:
    """The agreements that grew out of the visit, and those of the partner that may be said to have."""
    reader = present_agreement_reader()
    grown = after_queries.list_agreements_of(delegation.id, reader)
    known = {each.id for each in grown}
    partner = delegation.institution_id
    others = agreements.list_of_partner(reader, partner) if partner else []
    return {
        "grown": grown,
        "linkable": [each for each in others if each.id not in known],
        "may_propose": bool(access().units(Permission.EDIT_AGREEMENTS)),
        "agreement_words": agreement_words,
    }
