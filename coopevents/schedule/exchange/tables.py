"""A programme as a table: written as XLSX or CSV, and read back as rows of cells. Pure.

A workbook is read from its first sheet; a CSV file, or rows copied from a spreadsheet, may be separated by commas,
semicolons or tabs. A text of ours that was marked so that no spreadsheet runs it comes back without the mark.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import zip_longest

from python_calamine import CalamineError, CalamineWorkbook

from coopevents.exports import Sheet, csv_chunks, unmarked, workbook_bytes
from coopevents.i18n import _, force_locale
from coopevents.refusals import Refusal
from coopevents.schedule.exchange.bounds import (
    LARGEST_UNFOLDED,
    MOST_ACTIVITIES,
    MOST_SHEET_COLUMNS,
    MOST_SHEET_ROWS,
    FileIsTooLarge,
    FileIsUnreadable,
    ensure_size,
    repacked_workbook,
)
from coopevents.schedule.exchange.columns import (
    BY_KEY,
    COLUMNS,
    Cell,
    cells_of,
    headings,
    keys_by_heading,
    offered_words,
)
from coopevents.schedule.exchange.columns import WORDS as CHOSEN
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.models import Activity
from coopevents.text import LANGUAGES, cleaned, folded

Read = str | int | float | bool | date | datetime | time | timedelta | None
LONGEST_CELL = 32_767


class ColumnsAreUnknown(FileIsUnreadable):
    """No line names the columns."""


@dataclass(frozen=True)
class Table:
    """The rows of a file below its headings: for each the row's number in the file, and its cells by column.

    ``language`` is the one of the headings, ``unknown`` are headings that mean no column.
    """

    rows: tuple[tuple[int, dict[str, Read]], ...]
    language: str
    unknown: tuple[str, ...]


def workbook_of(activities: Iterable[Activity], known: Known, language: str) -> bytes:
    """The programme as an Excel workbook: the table, and a sheet with the words that may be used in it."""
    rows = [_line(each, known, language) for each in activities]
    words = offered_words(language, known)
    choices = {COLUMNS.index(BY_KEY[name]): offered for name, (_heading, offered) in zip(CHOSEN, words, strict=False)}
    with force_locale(language):
        names = (str(_("Programme")), str(_("Words")))
    lists = list(zip_longest(*(offered for _heading, offered in words)))
    widths = [each.width for each in COLUMNS]
    return workbook_bytes(
        [
            Sheet(names[0], headings(language), rows, widths, choices),
            Sheet(names[1], [heading for heading, _offered in words], lists, [24.0] * len(words)),
        ]
    )


def csv_of(activities: Iterable[Activity], known: Known, language: str) -> bytes:
    """The same table as a CSV file in UTF-8."""
    rows = (_line(each, known, language) for each in activities)
    return b"".join(csv_chunks(headings(language), rows))


def _line(activity: Activity, known: Known, language: str) -> list[Cell]:
    cells = cells_of(activity, known, language)
    return [cells[column.key] for column in COLUMNS]


def table_of(data: bytes) -> Table:
    """The table in a workbook or a text. Raises a Refusal."""
    lines = lines_of(data)
    for number, line in enumerate(lines[:20]):
        keys = [keys_by_heading().get(folded(shown(cell))) for cell in line]
        if any(key and key.startswith("title_") for key in keys) or {"uid", "day"} <= set(keys):
            return _below(number, line, keys, lines[number + 1 :])
    raise ColumnsAreUnknown(
        _("The first line has to name the columns, as in a table exported here. None of its names is known."),
        field="file",
    )


def lines_of(data: bytes, *, most_rows: int = MOST_SHEET_ROWS, unfolded: int = LARGEST_UNFOLDED) -> list[list[Read]]:
    """The lines of a workbook's first sheet, or of a text, each a list of cells. Raises a Refusal."""
    return list(_workbook_rows(data, most_rows, unfolded) if data[:2] == b"PK" else _text_rows(data, most_rows))


def _below(number: int, head: Sequence[Read], keys: Sequence[str | None], lines: Sequence[Sequence[Read]]) -> Table:
    rows = []
    for row, line in enumerate(lines, start=number + 2):
        cells = {key: cell for key, cell in zip(keys, line, strict=False) if key}
        if any(shown(cell) for cell in cells.values()):
            rows.append((row, cells))
    if len(rows) > MOST_ACTIVITIES:
        raise FileIsTooLarge(field="file")
    unknown = tuple(shown(cell) for cell, key in zip(head, keys, strict=True) if key is None and shown(cell))
    return Table(tuple(rows), _language_of(head), unknown)


def _language_of(head: Sequence[Read]) -> str:
    said = {folded(shown(cell)) for cell in head}
    return max(LANGUAGES, key=lambda each: len(said & {folded(name) for name in headings(each)}))


def _workbook_rows(data: bytes, most_rows: int, unfolded: int) -> Iterable[list[Read]]:
    ensure_size(data)
    try:
        bounded = repacked_workbook(data, most_rows=most_rows, room=unfolded)
        with CalamineWorkbook.from_filelike(io.BytesIO(bounded)) as workbook:
            sheet = workbook.get_sheet_by_index(0)
            return [list(row) for row in sheet.to_python(skip_empty_area=False, nrows=most_rows)]
    except Refusal:
        raise
    except (CalamineError, ValueError, IndexError, OSError):
        raise FileIsUnreadable(field="file") from None


def _text_rows(data: bytes, most_rows: int) -> Iterable[list[Read]]:
    ensure_size(data)
    try:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        words = _("Save the table as “CSV UTF-8” and send it again: this file is in another encoding.")
        raise FileIsUnreadable(words, field="file") from None
    if "\x00" in text[:1000]:
        raise FileIsUnreadable(field="file")
    first = text.partition("\n")[0]
    separator = max("\t;,", key=first.count)
    rows: list[list[Read]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(rows) >= most_rows or len(row) > MOST_SHEET_COLUMNS:
                raise FileIsTooLarge(field="file")
            rows.append([unmarked(cell) for cell in row])
    except csv.Error:
        raise FileIsUnreadable(field="file") from None
    return rows


def shown(cell: Read | Cell) -> str:
    """A cell as a text that can be compared: whole numbers without a point, moments by ISO 8601, no white space around.

    >>> shown(7.0)
    '7'
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return cleaned(str(cell)[:LONGEST_CELL])
