"""The verbs of the board: strokes that move many activities at once, or none; going back and forth; who is there."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.schedule import board_queries, board_rules, queries, service
from coopevents.schedule.board_details import Move, Stand, stand_of
from coopevents.schedule.board_models import BoardPresence, BoardStep
from coopevents.schedule.board_steps import (
    Change,
    Named,
    Renaming,
    conflicts_of,
    details_kept,
    made_change,
    moved_change,
    rename_versions,
    touched_by,
    write_step,
)
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.models import Activity, Schedule

FORGOTTEN_AFTER = timedelta(days=1)


def apply_moves(
    schedule: Schedule,
    moves: Sequence[Move],
    *,
    offered_places: Collection[int],
    user_id: int,
    label: str,
    now: datetime,
    actor: Actor,
    key: str = "",
) -> BoardStep | None:
    """Do all of these as one stroke that can be undone, or none of them.

    A stroke whose ``key`` came through before is not done twice. None when nothing had to be moved. Raises
    SomebodyWasFaster with every activity that was changed since the version named, and whatever refusal a single move
    meets: a place that is not among ``offered_places``, a cancelled or fixed activity, an impossible time.
    """
    known = board_queries.find_step_by_key(schedule.id, user_id, key)
    if known is not None:
        return known
    if len(moves) > board_rules.MOST_MOVES:
        raise board_rules.TooManyMoves
    queries.lock_schedule(schedule.id)
    activities = board_queries.map_activities(schedule.id, {each.activity_id for each in moves})
    faster = board_rules.overtaken(moves, activities)
    if faster:
        raise board_rules.SomebodyWasFaster(conflicts_of(faster, activities))
    changes: list[Change] = []
    for move in moves:
        activity = activities[move.activity_id]
        board_rules.ensure_place_is_offered(move.place_id, activity.place_id, offered_places)
        changes += _carry_out(schedule, activity, move, now, actor)
    return write_step(schedule.id, user_id, label, key, changes, now)


def plan_in_tray(
    schedule: Schedule,
    details: ActivityDetails,
    *,
    user_id: int,
    label: str,
    now: datetime,
    actor: Actor,
    key: str = "",
) -> BoardStep | None:
    """A new activity without a time, as a stroke that can be undone."""
    known = board_queries.find_step_by_key(schedule.id, user_id, key)
    if known is not None:
        return known
    queries.lock_schedule(schedule.id)
    timeless = replace(details, starts_at=None, ends_at=None, place_id=None)
    activity = service.plan_activity(schedule, timeless, now=now, actor=actor)
    return write_step(schedule.id, user_id, label, key, [made_change(activity)], now)


def undo(schedule: Schedule, *, user_id: int, now: datetime, actor: Actor) -> BoardStep:
    """Take back the organiser's latest stroke.

    Raises NothingToUndo, and StepIsOvertaken when somebody changed since what it touched; then nothing is changed.
    """
    queries.lock_schedule(schedule.id)
    step = board_queries.find_step_to_undo(schedule.id, user_id)
    if step is None:
        raise board_rules.NothingToUndo
    activities = touched_by(step, schedule.id, as_after=True)
    renamed: dict[Named, Renaming] = {}
    for change in reversed(step.changes):
        activity = activities[change["id"]]
        if change["before"] is None:
            service.delete_activity(activity, now=now, actor=actor)
            continue
        _put(activity, Stand.from_json(change["before"]), now, actor)
        renamed[activity.uid, change["version_before"]] = Renaming(activity.id, activity.uid, activity.version)
    step.is_undone = True
    rename_versions(schedule.id, renamed)
    return step


def redo(schedule: Schedule, *, user_id: int, now: datetime, actor: Actor) -> BoardStep:
    """Do again what the organiser undid last. Raises NothingToRedo, and StepIsOvertaken as :func:`undo` does."""
    queries.lock_schedule(schedule.id)
    step = board_queries.find_step_to_redo(schedule.id, user_id)
    if step is None:
        raise board_rules.NothingToRedo
    activities = touched_by(step, schedule.id, as_after=False)
    renamed: dict[Named, Renaming] = {}
    for change in step.changes:
        if change["before"] is None:
            activity = _made_again(schedule, activities.get(change["of"] or 0), change, now, actor)
        else:
            activity = activities[change["id"]]
            _put(activity, Stand.from_json(change["after"]), now, actor)
        renamed[change["uid"], change["version_after"]] = Renaming(activity.id, activity.uid, activity.version)
    step.is_undone = False
    rename_versions(schedule.id, renamed)
    return step


def be_present(schedule_id: int, user_id: int, activity_id: int | None, *, now: datetime) -> None:
    """Say that an organiser is at the board, and which activity they hold (one of this schedule, else none)."""
    held = activity_id if activity_id and board_queries.map_activities(schedule_id, [activity_id]) else None
    present = board_queries.find_presence(schedule_id, user_id)
    if present is None:
        board_queries.forget_the_absent(schedule_id, now - FORGOTTEN_AFTER)
        db.session.add(BoardPresence(schedule_id=schedule_id, user_id=user_id, seen_at=now, activity_id=held))
    else:
        present.seen_at, present.activity_id = now, held


def _carry_out(schedule: Schedule, activity: Activity, move: Move, now: datetime, actor: Actor) -> list[Change]:
    before, becoming = stand_of(activity), board_rules.becoming(activity, move)
    if move.is_copy:
        copy = service.plan_activity(schedule, _details(activity, becoming), now=now, actor=actor)
        return [made_change(copy, of=activity.id)]
    if before == becoming:
        return []
    version = activity.version
    _put(activity, becoming, now, actor)
    return [moved_change(activity, before, version)]


def _made_again(schedule: Schedule, original: Activity | None, change: Change, now: datetime, actor: Actor) -> Activity:
    stand = Stand.from_json(change["after"])
    details = _details(original, stand) if original is not None else details_kept(change)
    return service.plan_activity(schedule, details, now=now, actor=actor)


def _put(activity: Activity, stand: Stand, now: datetime, actor: Actor) -> None:
    service.change_activity(activity, _details(activity, stand), expected_version=None, now=now, actor=actor)


def _details(activity: Activity, stand: Stand) -> ActivityDetails:
    """Everything said about an activity, standing there."""
    return service.details_of(
        activity,
        state=stand.state,
        starts_at=stand.starts_at,
        ends_at=stand.ends_at,
        length=stand.length,
        place_id=stand.place_id,
        is_fixed=stand.is_fixed,
    )
