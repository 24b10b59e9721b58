"""Leaving nothing behind that says which outside visitors came; that so many did stays, for the figures.

What a guest of an event has booked goes with the registration (:mod:`coopevents.registration.erasing`).
"""

from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor
from coopevents.people.models import Person
from coopevents.tours import booking, booking_rules, booking_tokens
from coopevents.tours import booking_queries as queries
from coopevents.tours.booking_facts import TourBookingErased
from coopevents.tours.models import TourBooking

KEPT = timedelta(days=30)
"""How long after a tour its outside visitors are known by name."""
AT_ONCE = 100
_SAYING_WHO = ("contact_name", "email", "names", "access_needs", "phone", "cancellation_reason")


def erase_old(now: datetime) -> int:
    """Erase who the visitors of the tours of more than thirty days ago were, some at a time; how many bookings."""
    found = queries.list_to_erase(now - KEPT, limit=AT_ONCE)
    for each in found:
        _erase(each, now, THE_HOUSE)
    return len(found)


def erase_booking(found: TourBooking, *, now: datetime, actor: Actor) -> None:
    """Erase at once who booked, because they ask for it; places they still hold go to who waits."""
    if found.state in booking_rules.LIVE and found.departure.activity.starts_at > now:
        booking.cancel_booking(found, now=now, actor=actor)
        found = queries.get_booking(found.id)
    _erase(found, now, actor)


def _erase(found: TourBooking, now: datetime, actor: Actor) -> None:
    person_id = found.person_id
    for name in _SAYING_WHO:
        setattr(found, name, "")
    found.person_id, found.intention, found.tell_at = None, None, None
    found.uid = booking_tokens.new_uid()
    found.token_version += 1
    db.session.flush()
    queries.delete_messages(found.id)
    queries.forget_what_changed(found.id)
    person = db.session.get(Person, person_id) if person_id is not None else None
    if person is not None and queries.is_only_a_visitor(person):
        queries.delete_person(person.id)
    booking.record(TourBookingErased, found, now, actor)
