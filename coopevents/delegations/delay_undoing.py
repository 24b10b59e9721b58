"""A delay told by mistake is taken back: every line it moved goes where it was, and whom that concerns is told."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select

from coopevents.db import db
from coopevents.delegations import delays, itinerary_queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.delay_models import VisitDelay
from coopevents.delegations.itinerary import record_line
from coopevents.delegations.itinerary_facts import DelayTakenBack
from coopevents.delegations.models import Delegation
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as scheduling
from coopevents.schedule.models import Activity
from coopevents.schedule.releasing import release_schedule
from coopevents.schedule.states import ActivityState


class CannotBeTakenBack(Refusal):
    """Somebody has changed the day since; taking it back would undo that as well."""

    status = 409
    sentence = _l("The day was changed since this delay was told. Move the lines in the itinerary.")


def kept_move(activity: Activity, move: delays.Move) -> dict[str, Any]:
    """What a delay keeps of a line it is about to move."""
    return {
        "id": move.id,
        "began": activity.starts_at.isoformat(),
        "ended": activity.ends_at.isoformat(),
        "begins": move.starts_at.isoformat(),
        "ends": move.ends_at.isoformat(),
    }


def latest_delays(delegation_ids: Collection[int], *, since: datetime) -> dict[int, VisitDelay]:
    """By delegation: the last delay told since then that still holds and knows what it moved; in one select."""
    told = select(VisitDelay).where(
        VisitDelay.delegation_id.in_(delegation_ids), VisitDelay.at >= since, VisitDelay.taken_back_at.is_(None)
    )
    return {each.delegation_id: each for each in db.session.scalars(told.order_by(VisitDelay.id)) if each.moves}


def take_delay_back(delegation: Delegation, delay_id: int, *, now: datetime, actor: Actor) -> VisitDelay:
    """Put every line the delay moved back to its time; released at once if the itinerary was sent. Once more changes
    nothing. The last delay has to be taken back before the one it followed.

    Raises NotFound for a delay of another visit, CannotBeTakenBack when one of the lines was moved or called off since.
    """
    delegation = delegations.lock_delegation(delegation.id)
    delay = db.session.get(VisitDelay, delay_id)
    if delay is None or delay.delegation_id != delegation.id:
        raise NotFound
    if delay.taken_back_at is not None:
        return delay
    activities = {each.activity_id: each.activity for each in itinerary_queries.list_items(delegation.id)}
    if not delay.moves or not all(_is_as_left(activities.get(each["id"]), each) for each in delay.moves):
        raise CannotBeTakenBack
    for move in delay.moves:
        activity = activities[move["id"]]
        scheduling.move_activity(
            activity,
            starts_at=datetime.fromisoformat(move["began"]),
            ends_at=datetime.fromisoformat(move["ended"]),
            place_id=activity.place_id,
            now=now,
            actor=actor,
        )
    delay.taken_back_at = now
    late = activities[delay.activity_id]
    record_line(DelayTakenBack, delegation, late, now, actor)
    schedule = schedules.get_schedule(late.schedule_id)
    if schedule.is_open:
        release_schedule(schedule, now=now, actor=actor)
    return delay


def _is_as_left(activity: Activity | None, move: dict[str, Any]) -> bool:
    """Whether a line still stands where the delay put it."""
    if activity is None or activity.state is ActivityState.CANCELLED or activity.starts_at is None:
        return False
    stands = (activity.starts_at, activity.ends_at)
    return stands == (datetime.fromisoformat(move["begins"]), datetime.fromisoformat(move["ends"]))
