"""A party's places on a tour: booked, waited for, moved, given back, passed on.

Places are counted and given away behind the lock of the departure's row, in :func:`_places_for` and :func:`pass_on`,
so that there is never a guest or a party too many. Who waited longest and fits moves up in the same transaction.
"""

from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor, Subject, changed_fields
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.registration.models import Registration
from coopevents.schedule.states import ActivityState
from coopevents.text import one_line
from coopevents.tours import booking_queries as queries
from coopevents.tours import booking_rules as rules
from coopevents.tours import booking_tokens as tokens
from coopevents.tours import departure_queries, departures, room_left
from coopevents.tours.booking_details import BookingDetails, PartyDetails
from coopevents.tours.booking_facts import (
    TourAwaited,
    TourBooked,
    TourBookingCancelled,
    TourBookingFact,
    TourBookingMoved,
    TourPartyChanged,
    TourPartyMovedUp,
)
from coopevents.tours.models import TourBooking, TourDeparture
from coopevents.tours.states import BookingState, DepartureState

CONFIRMED, WAITING, CANCELLED = BookingState.CONFIRMED, BookingState.WAITING, BookingState.CANCELLED
_OF_A_PARTY = ("heads", "names", "tour_language", "access_needs", "phone")


def book_tour(
    departure: TourDeparture,
    details: BookingDetails,
    *,
    registration: Registration | None = None,
    by_office: bool = False,
    most_heads: int | None = None,
    now: datetime,
    actor: Actor,
) -> TourBooking:
    """Give a party its places, or one on the waiting list when it does not fit; the same form again changes nothing.

    The office may book after bookings have closed. ``most_heads`` is how large a party may be where it is not what the
    route says. Raises NameIsMissing, EmailIsNotValid, PartyIsImpossible or TourTakesNoBookings.
    """
    details = rules.tidied(details)
    known = queries.find_by_intention(details.intention)
    if known is not None:
        return known
    rules.ensure_booker_is_named(details)
    rules.ensure_party_is_possible(details.party.heads, most_heads or departure.route.party_size)
    person_id = registration.person_id if registration is not None else _person_of(departure, details, now, actor)
    state = _places_for(departure, details.party.heads, by_office=by_office, now=now)
    booking = _new_booking(departure, details, state, now)
    booking.person_id, booking.registration_id = person_id, registration.id if registration is not None else None
    db.session.add(booking)
    db.session.flush()
    record(TourBooked if state is CONFIRMED else TourAwaited, booking, now, actor, {"state": (None, state.value)})
    return booking


def change_party(booking: TourBooking, party: PartyDetails, *, now: datetime, actor: Actor) -> TourBooking:
    """Let a party be larger or smaller, or say something else of itself; what it frees is passed on.

    Raises BookingIsOver, PartyIsImpossible, or PartyDoesNotFit, and then it stays as it was.
    """
    party = rules.tidied_party(party)
    departure = departure_queries.lock_departure(booking.departure_id)
    booking = queries.get_booking(booking.id)
    rules.ensure_can_still_change(booking.state, departure.activity.starts_at, now)
    rules.ensure_party_is_possible(party.heads, max(departure.route.party_size, booking.heads))
    if booking.state is CONFIRMED and party.heads > booking.heads:
        heads, parties = queries.taken_of(departure.id)
        rules.ensure_party_fits(departures.room_of(departure, (heads - booking.heads, parties - 1)), party.heads)
    changes = changed_fields(
        {name: getattr(booking, name) for name in _OF_A_PARTY}, {name: getattr(party, name) for name in _OF_A_PARTY}
    )
    if not changes:
        return booking
    _fill(booking, party)
    booking.changed_at = now
    db.session.flush()
    said = {"heads": changes["heads"]} if "heads" in changes else {"fields": (None, sorted(changes))}
    record(TourPartyChanged, booking, now, actor, said)
    pass_on(departure, now=now)
    return booking


def move_booking(
    booking: TourBooking, departure: TourDeparture, *, waits: bool = False, by_office: bool = False,
    now: datetime, actor: Actor,
) -> TourBooking:  # fmt: skip
    """Let a party take another departure; its old places are passed on. Only who ``waits`` may land on a waiting list.

    Raises BookingIsOver, IsBookedThere, TourTakesNoBookings or TourIsFull, and then it stays where it was.
    """
    old_id = booking.departure_id
    locked = {each: departure_queries.lock_departure(each) for each in sorted({old_id, departure.id})}
    booking = queries.get_booking(booking.id)
    if booking.departure_id != old_id:
        raise rules.BookingIsOver
    old, new = locked[old_id], locked[departure.id]
    is_stranded = old.activity.state is ActivityState.CANCELLED
    if booking.state not in rules.LIVE or (old.activity.starts_at <= now and not is_stranded):
        raise rules.BookingIsOver
    if old.id == new.id:
        raise rules.IsBookedThere
    state = _places_for(new, booking.heads, by_office=by_office, now=now)
    if state is WAITING and not waits:
        raise rules.TourIsFull
    was_confirmed = booking.state is CONFIRMED
    booking.departure, booking.departure_id, booking.state = new, new.id, state
    booking.waiting_since = now if state is WAITING else None
    booking.changed_at, booking.reminded_at, booking.tell_at = now, None, None
    booking.sequence += 1
    _note_known(booking)
    db.session.flush()
    changes = {"departure": (old.id, new.id)}
    record(TourBookingMoved, booking, now, actor, changes, from_departure_id=old.id, was_confirmed=was_confirmed)
    pass_on(old, now=now)
    return booking


