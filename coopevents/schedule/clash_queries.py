"""Every select of the clash search: what takes place, who and what is in it, and what was accepted on purpose."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from coopevents.db import db
from coopevents.schedule.models import AcceptedClash, Activity, Participant, ResourceUse, Schedule, SignUp
from coopevents.schedule.states import NOT_TAKING_PLACE, ActivityState, ParticipantRole, SignUpState
from coopevents.text import LocalizedText


@dataclass(frozen=True, slots=True)
class SlotRow:
    """What the clash search needs of an activity."""

    id: int
    uid: str
    schedule_id: int
    unit_id: int
    starts_at: datetime
    ends_at: datetime
    place_id: int | None
    capacity: int | None
    expected: int | None
    title: LocalizedText


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What takes place on some schedules, and on any other while these last, give or take a margin."""

    schedule_ids: frozenset[int]
    begins: datetime | None
    ends: datetime | None

    @property
    def condition(self) -> ColumnElement[bool]:
        """The condition that an activity is among it."""
        is_own: ColumnElement[bool] = Activity.schedule_id.in_(self.schedule_ids)
        if self.begins is not None and self.ends is not None:
            is_own = or_(is_own, (Activity.starts_at < self.ends) & (Activity.ends_at > self.begins))
        return Activity.state.not_in(NOT_TAKING_PLACE) & is_own

    @property
    def condition_with_tray(self) -> ColumnElement[bool]:
        """The same, or that it lies in the tray of one of these schedules."""
        in_tray = Activity.schedule_id.in_(self.schedule_ids) & (Activity.state == ActivityState.UNSCHEDULED)
        return or_(self.condition, in_tray)


def find_meanwhile(schedule_ids: Collection[int], *, margin: timedelta) -> Meanwhile:
    """When these schedules begin and end, the margin before and after."""
    takes_place = Activity.schedule_id.in_(schedule_ids) & Activity.state.not_in(NOT_TAKING_PLACE)
    query = select(func.min(Activity.starts_at), func.max(Activity.ends_at)).where(takes_place)
    span: tuple[Any, ...] = tuple(db.session.execute(query).one())
    begins, ends = span
    if begins is None:
        return Meanwhile(frozenset(schedule_ids), None, None)
    return Meanwhile(frozenset(schedule_ids), begins - margin, ends + margin)


def list_slot_rows(meanwhile: Meanwhile) -> list[SlotRow]:
    """What takes place then, in the order of time."""
    columns = (
        Activity.id, Activity.uid, Activity.schedule_id, Schedule.unit_id, Activity.starts_at, Activity.ends_at,
        Activity.place_id, Activity.capacity, Activity.expected, Activity.title,
    )  # fmt: skip
    query = select(*columns).join(Schedule, Schedule.id == Activity.schedule_id).where(meanwhile.condition)
    return [SlotRow(*tuple(row)) for row in db.session.execute(query.order_by(Activity.starts_at, Activity.id))]


def map_people_of_activities(meanwhile: Meanwhile) -> dict[int, frozenset[int]]:
    """The people in each of these activities, and in those that lie in the tray."""
    query = select(Participant.activity_id, Participant.person_id).join(Activity).where(meanwhile.condition_with_tray)
    found: dict[int, set[int]] = {}
    for activity_id, person_id in db.session.execute(query):
        found.setdefault(activity_id, set()).add(person_id)
    return {activity_id: frozenset(people) for activity_id, people in found.items()}


def map_guests_elsewhere(meanwhile: Meanwhile) -> dict[int, frozenset[int]]:
    """Where else the guests of these schedules are expected meanwhile: activities of others they have a place in.

    Only whoever is a *guest* on one of these schedules is asked about, so that it does not matter how many others
    booked.
    """
    guests = select(Participant.person_id).join(Activity)
    guests = guests.where(Activity.schedule_id.in_(meanwhile.schedule_ids), Participant.role == ParticipantRole.GUEST)
    query = select(SignUp.activity_id, SignUp.person_id).join(Activity, Activity.id == SignUp.activity_id)
    wanted = meanwhile.condition, SignUp.state == SignUpState.BOOKED, SignUp.person_id.in_(guests)
    found: dict[int, set[int]] = {}
    for activity_id, person_id in db.session.execute(query.where(*wanted)):
        found.setdefault(activity_id, set()).add(person_id)
    return {activity_id: frozenset(people) for activity_id, people in found.items()}


def map_resources_of_activities(meanwhile: Meanwhile) -> dict[int, tuple[tuple[int, int], ...]]:
    """The resources of each of these activities and of those in the tray, each with its quantity."""
    columns = (ResourceUse.activity_id, ResourceUse.resource_id, ResourceUse.quantity)
    query = select(*columns).join(Activity).where(meanwhile.condition_with_tray).order_by(ResourceUse.resource_id)
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for activity_id, resource_id, quantity in db.session.execute(query):
        found[activity_id] = (*found.get(activity_id, ()), (resource_id, quantity))
    return found


def count_bookings(schedule_ids: Collection[int]) -> dict[str, int]:
    """How many booked a place in each activity of these schedules, by uid; activities nobody booked are left out."""
    query = select(Activity.uid, func.count()).join(SignUp, SignUp.activity_id == Activity.id)
    wanted = Activity.schedule_id.in_(schedule_ids), SignUp.state == SignUpState.BOOKED
    return {row[0]: row[1] for row in db.session.execute(query.where(*wanted).group_by(Activity.uid))}


def list_accepted_clashes(schedule_ids: Collection[int]) -> list[AcceptedClash]:
    """The clashes of these schedules that were accepted on purpose, newest first."""
    query = select(AcceptedClash).where(AcceptedClash.schedule_id.in_(schedule_ids))
    return list(db.session.scalars(query.order_by(AcceptedClash.id.desc())))


def find_accepted_clash(schedule_id: int, key: str) -> AcceptedClash | None:
    """The acceptance of that clash, if there is one."""
    query = select(AcceptedClash).where(AcceptedClash.schedule_id == schedule_id, AcceptedClash.key == key)
    return db.session.scalar(query)
