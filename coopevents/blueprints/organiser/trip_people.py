"""Doors to whoever travels: added, changed, left out and brought back, reminded; and what they reported."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import links, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.organiser.trip_door import acting, done, name_of, own, page, seen, trips
from coopevents.blueprints.organiser.trip_forms import ReasonForm, TravellerForm
from coopevents.i18n import _, ngettext
from coopevents.mobility import erasing, queries, reporting, service
from coopevents.mobility.models import Trip
from coopevents.mobility.tokens import traveller_token
from coopevents.refusals import Refusal


@trips.route("/desk/trips/<int:trip_id>/travellers/new", methods=["GET", "POST"])
@requires(Permission.EDIT_TRIPS)
def add_traveller(trip_id: int) -> ResponseReturnValue:
    """One more travels."""
    trip = own(trip_id)
    form = TravellerForm() if request.method == "POST" else TravellerForm.blank()
    if form.validate_on_submit():
        try:
            service.add_traveller(trip, form.to_details(), **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            trip = own(trip_id)
        else:
            flash(_("Added."), "success")
            return redirect(url_for(".show", trip_id=trip_id))
    return page("organiser/trips/traveller_form.html", trip, form=form, traveller=None), form.status


@trips.route("/desk/trips/<int:trip_id>/travellers/<int:traveller_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_TRIPS)
def edit_traveller(trip_id: int, traveller_id: int) -> ResponseReturnValue:
    """Change what is known of a traveller, and who comes along."""
    trip = own(trip_id)
    traveller = queries.get_traveller(trip_id, traveller_id)
    form = TravellerForm() if request.method == "POST" else TravellerForm.showing(traveller)
    if form.validate_on_submit():
        try:
            service.change_traveller(traveller, form.to_details(), **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            trip, traveller = own(trip_id), queries.get_traveller(trip_id, traveller_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", trip_id=trip_id))
    return page("organiser/trips/traveller_form.html", trip, form=form, traveller=traveller), form.status


@trips.get("/desk/trips/<int:trip_id>/travellers/<int:traveller_id>")
@requires(Permission.SEE_UNIT)
def traveller(trip_id: int, traveller_id: int) -> ResponseReturnValue:
    """One traveller: the report they handed in, and the way to their own page for who looks after the trip."""
    trip = seen(trip_id)
    found = queries.get_traveller(trip_id, traveller_id)
    address = links.address_of("guest_trip.show", token=traveller_token(found))
    return page("organiser/trips/traveller.html", trip, traveller=found, name=name_of(found), address=address)


@trips.post("/desk/trips/<int:trip_id>/travellers/<int:traveller_id>/<any(withdraw, bring_back, remind):deed>")
@requires(Permission.EDIT_TRIPS)
def traveller_deed(trip_id: int, traveller_id: int, deed: str) -> ResponseReturnValue:
    """Leave somebody out, let them travel after all, or remind them of the report."""
    trip = own(trip_id)
    found = queries.get_traveller(trip_id, traveller_id)
    verbs = {
        "withdraw": (service.withdraw_traveller, _("They do not travel.")),
        "bring_back": (service.bring_traveller_back, _("They travel after all.")),
        "remind": (reporting.remind, _("The reminder is on its way.")),
    }
    verb, said = verbs.get(deed) or abort(404)
    back = url_for(".traveller_deed", trip_id=trip_id, traveller_id=traveller_id, deed="bring_back")
    return done(trip, lambda **who: verb(found, **who), said, undo_url=back if deed == "withdraw" else "")


@trips.route("/desk/trips/<int:trip_id>/travellers/<int:traveller_id>/erase", methods=["GET", "POST"])
@requires(Permission.EDIT_TRIPS)
def erase_traveller(trip_id: int, traveller_id: int) -> ResponseReturnValue:
    """Erase who a traveller was, for somebody who asked for it; asks first, and for the reason."""
    trip, form = own(trip_id), ReasonForm()
    found = queries.get_traveller(trip_id, traveller_id)
    if form.validate_on_submit():
        try:
            erasing.erase_traveller(found, form.reason.data or "", **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            trip, found = own(trip_id), queries.get_traveller(trip_id, traveller_id)
        else:
            flash(_("Erased. What remains is that somebody travelled."), "success")
            return redirect(url_for(".show", trip_id=trip_id))
    said = {"traveller": found, "name": name_of(found)}
    return page("organiser/trips/traveller_erase.html", trip, form=form, **said), form.status


@trips.post("/desk/trips/<int:trip_id>/remind")
@requires(Permission.EDIT_TRIPS)
def remind_all(trip_id: int) -> ResponseReturnValue:
    """Remind everybody who has not handed in a report; twice a day is once."""
    trip = own(trip_id)
    count = len(reporting.owing(trip))
    said = ngettext("%(num)s person is reminded.", "%(num)s people are reminded.", count)
    return done(trip, lambda **who: _remind(trip, **who), said)


def _remind(trip: Trip, **who: object) -> None:
    for each in reporting.owing(trip):
        reporting.remind(each, **who)  # type: ignore[arg-type]
