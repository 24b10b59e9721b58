"""Planning trips: what they say, who travels, and that they are called off."""

from datetime import datetime

from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage
from coopevents.approvals import service as deciding
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.mobility import absences, queries, rules, turning
from coopevents.mobility.details import TravellerDetails, TripDetails
from coopevents.mobility.facts import (
    TravellerAdded,
    TravellerBroughtBack,
    TravellerChanged,
    TravellerWithdrawn,
    TripCancelled,
    TripChanged,
    TripPlanned,
)
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.numbering import take_number
from coopevents.mobility.recording import day_of, move, record, record_traveller, subject_of
from coopevents.mobility.states import TripPurpose, TripState
from coopevents.mobility.tokens import new_uid
from coopevents.people import queries as people
from coopevents.text import cleaned, folded, one_line, search_key

FIELDS = tuple(TripDetails.__dataclass_fields__)


def plan_trip(details: TripDetails, *, unit_id: int, now: datetime, actor: Actor) -> Trip:
    """Enter a trip; nobody travels on it yet.

    Raises TitleIsMissing, CountryIsMissing, HostIsMissing, EndsBeforeStarting, TripIsTooLong or ProgrammeIsMissing.
    """
    rules.ensure_details_hold(details)
    trip = Trip(
        unit_id=unit_id,
        number=take_number(unit_id, day_of(now).year),
        state=TripState.PLANNED,
        state_since=now,
        created_at=now,
        changed_at=now,
        officer_id=actor.id if actor.kind == "user" else None,
        travellers=[],
    )
    _say(trip, details)
    db.session.add(trip)
    db.session.flush()
    record(TripPlanned, trip, now=now, actor=actor)
    return trip


def change_trip(trip: Trip, details: TripDetails, *, seen: int | None = None, now: datetime, actor: Actor) -> None:
    """Say anew what a trip is; ``seen`` is the version that was looked at.

    An approved trip that goes elsewhere, at another time or at another cost waits for unit and office again.

    Raises what :func:`plan_trip` raises, TripChangedMeanwhile, or TripForbids once they have left.
    """
    trip = queries.lock_trip(trip.id)
    if seen is not None and seen != trip.version:
        raise rules.TripChangedMeanwhile
    rules.ensure_open(trip.state)
    rules.ensure_details_hold(details)
    before = as_details(trip)
    _say(trip, details)
    changes = {name: (str(getattr(before, name)), str(getattr(trip, name))) for name in FIELDS
               if getattr(before, name) != getattr(trip, name)}  # fmt: skip
    if not changes:
        return
    trip.changed_at = now
    if changes.keys() & rules.DECIDED_ABOUT:
        changes |= turning.note_changed(trip, now=now, actor=actor)
    absences.keep_in_step(trip)
    db.session.flush()
    record(TripChanged, trip, now=now, actor=actor, changes=changes)


def as_details(trip: Trip) -> TripDetails:
    """The trip as a caller would bring it."""
    return TripDetails(**{name: getattr(trip, name) for name in FIELDS})


def add_traveller(trip: Trip, details: TravellerDetails, *, now: datetime, actor: Actor) -> Traveller:
    """Somebody travels; who the register of people knows by the address is away for every itinerary then.

    An approved trip waits for unit and office again: they decided about those who were on it.

    Raises NameIsMissing, AddressIsMissing, TravellerIsKnown, TripIsFull, or TripForbids once they have left.
    """
    trip = queries.lock_trip(trip.id)
    rules.ensure_open(trip.state)
    rules.ensure_traveller_holds(details)
    if len(trip.travellers) >= rules.MOST_TRAVELLERS:
        raise rules.TripIsFull
    _ensure_is_new(trip, details, None)
    traveller = Traveller(uid=new_uid())
    _call(traveller, details, trip.unit_id)
    trip.travellers.append(traveller)
    db.session.flush()
    changes = turning.note_changed(trip, now=now, actor=actor)
    _follow(trip)
    record_traveller(TravellerAdded, traveller, now=now, actor=actor)
    if changes:
        record(TripChanged, trip, now=now, actor=actor, changes=changes)
    return traveller


