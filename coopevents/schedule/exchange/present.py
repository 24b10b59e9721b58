"""How an activity stands now, in the vocabulary in which a file's wishes are said. Pure."""

from collections.abc import Mapping
from typing import Any

from coopevents.refusals import Refusal
from coopevents.schedule import rules
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.exchange.plans import Somebody
from coopevents.schedule.exchange.records import Trouble
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind, ActivityState

FRESH: Mapping[str, Any] = {
    "kind": ActivityKind.OTHER,
    "state": ActivityState.PUBLIC,
    "starts_at": None,
    "ends_at": None,
    "length": 60,
}
"""What is taken of an activity that is not there yet."""


def present_of(activity: Activity) -> dict[str, Any]:
    """Everything a file can say, as it stands."""
    return {
        "title": activity.title,
        "text": activity.text,
        "kind": activity.kind,
        "starts_at": activity.starts_at,
        "ends_at": activity.ends_at,
        "length": activity.length,
        "place": activity.place_id,
        "people": tuple(Somebody(each.role, each.person_id) for each in activity.participants),
        "track": activity.track_id,
        "audience": activity.audience,
        "capacity": activity.capacity,
        "expected": activity.expected,
        "takes_sign_ups": activity.takes_sign_ups,
        "is_fixed": activity.is_fixed,
        "resources": tuple((each.resource_id, each.quantity) for each in activity.resources),
        "languages": tuple(activity.languages.split()),
        "internal_note": activity.internal_note,
        "state": activity.state,
        "reason": activity.cancellation_reason,
    }


def differing(before: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is not so already."""
    return {name: value for name, value in wanted.items() if name not in before or before[name] != value}


def troubles_with(before: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[Trouble]:
    """What the house would refuse: found here, before anything is done, so that it is said at the row."""
    said = {**FRESH, **before, **wanted}
    found = [_state_trouble(before, said)]
    names = ("kind", "title", "starts_at", "ends_at", "length", "capacity", "expected", "takes_sign_ups")
    try:
        rules.ensure_activity_is_possible(ActivityDetails(**{name: said[name] for name in names if name in said}))
    except Refusal as refusal:
        column = {"starts": "starts", "ends": "ends"}.get(refusal.field or "", refusal.field or "")
        found.append(Trouble(column, refusal.message, str(said.get(column, "") or "")))
    return [each for each in found if each]


def _state_trouble(before: Mapping[str, Any], said: Mapping[str, Any]) -> Trouble | None:
    was, becomes = before.get("state"), said["state"]
    if was is ActivityState.CANCELLED and becomes is ActivityState.CANCELLED and said.get("starts_at") is None:
        return Trouble("starts", rules.ActivityIsCancelled.sentence)
    if becomes is not ActivityState.CANCELLED or was is ActivityState.CANCELLED:
        return None
    if was is None or was in {ActivityState.DRAFT, ActivityState.UNSCHEDULED}:
        return Trouble("state", rules.ActivityIsDraft.sentence, str(becomes))
    if not str(said.get("reason", "")).strip():
        return Trouble("reason", rules.ReasonIsMissing.sentence)
    return None
