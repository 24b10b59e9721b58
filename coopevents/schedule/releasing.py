"""Handing a schedule over to its readers."""

from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.places import queries as places
from coopevents.schedule import queries
from coopevents.schedule.facts import ScheduleClosed, ScheduleOpened, ScheduleReleased
from coopevents.schedule.models import Schedule
from coopevents.schedule.release_models import Release
from coopevents.schedule.releases import ReleasedActivity, next_programme, programme_of, to_json
from coopevents.schedule.snapshots import as_released, is_for_readers
from coopevents.text import LocalizedText


def open_to_public(schedule: Schedule, *, now: datetime, actor: Actor) -> None:
    """Readers may read it from now on; what stands on it is released."""
    if not schedule.is_open:
        schedule.is_open = True
        ledger.record(ScheduleOpened(**about_schedule(schedule, now, actor)))
    release_schedule(schedule, now=now, actor=actor)


def close_to_public(schedule: Schedule, *, now: datetime, actor: Actor) -> None:
    """Readers no longer read it; its releases are kept."""
    if schedule.is_open:
        schedule.is_open = False
        ledger.record(ScheduleClosed(**about_schedule(schedule, now, actor)))


def release_schedule(
    schedule: Schedule, *, now: datetime, actor: Actor, name: str = "", comment: LocalizedText | None = None
) -> Release | None:
    """Freeze the schedule as it stands; None when readers would see no change."""
    db.session.flush()
    schedule = queries.lock_schedule(schedule.id)
    previous = queries.find_latest_release(schedule.id)
    programme = next_programme(
        programme_of(previous) if previous else None,
        _current(schedule),
        schedule_id=schedule.id,
        time_zone=schedule.time_zone,
        now=now,
    )
    schedule.is_snapshot_current = True
    if programme is None:
        return None
    release = Release(
        schedule_id=schedule.id,
        number=programme.number,
        name=name,
        comment=comment or LocalizedText(),
        released_at=now,
        released_by=actor.label,
        snapshot=to_json(programme),
    )
    schedule.release_number = programme.number
    db.session.add(release)
    db.session.flush()
    ledger.record(ScheduleReleased(**about_schedule(schedule, now, actor), number=programme.number))
    return release


def _current(schedule: Schedule) -> list[ReleasedActivity]:
    listed = [each for each in queries.list_activities(schedule.id) if is_for_readers(each)]
    where = places.map_places(each.place_id for each in listed)
    who = queries.map_people(person.person_id for each in listed for person in each.participants)
    tracks = {each.id: each for each in queries.list_tracks(schedule.id)}
    return [as_released(each, where, who, tracks) for each in listed]


def about_schedule(schedule: Schedule, now: datetime, actor: Actor) -> dict[str, Any]:
    """What every fact about a schedule says."""
    return {
        "at": now,
        "actor": actor,
        "subject": Subject("schedule", schedule.id),
        "unit_id": schedule.unit_id,
        "schedule_id": schedule.id,
    }
