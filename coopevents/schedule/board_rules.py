"""What may be done on the board. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from coopevents.i18n import _l, localized
from coopevents.refusals import Refusal
from coopevents.schedule import rules
from coopevents.schedule.board_details import Conflict, Move, Stand, stand_of
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityState
from coopevents.schedule.wall_clock import shifted_times

MOST_MOVES = 1000
MOST_MINUTES = 7 * 24 * 60


class SomebodyWasFaster(Refusal):
    """Some of the activities were changed since the organiser saw them; ``conflicts`` names them all."""

    sentence = _l("Somebody else changed this in the meantime. Nothing was moved yet: choose what stands.")

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__()
        self.conflicts = tuple(conflicts)


class ActivityIsFixed(Refusal):
    """It is held where it is until somebody lets it go."""


class StepIsOvertaken(Refusal):
    """What the step touched was changed since, so that going back would undo somebody else's work."""


class NothingToUndo(Refusal):
    """No step of this organiser is left to undo."""

    sentence = _l("There is nothing left to undo.")


class NothingToRedo(Refusal):
    """No undone step of this organiser is left."""

    sentence = _l("There is nothing to do again.")


class TooManyMinutes(Refusal):
    """A shift nobody can mean."""

    sentence = _l("Shift by at most a week, and by at least a minute.")


class TooManyMoves(Refusal):
    """More at once than a programme has."""

    sentence = _l("That is too much at once. Choose fewer activities.")


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything that starts on ``day`` at ``after`` or later, in one place or, with None, in all."""

    day: date
    after: time
    place_id: int | None = None
    is_every_place: bool = True


def becoming(activity: Activity, move: Move) -> Stand:
    """How an activity will stand. Raises a refusal for what is cancelled or fixed."""
    now = stand_of(activity)
    length = move.length or now.length
    state = now.state
    if move.is_copy:
        state = ActivityState.DRAFT
    elif move.starts_at is not None and state is ActivityState.UNSCHEDULED:
        state = ActivityState.PUBLIC
    if move.starts_at is not None and move.ends_at is not None:
        length = ceil((move.ends_at - move.starts_at) / rules.MINUTE)
    else:
        state = ActivityState.UNSCHEDULED
    is_fixed = now.is_fixed if move.is_fixed is None else move.is_fixed
    place_id = move.place_id if move.starts_at is not None else None
    new = Stand(state, move.starts_at, move.ends_at, length, place_id, is_fixed and not move.is_copy)
    if not move.is_copy:
        _ensure_may_become(activity, now, new)
    return new


def _ensure_may_become(activity: Activity, now: Stand, new: Stand) -> None:
    title = localized(activity.title)
    if now.state is ActivityState.CANCELLED and now != new:
        raise rules.ActivityIsCancelled(_l("“%(title)s” is cancelled. Reopen it first.", title=title))
    moved = (now.starts_at, now.ends_at, now.place_id) != (new.starts_at, new.ends_at, new.place_id)
    if now.is_fixed and new.is_fixed and moved:
        raise ActivityIsFixed(_l("“%(title)s” is fixed. Let it go before you move it.", title=title))


def ensure_place_is_offered(place_id: int | None, present_id: int | None, offered: Collection[int]) -> None:
    """Refuse a place that is not the event's to use; what is there already may stay."""
    if place_id is not None and place_id != present_id and place_id not in offered:
        raise rules.PlaceIsRetired(field="place")


def overtaken(moves: Iterable[Move], activities: Mapping[int, Activity]) -> list[int]:
    """The activities that are gone, or saved since the version a move names."""
    return [
        move.activity_id
        for move in moves
        if move.activity_id not in activities
        or (not move.is_copy and move.version is not None and activities[move.activity_id].version != move.version)
    ]


def in_scope(activities: Iterable[Activity], scope: Scope, zone: ZoneInfo) -> list[Activity]:
    """What a scope means of these, by the clock on the wall."""
    begins = datetime.combine(scope.day, scope.after)
    return [
        each
        for each in activities
        if (wall := each.starts_at.astimezone(zone).replace(tzinfo=None)) >= begins
        and wall.date() == scope.day
        and (scope.is_every_place or each.place_id == scope.place_id)
    ]


def shifted(activities: Iterable[Activity], minutes: int, zone: str) -> list[Move]:
    """All of these so many minutes later (earlier, when negative) by the clock on the wall.

    What has no time, is fixed or cancelled stays. Raises TooManyMinutes.
    """
    if not 0 < abs(minutes) <= MOST_MINUTES:
        raise TooManyMinutes(field="minutes")
    return [
        Move(
            activity_id=each.id,
            version=each.version,
            starts_at=starts_at,
            ends_at=ends_at,
            place_id=each.place_id,
        )
        for each in activities
        if may_be_shifted(each)
        for starts_at, ends_at in (shifted_times(each, timedelta(minutes=minutes), zone, zone),)
    ]


def may_be_shifted(activity: Activity) -> bool:
    """Whether a shift of many takes it along."""
    return activity.state in {ActivityState.DRAFT, ActivityState.PUBLIC} and not activity.is_fixed
