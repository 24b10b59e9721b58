"""Offering a line to those who could interpret or accompany there: whoever says yes first has it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from coopevents import ledger
from coopevents.db import db
from coopevents.delegations import confirming, itinerary, itinerary_queries, offer_queries, offer_rules
from coopevents.delegations.itinerary_facts import PartDeclined, PartOffered, PartTaken
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.offer_models import PartOffer, PartOfferState
from coopevents.delegations.part_models import AskedPart, PartAnswer
from coopevents.delegations.part_queries import list_asked
from coopevents.delegations.recording import subject_of
from coopevents.facts import Actor
from coopevents.people import queries as people
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.states import NOT_TAKING_PLACE, ParticipantRole


def offer_part(
    item: ItineraryItem,
    person_ids: Collection[int],
    *,
    role: ParticipantRole,
    language: str,
    hours: int,
    unit_ids: Collection[int],
    now: datetime,
    actor: Actor,
) -> int:
    """Offer a line to these; to how many. They answer within the hours, and before it begins.

    Whoever was offered it before is offered it anew, unless that offer is still open or they have said no to these
    times. Raises NobodyIsChosen, DoesNotFit, LineIsPast, IsSharedActivity or NothingIsPlanned.
    """
    delegation = itinerary.plannable(item)
    itinerary.ensure_is_own(delegation, item)
    if not person_ids:
        raise offer_rules.NobodyIsChosen(field="people")
    if item.activity.state in NOT_TAKING_PLACE or item.activity.starts_at <= now:
        raise offer_rules.LineIsPast
    fitting = offer_queries.list_candidates(item, unit_ids, language, role)
    if not set(person_ids) <= {each.person_id for each in fitting}:
        raise offer_rules.DoesNotFit(field="people")
    known = {each.person_id: each for each in offer_queries.list_offers(item.id)}
    answer_by = min(now + timedelta(hours=hours), item.activity.starts_at)
    made = []
    for person_id in dict.fromkeys(person_ids):
        offer = known.get(person_id) or PartOffer(item_id=item.id, person_id=person_id)
        if offer.id and is_settled(offer, item, now):
            continue
        offer.role, offer.language, offer.state = role, language, PartOfferState.OPEN
        offer.starts_at, offer.ends_at = item.activity.starts_at, item.activity.ends_at
        offer.offered_at, offer.answer_by, offer.answered_at = now, answer_by, None
        db.session.add(offer)
        made.append(offer)
    db.session.flush()
    _record(PartOffered, delegation, made, now, actor)
    return len(made)


def accept_offer(offer: PartOffer, *, now: datetime, actor: Actor) -> None:
    """Take the part: they are in the line from now on, have said yes to it, and the other offers of it are closed.

    Raises OfferIsOver when somebody was faster, the line is at another time, or the time to answer is over, and
    IsBusyMeanwhile for who has something else by now.
    """
    item = offer.item
    delegation = itinerary.plannable(item)
    db.session.refresh(offer)
    if not is_open(offer, now):
        raise offer_rules.OfferIsOver
    people.lock_person(offer.person_id)
    if offer_queries.is_busy(offer.person_id, item.activity):
        raise offer_rules.IsBusyMeanwhile
    guests = itinerary_queries.map_guests(delegation).get(item.activity_id, frozenset())
    said = itinerary.item_details(item, guests)
    takers = (*said.activity.people, ParticipantDetails(offer.person_id, offer.role))
    itinerary.change_item(item, replace(said, activity=replace(said.activity, people=takers)), now=now, actor=actor)
    offer.state, offer.answered_at = PartOfferState.ACCEPTED, now
    _say_yes(delegation, offer, now)
    others = [each for each in offer_queries.list_offers(item.id) if _is_beside(each, offer)]
    for each in others:
        each.state = PartOfferState.TAKEN
    db.session.flush()
    _record(PartTaken, delegation, [offer], now, actor, others)
    confirming.settle(delegation, now=now, actor=actor)


def decline_offer(offer: PartOffer, *, now: datetime, actor: Actor) -> None:
    """Say no; the others may still take it. Raises OfferIsOver."""
    delegation = itinerary.plannable(offer.item)
    db.session.refresh(offer)
    if not is_open(offer, now):
        raise offer_rules.OfferIsOver
    offer.state, offer.answered_at = PartOfferState.DECLINED, now
    db.session.flush()
    _record(PartDeclined, delegation, [offer], now, actor)


def is_open(offer: PartOffer, now: datetime) -> bool:
    """Whether it can still be taken: nobody did, the time is not over, and the line is where it was."""
    is_waiting = offer.state is PartOfferState.OPEN and offer.answer_by > now
    return is_waiting and offer.item.activity.state not in NOT_TAKING_PLACE and _is_current(offer, offer.item)


def is_settled(offer: PartOffer, item: ItineraryItem, now: datetime) -> bool:
    """Whether there is no use in offering it anew: it is open still, or they said no to these times."""
    is_refused = offer.state is PartOfferState.DECLINED
    return _is_current(offer, item) and (is_refused or is_open(offer, now))


def _is_current(offer: PartOffer, item: ItineraryItem) -> bool:
    return (offer.starts_at, offer.ends_at) == (item.activity.starts_at, item.activity.ends_at)


def _is_beside(each: PartOffer, taken: PartOffer) -> bool:
    is_same = (each.role, each.language) == (taken.role, taken.language)
    return is_same and each.id != taken.id and each.state is PartOfferState.OPEN


def _say_yes(delegation: Delegation, offer: PartOffer, now: datetime) -> None:
    """Whoever took it is not asked once more whether they will be there."""
    known = {(each.item_id, each.person_id): each for each in list_asked(delegation)}
    part = known.get((offer.item_id, offer.person_id)) or AskedPart(item_id=offer.item_id, person_id=offer.person_id)
    part.starts_at, part.ends_at = offer.starts_at, offer.ends_at
    part.answer, part.note, part.asked_at, part.answered_at = PartAnswer.YES, "", offer.offered_at, now
    db.session.add(part)


def _record(
    kind: type[PartOffered] | type[PartTaken] | type[PartDeclined],
    delegation: Delegation,
    offers: Collection[PartOffer],
    now: datetime,
    actor: Actor,
    others: Collection[PartOffer] = (),
) -> None:
    if not offers:
        return
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=subject_of(delegation),
            unit_id=delegation.unit_id,
            offer_ids=tuple(each.id for each in offers),
            other_ids=tuple(each.id for each in others),
        )
    )
