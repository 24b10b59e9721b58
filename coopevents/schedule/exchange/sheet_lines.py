"""A spreadsheet of people as lines: read by the names of its columns in any language of the house. Pure.

Nothing is kept between looking and taking over: the page that shows the lines brings them back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.forms.single import valid_email
from coopevents.i18n import _, _l, force_locale
from coopevents.refusals import Refusal
from coopevents.schedule.exchange.bounds import FileIsTooLarge, FileIsUnreadable
from coopevents.schedule.exchange.tables import lines_of, shown
from coopevents.text import LANGUAGES, folded, one_line

Columns = Mapping[str, LazyString]
ALSO_CALLED = {
    "email": "email",
    "e-mail address": "email",
    "first name": "given_name",
    "last name": "family_name",
    "surname": "family_name",
    "title": "title",
    "country": "country",
    "university": "institution_name",
}


class TableIsUnreadable(Refusal):
    """It is no table."""

    sentence = _l("This file cannot be read as a table. Send an Excel workbook (.xlsx) or a CSV file in UTF-8.")


class TableIsTooLong(Refusal):
    """More lines than are taken at once."""

    status = 413

    def __init__(self, most: int) -> None:
        words = _l("This table is too long: at most %(most)s lines are taken at once.", most=most)
        super().__init__(words, field="file")


@dataclass(frozen=True)
class Line:
    """One line of the table: its number in the file, and its cells by column, as they were written."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row; no column means the whole row, row 0 the whole table."""

    row: int
    column: "LazyString | str"
    sentence: str


@dataclass(frozen=True)
class Layout:
    """The columns a table may have, which of them it needs, and how many lines are taken at once.

    ``missing`` is what is said when no line names those that are needed.
    """

    columns: Columns
    needed: frozenset[str]
    most: int
    missing: type[Refusal]


def read(data: bytes, layout: Layout) -> list[Line]:
    """The lines below the headings. Raises TableIsUnreadable, TableIsTooLong, or what the layout says."""
    try:
        rows = lines_of(data)
    except FileIsTooLarge:
        raise TableIsTooLong(layout.most) from None
    except FileIsUnreadable:
        raise TableIsUnreadable(field="file") from None
    meanings = _headings(layout.columns)
    for number, head in enumerate(rows[:10]):
        keys = [meanings.get(folded(shown(cell))) for cell in head]
        if layout.needed <= set(keys):
            below = [(row, dict(zip(keys, map(shown, cells), strict=False))) for row, cells in enumerate(rows, start=1)]
            return _kept(below[number + 1 :], layout)
    raise layout.missing(field="file")


def lines_from(given: Any, layout: Layout) -> list[Line]:
    """The lines a page brings back. Raises TableIsUnreadable for what no page of ours sent."""
    try:
        return [
            Line(int(row), {key: one_line(str(cells.get(key, ""))) for key in layout.columns})
            for row, cells in given[: layout.most]
        ]
    except (TypeError, ValueError, AttributeError, KeyError):
        raise TableIsUnreadable(field="file") from None


def faults_in_addresses(lines: Iterable[Line], column: LazyString) -> Iterator[Fault]:
    """Addresses nothing can be sent to, and those that stand in the table twice."""
    seen: dict[str, int] = {}
    for line in lines:
        address = valid_email(line.cells["email"])
        if address is None:
            yield Fault(line.row, column, _("Write an e-mail address, such as name@example.edu."))
        elif address in seen:
            yield Fault(line.row, column, _("The same address stands in row %(row)s.", row=seen[address]))
        else:
            seen[address] = line.row


def faults_in_lengths(lines: Iterable[Line], columns: Columns, lengths: Mapping[str, int]) -> Iterator[Fault]:
    """Cells that hold more than there is room for."""
    for line in lines:
        for name, longest in lengths.items():
            if len(line.cells[name]) > longest:
                yield Fault(line.row, columns[name], _("At most %(most)s characters.", most=longest))


def _kept(rows: Iterable[tuple[int, dict[str | None, str]]], layout: Layout) -> list[Line]:
    found = [
        Line(row, {key: one_line(cells.get(key, "")) for key in layout.columns})
        for row, cells in rows
        if any(text for key, text in cells.items() if key is not None)
    ]
    if len(found) > layout.most:
        raise TableIsTooLong(layout.most)
    return found


def _headings(columns: Columns) -> dict[str, str]:
    """What a heading in any of our languages means."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {folded(str(heading)): key for key, heading in columns.items()}
    return {**{name: key for name, key in ALSO_CALLED.items() if key in columns}, **found}
