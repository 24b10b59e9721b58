"""Tables for spreadsheets: no live formula, nothing lost."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from coopevents.exports import csv_chunks, read_csv, xlsx_bytes

HOSTILE = [
    "=1+1", "+49 89", "-", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'", "'=1", "''", "＝1+1", '=HYPERLINK("http://x")',
    "中文", "a;b,c\nd", '"quoted"', "", "0012", " =1", "مرحبا", "👩‍🔬",
]  # fmt: skip


def as_csv(rows: list[list[object]]) -> bytes:
    return b"".join(csv_chunks(["name"], rows))


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_come_back_as_they_were(text: str) -> None:
    assert read_csv(as_csv([[text]]))[1:] == [[text]]


@given(st.lists(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), min_size=2, max_size=2), max_size=4))
def test_any_text_comes_back_and_a_second_export_is_identical(rows: list[list[object]]) -> None:
    data = as_csv(rows)
    assert read_csv(data)[1:] == rows
    assert as_csv([list(row) for row in read_csv(data)[1:]]) == data


@pytest.mark.parametrize("text", [text for text in HOSTILE if text[:1] in {*"=+-@\t\r\n＝"}])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = as_csv([[text]]).decode("utf-8-sig").partition("\n")[2]
    assert cell.startswith("\"'")


def test_numbers_stay_numbers_and_days_are_iso() -> None:
    rows = [[-5, 2.5, True, None, date(2026, 11, 30), datetime(2026, 11, 30, 1, 0, tzinfo=UTC)]]
    assert as_csv(rows).splitlines()[1] == b'-5,2.5,"yes","","2026-11-30","2026-11-30T01:00:00+00:00"'


def test_it_opens_as_utf8_in_a_spreadsheet() -> None:
    assert as_csv([]).startswith(b"\xef\xbb\xbf")


def test_a_workbook_holds_texts_as_texts() -> None:
    texts = [text for text in HOSTILE if text]
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(["name"], [[text] for text in texts])))
    assert [row[0] for row in book.get_sheet_by_index(0).to_python()[1:]] == texts


def test_a_workbook_of_ten_thousand_rows_is_quick_enough_to_be_written_row_by_row() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(["a", "b"], ((n, f"+{n}") for n in range(10_000)))))
    assert len(book.get_sheet_by_index(0).to_python()) == 10_001
