"""Half days: what something touches, and whether somebody is free then."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from coopevents.helping.free_times import DaysApart, Half, bit_of, halves_of, is_free

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2027, 6, 14)
MORNINGS = sum(bit_of(day, Half.MORNING) for day in range(7))
AWAY = (DaysApart(MONDAY, MONDAY),)


def at(hour: int, minute: int = 0, day: int = 14) -> datetime:
    return datetime(2027, 6, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("starts", "ends", "halves"),
    [
        (at(9), at(12, 30), [Half.MORNING]),
        (at(12), at(13), [Half.MORNING, Half.AFTERNOON]),
        (at(12, 30), at(18), [Half.AFTERNOON]),
        (at(18), at(0, day=15), [Half.EVENING]),
        (at(0), at(0, day=15), [Half.MORNING, Half.AFTERNOON, Half.EVENING]),
        (at(22), at(1, day=15), [Half.EVENING, Half.MORNING]),
    ],
)
def test_what_something_touches(starts: datetime, ends: datetime, halves: list[Half]) -> None:
    assert [half for _day, half in halves_of(starts, ends, ZONE)] == halves


@pytest.mark.parametrize(
    ("free", "apart", "starts", "ends", "expected"),
    [
        (MORNINGS, (), at(9), at(12), True),
        (MORNINGS, (), at(9), at(13), False),
        (MORNINGS, AWAY, at(9), at(10), False),
        (MORNINGS, AWAY, at(9, day=15), at(10, day=15), True),
        (MORNINGS, (DaysApart(MONDAY, MONDAY, 2),), at(14), at(15), True),
        (MORNINGS, (DaysApart(MONDAY, MONDAY, 2),), at(9), at(10), False),
        (MORNINGS, (DaysApart(MONDAY, MONDAY, 7), *AWAY), at(9), at(10), False),
        (0, (), at(9), at(20), True),
        (0, AWAY, at(9), at(10), False),
        (0, AWAY, at(9, day=16), at(10, day=16), True),
        (0, (DaysApart(MONDAY, MONDAY, 7),), at(9, day=16), at(10, day=16), False),
    ],
)
def test_who_is_free(free: int, apart: tuple[DaysApart, ...], starts: datetime, ends: datetime, expected: bool) -> None:
    assert is_free(free, apart, starts, ends, ZONE) is expected
