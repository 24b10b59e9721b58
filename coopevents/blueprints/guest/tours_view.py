"""What a guest's page shows of tours: those booked with the registration, and whether the event has any to book."""

from typing import Any

from flask import url_for

from coopevents import clock
from coopevents.blueprints.tour_words import BOOKINGS, tour_views
from coopevents.registration.bookings import MAY_BOOK
from coopevents.registration.models import Registration
from coopevents.tours import booking_queries, booking_tokens, departure_queries
from coopevents.tours.booking_rules import LIVE
from coopevents.tours.states import BookingState


def tours_of_guest(registration: Registration) -> dict[str, Any]:
    """The guest's tours with the way to each, and whether the programme has departures that can be booked."""
    now = clock.now()
    booked = [each for each in booking_queries.list_of_registration(registration.id) if each.state in LIVE]
    views = {view.departure.id: view for view in tour_views([each.departure for each in booked], now)}
    shown = [
        (views[each.departure_id], each, url_for("guest_tours.show", token=booking_tokens.link_token(each)))
        for each in booked
    ]
    may_book = registration.state in MAY_BOOK and bool(departures_of(registration))
    return {"own_tours": shown, "tour_words": BOOKINGS, "may_book_tours": may_book}


def departures_of(registration: Registration) -> list[Any]:
    """The departures on the event's programme that can be booked or waited for now."""
    now = clock.now()
    found = departure_queries.list_of_schedule(registration.event.schedule_id)
    return [each for each in tour_views(found, now) if each.is_bookable]


def booked_uids(registration: Registration) -> frozenset[str]:
    """The activities the guest's confirmed tours are: they stand on the agenda."""
    found = booking_queries.list_of_registration(registration.id)
    return frozenset(each.departure.activity.uid for each in found if each.state is BookingState.CONFIRMED)
