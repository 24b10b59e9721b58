"""“A quarter of an hour late”: the rest of the day moves with it, and whoever that concerns is told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from coopevents.db import db
from coopevents.delegations import delay_undoing, delays, itinerary_queries, itinerary_rules
from coopevents.delegations import queries as delegations
from coopevents.delegations.delay_models import VisitDelay
from coopevents.delegations.itinerary import record_line
from coopevents.delegations.itinerary_facts import LineRanLate
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.tap_models import VisitTap
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.places import queries as places
from coopevents.refusals import Refusal
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as scheduling
from coopevents.schedule.clash_kinds import Surroundings
from coopevents.schedule.releasing import release_schedule
from coopevents.schedule.states import ActivityState, ParticipantRole

LONGEST = 240
EVERYBODY = 0
"""Stands for the delegation itself among the ids of its guests."""


class DelayIsImpossible(Refusal):
    """A delay has a length a day can hold."""

    status = 422
    sentence = _l("A delay is from 1 to 240 minutes.")


class CannotRunLate(Refusal):
    """It is over, it stays where it is, or it is none of ours."""

    status = 409
    sentence = _l("This cannot be put off: it is over, it is fixed, or it belongs to another programme.")


def run_late(
    delegation: Delegation, activity_id: int, minutes: int, *, key: str, now: datetime, actor: Actor
) -> VisitDelay:
    """Let a line run late by so many minutes, and what comes after it that day; released at once if it was sent.

    The same ``key`` is one delay, however often it is told. Raises NothingIsPlanned, DelayIsImpossible, CannotRunLate.
    """
    delegation = delegations.lock_delegation(delegation.id)
    if (known := _told_before(delegation, key)) is not None:
        return known
    itinerary_rules.ensure_may_be_planned(delegation.state)
    if not 1 <= minutes <= LONGEST:
        raise DelayIsImpossible(field="minutes")
    moves = preview_delay(delegation, activity_id, minutes, now=now)
    if not moves:
        raise CannotRunLate
    activities = {each.activity_id: each.activity for each in itinerary_queries.list_items(delegation.id)}
    kept = [delay_undoing.kept_move(activities[move.id], move) for move in moves]
    for move in moves:
        activity = activities[move.id]
        scheduling.move_activity(
            activity,
            starts_at=move.starts_at,
            ends_at=move.ends_at,
            place_id=activity.place_id,
            now=now,
            actor=actor,
        )
    told = VisitDelay(
        key=key, delegation_id=delegation.id, activity_id=activity_id, minutes=minutes, moved=len(moves), moves=kept,
        at=now, told_by=actor.label,
    )  # fmt: skip
    db.session.add(told)
    db.session.flush()
    record_line(LineRanLate, delegation, activities[activity_id], now, actor)
    schedule = schedules.get_schedule(activities[activity_id].schedule_id)
    if schedule.is_open:
        release_schedule(schedule, now=now, actor=actor)
    return told


def _told_before(delegation: Delegation, key: str) -> VisitDelay | None:
    return db.session.scalar(select(VisitDelay).where(VisitDelay.delegation_id == delegation.id, VisitDelay.key == key))


def preview_delay(delegation: Delegation, activity_id: int, minutes: int, *, now: datetime) -> tuple[delays.Move, ...]:
    """Where everything would go; nothing is written, and it takes the same selects however long the day is."""
    items = itinerary_queries.list_items(delegation.id)
    late = next((each.activity for each in items if each.activity_id == activity_id), None)
    if late is None or delegation.schedule_id is None:
        return ()
    zone = ZoneInfo(schedules.get_schedule(delegation.schedule_id).time_zone)
    day = late.starts_at.astimezone(zone).date()
    today = [each for each in items if each.activity.starts_at.astimezone(zone).date() == day]
    return delays.spread(_lines(delegation, today), activity_id, timedelta(minutes=minutes), now=now, way=_ways(today))


def _lines(delegation: Delegation, items: list[ItineraryItem]) -> list[delays.Line]:
    shared = itinerary_queries.map_shared_guests(delegation)
    return [
        delays.Line(
            id=each.activity_id,
            starts_at=each.activity.starts_at,
            ends_at=each.activity.ends_at,
            place_id=each.activity.place_id,
            guests=_guests(each) | shared.get(each.activity_id, frozenset()),
            stays=each.activity.is_fixed or each.activity.schedule_id != delegation.schedule_id,
        )
        for each in items
        if each.activity.state is not ActivityState.CANCELLED
    ]


def _guests(item: ItineraryItem) -> frozenset[int]:
    """The persons who take part; two lines for all share guests even while nobody is named."""
    named = {each.person_id for each in item.activity.participants if each.role is ParticipantRole.GUEST}
    return frozenset(named | {EVERYBODY} if item.is_for_all else named)


def _ways(items: list[ItineraryItem]) -> delays.Way:
    """The ways between the places of the day, on foot or by car."""
    known = places.map_places({each.activity.place_id for each in items} - {None})
    campus = {each.id: each.campus_id for each in known.values() if each.campus_id is not None}
    around = Surroundings(
        walking=places.walking_minutes(known.keys()),
        campus=campus,
        driving=places.driving_minutes(set(campus.values())),
    )
    return around.time_between


def moved_by(tap: VisitTap) -> int:
    """How many lines a tap moved."""
    same = select(VisitDelay.moved).where(VisitDelay.delegation_id == tap.delegation_id, VisitDelay.key == tap.key)
    return db.session.scalar(same) or 0
