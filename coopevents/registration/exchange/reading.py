"""A file as the rows of a table of registrations. Pure. What a file is, its content says, not its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from coopevents.forms.fields import Question
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration.exchange.columns import Column, columns_named, language_of
from coopevents.schedule.exchange.bounds import FileIsTooLarge, FileIsUnreadable
from coopevents.schedule.exchange.tables import Read, lines_of, shown

MOST_ROWS = 25_000
LARGEST_UNFOLDED = 64 * 1024 * 1024
LARGEST_FILE = 10 * 1024 * 1024
_HEAD_WITHIN = 20


class TableIsTooLong(Refusal):
    """More than is taken at once."""

    status = 413
    sentence = _l("This file is too large. Send at most 10 MB and 25,000 rows at once.")


class TableIsUnreadable(Refusal):
    """It is no table."""

    sentence = _l("This file cannot be read as a table. Send an Excel workbook (.xlsx) or a CSV file in UTF-8.")


class ColumnsAreUnknown(Refusal):
    """Nothing says which column is which."""

    sentence = _l(
        "No line names the columns. The first line has to, as in a table exported here; “E-mail” or “Number” is needed."
    )


@dataclass(frozen=True)
class Table:
    """The columns of a file, and its rows below the headings: for each its number in the file and its cells.

    ``passed_over`` are headings that mean no column. ``language`` is the one of the headings.
    """

    columns: tuple[Column | None, ...]
    rows: tuple[tuple[int, Sequence[Read]], ...]
    language: str
    passed_over: tuple[str, ...]


def ensure_table(data: bytes) -> None:
    """Refuse at once what is no table or too large; the rows are read later, by the worker."""
    if len(data) > LARGEST_FILE:
        raise TableIsTooLong(field="file")
    if not data or (data[:2] != b"PK" and b"\x00" in data[:1000] and data[:2] not in {b"\xff\xfe", b"\xfe\xff"}):
        raise TableIsUnreadable(field="file")


def table_of(data: bytes, questions: Sequence[Question]) -> Table:
    """The table in a workbook or a text, in which these questions may be answered. Raises a Refusal."""
    ensure_table(data)
    try:
        lines = lines_of(data, most_rows=MOST_ROWS + _HEAD_WITHIN, unfolded=LARGEST_UNFOLDED)
    except FileIsTooLarge:
        raise TableIsTooLong(field="file") from None
    except FileIsUnreadable:
        raise TableIsUnreadable(field="file") from None
    for number, line in enumerate(lines[:_HEAD_WITHIN]):
        head = [shown(cell) for cell in line]
        columns = columns_named(head, questions)
        names = {each.name for each in columns if each is not None}
        if names & {"email", "number"} and len(names) > 1:
            return _below(number, head, columns, lines)
    raise ColumnsAreUnknown(field="file")


def _below(number: int, head: list[str], columns: list[Column | None], lines: list[list[Read]]) -> Table:
    rows = [
        (row, cells)
        for row, cells in enumerate(lines[number + 1 :], start=number + 2)
        if any(shown(cell) for cell, column in zip(cells, columns, strict=False) if column is not None)
    ]
    if len(rows) > MOST_ROWS:
        raise TableIsTooLong(field="file")
    passed_over = tuple(name for name, column in zip(head, columns, strict=True) if name and column is None)
    return Table(tuple(columns), tuple(rows), language_of(head), passed_over)