def change_traveller(traveller: Traveller, details: TravellerDetails, *, now: datetime, actor: Actor) -> None:
    """Say anew who travels, and who comes along.

    Raises what :func:`add_traveller` raises; names may be mended after the trip too.
    """
    trip = queries.lock_trip(traveller.trip_id)
    rules.ensure_traveller_holds(details)
    _ensure_is_new(trip, details, traveller.id)
    _call(traveller, details, trip.unit_id)
    db.session.flush()
    _follow(trip)
    record_traveller(TravellerChanged, traveller, now=now, actor=actor)


def withdraw_traveller(traveller: Traveller, *, now: datetime, actor: Actor) -> None:
    """They do not travel after all. Twice is once. Raises TripForbids once they have left."""
    _set_withdrawn(traveller, True, now, actor)


def bring_traveller_back(traveller: Traveller, *, now: datetime, actor: Actor) -> None:
    """They do. Raises TripForbids once they have left."""
    _set_withdrawn(traveller, False, now, actor)


def cancel_trip(trip: Trip, reason: str, *, now: datetime, actor: Actor) -> None:
    """It does not take place, or was broken off. Raises ReasonIsMissing or TripForbids."""
    trip = queries.lock_trip(trip.id)
    rules.ensure_reason(reason)
    changes = move(trip, TripState.CANCELLED, now=now)
    trip.reason = cleaned(reason)
    deciding.close_case(subject_of(trip), now=now)
    absences.keep_in_step(trip)
    record(TripCancelled, trip, now=now, actor=actor, changes=changes, reason=trip.reason)


def _set_withdrawn(traveller: Traveller, is_withdrawn: bool, now: datetime, actor: Actor) -> None:
    trip = queries.lock_trip(traveller.trip_id)
    rules.ensure_open(trip.state)
    if traveller.is_withdrawn is is_withdrawn:
        return
    traveller.is_withdrawn = is_withdrawn
    db.session.flush()
    _follow(trip)
    record_traveller(TravellerWithdrawn if is_withdrawn else TravellerBroughtBack, traveller, now=now, actor=actor)


def _say(trip: Trip, details: TripDetails) -> None:
    for name in FIELDS:
        setattr(trip, name, getattr(details, name))
    trip.title, trip.host, trip.note = one_line(details.title), one_line(details.host), cleaned(details.note)
    trip.funding, trip.cost = one_line(details.funding), one_line(details.cost)
    trip.is_invited = details.is_invited or details.purpose is TripPurpose.INVITED_CONFERENCE
    find_anew(trip)


def _call(traveller: Traveller, details: TravellerDetails, unit_id: int) -> None:
    traveller.given_name, traveller.family_name = one_line(details.given_name), one_line(details.family_name)
    traveller.original_name, traveller.email = one_line(details.original_name), details.email.strip().lower()
    traveller.language, traveller.role = details.language, details.role
    traveller.companions = cleaned(details.companions)
    known = people.ids_with_email(lineage(unit_id, accounts.unit_parents()), traveller.email)
    traveller.person_id = min(known, default=None)


def _follow(trip: Trip) -> None:
    absences.keep_in_step(trip)
    find_anew(trip)
    db.session.flush()


def find_anew(trip: Trip) -> None:
    """Let the trip be found by what it says now, and by whoever travels now."""
    names = [f"{each.given_name} {each.family_name} {each.original_name}" for each in trip.travellers]
    trip.search_key = search_key(trip.number, trip.title, trip.host, *names)[:1500]


def _ensure_is_new(trip: Trip, details: TravellerDetails, own_id: int | None) -> None:
    name, address = folded(f"{details.given_name} {details.family_name}"), details.email.strip().lower()
    for each in trip.travellers:
        if each.id != own_id and (each.email == address and folded(f"{each.given_name} {each.family_name}") == name):
            raise rules.TravellerIsKnown(field="email")
