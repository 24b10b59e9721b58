"""Going back to an earlier release: the working copy reads as it did then, and a new release says so to readers.

What stood in the old release stands again as it did: when, where, whether it takes place, who is in it and what is
said of it, under the same identity, even if it was deleted since. What readers see now and did not see then goes into
the tray. Drafts, what is internal, and what colleagues alone see of an activity stay as they are. Names are those of
today: a place or person called something else since is not renamed. Going back is undone by going back again, to the
release made before it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from coopevents import ledger
from coopevents.facts import Actor
from coopevents.places import queries as places
from coopevents.schedule import queries, release_queries, release_rules, service, tracks
from coopevents.schedule.comparing import Change, ChangeKind, compare
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.facts import WorkingCopyRestored
from coopevents.schedule.models import Activity, Schedule
from coopevents.schedule.release_models import Release
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme, programme_of
from coopevents.schedule.releasing import Preview, about_schedule, preview, release_schedule
from coopevents.schedule.states import ActivityKind, ActivityState, Audience, ParticipantRole
from coopevents.text import LocalizedText


class WayBack(NamedTuple):
    """What going back would do: to readers, and to changes that were never released."""

    target: ReleasedProgramme
    present: Preview

    @property
    def working_copy(self) -> ReleasedProgramme | None:
        """What readers would have if everything were released now."""
        return self.present.following or self.present.previous

    @property
    def changes(self) -> tuple[Change, ...]:
        """What readers would see change, in the order of time."""
        return compare(self.present.previous, self.target)

    @property
    def lost(self) -> tuple[Change, ...]:
        """What waits for release now, and would not any more."""
        return self.present.changes

    @property
    def fingerprint(self) -> str:
        """The same as long as going back would do the same."""
        number = self.present.previous.number if self.present.previous else 0
        return f"{number}-{self.present.fingerprint}"

    @property
    def does_nothing(self) -> bool:
        """Whether the working copy and readers have that programme already."""
        return not self.changes and not self.lost


def look_back(schedule: Schedule, number: int, now: datetime) -> WayBack:
    """What going back to that release would do. Writes nothing.

    Raises NotFound.
    """
    target = programme_of(release_queries.get_release(schedule.id, number))
    return WayBack(target, preview(schedule, now))


def go_back(
    schedule: Schedule,
    number: int,
    *,
    expected: str,
    name: str = "",
    comment: LocalizedText | None = None,
    tells: bool = True,
    now: datetime,
    actor: Actor,
) -> Release | None:
    """Let the working copy read as that release did, and release it; None when readers see that programme already.

    Raises NotFound, ProgrammeIsNotOpen, NothingToRelease, or WorkingCopyChanged when going back would not do what the
    page whose ``expected`` fingerprint this is showed.
    """
    name, comment = release_rules.release_name(name), comment or LocalizedText()
    release_rules.ensure_comment_fits(comment)
    schedule = queries.lock_schedule(schedule.id)
    release_rules.ensure_is_open(is_open=schedule.is_open)
    way = look_back(schedule, number, now)
    release_rules.ensure_is_expected("" if way.does_nothing else way.fingerprint, expected)
    _restore(schedule, way, now, actor)
    ledger.record(WorkingCopyRestored(**about_schedule(schedule, now, actor), number=number))
    return release_schedule(
        schedule, now=now, actor=actor, name=name, comment=comment, tells=tells, goes_back_to=number
    )


def _restore(schedule: Schedule, way: WayBack, now: datetime, actor: Actor) -> None:
    """Touch what differs, and nothing else."""
    differing = compare(way.working_copy, way.target)
    known = release_queries.map_activities_by_uid(schedule.id, [each.uid for each in differing])
    said = _Sayings(schedule, differing, now, actor)
    for change in differing:
        activity = known.get(change.uid)
        if activity is not None and activity.state is ActivityState.CANCELLED:
            service.reopen_activity(activity, now=now, actor=actor)
        if ChangeKind.DROPPED not in change.kinds:
            _restore_entry(schedule, activity, change.shown, said.details(change.shown, activity), now, actor)
        elif activity is not None and not queries.is_carried(activity.id):
            service.unschedule_activity(activity, now=now, actor=actor)
    schedule.is_snapshot_current = False


def _restore_entry(
    schedule: Schedule,
    activity: Activity | None,
    entry: ReleasedActivity,
    details: ActivityDetails,
    now: datetime,
    actor: Actor,
) -> None:
    if activity is None:
        placeless = replace(details, place_id=None)
        activity = service.plan_activity(schedule, placeless, now=now, actor=actor, uid=entry.uid)
    service.rewrite_activity(activity, details, now=now, actor=actor)
    if entry.is_cancelled:
        service.cancel_activity(activity, entry.cancellation_reason, now=now, actor=actor)


class _Sayings:
    """Entries in the words of the working copy: their places, people and tracks looked up once."""

    def __init__(self, schedule: Schedule, changes: Iterable[Change], now: datetime, actor: Actor) -> None:
        entries = [each.shown for each in changes if ChangeKind.DROPPED not in each.kinds]
        self._people = queries.map_people(one.id for each in entries for one in each.people)
        self._places = places.map_places(each.place.id for each in entries if each.place)
        wanted = {each.track.slug: each.track.name for each in entries if each.track}
        self._tracks = tracks.keep_tracks(schedule, wanted, now=now, actor=actor)

    def details(self, entry: ReleasedActivity, activity: Activity | None) -> ActivityDetails:
        """What the entry says; what only colleagues see stays as it is."""
        said: dict[str, Any] = {
            "kind": ActivityKind(entry.kind),
            "title": entry.title,
            "text": entry.text,
            "starts_at": entry.starts_at,
            "ends_at": entry.ends_at,
            "place_id": entry.place.id if entry.place and entry.place.id in self._places else None,
            "people": tuple(
                ParticipantDetails(each.id, ParticipantRole(each.role))
                for each in entry.people
                if each.id in self._people
            ),
            "audience": Audience(entry.audience),
            "capacity": entry.capacity,
            "takes_sign_ups": entry.takes_sign_ups,
            "track_id": self._tracks[entry.track.slug] if entry.track else None,
            "languages": entry.languages,
            "state": ActivityState.PUBLIC,
        }
        return service.details_of(activity, **said) if activity is not None else ActivityDetails(**said)
