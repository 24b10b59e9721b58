"""Doors through which a trip goes on: submitted, taken back, called off."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.organiser.trip_door import acting, done, own, page, trips
from coopevents.blueprints.organiser.trip_forms import ReasonForm
from coopevents.i18n import _
from coopevents.mobility import approving, service
from coopevents.mobility.states import TripState, may_become
from coopevents.refusals import Refusal


@trips.post("/desk/trips/<int:trip_id>/submit")
@requires(Permission.EDIT_TRIPS)
def submit(trip_id: int) -> ResponseReturnValue:
    """Let unit and office decide; it can be taken back."""
    trip = own(trip_id)
    undo_url = url_for(".take_back", trip_id=trip_id)
    return done(
        trip,
        lambda **who: approving.submit_trip(trip, **who),
        _("Submitted. The unit decides first."),
        undo_url=undo_url,
    )


@trips.post("/desk/trips/<int:trip_id>/take-back")
@requires(Permission.EDIT_TRIPS)
def take_back(trip_id: int) -> ResponseReturnValue:
    """Plan on: what waits for a decision, or was refused."""
    trip = own(trip_id)
    return done(trip, lambda **who: approving.take_back(trip, **who), _("It is being planned again."))


@trips.route("/desk/trips/<int:trip_id>/cancel", methods=["GET", "POST"])
@requires(Permission.EDIT_TRIPS)
def cancel(trip_id: int) -> ResponseReturnValue:
    """Call a trip off, or say that it was broken off; asks first, and for the reason."""
    trip, form = own(trip_id), ReasonForm()
    if request.method == "GET" and not may_become(trip.state, TripState.CANCELLED):
        return redirect(url_for(".show", trip_id=trip_id))
    if form.validate_on_submit():
        try:
            service.cancel_trip(trip, form.reason.data or "", **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            trip = own(trip_id)
        else:
            flash(_("The trip is called off."), "success")
            return redirect(url_for(".show", trip_id=trip_id))
    return page("organiser/trips/cancel.html", trip, form=form), form.status
