"""Tables for spreadsheets: safe to open, and lossless.

A spreadsheet runs what looks like a formula, so one rule holds for every CSV of the house: **a text that begins with
``= + - @`` (full-width ones too), a tab, a line end or an apostrophe gets one apostrophe in front**, and who reads
such a file takes exactly one leading apostrophe away (:func:`read_csv`). Nothing is lost: texts that begin with an
apostrophe are marked as well. Numbers stay numbers. A workbook needs no mark: there every text is stored as a text.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
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


def read_csv(data: bytes) -> list[list[str]]:
    """The texts of a CSV file written by :func:`csv_chunks`, head first, as they were before writing."""
    text = data.decode("utf-8-sig")
    return [[cell.removeprefix(MARK) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def xlsx_bytes(head: Sequence[object], rows: Iterable[Row], *, sheet: str = "Sheet") -> bytes:
    """An Excel workbook with one sheet, written row by row; texts stay texts, whatever they look like."""
    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(out, options) as workbook:
        page = workbook.add_worksheet(sheet[:31])
        page.freeze_panes(1, 0)
        bold = workbook.add_format({"bold": True})
        for column, name in enumerate(head):
            page.write_string(0, column, str(name), bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write_cell(page, number, column, cell)
    return out.getvalue()


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
