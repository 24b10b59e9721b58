"""Every select of parts that are offered, and of who could take them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.offer_models import PartOffer, PartOfferState
from coopevents.delegations.offer_rules import Candidate, is_free
from coopevents.people.models import Person
from coopevents.people.queries import map_absences, map_availability
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity, Participant
from coopevents.schedule.states import NOT_TAKING_PLACE, ParticipantRole
from coopevents.text import full_name

SERVING = ParticipantRole.INTERPRETER, ParticipantRole.GUIDE


def list_candidates(item: ItineraryItem, unit_ids: Collection[int], language: str) -> list[Candidate]:
    """Who of these units speaks the language and has no part in the line yet; the same selects always."""
    activity = item.activity
    there = select(Participant.person_id).where(Participant.activity_id == activity.id)
    query = select(Person).where(Person.unit_id.in_(unit_ids), Person.id.not_in(there), Person.speaks != "")
    found = [each for each in db.session.scalars(query.order_by(Person.id)) if language in each.speaks.split()]
    ids = [each.id for each in found]
    if not ids:
        return []
    stated, minutes = map_availability(ids), map_minutes(ids)
    away = {
        person_id
        for person_id, absences in map_absences(ids).items()
        if any(each.starts_at < activity.ends_at and each.ends_at > activity.starts_at for each in absences)
    }
    busy = _busy(ids, activity) | away
    return [
        Candidate(
            person_id=each.id,
            name=full_name(each.given_name, each.family_name) or each.original_name,
            email=each.email,
            is_free=is_free(
                [(time.starts_at, time.ends_at) for time in stated.get(each.id, [])],
                activity.starts_at,
                activity.ends_at,
            ),
            has_clash=each.id in busy,
            minutes=minutes.get(each.id, 0),
        )
        for each in found
    ]


def map_minutes(person_ids: Collection[int]) -> dict[int, int]:
    """How many minutes each of these interprets or guides in what takes place; one select."""
    query = select(Participant.person_id, Activity.starts_at, Activity.ends_at)
    query = query.join(Activity, Activity.id == Participant.activity_id).where(
        Participant.person_id.in_(person_ids),
        Participant.role.in_(SERVING),
        Activity.starts_at.is_not(None),
        Activity.state.not_in(NOT_TAKING_PLACE),
    )
    found: dict[int, int] = {}
    for person_id, starts_at, ends_at in db.session.execute(query):
        found[person_id] = found.get(person_id, 0) + int((ends_at - starts_at).total_seconds() // 60)
    return found


def list_offers(item_id: int) -> list[PartOffer]:
    """Whom a line was offered to, in the order they were asked; one select."""
    query = select(PartOffer).where(PartOffer.item_id == item_id).options(joinedload(PartOffer.person))
    return list(db.session.scalars(query.order_by(PartOffer.offered_at, PartOffer.id)))


def list_open_offers(person_id: int, now: datetime) -> list[PartOffer]:
    """What somebody is offered and may still take, in the order of time; one select."""
    query = _offers().where(PartOffer.person_id == person_id, PartOffer.state == PartOfferState.OPEN)
    query = query.where(PartOffer.answer_by > now, Activity.starts_at == PartOffer.starts_at)
    return list(db.session.scalars(query.where(Activity.ends_at == PartOffer.ends_at)))


def get_offer(person_id: int, offer_id: int) -> PartOffer:
    """That one of what somebody was offered. Raises NotFound."""
    offer = db.session.scalar(_offers().where(PartOffer.id == offer_id, PartOffer.person_id == person_id))
    if offer is None:
        raise NotFound
    return offer


def list_offers_by_id(offer_ids: Collection[int]) -> list[PartOffer]:
    """These offers, with whom and what they concern; one select."""
    return list(db.session.scalars(_offers().where(PartOffer.id.in_(offer_ids))))


def _offers() -> Select[PartOffer]:
    query = select(PartOffer).join(ItineraryItem, ItineraryItem.id == PartOffer.item_id)
    query = query.join(Activity, Activity.id == ItineraryItem.activity_id)
    query = query.where(Activity.state.not_in(NOT_TAKING_PLACE))
    item = joinedload(PartOffer.item)
    loaded = item.joinedload(ItineraryItem.activity), item.joinedload(ItineraryItem.delegation)
    return query.options(*loaded, joinedload(PartOffer.person)).order_by(Activity.starts_at, PartOffer.id)


def _busy(person_ids: Collection[int], activity: Activity) -> frozenset[int]:
    query = select(Participant.person_id).join(Activity, Activity.id == Participant.activity_id)
    query = query.where(
        Participant.person_id.in_(person_ids),
        Activity.starts_at < activity.ends_at,
        Activity.ends_at > activity.starts_at,
        Activity.state.not_in(NOT_TAKING_PLACE),
    )
    return frozenset(db.session.scalars(query))
