"""Taking back an import: every activity it touched as it was before, or nothing at all.

What is needed for it is kept as long as the file would have been: a day, and until the organiser sends the next file.
It holds as long as nobody saved one of the activities since and no release has shown the import to readers; after that
the programme goes back by its releases.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.schedule import queries, service
from coopevents.schedule.details import ActivityDetails, ParticipantDetails, ResourceDetails
from coopevents.schedule.exchange.models import HeldImport
from coopevents.schedule.models import Activity, Schedule
from coopevents.schedule.states import ActivityKind, ActivityState, Audience, ParticipantRole
from coopevents.text import LocalizedText

_AS_IS = ("length", "place_id", "capacity", "expected", "takes_sign_ups", "is_fixed", "track_id", "internal_note")
_WORDS = ("kind", "audience", "state")


class ImportIsOvertaken(Refusal):
    """Somebody saved what it brought."""

    sentence = _l("Somebody has changed what was imported since. Nothing was undone.")


class ImportWasReleased(Refusal):
    """Readers have seen it."""

    sentence = _l("The programme was released since. Go back to an earlier release instead.")


def as_it_was(activity: Activity) -> dict[str, Any]:
    """Everything said about an activity, as plain JSON."""
    return {
        **{name: getattr(activity, name) for name in _AS_IS},
        **{name: str(getattr(activity, name)) for name in _WORDS},
        "title": dict(activity.title),
        "text": dict(activity.text),
        "starts_at": _written(activity.starts_at),
        "ends_at": _written(activity.ends_at),
        "people": [[each.person_id, str(each.role)] for each in activity.participants],
        "resources": [[each.resource_id, each.quantity] for each in activity.resources],
        "languages": activity.languages.split(),
        "reason": activity.cancellation_reason,
        "origin": dict(activity.origin or {}),
    }


def details_from(said: Mapping[str, Any]) -> ActivityDetails:
    """The details that were written as JSON."""
    return ActivityDetails(
        **{name: said[name] for name in _AS_IS},
        kind=ActivityKind(said["kind"]),
        audience=Audience(said["audience"]),
        state=ActivityState(said["state"]),
        title=LocalizedText(said["title"]),
        text=LocalizedText(said["text"]),
        starts_at=_moment(said["starts_at"]),
        ends_at=_moment(said["ends_at"]),
        people=tuple(ParticipantDetails(number, ParticipantRole(role)) for number, role in said["people"]),
        resources=tuple(ResourceDetails(*each) for each in said["resources"]),
        languages=tuple(said["languages"]),
    )


def undo_import(schedule: Schedule, held: HeldImport, *, now: datetime, actor: Actor) -> None:
    """Everything as it was before the import. Places, people and tracks that came with it stay.

    Raises ImportWasReleased or ImportIsOvertaken; then the caller discards.
    """
    undo = held.undo or {}
    schedule = queries.lock_schedule(schedule.id)
    if schedule.release_number != undo.get("release_number"):
        raise ImportWasReleased
    everything = [*queries.list_activities(schedule.id), *queries.list_unscheduled(schedule.id)]
    activities = {each.id: each for each in everything}
    for step in undo["steps"]:
        activity = activities.get(step["id"])
        if step["version"] is not None and (activity is None or activity.version != step["version"]):
            raise ImportIsOvertaken
        _take_back(schedule, activity, step["before"], now, actor)
    schedule.origin = undo["origin"]
    db.session.delete(held)
    db.session.flush()


def _take_back(
    schedule: Schedule, activity: Activity | None, before: Mapping[str, Any] | None, now: datetime, actor: Actor
) -> None:
    if activity is None:
        if before is not None:  # a draft that the import deleted
            service.plan_activity(schedule, details_from(before), now=now, actor=actor)
        return
    if before is None:
        if activity.state is not ActivityState.UNSCHEDULED:
            draft = service.details_of(activity, state=ActivityState.DRAFT)
            service.change_activity(activity, draft, expected_version=None, now=now, actor=actor)
        service.delete_activity(activity, now=now, actor=actor)
        return
    was_cancelled = before["state"] == ActivityState.CANCELLED
    if activity.state is ActivityState.CANCELLED and not was_cancelled:
        service.reopen_activity(activity, now=now, actor=actor)
    details = details_from({**before, "state": ActivityState.PUBLIC} if was_cancelled else before)
    service.change_activity(activity, details, expected_version=None, now=now, actor=actor)
    if was_cancelled and activity.state is not ActivityState.CANCELLED:
        service.cancel_activity(activity, before["reason"], now=now, actor=actor)
    activity.origin = before["origin"]


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
