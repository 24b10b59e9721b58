"""Deciding about a visit at the stage it waits at: screening, the unit, the office."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.approvals.deciders import permission_of
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import NotForYou
from coopevents.approvals.service import stage_rules
from coopevents.blueprints.access import ensure_unit, requires
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.delegation_door import acting, delegations
from coopevents.blueprints.organiser.delegation_page import page_of
from coopevents.delegations import deciding, queries
from coopevents.i18n import _l
from coopevents.refusals import Refusal

VERDICTS = {"approve": Verdict.APPROVE, "return": Verdict.RETURN, "decline": Verdict.DECLINE}
SAID = {
    Verdict.APPROVE: _l("Approved. It goes on to the next step."),
    Verdict.RETURN: _l("Sent back, with your reason."),
    Verdict.DECLINE: _l("The visit is refused, and they are told."),
}


@delegations.post("/desk/delegations/<int:delegation_id>/decide/screening")
@requires(Permission.SCREEN_VISITS)
def decide_screening(delegation_id: int) -> ResponseReturnValue:
    """Screening decides."""
    return _decide(delegation_id, Permission.SCREEN_VISITS)


@delegations.post("/desk/delegations/<int:delegation_id>/decide/unit")
@requires(Permission.APPROVE_FOR_UNIT)
def decide_for_unit(delegation_id: int) -> ResponseReturnValue:
    """The unit decides."""
    return _decide(delegation_id, Permission.APPROVE_FOR_UNIT)


@delegations.post("/desk/delegations/<int:delegation_id>/decide/office")
@requires(Permission.APPROVE_FOR_OFFICE)
def decide_for_office(delegation_id: int) -> ResponseReturnValue:
    """The office decides."""
    return _decide(delegation_id, Permission.APPROVE_FOR_OFFICE)


@delegations.post("/desk/delegations/<int:delegation_id>/decide/named")
@requires(Permission.SEE_UNIT)
def decide_as_named(delegation_id: int) -> ResponseReturnValue:
    """Whoever is named for the stage decides."""
    return _decide(delegation_id, None)


def _decide(delegation_id: int, permission: Permission | None) -> ResponseReturnValue:
    """Decide by the permission of the stage; None: as one of those named for it, whom the plan knows."""
    delegation, form = queries.get_delegation(delegation_id), DecisionForm()
    ensure_unit(delegation.unit_id, permission or Permission.SEE_UNIT)
    verdict = VERDICTS.get(request.form.get("verb", "")) or abort(400)
    if form.validate():
        try:
            case = deciding.ensure_waits(delegation)
            is_anybodys = permission is None and not stage_rules(case).reviewer_ids
            if is_anybodys or permission_of(case) != (permission.value if permission else ""):
                raise NotForYou
            deciding.decide_visit(delegation, verdict, form.reason.data or "", **acting(), turn=form.seen)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(SAID[verdict], "success")
            return redirect(url_for(".show", delegation_id=delegation_id))
    return page_of(queries.get_delegation(delegation_id), decision=form), form.status