def cancel_booking(booking: TourBooking, reason: str = "", *, now: datetime, actor: Actor) -> None:
    """Let a party's places, or its wait, go; twice is once. The places are passed on. Raises BookingIsOver."""
    departure = departure_queries.lock_departure(booking.departure_id)
    booking = queries.get_booking(booking.id)
    if booking.state is CANCELLED:
        return
    is_off = departure.activity.state is ActivityState.CANCELLED
    if booking.state not in rules.LIVE or (departure.activity.starts_at <= now and not is_off):
        raise rules.BookingIsOver
    was = booking.state
    booking.state, booking.waiting_since, booking.tell_at = CANCELLED, None, None
    booking.cancellation_reason = one_line(reason)[:500]
    booking.changed_at = now
    booking.sequence += 1
    db.session.flush()
    changes = {"state": (was.value, CANCELLED.value)}
    record(TourBookingCancelled, booking, now, actor, changes, was_confirmed=was is CONFIRMED)
    pass_on(departure, now=now)


def pass_on(departure: TourDeparture, *, now: datetime) -> list[TourBooking]:
    """Give what is free to who waited longest and fits; those who moved up. The departure is locked.

    Nobody moves up to a tour that has begun or does not take place. After bookings have closed people still do.
    """
    takes_place = departure.activity.state is ActivityState.PUBLIC and departure.activity.starts_at > now
    if not takes_place or departure.state not in {DepartureState.OPEN, DepartureState.CLOSED}:
        return []
    line = queries.list_waiting(departure.id)
    if not line:
        return []
    room = departures.room_of(departure, queries.taken_of(departure.id))
    up = room_left.who_moves_up(
        room, [(each.id, each.heads) for each in line], small_parties_pass=departure.small_parties_pass
    )
    moved = [each for each in line if each.id in up]
    for booking in moved:
        booking.state, booking.waiting_since, booking.changed_at = CONFIRMED, None, now
        _note_known(booking)
        db.session.flush()
        record(TourPartyMovedUp, booking, now, THE_HOUSE, {"state": (WAITING.value, CONFIRMED.value)})
    return moved


def record(
    kind: type[TourBookingFact],
    booking: TourBooking,
    now: datetime,
    actor: Actor,
    changes: dict[str, tuple[Any, Any]] | None = None,
    **said: Any,
) -> None:
    """Write a fact about a booking down."""
    registration = db.session.get(Registration, booking.registration_id) if booking.registration_id else None
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=Subject("tour_booking", booking.id),
            unit_id=booking.departure.route.unit_id,
            event_id=registration.event_id if registration is not None else None,
            changes=changes or {},
            **said,
        )
    )


def _places_for(departure: TourDeparture, heads: int, *, by_office: bool, now: datetime) -> BookingState:
    """What a party of so many gets: places, or the wait. The only door to places besides :func:`pass_on`.

    Raises TourTakesNoBookings.
    """
    locked = departure_queries.lock_departure(departure.id)
    taken = queries.taken_of(locked.id)
    standing = departures.standing_of(locked, taken, now)
    if not (by_office and standing is room_left.Standing.CLOSED):
        rules.ensure_takes_bookings(standing)
    fits = departures.room_of(locked, taken).takes(heads)
    is_behind = not locked.small_parties_pass and bool(queries.list_waiting(locked.id))
    return CONFIRMED if fits and not is_behind else WAITING


def _person_of(departure: TourDeparture, details: BookingDetails, now: datetime, actor: Actor) -> int:
    """The one record the office has of who books; what is known of them stays as it is."""
    said = PersonDetails(family_name=details.name[:120], email=details.email, language=details.language)
    return people.find_or_add_person(said, unit_id=departure.route.unit_id, now=now, actor=actor).id


def _new_booking(departure: TourDeparture, details: BookingDetails, state: BookingState, now: datetime) -> TourBooking:
    booking = TourBooking(
        departure_id=departure.id,
        uid=tokens.new_uid(),
        state=state,
        contact_name=details.name,
        email=details.email,
        language=details.language,
        intention=details.intention,
        booked_at=now,
        changed_at=now,
        waiting_since=now if state is WAITING else None,
    )
    booking.departure = departure
    _fill(booking, details.party)
    _note_known(booking)
    return booking


def _fill(booking: TourBooking, party: PartyDetails) -> None:
    for name in _OF_A_PARTY:
        setattr(booking, name, getattr(party, name))


def _note_known(booking: TourBooking) -> None:
    """The party is told of this time and place in the same transaction."""
    activity = booking.departure.activity
    booking.known_starts_at, booking.known_place_id = activity.starts_at, activity.place_id
