"""How the office of an event signs its papers: letterhead, who signs, the picture of the signature, numbers."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.organiser.issuing_forms import OfficeForm
from coopevents.blueprints.uploads import bytes_of, present_store
from coopevents.i18n import _
from coopevents.issuing import numbering, offices
from coopevents.refusals import Refusal

issuing_office = Blueprint("organiser_issuing_office", __name__)


@issuing_office.route("/desk/events/<event_slug>/signing", methods=["GET", "POST"])
@requires(Permission.ISSUE_PAPERS)
def show(event_slug: str) -> ResponseReturnValue:
    """Say how the office signs; what is issued already keeps its signature."""
    event = event_of_route()
    office = numbering.office_of(event)
    form = OfficeForm.showing(office, event.unit.name)
    has_signature = bool(office.signature_key)
    if form.is_sent and form.validate():
        try:
            details = form.to_details(signature_key=_signature_of(form, office.signature_key))
            offices.change_office(event, details, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("Saved. Papers issued from now on are signed like this."), "success")
            return redirect(url_for("organiser_certificates.index", event_slug=event_slug))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    page = render_template(
        "organiser/issuing/office.html", event=event_of_route(), form=form, has_signature=has_signature
    )
    return page, form.status


def _signature_of(form: OfficeForm, present: str) -> str:
    """The name of the picture that holds from now on."""
    data = bytes_of(form.signature.data)
    if data:
        try:
            return offices.keep_signature(data, store=present_store(), now=clock.now())
        except Refusal as refusal:
            refusal.field = "signature"
            raise
    return "" if form.has_no_signature.data else present
