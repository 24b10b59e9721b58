"""Rows of activities pasted from a table: read, with what is wrong said at each row. Pure.

One row is one activity: ``title; kind; day; start–end; place; speakers; track``, separated by tabs (as spreadsheets
copy) or semicolons. A day may be a date, the number of the event's day, or empty for the day of the row above.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText, folded, has_han, one_line

MOST_ROWS = 300
COLUMNS = 7

_TIMES = re.compile(r"(\d{1,2})[:.：h](\d{2})\s*(?:-|–|—|~|～|至|to|à)\s*(\d{1,2})[:.：h](\d{2})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
_PERSON = re.compile(r"^(?P<name>[^()（）]+?)\s*(?:[(（](?P<institution>[^()（）]*)[)）])?$")
_BETWEEN_PEOPLE = re.compile(r"[,，、&/]|\n")


@dataclass(frozen=True, slots=True)
class PastedPerson:
    """A speaker as typed: a name, and in brackets perhaps an institution."""

    name: str
    institution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRow:
    """One row as it was understood; with ``problems`` it cannot be planned yet."""

    number: int
    typed: str
    title: LocalizedText = field(default_factory=LocalizedText)
    kind: ActivityKind = ActivityKind.OTHER
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    people: tuple[PastedPerson, ...] = ()
    track: str = ""
    problems: tuple[LazyString, ...] = ()


def read_rows(text: str, *, days: Sequence[date], kinds: Mapping[str, ActivityKind], language: str) -> list[PastedRow]:
    """The rows of a pasted text; empty lines and a line of column names are passed over.

    ``kinds`` maps folded words of every language to kinds; ``language`` is that of titles without Chinese characters.
    """
    rows: list[PastedRow] = []
    day = days[0] if days else None
    for line in text.splitlines():
        cells = _cells(line)
        if not any(cells) or (not rows and _is_head(cells)):
            continue
        row = _read(len(rows) + 1, line, cells, day, (days, kinds, language))
        day = row.day or day
        rows.append(row)
    return rows[:MOST_ROWS]


def localized_from(typed: str, language: str) -> LocalizedText:
    """A text in its language, or in two: ``Salon | 沙龙``."""
    parts = [one_line(part) for part in re.split(r"[|｜]", typed)]
    return LocalizedText({"zh_Hans_CN" if has_han(part) else language: part for part in parts if part})


def people_from(typed: str) -> tuple[PastedPerson, ...]:
    """Names separated by commas, each perhaps with an institution in brackets."""
    found = (_PERSON.match(one_line(part)) for part in _BETWEEN_PEOPLE.split(typed))
    return tuple(PastedPerson(each["name"], one_line(each["institution"])) for each in found if each)


def _cells(line: str) -> list[str]:
    separator = r"\t" if "\t" in line else r"[;；]"
    cells = [one_line(cell) for cell in re.split(separator, line)]
    return [*cells, *[""] * (COLUMNS - len(cells))]


def _is_head(cells: list[str]) -> bool:
    return not _TIMES.search(" ".join(cells)) and not any(each.isdigit() for each in "".join(cells[2:4]))


def _read(
    number: int,
    line: str,
    cells: list[str],
    day: date | None,
    known: tuple[Sequence[date], Mapping[str, ActivityKind], str],
) -> PastedRow:
    days, kinds, language = known
    problems: list[LazyString] = []
    title = localized_from(cells[0], language)
    if not title:
        problems.append(_l("The title is missing."))
    kind = kinds.get(folded(cells[1])) if cells[1] else ActivityKind.OTHER
    if kind is None:
        problems.append(_l("“%(kind)s” is no kind of activity.", kind=cells[1]))
    chosen = _day(cells[2], days) if cells[2] else day
    if chosen is None:
        problems.append(_l("“%(day)s” is no day. Write it as 2026-11-30, or as 1 for the first day.", day=cells[2]))
    starts, ends = _times(cells[3])
    if starts is None or ends is None:
        problems.append(_l("“%(times)s” is no time. Write it as 09:00–10:30.", times=cells[3]))
    return PastedRow(
        number=number,
        typed=line.strip(),
        title=title,
        kind=kind or ActivityKind.OTHER,
        day=chosen,
        starts=starts,
        ends=ends,
        place=cells[4],
        people=people_from(cells[5]),
        track=cells[6],
        problems=tuple(problems),
    )


def _day(typed: str, days: Sequence[date]) -> date | None:
    if typed.isascii() and typed.isdigit() and len(typed) < 3:
        return days[int(typed) - 1] if 1 <= int(typed) <= len(days) else None
    iso, short = _ISO.fullmatch(typed), _DAY_AND_MONTH.fullmatch(typed)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return date(days[0].year, int(short[2]), int(short[1])) if short and days else None
    except ValueError:
        return None


def _times(typed: str) -> tuple[time | None, time | None]:
    found = _TIMES.search(typed)
    if found is None:
        return None, None
    try:
        return time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    except ValueError:
        return None, None
