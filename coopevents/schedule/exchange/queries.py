"""Every select of exchange: what the office knows around a schedule, and files held for a look."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, or_, select

from coopevents.db import db
from coopevents.people.models import Person
from coopevents.places import queries as places
from coopevents.refusals import NotFound
from coopevents.schedule import queries
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.models import HeldImport
from coopevents.schedule.models import Schedule


def look_around(
    schedule: Schedule,
    *,
    place_unit_ids: Collection[int],
    people: Iterable[Person],
    days: Sequence[date],
    language: str,
    may_add_places: bool,
) -> Known:
    """The office around a schedule, in a handful of selects. ``people`` are those the organiser may name."""
    activities = [*queries.list_activities(schedule.id), *queries.list_unscheduled(schedule.id)]
    offered = {each.id: each for each in places.list_places(place_unit_ids)}
    seated = {one.person_id for each in activities for one in each.participants}
    named = {each.id: each for each in people}
    resources = {each.id: each for each in places.list_resources(place_unit_ids)}
    used = {one.resource_id for each in activities for one in each.resources}
    return Known(
        zone=schedule.time_zone,
        language=language,
        days=tuple(days),
        places={**offered, **places.map_places(each.place_id for each in activities if each.place_id not in offered)},
        offered_places=frozenset(offered),
        people={**named, **queries.map_people(seated - named.keys())},
        tracks={each.id: each for each in queries.list_tracks(schedule.id)},
        resources={**resources, **places.map_resources(used - resources.keys())},
        activities=activities,
        may_add_places=may_add_places,
    )


def get_held(token: str, *, schedule_id: int, user_id: int, was_taken: bool = False) -> HeldImport:
    """The file that user holds for that schedule under the token, or what is left of it once it was taken over.

    Raises NotFound for anybody and anything else.
    """
    if not (token.isascii() and token.replace("-", "").replace("_", "").isalnum()):
        raise NotFound
    query = select(HeldImport).where(
        HeldImport.token == token, HeldImport.schedule_id == schedule_id, HeldImport.user_id == user_id
    )
    held = db.session.scalar(query)
    if held is None or (held.undo is not None) != was_taken:
        raise NotFound
    return held


def forget_held(*, schedule_id: int, user_id: int, before: datetime) -> None:
    """Let go of what that user holds for the schedule, and of whatever anybody has held since before that moment."""
    is_own = (HeldImport.schedule_id == schedule_id) & (HeldImport.user_id == user_id)
    db.session.execute(delete(HeldImport).where(or_(is_own, HeldImport.sent_at < before)))
