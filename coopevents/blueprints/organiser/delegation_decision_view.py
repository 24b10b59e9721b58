"""Who decides about a visit now, and what was decided so far, for its page."""

from typing import Any

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.approvals import queries as approvals
from coopevents.approvals import service as approving
from coopevents.approvals.deciders import decider_of, permission_of
from coopevents.approvals.models import CaseState, Verdict
from coopevents.approvals.rules import NotForYou
from coopevents.blueprints.access import present_actor
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.decision_lines import lines_of, stage_name
from coopevents.blueprints.organiser.delegation_door import zone_of_office
from coopevents.blueprints.organiser.review_view import due_words
from coopevents.delegations import turning
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import subject_of
from coopevents.delegations.states import VisitState
from coopevents.refusals import Refusal

DOORS = {
    Permission.SCREEN_VISITS.value: "organiser_delegations.decide_screening",
    Permission.APPROVE_FOR_UNIT.value: "organiser_delegations.decide_for_unit",
    Permission.APPROVE_FOR_OFFICE.value: "organiser_delegations.decide_for_office",
    "": "organiser_delegations.decide_as_named",
}
"""The door of each permission a stage is decided with; without one somebody is named for it."""


def deciding_now(delegation: Delegation, form: DecisionForm | None) -> dict[str, Any]:
    """Who decides now, whether the reader may, and what was decided so far, for the page."""
    cases = approvals.list_cases(subject_of(delegation))
    said: dict[str, Any] = {"decisions": lines_of(cases), "decision_form": None, "decision_refusal": "", "due": {}}
    case = turning.find_case(delegation)
    if case is None or delegation.state is not VisitState.SCREENING or case.state is not CaseState.OPEN:
        return said
    said |= {"stage": stage_name(case, case.stage), "due": due_words(case, now=clock.now(), zone=zone_of_office())}
    decider = decider_of(present_actor(), delegation.unit_id)
    try:
        approving.ensure_may_decide(case, Verdict.APPROVE, decider=decider)
    except NotForYou:
        return {**said, "decision_refusal": " ".join(form.form_errors) if form else ""}
    except Refusal as refusal:
        return {**said, "decision_refusal": str(refusal)}
    form = form or DecisionForm(formdata=None)
    form.turn.data = str(case.turn)
    door = DOORS[permission_of(case)]
    return {**said, "decision_form": form, "decision_door": door}
