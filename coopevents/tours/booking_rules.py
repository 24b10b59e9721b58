"""Who may book a tour, and how many may come along."""

from dataclasses import replace
from datetime import datetime

from coopevents.forms.single import valid_email
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.text import LANGUAGES, cleaned, one_line
from coopevents.tours.booking_details import BookingDetails, PartyDetails
from coopevents.tours.room_left import BOOKABLE, Room, Standing
from coopevents.tours.states import BookingState

LONGEST_NAMES, MOST_NAMES = 3000, 200
LIVE = frozenset({BookingState.WAITING, BookingState.CONFIRMED})
"""The states of a party that means to come."""


class BookingNotFound(NotFound):
    """No such booking, or its link was replaced."""


class NameIsMissing(Refusal):
    """Nobody could greet them."""

    sentence = _l("Enter your name.")


class EmailIsNotValid(Refusal):
    """No message would arrive."""

    sentence = _l("Enter an e-mail address such as name@example.org.")


class PartyIsImpossible(Refusal):
    """Nobody, or more than a party may be."""


class TourTakesNoBookings(Refusal):
    """It is closed, has begun, does not take place, or is not open yet."""


class TourIsFull(Refusal):
    """There is no room for all of the party."""

    sentence = _l("There is no room for your whole party on this tour any more. Choose another one.")


class PartyDoesNotFit(Refusal):
    """The party grew beyond what is left."""


class BookingIsOver(Refusal):
    """It was cancelled, or the tour has begun."""

    sentence = _l("This booking can no longer be changed.")


class IsBookedThere(Refusal):
    """The party is on that tour already."""

    sentence = _l("You are booked on this tour already.")


_CLOSED = {
    Standing.DRAFT: _l("This tour cannot be booked yet."),
    Standing.CLOSED: _l("Bookings for this tour have ended. Choose another one."),
    Standing.RUNNING: _l("This tour has begun already. Choose another one."),
    Standing.DONE: _l("This tour is over. Choose another one."),
    Standing.CANCELLED: _l("This tour does not take place. Choose another one."),
}


def tidied(details: BookingDetails) -> BookingDetails:
    """On one line each, cut to the room there is, with unknown codes left out."""
    return replace(
        details,
        name=one_line(details.name)[:200],
        email=valid_email(details.email) or "",
        party=tidied_party(details.party),
        language=details.language if details.language in LANGUAGES else "en",
        intention=(details.intention or "")[:64] or None,
    )


def tidied_party(party: PartyDetails) -> PartyDetails:
    """The same for a party; its names are a line each."""
    names = [one_line(each) for each in cleaned(party.names).splitlines()]
    return replace(
        party,
        names="\n".join([each for each in names if each][:MOST_NAMES])[:LONGEST_NAMES],
        tour_language=one_line(party.tour_language)[:20],
        access_needs=one_line(party.access_needs)[:500],
        phone=one_line(party.phone)[:40],
    )


def ensure_booker_is_named(details: BookingDetails) -> None:
    """Raise NameIsMissing or EmailIsNotValid."""
    if not details.name:
        raise NameIsMissing(field="name")
    if not details.email:
        raise EmailIsNotValid(field="email")


def ensure_party_is_possible(heads: int, most: int) -> None:
    """Refuse nobody, and more than a party may be."""
    if not 1 <= heads <= most:
        sentence = _l("A party has from 1 to %(most)d guests. For more, write to us.", most=most)
        raise PartyIsImpossible(sentence, field="heads")


def ensure_takes_bookings(standing: Standing) -> None:
    """Refuse what cannot be booked, and say why."""
    if standing not in BOOKABLE:
        raise TourTakesNoBookings(_CLOSED[standing])


def ensure_can_still_change(state: BookingState, starts_at: datetime, now: datetime) -> None:
    """Refuse a booking that was cancelled, and a tour that has begun."""
    if state not in LIVE or starts_at <= now:
        raise BookingIsOver


def ensure_party_fits(room: Room, heads: int) -> None:
    """Refuse a party that grew beyond the room left, which counts without it; what it had stays."""
    if not room.takes(heads):
        sentence = _l(
            "Only %(number)d places are free for your party. Your booking stays as it was.", number=room.heads_left
        )
        raise PartyDoesNotFit(sentence, field="heads")
