"""What follows for the parties of a departure when its activity changes, on whatever board that was."""

from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.schedule.states import ActivityState
from coopevents.tours import booking, departure_queries, departure_rules, departures
from coopevents.tours import booking_queries as queries
from coopevents.tours.booking_facts import TourPartyReminded, TourPartyTold
from coopevents.tours.booking_rules import LIVE
from coopevents.tours.models import TourBooking, TourDeparture
from coopevents.tours.states import BookingState


def note_moved(departure: TourDeparture, *, quiet_minutes: int, now: datetime) -> int:
    """The departure is at another time or place: its parties are to be told once the quiet minutes are over; how many.

    Another move within that time starts it anew; a party whose tour is back where it was is told nothing.
    """
    departure = departure_queries.lock_departure(departure.id)
    told = 0
    for each in queries.list_of(departure.id, LIVE):
        each.tell_at = now + timedelta(minutes=quiet_minutes) if _is_elsewhere(each) else None
        each.reminded_at = None
        told += each.tell_at is not None
    db.session.flush()
    return told


def tell(booking_id: int, *, now: datetime) -> None:
    """Tell a party where and when its tour is now, if it does not know; its calendar counts up."""
    found = queries.get_booking(booking_id)
    departure_queries.lock_departure(found.departure_id)
    found = queries.get_booking(booking_id)
    if found.tell_at is None:
        return
    found.tell_at = None
    if found.state not in LIVE or not _takes_place(found.departure) or not _is_elsewhere(found):
        return
    activity = found.departure.activity
    found.known_starts_at, found.known_place_id = activity.starts_at, activity.place_id
    found.sequence, found.changed_at = found.sequence + 1, now
    db.session.flush()
    booking.record(TourPartyTold, found, now, THE_HOUSE)


def note_cancelled(departure: TourDeparture, *, now: datetime) -> list[TourBooking]:
    """The departure does not take place: its parties are told at once, their calendars count up."""
    departure = departure_queries.lock_departure(departure.id)
    return _count_up(departure, now)


def note_reopened(departure: TourDeparture, *, now: datetime) -> list[TourBooking]:
    """It takes place after all: who is still booked is told at once, and who waited may move up."""
    departure = departure_queries.lock_departure(departure.id)
    told = _count_up(departure, now)
    booking.pass_on(departure, now=now)
    return told


def note_changed(departure: TourDeparture, *, now: datetime) -> None:
    """Its places may be others now: what the board said holds here, and who waited may move up.

    Raises CapacityIsBelowBookings when the board gave it fewer places than are booked.
    """
    departure = departure_queries.lock_departure(departure.id)
    capacity = departure.activity.capacity
    if capacity is not None and capacity != departure.most_heads:
        departure.most_heads = capacity
        departure_rules.ensure_holds_bookings(departures.room_of(departure, queries.taken_of(departure.id)))
    booking.pass_on(departure, now=now)


def remind(booking_id: int, *, now: datetime) -> None:
    """Remind a party of its tour, once."""
    found = queries.get_booking(booking_id)
    departure_queries.lock_departure(found.departure_id)
    found = queries.get_booking(booking_id)
    is_coming = found.state is BookingState.CONFIRMED and found.reminded_at is None
    if not is_coming or not _takes_place(found.departure) or found.departure.activity.starts_at <= now:
        return
    found.reminded_at = now
    booking.record(TourPartyReminded, found, now, THE_HOUSE)


def _count_up(departure: TourDeparture, now: datetime) -> list[TourBooking]:
    found = queries.list_of(departure.id, LIVE)
    for each in found:
        each.sequence, each.changed_at, each.tell_at = each.sequence + 1, now, None
        each.known_starts_at, each.known_place_id = departure.activity.starts_at, departure.activity.place_id
    db.session.flush()
    return found


def _is_elsewhere(found: TourBooking) -> bool:
    activity = found.departure.activity
    return (found.known_starts_at, found.known_place_id) != (activity.starts_at, activity.place_id)


def _takes_place(departure: TourDeparture) -> bool:
    return departure.activity.state is ActivityState.PUBLIC
