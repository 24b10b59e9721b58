"""What the board's own script asks for, read from JSON: nothing in it is trusted."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import request
from werkzeug.exceptions import BadRequest

from coopevents.i18n import _
from coopevents.refusals import Refusal
from coopevents.schedule import rules
from coopevents.schedule.board_details import Move
from coopevents.schedule.board_rules import MOST_MINUTES, Scope

MOST_DIGITS = 9
LONGEST_LENGTH = 3 * 24 * 60


def asked_json() -> Mapping[str, Any]:
    """The body of the request. Answers 400 for anything but a JSON object."""
    said = request.get_json(silent=True)
    if not isinstance(said, dict):
        raise BadRequest
    return said


def key_of(said: Mapping[str, Any]) -> str:
    """What the browser calls the stroke."""
    key = said.get("key", "")
    if not isinstance(key, str) or len(key) > 40:
        raise BadRequest
    return key


def moves_of(said: Mapping[str, Any], zone: str) -> list[Move]:
    """The moves of a stroke. Raises a refusal for times the clock of the zone does not show."""
    given = said.get("moves")
    if not isinstance(given, list) or not given:
        raise BadRequest
    moves = [_move(each, zone) for each in given]
    moved = [each.activity_id for each in moves if not each.is_copy]
    if len(set(moved)) != len(moved):
        raise BadRequest
    return moves


def _move(said: Any, zone: str) -> Move:
    if not isinstance(said, dict):
        raise BadRequest
    length = whole(said.get("length"), least=1, most=LONGEST_LENGTH)
    starts_at = wall_moment(said, zone) if said.get("starts") is not None else None
    is_fixed = said.get("fixed")
    return Move(
        activity_id=whole(said.get("id")),
        version=whole(said["version"]) if said.get("version") is not None else None,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=length) if starts_at else None,
        place_id=whole(said["place"]) if said.get("place") is not None else None,
        length=length,
        is_fixed=is_fixed if isinstance(is_fixed, bool) else None,
        is_copy=said.get("copy") is True,
    )


def wall_moment(said: Mapping[str, Any], zone: str) -> datetime:
    """The moment of ``starts``; of an hour that happens twice the first one, unless ``fold`` says the second."""
    try:
        wall = datetime.fromisoformat(str(said.get("starts"))[:16])
    except ValueError as error:
        raise BadRequest from error
    if wall.tzinfo is not None:
        raise BadRequest
    fold = 1 if said.get("fold") == 1 else 0
    return rules.moment_of(wall.date(), wall.time(), zone, field="starts", fold=fold)


def scope_of(said: Mapping[str, Any]) -> Scope:
    """What "everything after" means: a day, a time, one place or every place."""
    given = said.get("after")
    if not isinstance(given, dict):
        raise BadRequest
    place = given.get("place")
    return Scope(
        day=day_of(str(given.get("day"))),
        after=time_of(str(given.get("time"))),
        place_id=whole(place) if isinstance(place, int) else None,
        is_every_place=place == "all",
    )


def day_of(typed: str) -> date:
    """A day as a date field sends it. Raises a refusal for what is none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refusal(_("Choose the day."), field="day") from None


def time_of(typed: str) -> time:
    """A time of day as a time field sends it. Raises a refusal for what is none."""
    try:
        return time.fromisoformat(typed[:5])
    except ValueError:
        raise Refusal(_("Write the time as 09:30."), field="time") from None


def minutes_of(typed: str) -> int:
    """Minutes, negative for earlier. Raises a refusal for what is no such number."""
    digits = typed.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6) or int(digits) > MOST_MINUTES:
        raise Refusal(_("That is not a number of minutes."), field="minutes")
    return int(typed)


def whole(given: Any, *, least: int = 0, most: int = 10**MOST_DIGITS) -> int:
    """A whole number. Answers 400 for anything else."""
    if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
        raise BadRequest
    return given
