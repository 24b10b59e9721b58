"""Handing a schedule over to its readers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.places import queries as places
from coopevents.schedule import queries, release_queries, release_rules
from coopevents.schedule.comparing import Change, compare
from coopevents.schedule.differences import counts_of, difference_of
from coopevents.schedule.facts import ScheduleClosed, ScheduleOpened, ScheduleReleased
from coopevents.schedule.models import Schedule
from coopevents.schedule.release_models import Release
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme, next_programme, programme_of, to_json
from coopevents.schedule.snapshots import as_released, is_for_readers
from coopevents.text import LocalizedText

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Preview:
    """What a release made now would be: the programme readers have, and the next; None when nothing would change."""

    previous: ReleasedProgramme | None
    following: ReleasedProgramme | None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What readers would see change, in the order of time."""
        return compare(self.previous, self.following) if self.following else ()

    @property
    def changes_zone(self) -> bool:
        """Whether readers would see all times in another time zone."""
        if self.previous is None or self.following is None:
            return False
        return self.previous.time_zone != self.following.time_zone

    @property
    def count(self) -> int:
        """How many changes wait; another time zone is one of them."""
        return len(self.changes) + self.changes_zone

    @property
    def fingerprint(self) -> str:
        """The same as long as the next release would read the same, whenever it is made; empty for none."""
        return fingerprint_of(self.following, self.previous) if self.following else ""


def preview(schedule: Schedule, now: datetime) -> Preview:
    """What a release made now would be. Writes nothing, so it may be asked while only reading."""
    return previews([schedule], now)[schedule.id]


def previews(schedules: Collection[Schedule], now: datetime) -> dict[int, Preview]:
    """What releases made now would be, by schedule: in as many selects for many as for one."""
    latest = release_queries.map_latest_releases([each.id for each in schedules])
    current = _current(each.id for each in schedules)
    return {
        each.id: _preview(each, programme_of(latest[each.id]) if each.id in latest else None, current[each.id], now)
        for each in schedules
    }


def fingerprint_of(programme: ReleasedProgramme, previous: ReleasedProgramme | None) -> str:
    """What tells a programme from others that could follow the previous one, but not when it was made."""
    before = {each.uid: each for each in previous.activities} if previous else {}
    fresh = (each for each in programme.activities if before.get(each.uid) != each)
    entries = [replace(each, changed_at=_EPOCH, cancelled_at=None) for each in fresh]
    said = (programme.schedule_id, programme.number, programme.time_zone, entries)
    return sha256(repr(said).encode()).hexdigest()[:32]


def open_to_public(schedule: Schedule, *, now: datetime, actor: Actor) -> None:
    """Readers may read it from now on; what stands on it is released.

    The first release tells nobody: only who knew the programme before can hear that it changed.
    """
    if not schedule.is_open:
        schedule.is_open = True
        ledger.record(ScheduleOpened(**about_schedule(schedule, now, actor)))
    release_schedule(schedule, now=now, actor=actor, tells=schedule.release_number > 0)


def close_to_public(schedule: Schedule, *, now: datetime, actor: Actor) -> None:
    """Readers no longer read it; its releases are kept."""
    if schedule.is_open:
        schedule.is_open = False
        ledger.record(ScheduleClosed(**about_schedule(schedule, now, actor)))


def release_by_hand(
    schedule: Schedule,
    *,
    expected: str,
    name: str,
    comment: LocalizedText,
    tells: bool,
    now: datetime,
    actor: Actor,
) -> Release:
    """Release what an organiser looked at: the working copy whose fingerprint is ``expected``.

    Raises ProgrammeIsNotOpen, NothingToRelease, or WorkingCopyChanged when it no longer reads as it did.
    """
    name = release_rules.release_name(name)
    release_rules.ensure_comment_fits(comment)
    schedule = queries.lock_schedule(schedule.id)
    release_rules.ensure_is_open(is_open=schedule.is_open)
    found = preview(schedule, now)
    release_rules.ensure_is_expected(found.fingerprint, expected)
    release = release_schedule(schedule, now=now, actor=actor, name=name, comment=comment, tells=tells)
    if release is None:
        raise release_rules.NothingToRelease
    return release


def release_schedule(
    schedule: Schedule,
    *,
    now: datetime,
    actor: Actor,
    name: str = "",
    comment: LocalizedText | None = None,
    tells: bool = True,
    goes_back_to: int | None = None,
) -> Release | None:
    """Freeze the schedule as it stands; None when readers would see no change.

    The people concerned are told of it unless ``tells`` is false.
    """
    db.session.flush()
    schedule = queries.lock_schedule(schedule.id)
    found = preview(schedule, now)
    previous, following = found.previous, found.following
    schedule.is_snapshot_current = True
    if following is None:
        return None
    changes = compare(previous, following)
    release = Release(
        schedule_id=schedule.id,
        number=following.number,
        name=name,
        comment=comment or LocalizedText(),
        released_at=now,
        released_by=actor.label,
        goes_back_to=goes_back_to,
        counts=counts_of(changes, following),
        difference=difference_of(changes, previous, following),
        snapshot=to_json(following),
    )
    schedule.release_number = following.number
    db.session.add(release)
    db.session.flush()
    ledger.record(ScheduleReleased(**about_schedule(schedule, now, actor), number=following.number, tells=tells))
    return release


def about_schedule(schedule: Schedule, now: datetime, actor: Actor) -> dict[str, Any]:
    """What every fact about a schedule says."""
    return {
        "at": now,
        "actor": actor,
        "subject": Subject("schedule", schedule.id),
        "unit_id": schedule.unit_id,
        "schedule_id": schedule.id,
    }


def _preview(
    schedule: Schedule, previous: ReleasedProgramme | None, current: list[ReleasedActivity], now: datetime
) -> Preview:
    following = next_programme(previous, current, schedule_id=schedule.id, time_zone=schedule.time_zone, now=now)
    return Preview(previous, following)


def _current(schedule_ids: Iterable[int]) -> Mapping[int, list[ReleasedActivity]]:
    """What readers may see of these schedules as they stand."""
    found: dict[int, list[ReleasedActivity]] = {each: [] for each in schedule_ids}
    listed = [each for each in release_queries.list_activities_of(found) if is_for_readers(each)]
    where = places.map_places(each.place_id for each in listed)
    who = queries.map_people(person.person_id for each in listed for person in each.participants)
    tracks = release_queries.map_tracks_of(found)
    for each in listed:
        found[each.schedule_id].append(as_released(each, where, who, tracks))
    return found
