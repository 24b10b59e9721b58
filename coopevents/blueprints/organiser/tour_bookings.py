"""Doors to the bookings of a tour at the desk: a party that called, moved, cancelled."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import ensure_unit, present_actor, requires
from coopevents.blueprints.organiser.tour_departures import own_departure
from coopevents.blueprints.tour_forms import CancelForm, OfficeBookingForm
from coopevents.blueprints.tour_words import tour_view, tour_views
from coopevents.i18n import _
from coopevents.refusals import Refusal
from coopevents.tours import booking, offers
from coopevents.tours import booking_queries as queries
from coopevents.tours.models import TourBooking
from coopevents.tours.states import BookingState

bookings = Blueprint("organiser_tour_bookings", __name__)
MOST_AT_DESK = 1000


@bookings.route("/desk/tours/<int:departure_id>/book", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def create(departure_id: int) -> ResponseReturnValue:
    """Book a party that wrote or called; also after bookings have closed."""
    found = own_departure(departure_id)
    form = OfficeBookingForm.showing(found)
    if form.is_sent and form.validate():
        try:
            made = booking.book_tour(
                found,
                form.to_details(form.language.data),
                by_office=True,
                most_heads=MOST_AT_DESK,
                now=clock.now(),
                actor=present_actor(),
            )
            is_confirmed = made.state is BookingState.CONFIRMED
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            found = own_departure(departure_id)
        else:
            words = _("Booked; the party is told.") if is_confirmed else _("There is no room: the party waits.")
            flash(words, "success")
            return redirect(url_for("organiser_tours.show", departure_id=departure_id))
    return render_template("organiser/tours/book.html", form=form, tour=tour_view(found, clock.now())), form.status


@bookings.route("/desk/tours/bookings/<int:booking_id>/move", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def move(booking_id: int) -> ResponseReturnValue:
    """Let a party take another departure."""
    found = own_booking(booking_id)
    now, old_id = clock.now(), found.departure_id
    if request.method == "POST":
        number = request.form.get("departure", "")
        try:
            wanted = own_departure(int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0)
            booking.move_booking(found, wanted, by_office=True, now=now, actor=present_actor())
            unit_of_work.commit()
            flash(_("Moved; the party is told."), "success")
        except Refusal as refusal:
            unit_of_work.discard()
            words = str(refusal) or _("This tour is no longer offered. Choose another one.")
            flash(words, "warning")
        return redirect(url_for("organiser_tours.show", departure_id=old_id))
    offered = tour_views(offers.offers_for(found, now=now, most=20), now)
    tour = tour_view(found.departure, now)
    return render_template("organiser/tours/move.html", booking=found, tour=tour, offered=offered)


@bookings.route("/desk/tours/bookings/<int:booking_id>/cancel", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def cancel(booking_id: int) -> ResponseReturnValue:
    """Cancel a party's booking, and say why."""
    found, form = own_booking(booking_id), CancelForm()
    if form.is_sent and form.validate():
        number = found.departure_id
        try:
            booking.cancel_booking(found, form.reason.data or "", now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("Cancelled; the party is told."), "success")
        except Refusal as refusal:
            unit_of_work.discard()
            flash(str(refusal), "warning")
        return redirect(url_for("organiser_tours.show", departure_id=number))
    tour = tour_view(found.departure, clock.now())
    return render_template("organiser/tours/cancel_booking.html", form=form, booking=found, tour=tour), form.status


def own_booking(booking_id: int) -> TourBooking:
    """The booking, for who may edit tours. Answers 404 for one of another unit."""
    found = queries.get_booking(booking_id)
    ensure_unit(found.departure.route.unit_id, Permission.EDIT_TOURS)
    return found
