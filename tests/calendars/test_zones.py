"""Wall-clock times: gaps and overlaps are said, never guessed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from coopevents.calendars.zones import (
    TimeDoesNotExist,
    TimeHappensTwice,
    UnknownTimeZone,
    happens_twice,
    resolve_wall_time,
    zone_named,
)


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        (datetime(2027, 3, 28, 1, 59), "Europe/Paris", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (datetime(2027, 3, 28, 3, 0), "Europe/Paris", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (datetime(2027, 10, 31, 3, 0), "Europe/Paris", datetime(2027, 10, 31, 2, 0, tzinfo=UTC)),
        (datetime(2027, 3, 14, 1, 59), "America/New_York", datetime(2027, 3, 14, 6, 59, tzinfo=UTC)),
        (datetime(2027, 3, 28, 2, 30), "Asia/Shanghai", datetime(2027, 3, 27, 18, 30, tzinfo=UTC)),
        (datetime(2028, 2, 29, 23, 30), "Asia/Shanghai", datetime(2028, 2, 29, 15, 30, tzinfo=UTC)),
        (datetime(2027, 6, 1, 0, 0), "Pacific/Kiritimati", datetime(2027, 5, 31, 10, 0, tzinfo=UTC)),
        (datetime(2027, 6, 1, 0, 0), "Etc/GMT+12", datetime(2027, 6, 1, 12, 0, tzinfo=UTC)),
    ],
)
def test_a_time_that_happens_once_is_one_moment(wall: datetime, zone: str, moment: datetime) -> None:
    assert resolve_wall_time(wall, zone) == moment


@pytest.mark.parametrize(
    ("wall", "zone", "next_valid"),
    [
        (datetime(2027, 3, 28, 2, 0), "Europe/Paris", datetime(2027, 3, 28, 3, 0)),
        (datetime(2027, 3, 28, 2, 59, 59), "Europe/Paris", datetime(2027, 3, 28, 3, 0)),
        (datetime(2027, 3, 14, 2, 30), "America/New_York", datetime(2027, 3, 14, 3, 0)),
        (datetime(2027, 10, 3, 2, 15), "Australia/Lord_Howe", datetime(2027, 10, 3, 2, 30)),
        (datetime(2011, 12, 30, 12, 0), "Pacific/Apia", datetime(2011, 12, 31, 0, 0)),
    ],
)
def test_a_time_in_a_gap_is_refused_with_the_next_one(wall: datetime, zone: str, next_valid: datetime) -> None:
    with pytest.raises(TimeDoesNotExist) as refused:
        resolve_wall_time(wall, zone)
    assert refused.value.next_valid == next_valid.replace(tzinfo=ZoneInfo(zone))
    assert refused.value.next_valid.replace(tzinfo=None) == next_valid
    assert (refused.value.wall, refused.value.zone) == (wall, zone)


def test_a_gap_is_refused_whichever_fold_is_asked_for() -> None:
    for fold in (0, 1):
        with pytest.raises(TimeDoesNotExist):
            resolve_wall_time(datetime(2027, 3, 28, 2, 30), "Europe/Paris", fold=fold)


def test_a_time_in_an_overlap_is_refused_with_both_moments() -> None:
    wall = datetime(2027, 10, 31, 2, 30)
    with pytest.raises(TimeHappensTwice) as refused:
        resolve_wall_time(wall, "Europe/Paris")
    first, second = datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert (refused.value.first, refused.value.second) == (first, second)
    assert resolve_wall_time(wall, "Europe/Paris", fold=0) == first
    assert resolve_wall_time(wall, "Europe/Paris", fold=1) == second


def test_an_overlap_is_known_from_either_moment() -> None:
    paris = zone_named("Europe/Paris")
    assert happens_twice(datetime(2027, 10, 31, 0, 0, tzinfo=UTC), paris)
    assert happens_twice(datetime(2027, 10, 31, 1, 59, tzinfo=UTC), paris)
    assert not happens_twice(datetime(2027, 10, 30, 23, 59, tzinfo=UTC), paris)
    assert not happens_twice(datetime(2027, 10, 31, 2, 0, tzinfo=UTC), paris)
    assert not happens_twice(datetime(2027, 3, 28, 1, 0, tzinfo=UTC), paris)


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "Europe/Paris\n", "\0"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownTimeZone):
        zone_named(name)


def test_a_time_with_a_zone_is_no_wall_clock_time() -> None:
    with pytest.raises(ValueError, match="carries no zone"):
        resolve_wall_time(datetime(2027, 3, 28, tzinfo=UTC), "Europe/Paris")
