"""Sheets for walls and signs for doors: a page for each, nothing of another's on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from coopevents.documents.typesetting import set_anew
from coopevents.papers.sheets import door_signs_of, wall_sheets_of
from coopevents.text import LocalizedText
from tests.documents.pdfs import bare, pages_of, reader
from tests.papers.programmes import BOTH, HALL, IMPRINT, activity, event, nine, programme

ROOM = replace(HALL, id=2, name=LocalizedText(en="Room 101", zh_Hans_CN="101室"))
RELEASED = programme(
    activity("a", nine()),
    activity("b", nine(hours=1), place=ROOM, is_cancelled=True, cancellation_reason="#panic()"),
    activity("c", nine(days=1), place=ROOM),
    activity("d", nine(days=1, hours=14), 120, place=None),
)


def test_each_day_has_its_sheet(app: Flask) -> None:
    with app.test_request_context("/"):
        every = set_anew(wall_sheets_of(event(), RELEASED, BOTH, IMPRINT))
        one = set_anew(wall_sheets_of(event(), RELEASED, BOTH, IMPRINT, size="a3", day="2027-03-02"))
    first, second = pages_of(every)
    assert bare("Monday, 1 March 2027") in first
    assert bare("Lecture a") in first
    assert bare("Cancelled") in first
    assert bare("#panic()") in first
    assert bare("Lecture c") not in first
    assert bare("Lecture c") in second
    assert bare("23:00–01:00 (+1)") in second
    assert [bare("Lecture c") in each for each in pages_of(one)] == [True]
    assert [round(float(side)) for side in reader(one).pages[0].mediabox[2:]] == [842, 1191]


def test_each_place_has_its_sign(app: Flask) -> None:
    with app.test_request_context("/"):
        every = set_anew(door_signs_of(event(), RELEASED, BOTH, IMPRINT))
        one = set_anew(door_signs_of(event(), RELEASED, ("zh_Hans_CN",), IMPRINT, place_id=2))
    hall, room = pages_of(every)
    assert bare("Grand Hall") in hall
    assert bare("大礼堂") in hall
    assert bare("Lecture c") not in hall
    assert bare("Lecture c") in room
    assert bare("#panic()") in room
    assert [bare("101室") in each for each in pages_of(one)] == [True]


@pytest.mark.parametrize("count", [1, 60])
def test_a_full_day_goes_on_to_a_second_sheet(app: Flask, count: int) -> None:
    full = programme(*[activity(f"n{number}.", nine(hours=number / 6), 10) for number in range(count)])
    with app.test_request_context("/"):
        pages = pages_of(set_anew(wall_sheets_of(event(), full, BOTH, IMPRINT)))
    whole = "".join(pages)
    assert all(bare(f"Lecture n{number}.") in whole for number in range(count))
    assert (len(pages) == 1) is (count == 1)
