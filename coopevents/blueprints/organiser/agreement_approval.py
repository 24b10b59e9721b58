"""Doors of approval: submitting, handing to legal review, and the decision of each stage behind its own permission."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.agreements import approving
from coopevents.agreements.waiting_queries import DECIDED_BY
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import NotForYou
from coopevents.blueprints.access import requires
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.agreement_door import acting, agreements, done, own, seen
from coopevents.blueprints.organiser.agreement_page import page_of, refused_on_page
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal

VERDICTS = {"approve": Verdict.APPROVE, "return": Verdict.RETURN, "decline": Verdict.DECLINE}
SAID = {
    Verdict.APPROVE: _l("Approved. It goes on to the next step."),
    Verdict.RETURN: _l("Sent back, with your reason."),
    Verdict.DECLINE: _l("Refused. The agreement is abandoned, with your reason."),
}


@agreements.post("/desk/agreements/<int:agreement_id>/submit")
@requires(Permission.EDIT_AGREEMENTS)
def submit(agreement_id: int) -> ResponseReturnValue:
    """Let the unit decide."""
    agreement = own(agreement_id)
    return done(
        agreement_id,
        lambda **who: approving.submit_agreement(agreement, **who),
        _("Submitted. The unit decides now."),
        lambda refusal: refused_on_page(agreement_id, refusal),
    )


@agreements.post("/desk/agreements/<int:agreement_id>/legal-review")
@requires(Permission.EDIT_AGREEMENTS)
def hand_to_legal(agreement_id: int) -> ResponseReturnValue:
    """Let the legal review read the text, again."""
    agreement = own(agreement_id)
    return done(
        agreement_id,
        lambda **who: approving.hand_to_legal(agreement, **who),
        _("The legal review has it now."),
        lambda refusal: refused_on_page(agreement_id, refusal),
    )


@agreements.post("/desk/agreements/<int:agreement_id>/decide/unit")
@requires(Permission.APPROVE_FOR_UNIT)
def decide_for_unit(agreement_id: int) -> ResponseReturnValue:
    """The unit decides about the proposal."""
    return _decide(agreement_id, Permission.APPROVE_FOR_UNIT)


@agreements.post("/desk/agreements/<int:agreement_id>/decide/legal")
@requires(Permission.REVIEW_LEGALLY)
def decide_legally(agreement_id: int) -> ResponseReturnValue:
    """The legal review decides about the text."""
    return _decide(agreement_id, Permission.REVIEW_LEGALLY)


@agreements.post("/desk/agreements/<int:agreement_id>/decide/office")
@requires(Permission.APPROVE_FOR_OFFICE)
def decide_for_office(agreement_id: int) -> ResponseReturnValue:
    """The office decides about the frozen text."""
    return _decide(agreement_id, Permission.APPROVE_FOR_OFFICE)


def _decide(agreement_id: int, permission: Permission) -> ResponseReturnValue:
    agreement, form = own(agreement_id, permission), DecisionForm()
    verdict = VERDICTS.get(request.form.get("verb", "")) or abort(400)
    if form.validate():
        try:
            if DECIDED_BY.get(agreement.state, permission) is not permission:
                raise NotForYou
            reason = form.reason.data or ""
            approving.decide_agreement(agreement, verdict, reason, **acting(), turn=form.seen)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            if refusal.field is None:
                return refused_on_page(agreement_id, refusal)
            form.show_refusal(refusal)
        else:
            flash(SAID[verdict], "success")
            return redirect(url_for(".show", agreement_id=agreement_id))
    return page_of(seen(agreement_id), decision=form), 422
