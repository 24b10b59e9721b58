"""Every select of itineraries."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.db import db
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import COMING_DELEGATES
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity, Participant, Schedule, SignUp
from coopevents.schedule.states import ActivityState, ParticipantRole, SignUpState


def _items() -> Select[ItineraryItem]:
    activity = joinedload(ItineraryItem.activity)
    query = select(ItineraryItem).join(Activity, Activity.id == ItineraryItem.activity_id)
    query = query.options(activity.selectinload(Activity.participants), activity.selectinload(Activity.resources))
    return query.order_by(Activity.starts_at, Activity.ends_at, ItineraryItem.id)


def list_items(delegation_id: int) -> list[ItineraryItem]:
    """The lines of an itinerary that have a time, in its order, with their activities; the same selects always."""
    wanted = ItineraryItem.delegation_id == delegation_id, Activity.starts_at.is_not(None)
    return list(db.session.scalars(_items().where(*wanted)))


def map_items(delegation_ids: Collection[int]) -> dict[int, list[ItineraryItem]]:
    """The lines of several itineraries that have a time, by delegation; in as many selects as for one."""
    found: dict[int, list[ItineraryItem]] = {each: [] for each in delegation_ids}
    wanted = ItineraryItem.delegation_id.in_(delegation_ids), Activity.starts_at.is_not(None)
    for item in db.session.scalars(_items().where(*wanted)):
        found[item.delegation_id].append(item)
    return found


def map_attendance(delegation_id: int) -> dict[str, frozenset[int]]:
    """Which delegates were seen in each line, by the activity's uid; one select."""
    query = (
        select(Activity.uid, Delegate.id)
        .join(SignUp, SignUp.activity_id == Activity.id)
        .join(ItineraryItem, ItineraryItem.activity_id == Activity.id)
        .join(Delegate, Delegate.person_id == SignUp.person_id)
        .where(
            ItineraryItem.delegation_id == delegation_id,
            Delegate.delegation_id == delegation_id,
            SignUp.attended_at.is_not(None),
        )
    )
    found: dict[str, set[int]] = {}
    for uid, delegate_id in db.session.execute(query):
        found.setdefault(uid, set()).add(delegate_id)
    return {uid: frozenset(ids) for uid, ids in found.items()}


def list_seen(delegation_ids: Collection[int]) -> frozenset[tuple[int, int]]:
    """Who was seen where on these visits, as pairs of the activity's and the delegate's id; one select."""
    query = (
        select(SignUp.activity_id, Delegate.id)
        .join(Delegate, Delegate.person_id == SignUp.person_id)
        .join(
            ItineraryItem,
            and_(
                ItineraryItem.activity_id == SignUp.activity_id, ItineraryItem.delegation_id == Delegate.delegation_id
            ),
        )
        .where(Delegate.delegation_id.in_(delegation_ids), SignUp.attended_at.is_not(None))
    )
    return frozenset((activity_id, delegate_id) for activity_id, delegate_id in db.session.execute(query))


def list_items_of_activities(activity_ids: Collection[int]) -> list[ItineraryItem]:
    """The lines, of whatever delegation, that are these activities."""
    query = _items().where(ItineraryItem.activity_id.in_(activity_ids))
    return list(db.session.scalars(query.options(joinedload(ItineraryItem.delegation))))


def list_items_between(unit_ids: Collection[int], starts_at: datetime, ends_at: datetime) -> list[ItineraryItem]:
    """Every line of every delegation these units receive that lies, in part, between the two moments."""
    query = _items().join(Delegation, Delegation.id == ItineraryItem.delegation_id)
    query = query.where(
        Delegation.unit_id.in_(unit_ids),
        Activity.starts_at < ends_at,
        Activity.ends_at > starts_at,
        Activity.state.not_in((ActivityState.UNSCHEDULED,)),
    )
    return list(db.session.scalars(query.options(joinedload(ItineraryItem.delegation))))


def get_item(delegation_id: int, item_id: int) -> ItineraryItem:
    """That line of that delegation's itinerary. Raises NotFound."""
    item = db.session.scalar(_items().where(ItineraryItem.id == item_id, ItineraryItem.delegation_id == delegation_id))
    if item is None:
        raise NotFound
    return item


def find_item(delegation_id: int, activity_id: int) -> ItineraryItem | None:
    """The line that is this activity."""
    wanted = ItineraryItem.delegation_id == delegation_id, ItineraryItem.activity_id == activity_id
    return db.session.scalar(_items().where(*wanted))


def find_delegation_by_schedule(schedule_id: int) -> Delegation | None:
    """Whose itinerary a schedule is."""
    return db.session.scalar(select(Delegation).where(Delegation.schedule_id == schedule_id))


