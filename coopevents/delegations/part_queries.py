"""Every select of parts that were asked for."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.part_models import AskedPart
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity, Participant
from coopevents.schedule.states import NOT_TAKING_PLACE, ParticipantRole


def _parts() -> Select[AskedPart]:
    """Parts that are still there: the line takes place, and the person is in it."""
    there = select(Participant.id).where(
        Participant.activity_id == ItineraryItem.activity_id,
        Participant.person_id == AskedPart.person_id,
        Participant.role != ParticipantRole.GUEST,
    )
    item = joinedload(AskedPart.item)
    query = select(AskedPart).join(ItineraryItem, ItineraryItem.id == AskedPart.item_id)
    query = query.join(Activity, Activity.id == ItineraryItem.activity_id)
    query = query.where(there.exists(), Activity.state.not_in(NOT_TAKING_PLACE))
    loaded = item.joinedload(ItineraryItem.activity), item.joinedload(ItineraryItem.delegation)
    return query.options(*loaded, joinedload(AskedPart.person)).order_by(Activity.starts_at, AskedPart.id)


def list_parts(delegation_id: int) -> list[AskedPart]:
    """What was asked for one visit; one select."""
    return list(db.session.scalars(_parts().where(ItineraryItem.delegation_id == delegation_id)))


def list_parts_of_person(person_id: int) -> list[AskedPart]:
    """What somebody was asked, for whatever visit, in the order of time."""
    return list(db.session.scalars(_parts().where(AskedPart.person_id == person_id)))


def get_part(person_id: int, part_id: int) -> AskedPart:
    """That one of what somebody was asked. Raises NotFound."""
    part = db.session.scalar(_parts().where(AskedPart.id == part_id, AskedPart.person_id == person_id))
    if part is None:
        raise NotFound
    return part


def list_asked(delegation: Delegation) -> list[AskedPart]:
    """Everything that was ever asked for a visit, whether it is still there or not."""
    query = select(AskedPart).join(ItineraryItem, ItineraryItem.id == AskedPart.item_id)
    return list(db.session.scalars(query.where(ItineraryItem.delegation_id == delegation.id)))
