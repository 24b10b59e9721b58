"""The verbs of a schedule."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from secrets import token_hex
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from coopevents import ledger
from coopevents.calendars.zones import zone_named
from coopevents.db import db
from coopevents.facts import Actor, Changes, Subject, changed_fields
from coopevents.places import queries as places
from coopevents.schedule import queries, rules, tracks
from coopevents.schedule.details import ActivityDetails, ParticipantDetails, ResourceDetails, Whereabouts
from coopevents.schedule.facts import (
    ActivityCancelled,
    ActivityChanged,
    ActivityDeleted,
    ActivityMoved,
    ActivityPlanned,
    ActivityReopened,
)
from coopevents.schedule.models import Activity, Participant, ResourceUse, Schedule
from coopevents.schedule.releasing import about_schedule, close_to_public, open_to_public, release_schedule
from coopevents.schedule.states import ActivityState
from coopevents.schedule.wall_clock import shifted_times
from coopevents.text import full_name, one_line

__all__ = ["close_to_public", "open_to_public", "release_schedule"]

WHEREABOUTS = ("starts_at", "ends_at", "place")


def open_schedule(
    *, unit_id: int, time_zone: str, now: datetime, actor: Actor, releases_itself: bool = True
) -> Schedule:
    """A new, empty schedule that the public cannot read yet. Raises UnknownTimeZone.

    Once it is open, it is released on every save if it ``releases_itself``, else when somebody says so.
    """
    zone_named(time_zone)
    schedule = Schedule(unit_id=unit_id, time_zone=time_zone, releases_itself=releases_itself)
    db.session.add(schedule)
    db.session.flush()
    return schedule


def plan_activity(
    schedule: Schedule, details: ActivityDetails, *, now: datetime, actor: Actor, uid: str = ""
) -> Activity:
    """Put an activity on a schedule. Raises a refusal when it cannot be.

    ``uid`` is the identity of one that stood there before; a new one gets its own.
    """
    rules.ensure_activity_is_possible(details)
    _ensure_place_is_in_use(details.place_id, None)
    _ensure_track_is_here(details.track_id, schedule.id)
    _ensure_resources_are_in_use(details.resources, ())
    activity = Activity(uid=uid or token_hex(16), schedule_id=schedule.id, created_at=now, changed_at=now)
    _fill(activity, details)
    db.session.add(activity)
    db.session.flush()
    schedule.is_snapshot_current = False
    changes = changed_fields({}, _said_of(activity))
    ledger.record(ActivityPlanned(**_about(schedule, activity, now, actor), changes=changes))
    return activity


def change_activity(
    activity: Activity, details: ActivityDetails, *, expected_version: int | None, now: datetime, actor: Actor
) -> Activity:
    """Say everything about an activity anew.

    Raises ActivityWasChanged when somebody saved it since ``expected_version``. A cancelled activity stays cancelled.
    """
    if expected_version is not None and activity.version != expected_version:
        raise rules.ActivityWasChanged
    rules.ensure_activity_is_possible(details)
    _ensure_place_is_in_use(details.place_id, activity.place_id)
    _ensure_track_is_here(details.track_id, activity.schedule_id)
    _ensure_resources_are_in_use(details.resources, activity.resources)
    was_cancelled = activity.state is ActivityState.CANCELLED
    if was_cancelled and details.starts_at is None:
        raise rules.ActivityIsCancelled
    return _rewrite(activity, details, now, actor, state=ActivityState.CANCELLED if was_cancelled else details.state)


def rewrite_activity(activity: Activity, details: ActivityDetails, *, now: datetime, actor: Actor) -> Activity:
    """Say everything about an activity that is not cancelled as it was said before, even where a place is now retired.

    Raises a refusal when it cannot be.
    """
    rules.ensure_activity_is_possible(details)
    return _rewrite(activity, details, now, actor, state=details.state)


def move_activity(
    activity: Activity, *, starts_at: datetime, ends_at: datetime, place_id: int | None, now: datetime, actor: Actor
) -> Activity:
    """Put an activity at another time or place; nothing happens when it is there already.

    What lay in the tray is on the programme from then on.
    """
    if activity.state is ActivityState.CANCELLED:
        raise rules.ActivityIsCancelled
    rules.ensure_times_are_possible(starts_at, ends_at)
    _ensure_place_is_in_use(place_id, activity.place_id)
    before, old = _said_of(activity), _whereabouts(activity)
    if old == Whereabouts(starts_at, ends_at, place_id):
        return activity
    activity.starts_at, activity.ends_at, activity.place_id = starts_at, ends_at, place_id
    activity.length = ceil((ends_at - starts_at) / rules.MINUTE)
    if activity.state is ActivityState.UNSCHEDULED:
        activity.state = ActivityState.PUBLIC
    _touch(activity, now)
    _record_changes(activity, before, old, now, actor)
    return activity


def unschedule_activity(activity: Activity, *, now: datetime, actor: Actor) -> Activity:
    """Take an activity off the programme and lay it into the tray, its length and all that is said about it kept."""
    if activity.state is ActivityState.CANCELLED:
        raise rules.ActivityIsCancelled
    if activity.state is ActivityState.UNSCHEDULED:
        return activity
    details = details_of(activity, starts_at=None, ends_at=None, place_id=None)
    return _rewrite(activity, details, now, actor, state=ActivityState.UNSCHEDULED)


def cancel_activity(activity: Activity, reason: str, *, now: datetime, actor: Actor) -> Activity:
    """It does not take place; readers see that it was cancelled, and why."""
    reason = one_line(reason)
    rules.ensure_may_be_cancelled(activity.state, reason)
    activity.state, activity.cancellation_reason = ActivityState.CANCELLED, reason
    schedule = _touch(activity, now)
    changes = {"cancellation_reason": ("", reason)}
    ledger.record(ActivityCancelled(**_about(schedule, activity, now, actor), reason=reason, changes=changes))
    return activity


def reopen_activity(activity: Activity, *, now: datetime, actor: Actor) -> Activity:
    """A cancelled activity takes place after all."""
    if activity.state is not ActivityState.CANCELLED:
        raise rules.ActivityIsNotCancelled
    changes = {"cancellation_reason": (activity.cancellation_reason, "")}
    activity.state, activity.cancellation_reason = ActivityState.PUBLIC, ""
    schedule = _touch(activity, now)
    ledger.record(ActivityReopened(**_about(schedule, activity, now, actor), changes=changes))
    return activity


def delete_activity(activity: Activity, *, now: datetime, actor: Actor) -> None:
    """Remove a draft.

    Raises ActivityIsNotDraft for what guests may have seen, ActivityIsCarried for what a ceremony or a tour hangs on.
    """
    _ensure_is_not_carried(activity)
    if activity.state not in {ActivityState.DRAFT, ActivityState.UNSCHEDULED}:
        raise rules.ActivityIsNotDraft
    schedule = queries.get_schedule(activity.schedule_id)
    schedule.is_snapshot_current = False
    changes = {"title": (activity.title, None)}
    ledger.record(ActivityDeleted(**_about(schedule, activity, now, actor), changes=changes))
    db.session.delete(activity)
    db.session.flush()


def duplicate_activity(activity: Activity, *, now: datetime, actor: Actor) -> Activity:
    """The same once more, at the same time and place, as a draft."""
    details = details_of(activity, state=ActivityState.DRAFT)
    return plan_activity(queries.get_schedule(activity.schedule_id), details, now=now, actor=actor)


def copy_activities(
    from_schedule: Schedule, to_schedule: Schedule, *, shift: timedelta, now: datetime, actor: Actor
) -> list[Activity]:
    """Copy the tracks and what is not cancelled to another schedule, ``shift`` days later on the wall clock."""
    track_ids = tracks.copy_tracks(from_schedule, to_schedule, now=now, actor=actor)
    copies = []
    for activity in queries.list_activities(from_schedule.id):
        if activity.state is ActivityState.CANCELLED:
            continue
        place = places.find_place(activity.place_id) if activity.place_id else None
        starts_at, ends_at = shifted_times(activity, shift, from_schedule.time_zone, to_schedule.time_zone)
        details = details_of(
            activity,
            starts_at=starts_at,
            ends_at=ends_at,
            place_id=place.id if place and not place.is_retired else None,
            track_id=track_ids.get(activity.track_id or 0),
            resources=_still_there(activity.resources),
        )
        copies.append(plan_activity(to_schedule, details, now=now, actor=actor))
    return copies


def details_of(activity: Activity, **instead: Any) -> ActivityDetails:
    """Everything said about an activity, some of it replaced."""
    said = {
        "kind": activity.kind,
        "title": activity.title,
        "starts_at": activity.starts_at,
        "ends_at": activity.ends_at,
        "text": activity.text,
        "place_id": activity.place_id,
        "people": tuple(ParticipantDetails(each.person_id, each.role) for each in activity.participants),
        "audience": activity.audience,
        "capacity": activity.capacity,
        "length": activity.length,
        "expected": activity.expected,
        "takes_sign_ups": activity.takes_sign_ups,
        "is_fixed": activity.is_fixed,
        "resources": tuple(ResourceDetails(each.resource_id, each.quantity) for each in activity.resources),
        "track_id": activity.track_id,
        "languages": tuple(activity.languages.split()),
        "internal_note": activity.internal_note,
        "state": activity.state,
    }
    return ActivityDetails(**{**said, **instead})


def _rewrite(
    activity: Activity, details: ActivityDetails, now: datetime, actor: Actor, *, state: ActivityState
) -> Activity:
    if details.starts_at is None and activity.state is not ActivityState.UNSCHEDULED:
        _ensure_is_not_carried(activity)
    before, old = _said_of(activity), _whereabouts(activity)
    with db.session.no_autoflush:  # it is saved once, so that its version goes up by one
        _fill(activity, details)
        if state is ActivityState.CANCELLED:
            activity.state = state
        if _said_of(activity) == before and _whereabouts(activity) == old:
            return activity
    _touch(activity, now)
    _record_changes(activity, before, old, now, actor)
    return activity


def _ensure_is_not_carried(activity: Activity) -> None:
    if queries.is_carried(activity.id):
        raise rules.ActivityIsCarried


def _fill(activity: Activity, details: ActivityDetails) -> None:
    activity.kind, activity.title, activity.text = details.kind, details.title, details.text
    _put(activity, details)
    activity.audience, activity.capacity = details.audience, details.capacity
    activity.expected, activity.takes_sign_ups = details.expected, details.takes_sign_ups
    activity.is_fixed = details.is_fixed
    activity.track_id, activity.languages = details.track_id, " ".join(details.languages)
    activity.internal_note = details.internal_note
    _seat_people(activity, details.people)
    _take_resources(activity, details.resources)


def _put(activity: Activity, details: ActivityDetails) -> None:
    """Its time, place and state; without a time it lies in the tray, whatever state was named."""
    activity.place_id, activity.length = details.place_id, details.length
    if details.starts_at is None or details.ends_at is None:
        activity.starts_at = activity.ends_at = None  # type: ignore[assignment]  # as the model says of the tray
        activity.state = ActivityState.UNSCHEDULED
        return
    activity.starts_at, activity.ends_at = details.starts_at, details.ends_at
    activity.length = ceil((details.ends_at - details.starts_at) / rules.MINUTE)
    was_meant = details.state is not ActivityState.UNSCHEDULED
    activity.state = details.state if was_meant else ActivityState.PUBLIC


def _take_resources(activity: Activity, wanted: Sequence[ResourceDetails]) -> None:
    known = {each.resource_id: each for each in activity.resources}
    quantities = {each.resource_id: each.quantity for each in wanted}
    activity.resources = [known.get(number) or ResourceUse(resource_id=number) for number in quantities]
    for use in activity.resources:
        use.quantity = quantities[use.resource_id]


def _seat_people(activity: Activity, wanted: Sequence[ParticipantDetails]) -> None:
    known = {(each.person_id, each.role): each for each in activity.participants}
    order = list(dict.fromkeys((each.person_id, each.role) for each in wanted))
    activity.participants = [known.get(pair) or Participant(person_id=pair[0], role=pair[1]) for pair in order]
    for position, participant in enumerate(activity.participants):
        participant.position = position


def _touch(activity: Activity, now: datetime) -> Schedule:
    """Count the save, even one that only touches the people, and write it out."""
    activity.changed_at = now
    flag_modified(activity, "changed_at")
    db.session.flush()
    schedule = queries.get_schedule(activity.schedule_id)
    schedule.is_snapshot_current = False
    return schedule


def _record_changes(activity: Activity, before: Changes, old: Whereabouts | None, now: datetime, actor: Actor) -> None:
    changes = changed_fields(before, _said_of(activity))
    about = _about(queries.get_schedule(activity.schedule_id), activity, now, actor)
    moves = {name: changes.pop(name) for name in WHEREABOUTS if name in changes}
    if moves:
        changes.pop("length", None)
        ledger.record(ActivityMoved(**about, old=old, new=_whereabouts(activity), changes=moves))
    if changes:
        ledger.record(ActivityChanged(**about, changes=changes))


def _about(schedule: Schedule, activity: Activity, now: datetime, actor: Actor) -> dict[str, Any]:
    subject = Subject("activity", activity.id)
    return {**about_schedule(schedule, now, actor), "subject": subject, "uid": activity.uid}


def _whereabouts(activity: Activity) -> Whereabouts | None:
    if activity.state is ActivityState.UNSCHEDULED:
        return None
    return Whereabouts(activity.starts_at, activity.ends_at, activity.place_id)


def _said_of(activity: Activity) -> dict[str, Any]:
    """What the audit trail shows of an activity: places, tracks and people by name."""
    place = places.find_place(activity.place_id) if activity.place_id else None
    track = queries.find_track(activity.track_id) if activity.track_id else None
    people = queries.map_people(each.person_id for each in activity.participants) if activity.participants else {}
    resources = places.map_resources(each.resource_id for each in activity.resources)
    named = {each.id: each.name.in_language("en") for each in resources.values()}
    return {
        "kind": str(activity.kind),
        "title": activity.title,
        "text": activity.text,
        "starts_at": activity.starts_at,
        "ends_at": activity.ends_at,
        "length": activity.length if activity.state is ActivityState.UNSCHEDULED else None,
        "place": place.name.in_language("en") if place else None,
        "people": [_called(each, people[each.person_id]) for each in activity.participants],
        "audience": str(activity.audience),
        "capacity": activity.capacity,
        "expected": activity.expected,
        "takes_sign_ups": activity.takes_sign_ups,
        "is_fixed": activity.is_fixed,
        "resources": [f"{each.quantity} × {named[each.resource_id]}" for each in activity.resources],
        "track": track.name.in_language("en") if track else None,
        "languages": activity.languages,
        "internal_note": activity.internal_note,
        "state": str(activity.state),
    }


def _called(participant: Participant, person: Any) -> str:
    return f"{full_name(person.given_name, person.family_name) or person.original_name} ({participant.role})"


def _ensure_place_is_in_use(place_id: int | None, present_id: int | None) -> None:
    if place_id is None or place_id == present_id:
        return
    place = places.find_place(place_id)
    if place is None or place.is_retired:
        raise rules.PlaceIsRetired(field="place")


def _still_there(uses: Sequence[ResourceUse]) -> tuple[ResourceDetails, ...]:
    known = places.map_resources(each.resource_id for each in uses)
    return tuple(
        ResourceDetails(each.resource_id, each.quantity) for each in uses if not known[each.resource_id].is_retired
    )


def _ensure_resources_are_in_use(wanted: Sequence[ResourceDetails], present: Sequence[ResourceUse]) -> None:
    added = {each.resource_id for each in wanted} - {each.resource_id for each in present}
    known = places.map_resources(added)
    if any(each not in known or known[each].is_retired for each in added):
        raise rules.ResourceIsGone


def _ensure_track_is_here(track_id: int | None, schedule_id: int) -> None:
    if track_id is None:
        return
    track = queries.find_track(track_id)
    if track is None or track.schedule_id != schedule_id:
        raise rules.TrackIsGone(field="track_id")
