"""The columns of a programme as a table, and what stands in each for an activity. Pure but for the words of a language.

A table is written so that it says everything: who reads it back without having changed a cell changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from math import ceil
from zoneinfo import ZoneInfo

from flask_babel.speaklater import LazyString

from coopevents.calendars.zones import happens_twice
from coopevents.i18n import LANGUAGE_NAMES, _, _l, force_locale
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.models import Activity
from coopevents.schedule.rules import MINUTE
from coopevents.schedule.states import OF_ITINERARIES
from coopevents.schedule.words import AUDIENCES, KINDS, ROLES, STATES
from coopevents.text import LANGUAGES, folded

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files of ours, its heading, how wide it is, and the language of the text in it."""

    key: str
    label: LazyString
    width: float = 12
    language: str = ""


COLUMNS: tuple[Column, ...] = (
    Column("uid", _l("Identity"), 10),
    Column("version", _l("Version"), 8),
    *(Column(f"title_{each}", _l("Title"), 34, each) for each in LANGUAGES),
    Column("kind", _l("Kind"), 13),
    Column("day", _l("Day"), 12),
    Column("starts", _l("Starts"), 8),
    Column("ends", _l("Ends"), 8),
    Column("ends_on", _l("Ends on"), 12),
    Column("length", _l("Minutes"), 8),
    Column("place", _l("Place"), 22),
    Column("people", _l("People"), 40),
    Column("track", _l("Track"), 18),
    Column("state", _l("State"), 14),
    Column("audience", _l("For whom"), 18),
    Column("capacity", _l("Capacity"), 9),
    Column("expected", _l("Expected"), 9),
    Column("takes_sign_ups", _l("Places are booked"), 10),
    Column("is_fixed", _l("Fixed"), 8),
    Column("languages", _l("Spoken languages"), 12),
    Column("resources", _l("Resources"), 22),
    Column("reason", _l("Reason for cancelling"), 24),
    Column("internal_note", _l("Note for colleagues"), 34),
    *(Column(f"text_{each}", _l("Text"), 50, each) for each in LANGUAGES),
)
BY_KEY: Mapping[str, Column] = {each.key: each for each in COLUMNS}
WORDS = {"kind": KINDS, "state": STATES, "audience": AUDIENCES}
TIMES = ("day", "starts", "ends", "ends_on", "length")


def headings(language: str) -> list[str]:
    """The first line of a table in that language."""
    with force_locale(language):
        return [heading(each) for each in COLUMNS]


def heading(column: Column) -> str:
    """A column's name in the language now in force, with the language of its texts."""
    name = str(column.label)
    return f"{name} ({LANGUAGE_NAMES[column.language]})" if column.language else name


@cache
def keys_by_heading() -> Mapping[str, str]:
    """Every heading of every language, folded, and every key, to the column's key."""
    found = {folded(each.key): each.key for each in COLUMNS}
    for language in LANGUAGES:
        found |= {folded(name): each.key for each, name in zip(COLUMNS, headings(language), strict=True)}
    return found


@cache
def meanings(field: str) -> Mapping[str, str]:
    """Every word of every language for what may stand in a column (``role`` for roles), folded, to what it means."""
    words = {**WORDS, "role": ROLES}[field]
    found = {folded(str(value)): str(value) for value in words}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {folded(str(word)): str(value) for value, word in words.items()}
    return found


@cache
def yes_and_no() -> Mapping[str, bool]:
    """Every word of every language for yes and no, folded."""
    found = {"1": True, "x": True, "true": True, "yes": True, "0": False, "": False, "false": False, "no": False}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {folded(_("yes")): True, folded(_("no")): False}
    return found


def cells_of(activity: Activity, known: Known, language: str) -> dict[str, Cell]:
    """What stands in each column for an activity, in the words of that language."""
    with force_locale(language):
        cells: dict[str, Cell] = {
            "uid": activity.uid,
            "version": activity.version,
            **{name: str(words[getattr(activity, name)]) for name, words in WORDS.items()},
            **_times(activity, ZoneInfo(known.zone)),
            "place": known.place_label(activity.place_id, language),
            "people": "; ".join(
                f"{ROLES[each.role]}: {known.person_label(each.person_id)}" for each in activity.participants
            ),
            "track": known.track_label(activity.track_id, language),
            "capacity": activity.capacity,
            "expected": activity.expected,
            "takes_sign_ups": str(_("yes")) if activity.takes_sign_ups else "",
            "is_fixed": str(_("yes")) if activity.is_fixed else "",
            "languages": ", ".join(activity.languages.split()),
            "resources": "; ".join(
                f"{known.resource_label(each.resource_id, language)} × {each.quantity}" for each in activity.resources
            ),
            "reason": activity.cancellation_reason,
            "internal_note": activity.internal_note,
        }
    cells |= {f"title_{each}": activity.title.get(each, "") for each in LANGUAGES}
    return cells | {f"text_{each}": activity.text.get(each, "") for each in LANGUAGES}


def _times(activity: Activity, zone: ZoneInfo) -> dict[str, Cell]:
    starts_at: datetime | None = activity.starts_at
    if starts_at is None:
        return {"day": None, "starts": "", "ends": "", "ends_on": None, "length": activity.length}
    starts, ends = starts_at.astimezone(zone), activity.ends_at.astimezone(zone)
    return {
        "day": starts.date(),
        "starts": clock_text(starts, zone),
        "ends": clock_text(ends, zone),
        "ends_on": ends.date() if ends.date() != starts.date() else None,
        "length": ceil((ends - starts) / MINUTE),
    }


def clock_text(moment: datetime, zone: ZoneInfo) -> str:
    """A time of day; with its offset from UTC where the clock shows it twice."""
    text = moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
    if not happens_twice(moment, zone):
        return text
    offset = moment.strftime("%z")
    return f"{text} UTC{offset[:3]}:{offset[3:5]}"


def offered_words(language: str, known: Known) -> list[tuple[str, list[str]]]:
    """Heading and words of everything that may only be said in certain words, for the second sheet."""
    with force_locale(language):
        lists = [(heading(BY_KEY[name]), [str(word) for word in words.values()]) for name, words in WORDS.items()]
        offered = [str(word) for role, word in ROLES.items() if role not in OF_ITINERARIES]
        lists.append((str(_("Roles of people")), offered))
        lists.append((str(_("Yes or no")), [str(_("yes")), str(_("no"))]))
        lists.append((heading(BY_KEY["place"]), [known.place_label(each, language) for each in known.offered_places]))
        lists.append((heading(BY_KEY["track"]), [known.track_label(each, language) for each in known.tracks]))
        names = [known.resource_label(each, language) for each in known.resources]
        lists.append((heading(BY_KEY["resources"]), names))
    return lists
