"""What is wanted of an activity, in words: for the preview. The words are those of the language now in force."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel.speaklater import LazyString

from coopevents.i18n import LANGUAGE_NAMES, _, _l, current_language, date_text, short_day_text, time_range_text
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.plans import Change, NewPlace, NewTrack, Somebody
from coopevents.schedule.words import AUDIENCES, KINDS, ROLES, STATES
from coopevents.text import LocalizedText

LABELS: Mapping[str, LazyString] = {
    "title": _l("Title"),
    "text": _l("Text"),
    "kind": _l("Kind"),
    "when": _l("Time"),
    "place": _l("Place"),
    "people": _l("People"),
    "track": _l("Track"),
    "audience": _l("For whom"),
    "capacity": _l("Capacity"),
    "expected": _l("Expected"),
    "takes_sign_ups": _l("Places are booked"),
    "is_fixed": _l("Fixed"),
    "resources": _l("Resources"),
    "languages": _l("Spoken languages"),
    "internal_note": _l("Note for colleagues"),
    "state": _l("State"),
    "reason": _l("Reason for cancelling"),
}
_WORDS = {"kind": KINDS, "audience": AUDIENCES, "state": STATES}
_LONGEST = 300


def changes_between(before: Mapping[str, Any], wanted: Mapping[str, Any], known: Known) -> tuple[Change, ...]:
    """Every field that differs, as it is and as it would be; texts once for each language."""
    found: list[Change] = []
    if any(name in wanted for name in ("starts_at", "ends_at")):
        old, new = _when(before, known), _when({**before, **wanted}, known)
        if old != new:
            found.append(Change(LABELS["when"], old, new))
    elif "length" in wanted:
        found.append(Change(_l("Length in minutes"), str(before.get("length", "")), str(wanted["length"])))
    for name, value in wanted.items():
        if name in {"title", "text"}:
            found += _texts(name, before.get(name) or LocalizedText(), value)
        elif name in LABELS and before.get(name) != value:
            found.append(Change(LABELS[name], _said(name, before.get(name), known), _said(name, value, known)))
    return tuple(found)


def _texts(name: str, old: LocalizedText, new: LocalizedText) -> list[Change]:
    languages = [each for each in LANGUAGE_NAMES if old.get(each) != new.get(each)]
    label = str(LABELS[name])
    return [
        Change(f"{label} ({LANGUAGE_NAMES[each]})", _short(old.get(each, "")), _short(new.get(each, "")))
        for each in languages
    ]


def _when(said: Mapping[str, Any], known: Known) -> str:
    starts_at, ends_at = said.get("starts_at"), said.get("ends_at")
    if not isinstance(starts_at, datetime) or not isinstance(ends_at, datetime):
        return str(_("In the tray")) if "starts_at" in said else ""
    zone = ZoneInfo(known.zone)
    is_this_year = known.days and starts_at.astimezone(zone).year == known.days[0].year
    day = short_day_text(starts_at, zone) if is_this_year else date_text(starts_at, zone)
    return f"{day}, {time_range_text(starts_at, ends_at, zone)}"


def _said(name: str, value: Any, known: Known) -> str:
    if value is None or value == "":
        return ""
    if name in _WORDS:
        return str(_WORDS[name].get(value, value))
    if isinstance(value, bool):
        return str(_("yes")) if value else str(_("no"))
    if isinstance(value, NewPlace | NewTrack):
        return value.name
    if name in {"place", "track", "people", "resources"}:
        return _named(name, value, known)
    return _short(", ".join(value) if isinstance(value, tuple) else str(value))


def _named(name: str, value: Any, known: Known) -> str:
    language = current_language()
    if name == "place":
        return known.place_label(value, language)
    if name == "track":
        return known.track_label(value, language)
    if name == "people":
        return "; ".join(f"{ROLES[each.role]}: {person_shown(each, known)}" for each in value)
    return "; ".join(f"{known.resource_label(each, language)} × {count}" for each, count in value)


def person_shown(each: Somebody, known: Known) -> str:
    """A person's name, known or typed."""
    if each.person_id is not None:
        return known.person_label(each.person_id)
    return each.typed.name if each.typed else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
