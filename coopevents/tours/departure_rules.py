"""What may be said about departures, weekly patterns and blackouts."""

from datetime import datetime

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import LANGUAGES
from coopevents.tours.departure_details import BlackoutDetails, DepartureDetails, PatternDetails
from coopevents.tours.room_left import Room

LONGEST_PATTERN_DAYS = 731
MOST_HEADS = 1000
LONGEST_TOUR = 24 * 60


class HeadsAreImpossible(Refusal):
    """Fewer than one guest, or more than anybody can lead."""

    sentence = _l("A tour takes from 1 to 1,000 guests.")


class PartiesAreImpossible(Refusal):
    """No party at all."""

    sentence = _l("At least one party can book. Leave it empty when only the guests count.")


class CapacityIsBelowBookings(Refusal):
    """Somebody would lose a place they were promised."""


class MinutesAreImpossible(Refusal):
    """A tour nobody could walk."""

    sentence = _l("A tour takes from 5 minutes to 24 hours.")


class LanguageIsUnknown(Refusal):
    """A language no guide could have stated."""

    sentence = _l("Choose the language of the tour from the list.")


class DepartureIsOver(Refusal):
    """It has begun, or is done."""

    sentence = _l("This tour has begun already.")


class DepartureIsInThePast(Refusal):
    """Nobody can come any more."""

    sentence = _l("Choose a time that is still to come.")


class RouteIsRetired(Refusal):
    """No more tours are planned on it."""

    sentence = _l("This route is no longer used. Restore it first, or choose another one.")


class PatternIsImpossible(Refusal):
    """Days that cannot be meant."""

    sentence = _l("The last day is not before the first, and at most two years after it.")


def ensure_departure_is_possible(details: DepartureDetails, now: datetime) -> None:
    """Raise what is wrong with it, at its field."""
    if details.starts_at <= now:
        raise DepartureIsInThePast(field="day")
    ensure_numbers_are_possible(details)


def ensure_numbers_are_possible(details: DepartureDetails) -> None:
    """Raise what is wrong with its numbers and languages, at their fields."""
    if not 1 <= details.most_heads <= MOST_HEADS:
        raise HeadsAreImpossible(field="most_heads")
    if details.most_parties is not None and not 1 <= details.most_parties <= MOST_HEADS:
        raise PartiesAreImpossible(field="most_parties")
    if details.minutes is not None and not 5 <= details.minutes <= LONGEST_TOUR:
        raise MinutesAreImpossible(field="minutes")
    if not all(2 <= len(each) <= 12 for each in details.languages):
        raise LanguageIsUnknown(field="languages")


def ensure_holds_bookings(room: Room) -> None:
    """Refuse fewer places than are booked: ``room`` has the new limits and the present bookings."""
    if room.heads > room.most_heads:
        sentence = _l(
            "%(number)d guests have booked, so it cannot take fewer. Move or cancel bookings first.", number=room.heads
        )
        raise CapacityIsBelowBookings(sentence, field="most_heads")
    if room.most_parties is not None and room.parties > room.most_parties:
        sentence = _l(
            "%(number)d parties have booked, so it cannot take fewer. Move or cancel bookings first.",
            number=room.parties,
        )
        raise CapacityIsBelowBookings(sentence, field="most_parties")


def ensure_pattern_is_possible(details: PatternDetails) -> None:
    """Raise what is wrong with it, at its field."""
    if not 0 <= (details.until - details.since).days <= LONGEST_PATTERN_DAYS:
        raise PatternIsImpossible(field="until")
    if details.language and not 2 <= len(details.language) <= 12:
        raise LanguageIsUnknown(field="language")


def ensure_blackout_is_possible(details: BlackoutDetails) -> None:
    """Raise what is wrong with it, at its field."""
    if not 0 <= (details.until - details.since).days <= LONGEST_PATTERN_DAYS:
        raise PatternIsImpossible(field="until")


def is_language_we_write(code: str) -> bool:
    """Whether messages can be written in it."""
    return code in LANGUAGES
