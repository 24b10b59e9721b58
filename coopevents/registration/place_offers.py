"""Places offered for a time: to a guest or to a group, accepted, declined, expired, extended, taken back.

Every verb but the first two locks the terms first. Who lets go of seats here leaves it to the caller to pass them on.
"""

from datetime import datetime, timedelta

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.registration import group_places, group_queries, plans, queries, rules, seats
from coopevents.registration import waiting_queries as parties
from coopevents.registration.group_models import Group, PlaceOffer
from coopevents.registration.models import Registration, RegistrationTerms
from coopevents.registration.states import RegistrationState as S
from coopevents.registration.waiting_facts import (
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferExtended,
    OfferFact,
    OfferReminded,
    OfferTakenBack,
    PlaceOffered,
)
from coopevents.registration.waiting_rules import OfferIsSettled, OfferMustEndLater, ensure_open
from coopevents.registration.waiting_states import OfferState


def offer_to_guest(registration: Registration, hours: int, *, now: datetime, actor: Actor) -> PlaceOffer:
    """Hold seats, which were found free under the lock, for a guest who waited, for so many hours.

    Raises StateForbids.
    """
    old = registration.state
    rules.ensure_may_become(old, S.OFFERED)
    offer = _open(registration.event_id, seats.seats_of(registration), hours, now=now)
    offer.registration_id, offer.registration = registration.id, registration
    seats.move(registration, S.OFFERED, now=now)
    _record(PlaceOffered, offer, now, actor, {"state": (old.value, S.OFFERED.value)})
    return offer


def offer_to_group(group: Group, count: int, hours: int, *, now: datetime, actor: Actor) -> PlaceOffer:
    """Hold so many seats, which were found free under the lock, for a group that waited, as one offer."""
    offer = _open(group.event_id, count, hours, now=now)
    offer.group_id, offer.group = group.id, group
    db.session.flush()
    group.waits_for = max(0, group.waits_for - count)
    group_places.add_places(group, count, now=now, offer=offer)
    _record(PlaceOffered, offer, now, actor, {"places": (None, count)})
    return offer


def accept(offer: PlaceOffer, *, now: datetime, actor: Actor) -> None:
    """Who was offered the places takes them.

    Raises OfferIsSettled, OfferHasExpired.
    """
    terms = lock(offer)
    ensure_open(offer.state, offer.expires_at, now=now)
    _settle(offer, OfferState.ACCEPTED, now)
    if offer.group is not None:
        group_places.take_offered(offer.group, offer, now=now)
        _record(OfferAccepted, offer, now, actor, {"places": (None, offer.seats)})
        return
    guest = _guest_of(offer)
    state = S.PENDING if plans.needs_approval(terms, guest.form_id) else S.APPROVED
    seats.move(guest, state, now=now)
    if state is S.PENDING:
        plans.open_case(guest, now=now)
    _record(OfferAccepted, offer, now, actor, {"state": (S.OFFERED.value, state.value)})


def decline(offer: PlaceOffer, *, now: datetime, actor: Actor) -> None:
    """Who was offered the places does not want them, nor waits any longer.

    Raises OfferIsSettled, OfferHasExpired.
    """
    lock(offer)
    ensure_open(offer.state, offer.expires_at, now=now)
    _settle(offer, OfferState.DECLINED, now)
    _give_back(offer, S.WITHDRAWN, now)
    _record(OfferDeclined, offer, now, actor, _what_became(offer, S.WITHDRAWN))


def expire(offer: PlaceOffer, *, now: datetime, actor: Actor) -> bool:
    """Nobody answered in time; whether that was so still, behind the lock."""
    lock(offer)
    if offer.state is not OfferState.OPEN or now < offer.expires_at:
        return False
    _settle(offer, OfferState.EXPIRED, now)
    _give_back(offer, S.OFFER_EXPIRED, now)
    _record(OfferExpired, offer, now, actor, _what_became(offer, S.OFFER_EXPIRED))
    return True


def take_back(offer: PlaceOffer, *, now: datetime, actor: Actor) -> None:
    """The office takes the offer back; who had it waits again, in the same place.

    Raises OfferIsSettled.
    """
    lock(offer)
    if offer.state is not OfferState.OPEN:
        raise OfferIsSettled
    _settle(offer, OfferState.TAKEN_BACK, now)
    if offer.group is not None:
        offer.group.waits_for += offer.seats
    _give_back(offer, S.WAITLISTED, now)
    _record(OfferTakenBack, offer, now, actor, _what_became(offer, S.WAITLISTED))


def extend(offer: PlaceOffer, until: datetime, *, now: datetime, actor: Actor) -> None:
    """Give more time to answer.

    Raises OfferIsSettled, OfferMustEndLater.
    """
    lock(offer)
    if offer.state is not OfferState.OPEN:
        raise OfferIsSettled
    if until <= now:
        raise OfferMustEndLater
    old, offer.expires_at, offer.reminded_at = offer.expires_at, until, None
    _record(OfferExtended, offer, now, actor, {"expires_at": (old.isoformat(), until.isoformat())})


def remind(offer: PlaceOffer, *, now: datetime, actor: Actor) -> bool:
    """Half of the time is over; whether there was somebody to remind."""
    lock(offer)
    if offer.state is not OfferState.OPEN or offer.reminded_at is not None:
        return False
    offer.reminded_at = now
    _record(OfferReminded, offer, now, actor, {})
    return True


def lock(offer: PlaceOffer) -> RegistrationTerms:
    """Lock the seats of the event, and see the offer and whom it is for as they are behind the lock."""
    terms = queries.lock_terms(offer.event_id)
    parties.get_offer(offer.id)
    if offer.registration is not None:
        queries.refresh_state(offer.registration)
    if offer.group is not None:
        group_queries.refresh(offer.group)
    return terms


def _open(event_id: int, count: int, hours: int, *, now: datetime) -> PlaceOffer:
    ends = now + timedelta(hours=hours)
    offer = PlaceOffer(event_id=event_id, seats=count, state=OfferState.OPEN, offered_at=now, expires_at=ends)
    db.session.add(offer)
    return offer


def _settle(offer: PlaceOffer, state: OfferState, now: datetime) -> None:
    offer.state, offer.settled_at = state, now
    db.session.flush()


def _give_back(offer: PlaceOffer, state: S, now: datetime) -> None:
    if offer.group is not None:
        group_places.drop_offered(offer.group, offer, now=now)
    else:
        seats.move(_guest_of(offer), state, now=now)


def _what_became(offer: PlaceOffer, state: S) -> dict[str, tuple[object, object]]:
    return {"places": (offer.seats, None)} if offer.group is not None else {"state": (S.OFFERED.value, state.value)}


def _guest_of(offer: PlaceOffer) -> Registration:
    assert offer.registration is not None  # noqa: S101 - an offer is for a guest or for a group
    return offer.registration


def _record(
    kind: type[OfferFact], offer: PlaceOffer, now: datetime, actor: Actor, changes: dict[str, tuple[object, object]]
) -> None:
    db.session.flush()
    whom = offer.group or _guest_of(offer)
    about = group_places.subject_of(offer.group) if offer.group is not None else seats.subject_of(_guest_of(offer))
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=about,
            unit_id=whom.event.unit_id,
            event_id=offer.event_id,
            changes=changes,
            offer_id=offer.id,
        )
    )
