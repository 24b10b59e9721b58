"""Answers of several parts, tidied: names in two scripts, stays, journeys, files. Pure.

Each takes the question and a mapping of parts, and returns the mapping that is kept without its empty parts, or an
empty one. Raises :class:`coopevents.forms.single.Unacceptable`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from coopevents.forms.fields import Question
from coopevents.forms.single import Unacceptable, ensure_within, read_day
from coopevents.i18n import _l
from coopevents.text import one_line

MEANS = ("flight", "train", "bus", "car", "other")
"""How somebody travels."""

NAME_PARTS = {"given": 120, "family": 120, "original": 200}
TRAVEL_PARTS = ("means", "number", "place", "at")


def person_name(_question: Question, given: Any) -> dict[str, str]:
    """``given`` and ``family`` in Latin letters, ``original`` in its own script."""
    parts = _parts(given)
    return _filled({part: one_line(parts.get(part))[:room] for part, room in NAME_PARTS.items()})


def date_range(question: Question, given: Any) -> dict[str, str]:
    """``from`` and ``to``, days as ISO 8601 writes them; both or neither."""
    parts = _parts(given)
    texts = [one_line(str(parts.get(name) or "")) for name in ("from", "to")]
    if not any(texts):
        return {}
    if not all(texts):
        raise Unacceptable(_l("Write both days, arrival and departure."))
    first, last = (read_day(text) for text in texts)
    if last < first:
        raise Unacceptable(_l("The departure cannot come before the arrival."))
    ensure_within(question, first, date.fromisoformat)
    ensure_within(question, last, date.fromisoformat)
    return {"from": first.isoformat(), "to": last.isoformat()}


def travel(_question: Question, given: Any) -> dict[str, str]:
    """``means`` (one of :data:`MEANS`), ``number`` (flight, train or number plate), ``place`` (airport, station or
    gate) and ``at``, the wall clock there as ``2026-11-30T14:05``."""
    parts = _parts(given)
    kept = _filled({part: one_line(str(parts.get(part) or ""))[:120] for part in TRAVEL_PARTS})
    if kept.get("means", MEANS[0]) not in MEANS:
        raise Unacceptable(_l("Choose one of the answers offered."))
    if set(kept) <= {"means"}:
        return {}
    if "at" in kept:
        try:
            moment = datetime.fromisoformat(kept["at"])
        except ValueError:
            raise Unacceptable(_l("Write day and time, such as 2026-11-30 14:05.")) from None
        kept["at"] = moment.replace(tzinfo=None).isoformat(timespec="minutes")
    return kept


def upload(_question: Question, given: Any) -> dict[str, Any]:
    """What is kept of a file: the ``key`` it is stored under, its ``name``, ``media_type`` and ``size`` in bytes."""
    parts = _parts(given)
    if not parts.get("key"):
        return {}
    return {
        "key": str(parts["key"]),
        "name": one_line(str(parts.get("name") or ""))[:200],
        "media_type": str(parts.get("media_type") or ""),
        "size": int(parts.get("size") or 0),
    }


def _parts(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _filled(parts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in parts.items() if text}
