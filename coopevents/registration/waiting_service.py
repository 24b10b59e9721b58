"""What guests, leaders, the office and the clock do with the waiting list: each verb settles an offer and passes on."""

from datetime import datetime

from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.registration import group_queries, place_offers, queries, quotas, seats, waiting
from coopevents.registration import waiting_queries as parties
from coopevents.registration.form_queries import list_forms
from coopevents.registration.group_models import PlaceOffer
from coopevents.registration.quota_rules import QuotaForbids
from coopevents.registration.rules import EmailIsRegistered, EventIsFull
from coopevents.registration.states import RegistrationState
from coopevents.registration.waiting_queries import Party
from coopevents.registration.waiting_rules import NobodyWaitsThere

accept_offer = place_offers.accept
extend_offer = place_offers.extend
remind_of_offer = place_offers.remind
DEFAULT_HOURS = 48


def decline_offer(offer: PlaceOffer, *, now: datetime, actor: Actor) -> None:
    """Decline an offer; the places go to the next in line.

    Raises OfferIsSettled, OfferHasExpired.
    """
    place_offers.decline(offer, now=now, actor=actor)
    pass_on(_event_of(offer), now=now)


def expire_offer(offer: PlaceOffer, *, now: datetime, actor: Actor) -> None:
    """Let an offer nobody answered expire; the places go to the next in line."""
    if place_offers.expire(offer, now=now, actor=actor):
        pass_on(_event_of(offer), now=now)


def take_offer_back(offer: PlaceOffer, *, now: datetime, actor: Actor) -> None:
    """Take an offer back. The places stay free until they are passed on, so that the office can offer them to whom it
    means.

    Raises OfferIsSettled.
    """
    place_offers.take_back(offer, now=now, actor=actor)


def pass_on(event: Event, *, now: datetime, by_office: bool = False) -> int:
    """Pass on what is free; returns how many parties were served."""
    terms = queries.lock_terms(event.id)
    return waiting.pass_on(event, terms, now=now, by_office=by_office)


def offer_place_to(event: Event, number: int, hours: int | None = None, *, now: datetime, actor: Actor) -> None:
    """Offer free places to the guest or group with that number, whatever its place in the order.

    A guest whose offer expired may be offered again. Raises NobodyWaitsThere, EventIsFull, QuotaForbids, or
    EmailIsRegistered when the address has registered anew meanwhile.
    """
    terms = queries.lock_terms(event.id)
    party = _party(event, number)
    form = next(each for each in list_forms(event.id) if each.id == party.form_id)
    share = quotas.Shares(event, [party])
    room = seats.Room(terms).on(form)
    count = party.seats_of(share.least(party, room))
    if not count:
        quota = share.used_up(party)
        raise QuotaForbids(quota) if quota is not None and party.seats_of(room) else EventIsFull
    hours = hours or terms.offer_hours or DEFAULT_HOURS
    if party.registration_id is not None:
        guest = queries.get_by_id(party.registration_id)
        queries.refresh_state(guest)
        live = queries.find_live_by_email(event.id, guest.email)
        if live is not None and live.id != guest.id:
            raise EmailIsRegistered(live.id)
        place_offers.offer_to_guest(guest, hours, now=now, actor=actor)
    else:
        group = group_queries.get_by_id(party.group_id or 0)
        place_offers.offer_to_group(group, count, hours, now=now, actor=actor)


def _party(event: Event, number: int) -> Party:
    found = next((each for each in parties.list_parties(event.id) if each.number == number), None)
    if found is not None:
        return found
    guests = queries.list_numbered(event.id, [number])
    if guests and guests[0].state is RegistrationState.OFFER_EXPIRED:
        guest = guests[0]
        return Party(number, number, guest.form_id, seats.seats_of(guest), takes_part=False, registration_id=guest.id)
    raise NobodyWaitsThere


def _event_of(offer: PlaceOffer) -> Event:
    whom = offer.group or offer.registration
    assert whom is not None  # noqa: S101 - an offer is for a guest or for a group
    return whom.event
