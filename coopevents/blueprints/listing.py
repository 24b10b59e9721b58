"""What every list needs: the page asked for, addresses with one thing changed, chips that narrow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel.speaklater import LazyString

from coopevents.i18n import _, country_name
from coopevents.text import folded

LAST_PAGE = 100_000
MOST_COUNTRY_CHIPS = 8


@dataclass(frozen=True)
class Chip:
    """One way to narrow a list; ``count`` says how many remain."""

    label: "str | LazyString"
    url: str
    is_current: bool
    count: int | None = None


def page_number() -> int:
    """The page asked for; the first when what was asked for is no page."""
    given = request.args.get("page", "1")
    return min(int(given), LAST_PAGE) if given.isascii() and given.isdigit() and len(given) < 7 and int(given) else 1


def asked(name: str, *, longest: int = 200) -> str:
    """A part of the address as one trimmed line."""
    return " ".join(request.args.get(name, "").replace("\x00", "").split())[:longest]


def day_asked(name: str, otherwise: date) -> date:
    """The day a part of the address names (ISO 8601), ``otherwise`` when it names none of our times."""
    return day_in(request.args.get(name, ""), otherwise)


def day_in(said: str, otherwise: date) -> date:
    """The same of a text."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return otherwise
    return day if 1990 <= day.year <= 2200 else otherwise


def narrowed(**changes: str) -> str:
    """The present list with these parts of its address changed (empty: taken away), from its first page."""
    passing = {"page", "lang", "theme", *changes}
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in passing]
    pairs = [(name, value) for name, value in (*kept, *changes.items()) if value]
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path


def page_url(number: int) -> str:
    """Another page of the present list."""
    return narrowed(page=str(number))


def export_url(path: str) -> str:
    """The export of the list as it is narrowed now."""
    passing = {"page", "lang", "theme"}
    kept = [(name, value) for name, value in request.args.items(multi=True) if value and name not in passing]
    return f"{path}?{urlencode(kept)}" if kept else path


def chips(
    name: str, choices: "Sequence[tuple[str, str | LazyString]]", counts: Mapping[Any, int] | None = None
) -> list[Chip]:
    """Chips for one part of the address; the choice with the empty value takes it away."""
    current = request.args.get(name, "")
    known = {value for value, _label in choices}
    return [
        Chip(
            label, narrowed(**{name: value}), value == (current if current in known else ""), (counts or {}).get(value)
        )
        for value, label in choices
    ]


def country_chips(countries: list[tuple[str, int]], current: str) -> list[Chip]:
    """Chips for the most frequent countries, and for the one chosen now."""
    shown = countries[:MOST_COUNTRY_CHIPS]
    shown += [each for each in countries[MOST_COUNTRY_CHIPS:] if each[0] == current]
    everywhere = Chip(_("Everywhere"), narrowed(country=""), not current)
    return [everywhere, *(Chip(country_name(code), narrowed(country=code), code == current, n) for code, n in shown)]


def more_country_chips(countries: list[tuple[str, int]], current: str) -> list[Chip]:
    """Chips for every country, by name; none while the short list shows them all."""
    if len(countries) <= MOST_COUNTRY_CHIPS:
        return []
    named = sorted(countries, key=lambda each: folded(country_name(each[0])))
    return [Chip(country_name(code), narrowed(country=code), code == current, n) for code, n in named]
