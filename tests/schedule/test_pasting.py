"""Rows pasted from a spreadsheet or typed."""

from __future__ import annotations

from datetime import date, time

import pytest

from coopevents.schedule.pasting import PastedPerson, PastedRow, localized_from, people_from, read_rows
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText

DAYS = [date(2026, 11, 30), date(2026, 12, 1)]
KINDS = {"salon": ActivityKind.SALON, "沙龙": ActivityKind.SALON, "ceremony": ActivityKind.CEREMONY}


def rows(text: str) -> list[PastedRow]:
    return read_rows(text, days=DAYS, kinds=KINDS, language="en")


def row(text: str) -> PastedRow:
    (found,) = rows(text)
    return found


def test_a_whole_row_is_read() -> None:
    found = row("Robots today; Salon; 2026-12-01; 09:00–10:30; Hall 1; Amélie Laurent (École Exemple), 周俊")

    assert (found.title, found.kind, found.day) == (LocalizedText(en="Robots today"), ActivityKind.SALON, DAYS[1])
    assert (found.starts, found.ends, found.place) == (time(9, 0), time(10, 30), "Hall 1")
    assert found.people == (PastedPerson("Amélie Laurent", "École Exemple"), PastedPerson("周俊"))
    assert found.problems == ()


def test_rows_of_a_spreadsheet_are_separated_by_tabs_and_may_have_a_head() -> None:
    found = rows(
        "Title\tKind\tDay\tTime\tPlace\tSpeakers\nA; B\tsalon\t1\t9:00-10:00\tHall\t\n\n机器人\t沙龙\t\t10.00 - 11.00"
    )

    assert [each.title for each in found] == [LocalizedText(en="A; B"), LocalizedText(zh_Hans_CN="机器人")]
    assert [each.day for each in found] == [DAYS[0], DAYS[0]]
    assert [each.number for each in found] == [1, 2]


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2", DAYS[1]), ("1.12.", DAYS[1]), ("2026/12/1", DAYS[1]), ("2026年12月1日", DAYS[1]), ("", DAYS[0])],
)
def test_days_may_be_written_in_many_ways(typed: str, day: date) -> None:
    assert row(f"A; salon; {typed}; 09:00-10:00").day == day


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("; salon; 1; 09:00-10:00", "The title is missing."),
        ("A; party; 1; 09:00-10:00", "“party” is no kind of activity."),
        ("A; salon; 3; 09:00-10:00", "“3” is no day. Write it as 2026-11-30, or as 1 for the first day."),
        ("A; salon; 30.2.; 09:00-10:00", "“30.2.” is no day. Write it as 2026-11-30, or as 1 for the first day."),
        ("A; salon; 1; 9 o'clock", "“9 o'clock” is no time. Write it as 09:00–10:30."),
        ("A; salon; 1; 25:00-26:00", "“25:00-26:00” is no time. Write it as 09:00–10:30."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_the_row(text: str, problem: str) -> None:
    assert [str(each) for each in row(text).problems] == [problem]


def test_a_title_may_be_in_two_languages() -> None:
    assert localized_from("Salon | 沙龙", "fr") == LocalizedText(fr="Salon", zh_Hans_CN="沙龙")


def test_hostile_text_is_only_text() -> None:
    assert people_from("((), ,") == ()
    assert len(rows("A; salon; 1; 09:00-10:00\n" * 1000)) == 300
