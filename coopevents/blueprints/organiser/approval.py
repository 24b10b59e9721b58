"""How an event's registrations are approved: by which stages, and by whom at each."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.organiser.approval_forms import ApprovalForm
from coopevents.i18n import _
from coopevents.refusals import Refusal
from coopevents.registration import plans, queries

approval = Blueprint("organiser_approval", __name__)


@approval.route("/desk/events/<event_slug>/approval", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENT)
def show(event_slug: str) -> ResponseReturnValue:
    """Set up the stages; what waits already is decided as it was set up when it came."""
    event = event_of_route()
    terms, plan, reviewers = queries.get_terms(event.id), plans.plan_of_event(event.id), plans.possible_reviewers(event)
    form = ApprovalForm.showing(plan, reviewers, needs_approval=terms.needs_approval)
    if form.is_sent and form.validate():
        try:
            plans.change_plan(event, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("Saved. Registrations that come from now on are approved like this."), "success")
            return redirect(url_for(".show", event_slug=event_slug))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    page = render_template("organiser/approval/show.html", event=event_of_route(), form=form, has_plan=plan is not None)
    return page, form.status
