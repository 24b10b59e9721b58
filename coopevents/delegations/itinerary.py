"""The itinerary of a delegation: lines of its own, and what it takes part in elsewhere.

A line of its own is an activity of the delegation's schedule, with the delegates as participants in the role *guest*;
what belongs to another programme is shared, with a sign-up for each of them. Both follow who comes.
"""

from dataclasses import replace
from datetime import datetime

from coopevents import config, ledger
from coopevents.db import db
from coopevents.delegations import attending, itinerary_rules
from coopevents.delegations import queries as delegations
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.itinerary_facts import (
    ItineraryFact,
    ItineraryItemChanged,
    ItineraryItemPlanned,
    ItineraryItemRemoved,
    ItineraryOpened,
)
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import move, subject_of
from coopevents.delegations.states import VisitState
from coopevents.facts import Actor
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as scheduling
from coopevents.schedule.models import Activity, Schedule
from coopevents.schedule.states import ActivityState, ParticipantRole
from coopevents.text import one_line

GUEST = ParticipantRole.GUEST
QUIET_MINUTES = 0
"""It is released by hand, and on the day every minute counts: whoever a change concerns hears of it at once."""


def open_itinerary(delegation: Delegation, *, now: datetime, actor: Actor) -> Schedule:
    """The delegation's own schedule, opened with the first line; planning begins.

    Its readers see nothing before it is released. Raises NothingIsPlanned.
    """
    delegation = delegations.lock_delegation(delegation.id)
    itinerary_rules.ensure_may_be_planned(delegation.state)
    if delegation.schedule_id is not None:
        return schedules.get_schedule(delegation.schedule_id)
    schedule = scheduling.open_schedule(
        unit_id=delegation.unit_id,
        time_zone=config.in_force().default_time_zone,
        releases_itself=False,
        now=now,
        actor=actor,
    )
    schedule.quiet_minutes = QUIET_MINUTES
    delegation.schedule_id = schedule.id
    if delegation.state is VisitState.ACCEPTED:
        move(delegation, VisitState.PLANNING, now=now)
    db.session.flush()
    record_line(ItineraryOpened, delegation, None, now, actor)
    return schedule


def plan_item(delegation: Delegation, details: ItemDetails, *, now: datetime, actor: Actor) -> ItineraryItem:
    """Put a line of its own on the itinerary.

    Raises NothingIsPlanned, HasNoTime, NobodyTakesPart, GuestIsNotOfDelegation, or what makes an activity impossible.
    """
    schedule = open_itinerary(delegation, now=now, actor=actor)
    guests = attending.guests_of(delegation, details.is_for_all, details.delegate_ids)
    said = attending.with_guests(details.activity, guests)
    activity = scheduling.plan_activity(schedule, said, now=now, actor=actor)
    item = _item(delegation, activity, details, now)
    record_line(ItineraryItemPlanned, delegation, activity, now, actor)
    return item


def change_item(
    item: ItineraryItem, details: ItemDetails, *, expected_version: int | None = None, now: datetime, actor: Actor
) -> None:
    """Say anew what a line of its own is; ``expected_version`` is that of the activity that was looked at.

    Raises IsSharedActivity, ActivityWasChanged, or what :func:`plan_item` raises.
    """
    delegation = plannable(item)
    ensure_is_own(delegation, item)
    guests = attending.guests_of(delegation, details.is_for_all, details.delegate_ids)
    said = attending.with_guests(details.activity, guests)
    before = item.activity.version
    scheduling.change_activity(item.activity, said, expected_version=expected_version, now=now, actor=actor)
    changed = _say(item, details) or item.activity.version != before
    db.session.flush()
    if changed:
        record_line(ItineraryItemChanged, delegation, item.activity, now, actor)


def move_item(item: ItineraryItem, *, starts_at: datetime, ends_at: datetime, now: datetime, actor: Actor) -> None:
    """Put a line of its own at another time; its place stays.

    Raises NothingIsPlanned, IsSharedActivity, ActivityIsCancelled, or what makes times impossible.
    """
    delegation = plannable(item)
    ensure_is_own(delegation, item)
    place_id = item.activity.place_id
    scheduling.move_activity(
        item.activity, starts_at=starts_at, ends_at=ends_at, place_id=place_id, now=now, actor=actor
    )


def remove_item(item: ItineraryItem, *, reason: str = "", now: datetime, actor: Actor) -> None:
    """Take a line off the itinerary.

    One of its own that readers may have seen is cancelled, with the reason, and stays as cancelled; a draft, or what
    was never released, is deleted. Of a shared one the guests are not expected any more. Raises NothingIsPlanned.
    """
    delegation, activity = plannable(item), item.activity
    record_line(ItineraryItemRemoved, delegation, activity, now, actor)
    if activity.schedule_id != delegation.schedule_id:
        attending.bring_to(item, delegation, set(), now=now, actor=actor)
        db.session.delete(item)
        db.session.flush()
        return
    schedule = schedules.get_schedule(activity.schedule_id)
    if schedule.release_number and activity.state is ActivityState.PUBLIC:
        scheduling.cancel_activity(activity, reason, now=now, actor=actor)
        return
    activity.state = ActivityState.DRAFT
    db.session.delete(item)
    db.session.flush()
    scheduling.delete_activity(activity, now=now, actor=actor)


def item_details(item: ItineraryItem, guests: frozenset[int]) -> ItemDetails:
    """A line as a caller would bring it; ``guests`` are the ids of the delegates who take part."""
    said = scheduling.details_of(item.activity)
    ours = tuple(each for each in said.people if each.role is not GUEST)
    return ItemDetails(
        activity=replace(said, people=ours),
        is_for_all=item.is_for_all,
        delegate_ids=frozenset() if item.is_for_all else guests,
        dress=item.dress,
        note=item.note,
    )


def is_own(delegation: Delegation, item: ItineraryItem) -> bool:
    """Whether a line is planned here, and not by another programme."""
    return item.activity.schedule_id == delegation.schedule_id


def plannable(item: ItineraryItem) -> Delegation:
    """The delegation of a line, locked, and the line as whoever held the lock before left it.

    Raises NothingIsPlanned.
    """
    delegation = delegations.lock_delegation(item.delegation_id)
    itinerary_rules.ensure_may_be_planned(delegation.state)
    db.session.flush()
    db.session.expire(item.activity)
    return delegation


def ensure_is_own(delegation: Delegation, item: ItineraryItem) -> None:
    """Raises IsSharedActivity for what another programme plans."""
    if not is_own(delegation, item):
        raise itinerary_rules.IsSharedActivity


def _item(delegation: Delegation, activity: Activity, details: ItemDetails, now: datetime) -> ItineraryItem:
    item = ItineraryItem(delegation_id=delegation.id, activity_id=activity.id, created_at=now)
    item.activity = activity
    _say(item, details)
    db.session.add(item)
    db.session.flush()
    return item


def _say(item: ItineraryItem, details: ItemDetails) -> bool:
    """Lay what is said beside the activity into the line; whether anything differs."""
    said = {"is_for_all": details.is_for_all, "dress": one_line(details.dress), "note": details.note}
    changed = {name: value for name, value in said.items() if getattr(item, name) != value}
    for name, value in changed.items():
        setattr(item, name, value)
    return bool(changed)


def record_line(
    kind: type[ItineraryFact], delegation: Delegation, activity: Activity | None, now: datetime, actor: Actor
) -> None:
    """Write down that something happened to a line, or to the itinerary."""
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=subject_of(delegation),
            unit_id=delegation.unit_id,
            activity_id=activity.id if activity else None,
            changes={"title": (None, activity.title)} if activity else {},
        )
    )
