"""Figures about many events at once: one query per figure, however many events."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, or_, select

from coopevents.db import db
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.registration.models import Registration, RegistrationTerms
from coopevents.registration.states import HOLDING_A_SEAT, RegistrationState
from coopevents.schedule.models import Activity
from coopevents.schedule.states import NOT_TAKING_PLACE, ActivityState

DELAYED_AFTER = 3
"""A message tried this often without success counts as undelivered."""

Guests = dict[RegistrationState, int]


def registrations_of(event_ids: Collection[int]) -> dict[int, Guests]:
    """How many registrations each event has in each state."""
    query = select(Registration.event_id, Registration.state, func.count()).where(Registration.event_id.in_(event_ids))
    found: dict[int, Guests] = defaultdict(dict)
    for event_id, state, number in db.session.execute(query.group_by(Registration.event_id, Registration.state)):
        found[event_id][state] = number
    return found


def seats_in(guests: Guests) -> int:
    """How many seats are given away."""
    return sum(number for state, number in guests.items() if state in HOLDING_A_SEAT)


def terms_of(event_ids: Collection[int]) -> dict[int, RegistrationTerms]:
    """The terms on which each event registers people."""
    query = select(RegistrationTerms).where(RegistrationTerms.event_id.in_(event_ids))
    return {terms.event_id: terms for terms in db.session.scalars(query)}


def activities_of(schedule_ids: Collection[int]) -> dict[int, dict[ActivityState, int]]:
    """How many activities each schedule has in each state."""
    query = select(Activity.schedule_id, Activity.state, func.count()).where(Activity.schedule_id.in_(schedule_ids))
    found: dict[int, dict[ActivityState, int]] = defaultdict(dict)
    for schedule_id, state, number in db.session.execute(query.group_by(Activity.schedule_id, Activity.state)):
        found[schedule_id][state] = number
    return found


def planned_in(activities: dict[ActivityState, int]) -> int:
    """How many activities are to take place."""
    return sum(number for state, number in activities.items() if state not in NOT_TAKING_PLACE)


def undelivered_of(event_ids: Collection[int]) -> dict[int, int]:
    """How many of each event's messages were given up, or have been tried three times without success."""
    is_delayed = OutboxMessage.state.in_((MessageState.QUEUED, MessageState.SENDING)) & (
        OutboxMessage.attempts >= DELAYED_AFTER
    )
    query = select(OutboxMessage.event_id, func.count()).where(
        OutboxMessage.event_id.in_(event_ids), or_(OutboxMessage.state == MessageState.FAILED, is_delayed)
    )
    rows = db.session.execute(query.group_by(OutboxMessage.event_id))
    return {row[0]: row[1] for row in rows if row[0] is not None}


def held_of(event_ids: Collection[int]) -> dict[int, int]:
    """How many of each event's messages are drafts that wait for approval."""
    query = select(OutboxMessage.event_id, func.count()).where(
        OutboxMessage.event_id.in_(event_ids),
        OutboxMessage.state == MessageState.DRAFT,
        OutboxMessage.needs_approval.is_(True),
    )
    rows = db.session.execute(query.group_by(OutboxMessage.event_id))
    return {row[0]: row[1] for row in rows if row[0] is not None}


def count_activities_between(schedule_ids: Collection[int], starts_at: datetime, ends_at: datetime) -> int:
    """How many activities that are not cancelled touch a span of time."""
    query = select(func.count()).select_from(Activity)
    query = query.where(Activity.schedule_id.in_(schedule_ids), Activity.state.not_in(NOT_TAKING_PLACE))
    return db.session.scalar(query.where(Activity.starts_at < ends_at, Activity.ends_at > starts_at)) or 0
