"""Strokes on the board as they are written down, so that they can be undone and done again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coopevents.audit import queries as audit
from coopevents.db import db
from coopevents.i18n import _l, localized
from coopevents.schedule import board_queries
from coopevents.schedule.board_details import Conflict, Stand, stand_of
from coopevents.schedule.board_models import BoardStep
from coopevents.schedule.board_rules import StepIsOvertaken
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText

LONGEST_LABEL = 300
Change = dict[str, Any]
Named = tuple[str, int]
"""How an activity stood at some time: its uid and the version that was."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """An activity is again as it was in some version; ``uid`` differs when it had to be made anew."""

    id: int
    uid: str
    version: int


def moved_change(activity: Activity, before: Stand, version_before: int) -> Change:
    """What a step keeps of an activity that stands elsewhere now."""
    return {
        "id": activity.id,
        "uid": activity.uid,
        "before": before.to_json(),
        "after": stand_of(activity).to_json(),
        "version_before": version_before,
        "version_after": activity.version,
    }


def made_change(activity: Activity, *, of: int | None = None) -> Change:
    """What a step keeps of an activity that was not there before; ``of`` is what it was copied from."""
    return {
        "id": activity.id,
        "uid": activity.uid,
        "before": None,
        "after": stand_of(activity).to_json(),
        "version_before": 0,
        "version_after": activity.version,
        "of": of,
        "title": dict(activity.title),
        "kind": str(activity.kind),
    }


def details_kept(change: Change) -> ActivityDetails:
    """What is known of an activity that was made in the tray and undone."""
    length = Stand.from_json(change["after"]).length
    return ActivityDetails(kind=ActivityKind(change["kind"]), title=LocalizedText(change["title"]), length=length)


def write_step(
    schedule_id: int, user_id: int, label: str, key: str, changes: list[Change], now: datetime
) -> BoardStep | None:
    """Write a stroke down; what the organiser had undone before cannot be done again. None when it changed nothing."""
    if not changes:
        return None
    board_queries.forget_undone_steps(schedule_id, user_id)
    step = BoardStep(
        schedule_id=schedule_id, user_id=user_id, at=now, label=label[:LONGEST_LABEL], key=key, changes=changes
    )
    db.session.add(step)
    db.session.flush()
    board_queries.forget_oldest_steps(schedule_id, user_id)
    return step


def touched_by(step: BoardStep, schedule_id: int, *, as_after: bool) -> dict[int, Activity]:
    """The activities of a step, and what was copied in it, by id.

    Raises StepIsOvertaken, naming who changed what, unless all stand as the step left them (``as_after``) or as it
    found them.
    """
    wanted = [each for each in step.changes if as_after or each["before"] is not None]
    ids = {each["id"] for each in wanted} | {each["of"] for each in step.changes if each.get("of")}
    activities = board_queries.map_activities(schedule_id, ids)
    name = "version_after" if as_after else "version_before"
    faster = [
        each["id"]
        for each in wanted
        if (known := activities.get(each["id"])) is None or (known.uid, known.version) != (each["uid"], each[name])
    ]
    if faster:
        raise _overtaken(conflicts_of(faster, activities)[0])
    return activities


def conflicts_of(activity_ids: Sequence[int], activities: Mapping[int, Activity]) -> list[Conflict]:
    """Who changed each of these last, and when."""
    last = audit.map_latest_about("activity", activity_ids)
    return [
        Conflict(
            activity_id=each,
            activity=activities.get(each),
            by=last[each].actor_label if each in last else "",
            at=last[each].at if each in last else None,
        )
        for each in dict.fromkeys(activity_ids)
    ]


def rename_versions(schedule_id: int, renamed: Mapping[Named, Renaming]) -> None:
    """An activity is again as it was in some version: every step that names that version means the new one too."""
    for step in board_queries.list_steps(schedule_id):
        changes = [_renamed(change, renamed) for change in step.changes]
        if changes != step.changes:
            step.changes = changes


def _renamed(change: Change, renamed: Mapping[Named, Renaming]) -> Change:
    new = dict(change)
    for name in ("version_before", "version_after"):
        renaming = renamed.get((change["uid"], change[name]))
        if renaming is not None:
            new["id"], new["uid"], new[name] = renaming.id, renaming.uid, renaming.version
    return new


def _overtaken(conflict: Conflict) -> StepIsOvertaken:
    if conflict.activity is None:
        return StepIsOvertaken(_l("%(who)s has removed an activity of this step since.", who=conflict.by))
    title = localized(conflict.activity.title)
    return StepIsOvertaken(
        _l("%(who)s changed “%(title)s” since. It stays as it is now.", who=conflict.by, title=title)
    )
