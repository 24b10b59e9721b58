"""Asking to visit us: one page for everybody, answered by the link to one's own."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.blueprints.access import open_to_all, present_actor
from coopevents.blueprints.visit_forms import VisitForm
from coopevents.blueprints.visit_partners import find_partner, offered_publicly
from coopevents.delegations import requesting
from coopevents.delegations.setting_queries import lead_times_of
from coopevents.delegations.tokens import request_token
from coopevents.delegations.words import LEVELS
from coopevents.refusals import Refusal

visits = Blueprint("public_visits", __name__)


@visits.route("/visits/new", methods=["GET", "POST"])
@open_to_all
def ask() -> ResponseReturnValue:
    """Ask for a visit; sent twice, it is one request."""
    form = VisitForm.blank()
    if form.is_sent and form.validate():
        unit_id = accounts.get_first_office().id
        try:
            partner_id = find_partner(unit_id, form.organisation.data or "")
            details = form.to_details(institution_id=partner_id)
            made = requesting.request_visit(
                details, unit_id=unit_id, intention=form.intention.data or "", now=clock.now(), actor=present_actor()
            )
            address = url_for("guest_visit.show", token=request_token(made), welcome=1)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            return redirect(address)
    wanted = lead_times_of(accounts.get_first_office().id)
    lead_times = [(LEVELS[level], each) for level, each in wanted.items() if each.days]
    html = render_template("public/visits/ask.html", form=form, institutions=offered_publicly(), lead_times=lead_times)
    return html, form.status
