"""Guests of the demo week book the tours: one is full, with people waiting, the others have places left."""

from datetime import datetime, timedelta

from coopevents.demo.guests import GUEST
from coopevents.events.models import Event
from coopevents.refusals import Refusal
from coopevents.registration import bookings
from coopevents.registration.models import Registration
from coopevents.schedule import sign_up_queries as sign_ups

FIRST_TOUR = 28
"""How many want the first tour, which has fewer places."""


def book_tours(event: Event, guests: list[Registration], *, now: datetime) -> None:
    """Let guests with a confirmed place book, each one tour; who speaks at that time stays away."""
    tours = sign_ups.list_bookable(event.schedule_id)
    wanting = [each for each in guests if each.state in bookings.MAY_BOOK]
    for position, guest in enumerate(wanting):
        tour = tours[0] if position < FIRST_TOUR else tours[1 + position % (len(tours) - 1)]
        moment = now - timedelta(days=3) + timedelta(minutes=7 * position)
        try:
            bookings.book_place(guest, tour.uid, language=guest.language, now=moment, actor=GUEST)
        except Refusal:
            continue
