"""Tables for spreadsheets: safe to open, and lossless.

A spreadsheet runs what looks like a formula, so one rule holds for every CSV of the house: **a text that begins with
``= + - @`` (full-width ones too), a tab, a line end or an apostrophe gets one apostrophe in front**, and who reads
such a file takes exactly one leading apostrophe away (:func:`read_csv`). Nothing is lost: texts that begin with an
apostrophe are marked as well. Numbers stay numbers. A workbook needs no mark: there every text is stored as a text.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter

Cell = str | int | float | bool | date | datetime | None
Row = Sequence[Any]
MARK = "'"
_MARKED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", MARK)
_CHUNK_ROWS = 200
_LONGEST_CELL = 32_767


def written(cell: Cell) -> str | int | float:
    """A value as a CSV file holds it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return cell
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    return f"{MARK}{text}" if text.startswith(_MARKED) else text


def csv_chunks(head: Sequence[object], rows: Iterable[Row]) -> Iterator[bytes]:
    """A CSV file in UTF-8 with a byte order mark, piece by piece, so that no length of table fills the memory."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    buffer.write("\ufeff")
    writer.writerow([written(str(name)) for name in head])
    for number, row in enumerate(rows, start=1):
        writer.writerow([written(cell) for cell in row])
        if number % _CHUNK_ROWS == 0:
            yield _taken(buffer)
    yield _taken(buffer)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. ``widths`` are those of the columns; ``choices`` are, by column, the texts offered."""

    name: str
    head: Sequence[object]
    rows: Sequence[Row]
    widths: Sequence[float] = ()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def read_csv(data: bytes) -> list[list[str]]:
    """The texts of a CSV file written by :func:`csv_chunks`, head first, as they were before writing."""
    text = data.decode("utf-8-sig")
    return [[unmarked(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def unmarked(text: str) -> str:
    """A text without the mark in front, when it has one: an apostrophe before what is marked."""
    return text[1:] if text[:1] == MARK and text[1:].startswith(_MARKED) else text


def xlsx_bytes(head: Sequence[object], rows: Iterable[Row], *, sheet: str = "Sheet", is_secret: bool = False) -> bytes:
    """An Excel workbook with one sheet, written row by row; texts stay texts, whatever they look like.

    It is put together in temporary files, so that a long table costs no memory; a secret one is not.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory" if is_secret else "constant_memory": True, **_OPTIONS}) as workbook:
        _write_rows(workbook, sheet, head, rows)
    return out.getvalue()


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """An Excel workbook with several sheets, with lists to choose from; safe in the same way."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, dict(_OPTIONS)) as workbook:
        for sheet in sheets:
            page = _write_rows(workbook, sheet.name, sheet.head, sheet.rows)
            page.autofilter(0, 0, max(1, len(sheet.rows)), max(0, len(sheet.head) - 1))
            for column, width in enumerate(sheet.widths):
                page.set_column(column, column, width)
            for column, offered in sheet.choices.items():
                _offer(page, column, len(sheet.rows), offered)
    return out.getvalue()


_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}
_LONGEST_LIST = 255


def _write_rows(workbook: Any, name: str, head: Sequence[object], rows: Iterable[Row]) -> Any:
    page = workbook.add_worksheet(name[:31])
    page.freeze_panes(1, 0)
    bold = workbook.add_format({"bold": True})
    for column, title in enumerate(head):
        page.write_string(0, column, str(title), bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(page, number, column, cell)
    return page


def _offer(page: Any, column: int, rows: int, offered: Sequence[str]) -> None:
    """Let the cells of a column, and of as many rows again, be chosen from a list where that fits a workbook."""
    if offered and len(",".join(offered)) <= _LONGEST_LIST:
        wanted = {"validate": "list", "source": list(offered), "error_type": "warning"}
        page.data_validation(1, column, rows * 2 + 100, column, wanted)


def _write_cell(page: Any, row: int, column: int, cell: Cell) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_string(row, column, "yes" if cell else "no")
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif isinstance(cell, datetime):
        page.write_string(row, column, cell.isoformat())
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell)
    else:
        page.write_string(row, column, str(cell)[:_LONGEST_CELL])


def _taken(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data
