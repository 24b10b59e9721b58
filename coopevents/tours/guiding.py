"""What a guide says on the way: who is here, who came without a booking, where the tour is, that it begins or is over.

Each tap counts once, by its key, however often and in whatever order it comes in: of two taps about the same thing the
later moment holds.
"""

from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.schedule.states import ActivityState
from coopevents.tours import booking, booking_queries, booking_tokens, departure_queries, departures
from coopevents.tours import guiding_queries as queries
from coopevents.tours import guiding_rules as rules
from coopevents.tours.booking_facts import TourPartyCounted, TourWalkInCounted
from coopevents.tours.departure_facts import DepartureLed
from coopevents.tours.guiding_rules import TapDetails
from coopevents.tours.models import TourBooking, TourDeparture, TourTap
from coopevents.tours.states import BookingState, DepartureState, TapKind

LED = (TapKind.START, TapKind.FINISH)


def take_tap(departure: TourDeparture, tap: TapDetails, *, now: datetime, actor: Actor) -> None:
    """Let a tap count; one that came in before changes nothing.

    Raises IsNotTheTime, TourDoesNotTakePlace, NoRoomForMore, PartyIsUnknown or StopIsUnknown.
    """
    departure = departure_queries.lock_departure(departure.id)
    if queries.find_tap(tap.key) is not None:
        return
    if departure.activity.state is not ActivityState.PUBLIC:
        raise rules.TourDoesNotTakePlace
    rules.ensure_is_the_time(tap.at, departures.times_of(departure))
    match tap.kind:
        case TapKind.HEADS:
            _count(departure, tap, now, actor)
        case TapKind.WALK_IN:
            _take_along(departure, tap, now, actor)
        case TapKind.STOP:
            _stand_at(departure, tap, now)
        case TapKind.START | TapKind.FINISH:
            _lead(departure, tap, now, actor)
    db.session.flush()


def _count(departure: TourDeparture, tap: TapDetails, now: datetime, actor: Actor) -> None:
    """So many of a party are here."""
    party, everybody = _party_of(departure, tap.party), booking_queries.list_of(departure.id)
    heads = min(tap.number, rules.MOST_OF_A_PARTY)
    last = queries.find_last(departure.id, (TapKind.HEADS,), party.id)
    others = rules.places_held((each for each in everybody if each.id != party.id), departure.state)
    is_latest = last is None or last.at <= tap.at
    if is_latest:
        rules.ensure_room(party, heads, others, departure.most_heads)
    _keep(departure, tap, now, party.id)
    if not is_latest:
        return
    was = rules.heads_here(party)
    party.state = rules.state_of_party(party, heads, departure.state)
    party.heads_arrived, party.arrived_at = (heads, tap.at) if heads else (None, None)
    party.changed_at = now
    db.session.flush()
    booking.record(TourPartyCounted, party, now, actor, {"heads_arrived": (was, heads)})


def _take_along(departure: TourDeparture, tap: TapDetails, now: datetime, actor: Actor) -> None:
    """Somebody comes along who has not booked."""
    heads = max(1, min(tap.number, rules.MOST_OF_A_PARTY))
    held = rules.places_held(booking_queries.list_of(departure.id), departure.state)
    rules.ensure_room(None, heads, held, departure.most_heads)
    made = TourBooking(
        departure_id=departure.id,
        uid=booking_tokens.new_uid(),
        state=BookingState.ATTENDED,
        heads=heads,
        contact_name="",
        email="",
        intention=tap.key,
        is_walk_in=True,
        booked_at=tap.at,
        changed_at=now,
        arrived_at=tap.at,
        heads_arrived=heads,
    )
    made.departure = departure
    db.session.add(made)
    db.session.flush()
    _keep(departure, tap, now, made.id)
    booking.record(TourWalkInCounted, made, now, actor, {"heads": (0, heads)})


def _stand_at(departure: TourDeparture, tap: TapDetails, now: datetime) -> None:
    """The tour is at the stop with that number (from 1); at 0 it is at its meeting point."""
    if not 0 <= tap.number <= len(departure.route.stops):
        raise rules.StopIsUnknown
    last = queries.find_last(departure.id, (TapKind.STOP,))
    _keep(departure, tap, now)
    if last is None or last.at <= tap.at:
        departure.at_stop = tap.number


def _lead(departure: TourDeparture, tap: TapDetails, now: datetime, actor: Actor) -> None:
    """It begins, or is over; of parties nobody counted none came."""
    if departure.state is DepartureState.DRAFT:
        raise rules.TourDoesNotTakePlace
    last = queries.find_last(departure.id, LED)
    _keep(departure, tap, now)
    if last is not None and last.at > tap.at:
        return
    was = departure.state
    departure.state = DepartureState.RUNNING if tap.kind is TapKind.START else DepartureState.DONE
    if departure.state is DepartureState.DONE:
        queries.settle_no_shows(departure.id)
    if was is not departure.state:
        changes = {"state": (was.value, departure.state.value)}
        departures.record(DepartureLed, departure, now, actor, changes)


def _party_of(departure: TourDeparture, named: str) -> TourBooking:
    known = booking_queries.list_of(departure.id)
    is_meant = {str(each.id): each for each in known} | {each.intention: each for each in known if each.is_walk_in}
    party = is_meant.get(named)
    if party is None or (party.state is BookingState.CANCELLED and not party.is_walk_in):
        raise rules.PartyIsUnknown
    return party


def _keep(departure: TourDeparture, tap: TapDetails, now: datetime, booking_id: int | None = None) -> None:
    kept = TourTap(
        client_key=tap.key,
        departure_id=departure.id,
        booking_id=booking_id,
        kind=tap.kind,
        number=min(tap.number, rules.MOST_OF_A_PARTY),
        at=tap.at,
        received_at=now,
    )
    db.session.add(kept)
    db.session.flush()
