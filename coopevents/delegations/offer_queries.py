"""Every select of parts that are offered, and of who could take them."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import joinedload

from coopevents import config
from coopevents.db import db
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.offer_models import PartOffer, PartOfferState
from coopevents.delegations.offer_rules import Candidate, is_free
from coopevents.helping import queries as helpers
from coopevents.helping.free_times import is_free as is_free_by_halves
from coopevents.helping.keeping import days_apart
from coopevents.helping.models import Helper
from coopevents.helping.states import HelperState, Service
from coopevents.people.models import Person
from coopevents.people.queries import map_absences, map_availability
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity, Participant
from coopevents.schedule.states import NOT_TAKING_PLACE, ParticipantRole
from coopevents.text import full_name

SERVICES = {
    ParticipantRole.INTERPRETER: Service.INTERPRETING,
    ParticipantRole.GUIDE: Service.GUIDING,
    ParticipantRole.ATTENDEE: Service.RECEPTION,
    ParticipantRole.DRIVER: Service.DRIVING,
    ParticipantRole.PHOTOGRAPHER: Service.PHOTOGRAPHY,
}
"""What a line is offered as, and what somebody who registered to help does then."""
SERVING = tuple(SERVICES)
SPEAKING = frozenset({ParticipantRole.INTERPRETER, ParticipantRole.GUIDE})
"""The roles for which a language is asked; in the others only those who registered for it are found."""


def list_candidates(
    item: ItineraryItem,
    unit_ids: Collection[int],
    language: str,
    role: ParticipantRole = ParticipantRole.INTERPRETER,
) -> list[Candidate]:
    """Who of these units could take the part and has none in the line yet; the same selects always.

    Interpreters and guides are found by the language, the others by what they registered for. Who paused, or
    registered for other things, is left out.
    """
    activity = item.activity
    people = _people(activity, unit_ids, language, role)
    known = helpers.map_by_person([each.id for each in people])
    found = [each for each in people if _does(known.get(each.id), role, language)]
    ids = [each.id for each in found]
    if not ids:
        return []
    stated, minutes = map_availability(ids), map_minutes(ids)
    busy = _busy(ids, activity) | _away(ids, activity)
    return [
        Candidate(
            person_id=each.id,
            name=full_name(each.given_name, each.family_name) or each.original_name,
            email=each.email,
            is_free=is_free(
                [(time.starts_at, time.ends_at) for time in stated.get(each.id, [])],
                activity.starts_at,
                activity.ends_at,
            )
            and _is_free(known.get(each.id), activity),
            has_clash=each.id in busy,
            minutes=minutes.get(each.id, 0),
            level=_level(known.get(each.id), language),
        )
        for each in found
    ]


def is_busy(person_id: int, activity: Activity) -> bool:
    """Whether somebody has anything else then, or is away."""
    return bool(_busy([person_id], activity) | _away([person_id], activity))


def map_minutes(person_ids: Collection[int]) -> dict[int, int]:
    """How many minutes each of these helps in what takes place; one select."""
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


def map_uses(person_ids: Collection[int]) -> dict[int, int]:
    """In how many lines that take place each of these helps or helped; one select."""
    query = select(Participant.person_id, func.count(distinct(Participant.activity_id)))
    query = query.join(Activity, Activity.id == Participant.activity_id).where(
        Participant.person_id.in_(person_ids),
        Participant.role.in_(SERVING),
        Activity.state.not_in(NOT_TAKING_PLACE),
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Participant.person_id))}


def list_offers_to(person_id: int, *, limit: int = 20) -> list[PartOffer]:
    """What somebody was offered, the latest line first; one select."""
    query = _offers().where(PartOffer.person_id == person_id).order_by(None)
    return list(db.session.scalars(query.order_by(Activity.starts_at.desc(), PartOffer.id).limit(limit)))


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


def _people(activity: Activity, unit_ids: Collection[int], language: str, role: ParticipantRole) -> list[Person]:
    there = select(Participant.person_id).where(Participant.activity_id == activity.id)
    query = select(Person).where(Person.unit_id.in_(unit_ids), Person.id.not_in(there)).order_by(Person.id)
    if role not in SPEAKING:
        return list(db.session.scalars(query.where(Person.id.in_(helpers.ids_of_people_for(SERVICES[role])))))
    found = db.session.scalars(query.where(Person.speaks != ""))
    return [each for each in found if language in each.speaks.split()]


def _does(helper: Helper | None, role: ParticipantRole, language: str) -> bool:
    """Whether somebody would do it: whoever never registered, when their record says the language."""
    if helper is None or helper.state in {HelperState.UNCONFIRMED, HelperState.WAITING}:
        return role in SPEAKING
    if helper.state is not HelperState.APPROVED or helper.is_paused or SERVICES[role] not in helper.does:
        return False
    spoken = {each for pair in helper.pairs for each in (pair.source, pair.target)}
    return role is not ParticipantRole.INTERPRETER or language in spoken


def _is_free(helper: Helper | None, activity: Activity) -> bool:
    if helper is None:
        return True
    zone = ZoneInfo(config.in_force().default_time_zone)
    return is_free_by_halves(helper.free, days_apart(helper), activity.starts_at, activity.ends_at, zone)


def _level(helper: Helper | None, language: str) -> str:
    levels = {each.language: each.level.value for each in helper.languages} if helper is not None else {}
    return levels.get(language, "")


def _away(person_ids: Collection[int], activity: Activity) -> frozenset[int]:
    return frozenset(
        person_id
        for person_id, absences in map_absences(person_ids).items()
        if any(each.starts_at < activity.ends_at and each.ends_at > activity.starts_at for each in absences)
    )


def _busy(person_ids: Collection[int], activity: Activity) -> frozenset[int]:
    query = select(Participant.person_id).join(Activity, Activity.id == Participant.activity_id)
    query = query.where(
        Participant.person_id.in_(person_ids),
        Activity.starts_at < activity.ends_at,
        Activity.ends_at > activity.starts_at,
        Activity.id != activity.id,
        Activity.state.not_in(NOT_TAKING_PLACE),
    )
    return frozenset(db.session.scalars(query))
