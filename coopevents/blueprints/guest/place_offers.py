"""A guest who waits: what the rule is, and the answer to a place that is offered."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.door import acting_guest, place, registration_of
from coopevents.i18n import _, zone_named
from coopevents.refusals import Refusal
from coopevents.registration import queries, waiting_queries, waiting_service
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState


def waiting_of(registration: Registration) -> dict[str, Any]:
    """What the guest's page says of waiting: ``waiting`` is None for who has a place."""
    if registration.state is RegistrationState.WAITLISTED:
        terms = queries.get_terms(registration.event_id)
        before = waiting_queries.parties_before(registration.event_id, registration.number)
        waits = {"terms": terms, "zone": zone_named(registration.event.time_zone)}
        return {"waiting": waits, "waiting_before": before, "offer": None}
    if registration.state is not RegistrationState.OFFERED:
        return {"waiting": None, "waiting_before": 0, "offer": None}
    offer = waiting_queries.find_open_offer(registration_id=registration.id)
    zone = zone_named(registration.event.time_zone)
    return {"waiting": None, "waiting_before": 0, "offer": offer, "offer_zone": zone}


@place.post("/r/<token>/offer")
@by_token
def answer_offer(token: str) -> ResponseReturnValue:
    """Take the place that is offered, or let it go."""
    registration = registration_of(token)
    offer = waiting_queries.find_open_offer(registration_id=registration.id)
    actor = acting_guest(registration)
    try:
        if offer is None:
            flash(_("This offer was answered or taken back meanwhile."), "warning")
        elif request.form.get("answer") == "accept":
            waiting_service.accept_offer(offer, now=clock.now(), actor=actor)
            flash(_("The place is yours."), "success")
        else:
            waiting_service.decline_offer(offer, now=clock.now(), actor=actor)
            flash(_("The place goes to the next in line."), "success")
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    return redirect(url_for("guest_place.show", token=token))
