"""What is done with the ticked rows of the table of a programme at one stroke."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.blueprints.organiser import board_reading as reading
from coopevents.blueprints.organiser.programme_view import has_time
from coopevents.i18n import _
from coopevents.refusals import Refusal
from coopevents.schedule import board_rules
from coopevents.schedule.board_details import Move
from coopevents.schedule.models import Activity
from coopevents.schedule.wall_clock import shifted_times

MOST_CHOSEN = 1000


def chosen_ids(form: Any) -> list[int]:
    """The ids of the ticked rows."""
    given = form.getlist("selected")[:MOST_CHOSEN]
    return [int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 10]


def moves_in_bulk(verb: str, chosen: Sequence[Activity], form: Mapping[str, str], zone: str) -> list[Move]:
    """The moves of a verb of the bulk bar. Raises a refusal when nothing is ticked, or for what is no number or day."""
    if not chosen:
        raise Refusal(_("Tick at least one row first."))
    return BULK[verb](chosen, form, zone)


def _shift(chosen: Sequence[Activity], form: Mapping[str, str], zone: str) -> list[Move]:
    return board_rules.shifted(chosen, reading.minutes_of(form.get("minutes", "")), zone)


def _to_day(chosen: Sequence[Activity], form: Mapping[str, str], zone: str) -> list[Move]:
    """To another day, at the time it has by the clock on the wall."""
    wanted = reading.day_of(form.get("to_day", ""))
    moves = []
    for each in chosen:
        if has_time(each):
            days = wanted - each.starts_at.astimezone(ZoneInfo(zone)).date()
            starts_at, ends_at = shifted_times(each, timedelta(days=days.days), zone, zone)
            moves.append(_move(each, starts_at, ends_at))
    return moves


def _to_place(chosen: Sequence[Activity], form: Mapping[str, str], _zone: str) -> list[Move]:
    given = form.get("to_place", "")
    place_id = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
    return [_move(each, each.starts_at, each.ends_at, place_id=place_id) for each in chosen if has_time(each)]


def _to_tray(chosen: Sequence[Activity], _form: Mapping[str, str], _zone: str) -> list[Move]:
    return [Move(activity_id=each.id, version=each.version, length=each.length) for each in chosen]


def _copy(chosen: Sequence[Activity], _form: Mapping[str, str], _zone: str) -> list[Move]:
    return [_move(each, each.starts_at, each.ends_at, is_copy=True) for each in chosen]


def _fix(chosen: Sequence[Activity], _form: Mapping[str, str], _zone: str) -> list[Move]:
    return [_move(each, each.starts_at, each.ends_at, is_fixed=True) for each in chosen]


def _unfix(chosen: Sequence[Activity], _form: Mapping[str, str], _zone: str) -> list[Move]:
    return [_move(each, each.starts_at, each.ends_at, is_fixed=False) for each in chosen]


def _move(activity: Activity, starts_at: datetime | None, ends_at: datetime | None, **said: Any) -> Move:
    place = {"place_id": activity.place_id, "length": activity.length, **said}
    return Move(activity_id=activity.id, version=activity.version, starts_at=starts_at, ends_at=ends_at, **place)


BULK: dict[str, Callable[[Sequence[Activity], Mapping[str, str], str], list[Move]]] = {
    "shift": _shift,
    "day": _to_day,
    "place": _to_place,
    "tray": _to_tray,
    "copy": _copy,
    "fix": _fix,
    "unfix": _unfix,
}
"""The verbs of the bulk bar that can be undone."""
