"""VTIMEZONE against the zone database itself, read by libical."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from coopevents.calendars.vtimezone import vtimezone_block
from tests.calendars.samples import unfolded
from tests.readers import libical


def test_summer_time_is_two_rules_with_the_clock_before_the_change() -> None:
    assert unfolded(vtimezone_block("Europe/Paris", 2027, 2027)) == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Paris",
        "BEGIN:DAYLIGHT",
        "DTSTART:20260329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20261025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_a_zone_without_summer_time_is_one_offset() -> None:
    assert unfolded(vtimezone_block("Asia/Shanghai", 2027, 2028)) == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "BEGIN:STANDARD",
        "DTSTART:20260101T080000",
        "TZNAME:CST",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_the_other_rules_of_the_world_are_read_right() -> None:
    rules = {
        "America/New_York": ["BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11"],
        "Australia/Sydney": ["BYDAY=1SU;BYMONTH=4", "BYDAY=1SU;BYMONTH=10"],
        "America/Santiago": [],
    }
    for zone, expected in rules.items():
        lines = unfolded(vtimezone_block(zone, 2027, 2027))
        assert [line.partition("YEARLY;")[2] for line in lines if line.startswith("RRULE")] == expected


def test_irish_summer_is_called_daylight_though_the_law_calls_it_standard() -> None:
    lines = unfolded(vtimezone_block("Europe/Dublin", 2027, 2027))
    assert lines[lines.index("BEGIN:DAYLIGHT") + 3 : lines.index("END:DAYLIGHT")] == [
        "TZNAME:IST",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
    ]


def test_libical_shows_the_same_clock_as_the_zone_database_in_every_zone() -> None:
    wrong = {name for name in available_timezones() if not _agrees(name, 2027, 2028)}
    assert wrong == set()


def _agrees(name: str, first: int, last: int) -> bool:
    calendar = b"BEGIN:VCALENDAR\r\n" + vtimezone_block(name, first, last) + b"END:VCALENDAR\r\n"
    moments = _telling_moments(ZoneInfo(name), first, last)
    expected = [moment.astimezone(ZoneInfo(name)).replace(tzinfo=None) for moment in moments]
    return libical.wall_times(calendar, name, moments) == expected


def _telling_moments(zone: ZoneInfo, first: int, last: int) -> list[datetime]:
    """Every fifth day of these years, and the seconds around each change."""
    start = datetime(first, 1, 1, 12, tzinfo=UTC)
    days = [start + timedelta(days=5 * number) for number in range((last - first + 1) * 73)]
    around = []
    for before, after in pairwise(days):
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            quarters = [before + timedelta(minutes=15 * number) for number in range(5 * 96)]
            around += [quarter - timedelta(seconds=second) for quarter in quarters for second in (0, 1)]
    return days + around
