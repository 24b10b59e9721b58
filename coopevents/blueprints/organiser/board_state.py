"""What the board's own script is told: the working copy of a programme on the walls' clock. No request, no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.blueprints.organiser.programme_view import days_of, has_time, names_in, place_name
from coopevents.i18n import _, day_text, localized, short_day_text, time_range_text
from coopevents.people.models import Person
from coopevents.places.models import Place
from coopevents.schedule.board_details import Conflict, Present
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.models import Activity, Track
from coopevents.schedule.survey import Survey
from coopevents.schedule.words import KINDS, STATES

WALL = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, kw_only=True)
class Board:
    """Everything that stands on a board, as it was read at once."""

    revision: str
    activities: Sequence[Activity]
    tray: Sequence[Activity]
    survey: Survey
    people: Mapping[int, Person]
    tracks: Mapping[int, Track]
    present: Sequence[Present]
    undo: str | None
    redo: str | None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the schedule."""
        return self.survey.zone


def state_of(board: Board, first: date, last: date, *, user_id: int, now: datetime) -> dict[str, Any]:
    """The whole board; times are ``2026-11-30T09:05`` on the schedule's own clock, and beside it in UTC."""
    everything = [*board.activities, *board.tray]
    return {
        "revision": board.revision,
        "now": f"{now.astimezone(board.zone):{WALL}}",
        "days": [_day(each) for each in days_of(board.activities, board.zone, first, last)],
        "places": _places(board),
        "activities": [_activity(each, board) for each in everything],
        "clashes": [
            {
                "key": each.key,
                "severity": str(each.severity),
                "sentence": sentence_of(each, board.survey),
                "ids": [one for one in each.activity_ids if board.survey.is_own(one)],
            }
            for each in board.survey.open_clashes
        ],
        "present": present_of(board.present, user_id),
        "undo": board.undo,
        "redo": board.redo,
    }


def present_of(present: Iterable[Present], user_id: int) -> list[dict[str, Any]]:
    """The colleagues at the board."""
    return [
        {"id": each.user_id, "name": each.name, "activity": each.activity_id, "is_me": each.user_id == user_id}
        for each in present
    ]


def conflict_of(conflict: Conflict, survey: Survey, zone: ZoneInfo) -> dict[str, Any]:
    """Somebody was faster, as the choice between theirs and mine needs it."""
    activity = conflict.activity
    return {
        "id": conflict.activity_id,
        "version": conflict.version,
        "title": localized(activity.title) if activity else "",
        "theirs": whereabouts_words(activity, survey, zone) if activity else str(_("It was deleted.")),
        "by": conflict.by,
        "is_gone": activity is None,
    }


def whereabouts_words(activity: Activity, survey: Survey, zone: ZoneInfo) -> str:
    """Where an activity stands: ``Mon 30 Nov, 09:00–10:00, Hall 1``, or that it lies in the tray."""
    if not has_time(activity):
        return str(STATES[activity.state])
    words = [
        short_day_text(activity.starts_at, zone),
        time_range_text(activity.starts_at, activity.ends_at, zone),
        place_name(activity, survey.places),
    ]
    return ", ".join(filter(None, words))


def _day(day: date) -> dict[str, str]:
    return {"day": day.isoformat(), "label": short_day_text(day), "long": day_text(day)}


def _places(board: Board) -> list[dict[str, Any]]:
    used = {each.place_id for each in board.activities}
    offered = {each.id for each in board.survey.offered_places}
    known = [
        *board.survey.offered_places,
        *(each for each in board.survey.places.values() if each.id in used and each.id not in offered),
    ]
    return [_place(each, is_used=each.id in used, is_offered=each.id in offered) for each in known]


def _place(place: Place, *, is_used: bool, is_offered: bool) -> dict[str, Any]:
    seats = str(_("%(number)s seats", number=place.capacity)) if place.capacity is not None else ""
    return {
        "id": place.id,
        "name": localized(place.name),
        "note": seats,
        "is_used": is_used,
        "is_offered": is_offered,
    }


def _activity(activity: Activity, board: Board) -> dict[str, Any]:
    track = board.tracks.get(activity.track_id or 0)
    return {
        "id": activity.id,
        "uid": activity.uid,
        "version": activity.version,
        "title": localized(activity.title),
        "kind": str(activity.kind),
        "kind_word": str(KINDS[activity.kind]),
        "state": str(activity.state),
        "state_word": str(STATES[activity.state]),
        "length": activity.length,
        "place": activity.place_id,
        "people": names_in(activity.participants, board.people),
        "track": localized(track.name) if track else "",
        "capacity": activity.capacity,
        "expected": activity.expected,
        "takes_sign_ups": activity.takes_sign_ups,
        "is_fixed": activity.is_fixed,
        **_times(activity, board.zone),
    }


def _times(activity: Activity, zone: ZoneInfo) -> dict[str, Any]:
    if not has_time(activity):
        return {"starts": None, "ends": None, "starts_utc": None, "ends_utc": None, "fold": 0}
    starts_at, ends_at = activity.starts_at, activity.ends_at
    local = starts_at.astimezone(zone)
    return {
        "starts": f"{local:{WALL}}",
        "ends": f"{ends_at.astimezone(zone):{WALL}}",
        "starts_utc": starts_at.isoformat(),
        "ends_utc": ends_at.isoformat(),
        "fold": local.fold,
    }
