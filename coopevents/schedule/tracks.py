"""The verbs of a schedule's tracks: what several activities have in common, by one name in several languages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.schedule import queries, rules
from coopevents.schedule.facts import TrackOpened, TrackRemoved, TrackRenamed
from coopevents.schedule.models import Activity, Schedule, Track
from coopevents.schedule.pasting import localized_from
from coopevents.schedule.releasing import about_schedule
from coopevents.text import LocalizedText, folded


def open_track(schedule: Schedule, name: LocalizedText, *, now: datetime, actor: Actor) -> Track:
    """A new track after the others. Its slug is made from the name and never changes.

    Raises a Refusal that names the field.
    """
    others = queries.list_tracks(schedule.id)
    rules.ensure_track_may_be_called(name, [each.name for each in others])
    return _add(schedule, name, rules.free_track_slug(name, {each.slug for each in others}), now=now, actor=actor)


def find_or_open_track(schedule: Schedule, typed: str, *, language: str, now: datetime, actor: Actor) -> Track:
    """The track that is called so in any language, else a new one; ``Projects | 项目推介`` names it in two.

    Raises a Refusal that names the field.
    """
    name = localized_from(typed, language)
    words = {folded(each) for each in name.values()}
    for track in queries.list_tracks(schedule.id):
        if words & {folded(each) for each in track.name.values()}:
            return track
    return open_track(schedule, name, now=now, actor=actor)


def rename_track(schedule: Schedule, track: Track, name: LocalizedText, *, now: datetime, actor: Actor) -> None:
    """Call it something else, wherever it is shown; its address stays.

    Raises a Refusal that names the field.
    """
    others = [each.name for each in queries.list_tracks(schedule.id) if each.id != track.id]
    rules.ensure_track_may_be_called(name, others)
    if track.name == name:
        return
    changes = {"name": (track.name, name)}
    track.name = name
    schedule.is_snapshot_current = False
    ledger.record(TrackRenamed(**_about(schedule, track, now, actor), changes=changes))


def remove_track(schedule: Schedule, track: Track, *, now: datetime, actor: Actor) -> None:
    """The track is gone; its activities stay on the programme without one."""
    about, changes = _about(schedule, track, now, actor), {"name": (track.name, None)}
    db.session.execute(update(Activity).where(Activity.track_id == track.id).values(track_id=None))
    db.session.delete(track)
    db.session.flush()
    schedule.is_snapshot_current = False
    ledger.record(TrackRemoved(**about, changes=changes))


def copy_tracks(from_schedule: Schedule, to_schedule: Schedule, *, now: datetime, actor: Actor) -> dict[int, int]:
    """Give another schedule the same tracks, keeping those it has; the id of each track to that of its like."""
    known = {each.slug: each.id for each in queries.list_tracks(to_schedule.id)}
    likes = {}
    for track in queries.list_tracks(from_schedule.id):
        if track.slug not in known:
            known[track.slug] = _add(to_schedule, track.name, track.slug, now=now, actor=actor).id
        likes[track.id] = known[track.slug]
    return likes


def keep_tracks(
    schedule: Schedule, wanted: Mapping[str, LocalizedText], *, now: datetime, actor: Actor
) -> dict[str, int]:
    """The ids of the tracks with these slugs; those that were removed are there again, under the name given."""
    known = {each.slug: each.id for each in queries.list_tracks(schedule.id)}
    for slug, name in wanted.items():
        if slug not in known:
            known[slug] = _add(schedule, name, slug, now=now, actor=actor).id
    return known


def _add(schedule: Schedule, name: LocalizedText, slug: str, *, now: datetime, actor: Actor) -> Track:
    position = queries.last_track_position(schedule.id) + 1
    track = Track(schedule_id=schedule.id, slug=slug, name=name, position=position)
    db.session.add(track)
    db.session.flush()
    ledger.record(TrackOpened(**_about(schedule, track, now, actor), changes={"name": (None, name)}))
    return track


def _about(schedule: Schedule, track: Track, now: datetime, actor: Actor) -> dict[str, Any]:
    return {**about_schedule(schedule, now, actor), "subject": Subject("track", track.id)}