def map_guests(delegation: Delegation) -> dict[int, frozenset[int]]:
    """Which delegates take part in each line, by the activity's id; two selects.

    An activity nobody takes part in is not named.
    """
    own = (
        select(Participant.activity_id, Delegate.id)
        .join(Activity, Activity.id == Participant.activity_id)
        .join(Delegate, Delegate.person_id == Participant.person_id)
        .where(
            Activity.schedule_id == delegation.schedule_id,
            Participant.role == ParticipantRole.GUEST,
            Delegate.delegation_id == delegation.id,
        )
    )
    shared = (
        select(SignUp.activity_id, Delegate.id)
        .join(ItineraryItem, ItineraryItem.activity_id == SignUp.activity_id)
        .join(Delegate, Delegate.person_id == SignUp.person_id)
        .join(Activity, Activity.id == SignUp.activity_id)
        .where(
            ItineraryItem.delegation_id == delegation.id,
            Delegate.delegation_id == delegation.id,
            Delegate.state.in_(COMING_DELEGATES),
            SignUp.state == SignUpState.BOOKED,
            Activity.schedule_id.is_distinct_from(delegation.schedule_id),
        )
    )
    found: dict[int, set[int]] = {}
    for query in (own, shared):
        for activity_id, delegate_id in db.session.execute(query):
            found.setdefault(activity_id, set()).add(delegate_id)
    return {activity_id: frozenset(ids) for activity_id, ids in found.items()}


def list_itineraries_with(person_id: int) -> list[Delegation]:
    """The delegations in whose own activities a person has a part."""
    theirs = select(Activity.schedule_id).join(Participant, Participant.activity_id == Activity.id)
    query = select(Delegation).where(Delegation.schedule_id.in_(theirs.where(Participant.person_id == person_id)))
    return list(db.session.scalars(query.order_by(Delegation.id)))


def list_released_since(day: date) -> list[Delegation]:
    """The delegations whose itinerary readers have seen and who leave on that day or later, by the day they come."""
    query = select(Delegation).join(Schedule, Schedule.id == Delegation.schedule_id)
    query = query.where(Schedule.release_number > 0, Delegation.leaves_on >= day)
    return list(db.session.scalars(query.order_by(Delegation.arrives_on, Delegation.id)))


def load_with_schedule(activity_ids: Collection[int]) -> list[Activity]:
    """Activities by their ids, with the people and resources in them."""
    query = select(Activity).where(Activity.id.in_(activity_ids))
    loaded = selectinload(Activity.participants), selectinload(Activity.resources)
    return list(db.session.scalars(query.options(*loaded).order_by(Activity.starts_at, Activity.id)))


def list_shareable(
    unit_ids: Collection[int], delegation: Delegation, starts_at: datetime, ends_at: datetime
) -> list[Activity]:
    """What other programmes of these units plan between the two moments and is not on the itinerary yet.

    Itineraries of other delegations are nobody else's to take part in.
    """
    itineraries = select(Delegation.schedule_id).where(Delegation.schedule_id.is_not(None))
    here = select(ItineraryItem.activity_id).where(ItineraryItem.delegation_id == delegation.id)
    query = select(Activity).join(Schedule, Schedule.id == Activity.schedule_id)
    query = query.where(
        Schedule.unit_id.in_(unit_ids),
        Activity.state == ActivityState.PUBLIC,
        Activity.starts_at < ends_at,
        Activity.ends_at > starts_at,
        Activity.schedule_id.not_in(itineraries),
        Activity.id.not_in(here),
    )
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.id)))


def map_shared_guests(delegation: Delegation) -> dict[int, frozenset[int]]:
    """Which persons of the delegation are expected in what other programmes plan, by the activity's id."""
    query = (
        select(SignUp.activity_id, SignUp.person_id)
        .join(ItineraryItem, ItineraryItem.activity_id == SignUp.activity_id)
        .join(Delegate, Delegate.person_id == SignUp.person_id)
        .where(
            ItineraryItem.delegation_id == delegation.id,
            Delegate.delegation_id == delegation.id,
            SignUp.state == SignUpState.BOOKED,
        )
    )
    found: dict[int, set[int]] = {}
    for activity_id, person_id in db.session.execute(query):
        found.setdefault(activity_id, set()).add(person_id)
    return {activity_id: frozenset(people) for activity_id, people in found.items()}


def list_delegations_on_the_way_to(uid: str) -> list[Delegation]:
    """The delegations on whose itinerary a way leads to the activity with that uid."""
    theirs = select(ItineraryItem.delegation_id).where(ItineraryItem.leads_to == uid)
    return list(db.session.scalars(select(Delegation).where(Delegation.id.in_(theirs)).order_by(Delegation.id)))


def has_ways(delegation_id: int) -> bool:
    """Whether a way was put in anywhere on this itinerary."""
    wanted = ItineraryItem.delegation_id == delegation_id, ItineraryItem.leads_to.is_not(None)
    return db.session.scalar(select(ItineraryItem.id).where(*wanted).limit(1)) is not None
