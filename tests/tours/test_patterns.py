"""The days of a weekly pattern: exceptions, blackouts, holidays, and clocks that change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from coopevents.tours.patterns import Closure, LeftOut, PatternDay, Weekly, days_of

TUESDAYS = Weekly(weekday=1, starts=time(10), since=date(2026, 11, 24), until=date(2026, 12, 31), zone="Asia/Shanghai")
DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def test_it_departs_every_week_by_the_clock_of_the_desk() -> None:
    found = days_of(TUESDAYS, *DECEMBER)
    assert [each.day.day for each in found] == [1, 8, 15, 22, 29]
    assert found[0] == PatternDay(date(2026, 12, 1), at(date(2026, 12, 1), 2))


def test_it_departs_neither_before_its_first_day_nor_after_its_last() -> None:
    found = days_of(replace(TUESDAYS, until=date(2026, 12, 8)), date(2026, 1, 1), date(2027, 1, 1))
    assert [each.day for each in found] == [date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 8)]


def test_days_left_out_say_why() -> None:
    pattern = replace(TUESDAYS, left_out=frozenset({date(2026, 12, 1)}))
    closures = [Closure(date(2026, 12, 7), date(2026, 12, 9), "Exams")]
    found = days_of(pattern, *DECEMBER, closures=closures, holidays={date(2026, 12, 22)})
    assert [(each.day.day, each.left_out, each.reason) for each in found] == [
        (1, LeftOut.EXCEPTION, ""),
        (8, LeftOut.BLACKOUT, "Exams"),
        (15, None, ""),
        (22, LeftOut.HOLIDAY, ""),
        (29, None, ""),
    ]


def test_a_tour_for_holidays_departs_on_them() -> None:
    pattern = replace(TUESDAYS, on_holidays=True)
    assert all(each.starts_at for each in days_of(pattern, *DECEMBER, holidays={date(2026, 12, 22)}))


@pytest.mark.parametrize(
    ("day", "starts", "expected", "is_shifted"),
    [
        (date(2026, 3, 22), time(2, 30), (1, 30), False),
        (date(2026, 3, 29), time(2, 30), (1, 0), True),
        (date(2026, 4, 5), time(2, 30), (0, 30), False),
        (date(2026, 10, 25), time(2, 30), (0, 30), False),
        (date(2026, 11, 1), time(2, 30), (1, 30), False),
    ],
    ids=["winter", "the clock skips it", "summer", "the clock shows it twice", "winter again"],
)
def test_clocks_that_change_keep_one_departure_a_day(
    day: date, starts: time, expected: tuple[int, int], is_shifted: bool
) -> None:
    pattern = Weekly(weekday=6, starts=starts, since=day, until=day, zone="Europe/Paris")
    assert days_of(pattern, day, day) == [PatternDay(day, at(day, *expected), is_shifted=is_shifted)]
