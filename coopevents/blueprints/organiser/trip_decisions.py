"""Deciding about a trip at the stage it waits at: the unit, then the office."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.approvals.deciders import permission_of
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import NotForYou
from coopevents.blueprints.access import ensure_unit, requires
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.trip_door import acting, trips
from coopevents.blueprints.organiser.trip_page import page_of
from coopevents.i18n import _l
from coopevents.mobility import approving, queries
from coopevents.refusals import Refusal

VERDICTS = {"approve": Verdict.APPROVE, "return": Verdict.RETURN, "decline": Verdict.DECLINE}
SAID = {
    Verdict.APPROVE: _l("Approved. It goes on to the next step."),
    Verdict.RETURN: _l("Sent back, with your reason."),
    Verdict.DECLINE: _l("The trip is refused."),
}


@trips.post("/desk/trips/<int:trip_id>/decide/unit")
@requires(Permission.APPROVE_FOR_UNIT)
def decide_for_unit(trip_id: int) -> ResponseReturnValue:
    """The unit decides."""
    return _decide(trip_id, Permission.APPROVE_FOR_UNIT)


@trips.post("/desk/trips/<int:trip_id>/decide/office")
@requires(Permission.APPROVE_FOR_OFFICE)
def decide_for_office(trip_id: int) -> ResponseReturnValue:
    """The office decides."""
    return _decide(trip_id, Permission.APPROVE_FOR_OFFICE)


def _decide(trip_id: int, permission: Permission) -> ResponseReturnValue:
    trip, form = queries.get_trip(trip_id), DecisionForm()
    ensure_unit(trip.unit_id, permission)
    verdict = VERDICTS.get(request.form.get("verb", "")) or abort(400)
    if form.validate():
        try:
            if permission_of(approving.ensure_waits(trip)) not in {permission.value, ""}:
                raise NotForYou
            approving.decide_trip(trip, verdict, form.reason.data or "", **acting(), turn=form.seen)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(SAID[verdict], "success")
            return redirect(url_for(".show", trip_id=trip_id))
    return page_of(queries.get_trip(trip_id), decision=form), form.status
