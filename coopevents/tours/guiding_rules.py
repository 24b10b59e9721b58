"""What a guide may say on the way, when, and how many may come along. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.tours.models import TourBooking
from coopevents.tours.room_left import Times
from coopevents.tours.states import BookingState, DepartureState, TapKind

BEFORE, AFTER = timedelta(hours=2), timedelta(hours=3)
"""How long before and after a tour its guide can say anything about it."""
NUMBERS_BEFORE, NUMBERS_AFTER = timedelta(hours=12), timedelta(hours=6)
"""How long before and after a tour its guide is shown telephone numbers."""
MOST_OF_A_PARTY = 200
BEGUN = frozenset({DepartureState.RUNNING, DepartureState.DONE})


@dataclass(frozen=True)
class TapDetails:
    """One tap: ``key`` is its intention, ``party`` the booking it speaks of (its number, or the key of the tap that
    took a guest along), ``number`` the heads or the stop."""

    key: str
    kind: TapKind
    at: datetime
    party: str = ""
    number: int = 0


class IsNotTheTime(Refusal):
    """Long before, or long after."""

    sentence = _l("A tour is led from two hours before it departs to three hours after it is over.")


class TourDoesNotTakePlace(Refusal):
    """It was called off, or is a draft."""

    sentence = _l("This tour does not take place.")


class NoRoomForMore(Refusal):
    """Every place is taken, or kept for somebody who may still come."""

    sentence = _l(
        "All places are taken or kept for parties that may still come. They become free once the tour begins."
    )


class PartyIsUnknown(Refusal):
    """Not a party of this tour, or one that cancelled."""

    sentence = _l("This party is no longer booked on this tour.")


class StopIsUnknown(Refusal):
    """The route has no such stop any more."""

    sentence = _l("This route has no such stop any more. Load the page again.")


def ensure_is_the_time(at: datetime, times: Times) -> None:
    """Refuse what was said long before or after the tour."""
    if not times.starts_at - BEFORE <= at <= times.ends_at + AFTER:
        raise IsNotTheTime


def shows_numbers(now: datetime, times: Times) -> bool:
    """Whether it is near enough to the tour that its guide may have to call somebody."""
    return times.starts_at - NUMBERS_BEFORE <= now <= times.ends_at + NUMBERS_AFTER


def heads_here(booking: TourBooking) -> int:
    """How many of a party are here."""
    return (booking.heads_arrived or 0) if booking.state is BookingState.ATTENDED else 0


def places_held(bookings: Iterable[TourBooking], state: DepartureState) -> int:
    """How many places nobody else can have: of who is here, and until the tour begins of who may still come."""
    held = 0
    for each in bookings:
        may_come = state not in BEGUN and each.state in {BookingState.CONFIRMED, BookingState.ATTENDED}
        held += max(heads_here(each), each.heads if may_come and not each.is_walk_in else 0)
    return held


def ensure_room(booking: TourBooking | None, heads: int, others: int, most_heads: int) -> None:
    """Refuse more than the tour takes: what a party booked it always has, more of it only where there is room."""
    own = booking.heads if booking is not None and booking.state is not BookingState.WAITING else 0
    if heads > own and others + heads > most_heads:
        raise NoRoomForMore


def state_of_party(booking: TourBooking, heads: int, state: DepartureState) -> BookingState:
    """How a party stands once so many of it are here."""
    if heads:
        return BookingState.ATTENDED
    if booking.is_walk_in:
        return BookingState.CANCELLED
    if booking.waiting_since is not None:
        return BookingState.WAITING
    return BookingState.NO_SHOW if state is DepartureState.DONE else BookingState.CONFIRMED
