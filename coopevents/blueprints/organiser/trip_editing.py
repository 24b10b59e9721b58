"""Doors that plan a trip, for one or for a group, and change what is said of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, requires
from coopevents.blueprints.forms import choices_of
from coopevents.blueprints.listing import asked
from coopevents.blueprints.organiser.trip_door import acting, own, page, trips
from coopevents.blueprints.organiser.trip_forms import SingleTripForm, TripForm
from coopevents.blueprints.visit_partners import find_partner, offered_names
from coopevents.i18n import _, localized
from coopevents.mobility import service
from coopevents.mobility.models import Trip
from coopevents.partners import queries as partners
from coopevents.refusals import Refusal


@trips.route("/desk/trips/new", methods=["GET", "POST"])
@requires(Permission.EDIT_TRIPS)
def create() -> ResponseReturnValue:
    """Plan a trip of one person, or of a group that is named afterwards."""
    units = access().units(Permission.EDIT_TRIPS)
    form = SingleTripForm() if request.method == "POST" else SingleTripForm(data=_from_address())
    form.offer(units)
    known = [(str(each.id), localized(each.name)) for each in accounts.list_units() if each.id in units]
    form.unit.choices = choices_of(known)
    if form.validate_on_submit():
        unit_id = form.unit.data or int(known[0][0])
        ensure_unit(unit_id, Permission.EDIT_TRIPS)
        try:
            trip = _plan(form, unit_id)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("%(number)s is planned.", number=trip.number), "success")
            where = "organiser_trips.table" if form.is_group.data else "organiser_trips.show"
            return redirect(url_for(where, trip_id=trip.id))
    return render_template("organiser/trips/new.html", form=form, institutions=offered_names(units)), form.status


@trips.route("/desk/trips/<int:trip_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_TRIPS)
def edit(trip_id: int) -> ResponseReturnValue:
    """Change what is said of a trip, for as long as nobody has left."""
    trip = own(trip_id)
    form = TripForm() if request.method == "POST" else TripForm.showing(trip)
    form.offer([trip.unit_id])
    if form.validate_on_submit():
        partner_id = find_partner(trip.unit_id, form.host.data or "")
        try:
            service.change_trip(trip, form.to_details(institution_id=partner_id), seen=form.seen, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            trip = own(trip_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", trip_id=trip_id))
    names = offered_names([trip.unit_id])
    return page("organiser/trips/edit.html", trip, form=form, institutions=names), form.status


def _plan(form: SingleTripForm, unit_id: int) -> Trip:
    partner_id = find_partner(unit_id, form.host.data or "")
    trip = service.plan_trip(form.to_details(institution_id=partner_id), unit_id=unit_id, **acting())
    if not form.is_group.data:
        service.add_traveller(trip, form.traveller(), **acting())
    return trip


def _from_address() -> dict[str, object]:
    """The partner the address names, from whose page one comes; and whether a group is meant."""
    said: dict[str, object] = {"is_group": bool(asked("group"))}
    number = asked("partner", longest=9)
    found = partners.list_by_ids([int(number)]) if number.isascii() and number.isdigit() else []
    return {**said, "host": localized(found[0].name), "country": found[0].country} if found else said
