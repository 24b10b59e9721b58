"""What many scans of one guest mean together, in whatever order they come in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from coopevents.registration.gate_models import ScanKind
from coopevents.registration.merging import Scan, merge, moment_of

NINE = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
IN, OUT, UNDO = ScanKind.IN, ScanKind.OUT, ScanKind.UNDO


def scan(number: int, minute: float, kind: ScanKind = IN, undoes: int | None = None) -> Scan:
    return Scan(number, kind, NINE + timedelta(minutes=minute), undoes)


TABLE = [
    # what was scanned, (is in, first, counting, repeats)
    ("nothing", [], (False, None, set(), {})),
    ("one arrival", [scan(1, 0)], (True, 1, {1}, {})),
    ("two gates", [scan(1, 2), scan(2, 4)], (True, 1, {1}, {2: 1})),
    ("the later one was received first", [scan(1, 4), scan(2, 2)], (True, 2, {2}, {1: 2})),
    ("the same moment", [scan(1, 2), scan(2, 2)], (True, 1, {1}, {2: 1})),
    ("in, out", [scan(1, 0), scan(2, 60, OUT)], (False, 1, {1, 2}, {})),
    ("in, out, in", [scan(1, 0), scan(2, 60, OUT), scan(3, 90)], (True, 1, {1, 2, 3}, {})),
    ("out without in", [scan(1, 0, OUT)], (False, None, set(), {1: 1})),
    ("out twice", [scan(1, 0), scan(2, 60, OUT), scan(3, 61, OUT)], (False, 1, {1, 2}, {3: 2})),
    ("an arrival that was found later stands before the out", [scan(1, 60, OUT), scan(2, 0)], (False, 2, {1, 2}, {})),
    ("undone", [scan(1, 0), scan(2, 1, UNDO, 1)], (False, None, set(), {})),
    ("the first undone, the second counts", [scan(1, 0), scan(2, 1), scan(3, 2, UNDO, 1)], (True, 2, {2}, {})),
    ("the second undone", [scan(1, 0), scan(2, 1), scan(3, 2, UNDO, 2)], (True, 1, {1}, {})),
    ("undone twice", [scan(1, 0), scan(2, 1, UNDO, 1), scan(3, 2, UNDO, 1)], (False, None, set(), {})),
    ("undone and in again", [scan(1, 0), scan(2, 1, UNDO, 1), scan(3, 5)], (True, 3, {3}, {})),
    ("out undone", [scan(1, 0), scan(2, 60, OUT), scan(3, 61, UNDO, 2)], (True, 1, {1}, {})),
]


@pytest.mark.parametrize(("scans", "meant"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_scans_mean_the_same_in_whatever_order_they_come_in(scans: list[Scan], meant: tuple) -> None:
    for order in permutations(scans):
        merged = merge(order)
        assert (merged.is_in, merged.first, set(merged.counting), merged.repeats) == meant


def test_of_fifty_scans_of_one_guest_one_counts() -> None:
    merged = merge(scan(number, number % 7) for number in range(1, 51))
    assert (len(merged.counting), len(merged.repeats), merged.first) == (1, 49, 7)


CLOCKS = [
    # scanned, sent, received, meant (minutes after nine)
    ("a right clock", 0, 10, 10, 0),
    ("a clock that was not told", 0, None, 10, 0),
    ("a clock an hour ahead", 60, 70, 10, 0),
    ("a clock a day behind", -1440, -1430, 10, 0),
    ("a second under way is no wrong clock", 9.99, 10, 10.02, 9.99),
    ("nothing is scanned after it was received", 11, None, 10, 10),
]


@pytest.mark.parametrize(
    ("scanned", "sent", "received", "meant"), [row[1:] for row in CLOCKS], ids=[row[0] for row in CLOCKS]
)
def test_a_wrong_clock_is_set_right(scanned: float, sent: float | None, received: float, meant: float) -> None:
    at = lambda minute: NINE + timedelta(minutes=minute)  # noqa: E731
    sent_at = at(sent) if sent is not None else None
    assert moment_of(at(scanned), sent_at=sent_at, received_at=at(received)) == at(meant)
