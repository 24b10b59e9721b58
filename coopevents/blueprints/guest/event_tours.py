"""Tours on an event's programme, booked by its guests with their registration."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.guest.door import acting_guest, place, registration_of
from coopevents.blueprints.guest.tours_view import departures_of
from coopevents.blueprints.tour_forms import BookingForm
from coopevents.blueprints.tour_words import tour_view
from coopevents.i18n import current_language
from coopevents.refusals import Refusal
from coopevents.registration.bookings import MAY_BOOK
from coopevents.registration.models import Registration
from coopevents.tours import booking, booking_queries, booking_tokens, departure_queries, own_time
from coopevents.tours.booking_rules import LIVE
from coopevents.tours.models import TourDeparture


@place.get("/r/<token>/tours")
@by_token
def tours(token: str) -> ResponseReturnValue:
    """The tours of the event that can be booked, and where else the guest is at that time."""
    registration = registration_of(token)
    booked = {
        each.departure_id: url_for("guest_tours.show", token=booking_tokens.link_token(each))
        for each in booking_queries.list_of_registration(registration.id)
        if each.state in LIVE
    }
    offered = [
        (view, own_time.elsewhere(registration.person_id, view.departure, current_language()))
        for view in departures_of(registration)
    ]
    return render_template(
        "guest/tours/of_event.html",
        offered=offered,
        booked=booked,
        may_book=registration.state in MAY_BOOK,
        **_frame(registration, token),
    )


@place.route("/r/<token>/tours/<int:departure_id>", methods=["GET", "POST"])
@by_token
def book_tour(token: str, departure_id: int) -> ResponseReturnValue:
    """Book a tour for oneself and whoever comes along; what is at that time already is warned of, never refused."""
    registration = registration_of(token)
    found = _on_programme(registration, departure_id)
    form = BookingForm.showing(found)
    form.name.data, form.email.data = registration.name, registration.email
    if form.is_sent and form.validate():
        try:
            made = booking.book_tour(
                found,
                form.to_details(registration.language),
                registration=registration,
                now=clock.now(),
                actor=acting_guest(registration),
            )
            address = url_for("guest_tours.show", token=booking_tokens.link_token(made), welcome=1)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            registration = registration_of(token)
            found = _on_programme(registration, departure_id)
        else:
            return redirect(address)
    page = render_template(
        "guest/tours/book.html",
        form=form,
        tour=tour_view(found, clock.now()),
        clashes=own_time.elsewhere(registration.person_id, found, current_language()),
        **_frame(registration, token),
    )
    return page, form.status


def _on_programme(registration: Registration, departure_id: int) -> TourDeparture:
    found = departure_queries.get_departure(departure_id)
    if registration.state not in MAY_BOOK or found.activity.schedule_id != registration.event.schedule_id:
        abort(404)
    return found


def _frame(registration: Registration, token: str) -> dict[str, object]:
    place_url = url_for("guest_place.show", token=token)
    return {**event_frame(registration.event, place_url=place_url), "token": token, "place_url": place_url}
