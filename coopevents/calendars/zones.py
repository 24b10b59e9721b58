"""Wall-clock times and the moments they mean.

Twice a year a wall clock in many zones skips an hour or shows one twice. Whoever types a time is told so
instead of being handed a silent guess.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class UnknownTimeZone(ValueError):
    """No zone of that name is in the IANA database."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"there is no time zone {name!r}")


class TimeDoesNotExist(ValueError):
    """The clocks went forward over this time; `next_valid` is the first moment after the gap, in that zone."""

    def __init__(self, wall: datetime, zone: str, next_valid: datetime) -> None:
        self.wall, self.zone, self.next_valid = wall, zone, next_valid
        super().__init__(f"{wall} does not exist in {zone}; the next time that does is {next_valid}")


class TimeHappensTwice(ValueError):
    """The clocks went back over this time; `first` and `second` are the two moments, in UTC."""

    def __init__(self, wall: datetime, zone: str, first: datetime, second: datetime) -> None:
        self.wall, self.zone, self.first, self.second = wall, zone, first, second
        super().__init__(f"{wall} happens twice in {zone}: {first} and {second}")


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of this name, or `UnknownTimeZone`."""
    try:
        return ZoneInfo(name)
    # OSError: a folder of the database, such as "Europe"; LookupError: no such file; ValueError: not a name at all
    except (LookupError, OSError, ValueError) as error:
        raise UnknownTimeZone(name) from error


def resolve_wall_time(wall: datetime, zone: str, *, fold: int | None = None) -> datetime:
    """The moment, in UTC, that a wall clock in `zone` shows as `wall`.

    Raises `TimeDoesNotExist` in a gap. In an overlap raises `TimeHappensTwice`, unless `fold` says which of the
    two is meant: 0 the first, 1 the second.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall-clock time carries no zone of its own")
    first, second = _both_readings(wall, zone_named(zone))
    if first == second:
        return first
    if first > second:
        raise TimeDoesNotExist(wall, zone, _end_of_gap(second, first, zone_named(zone)))
    if fold is None:
        raise TimeHappensTwice(wall, zone, first, second)
    return second if fold else first


def happens_twice(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the wall clock in `zone` shows the time of `moment` at another moment, too."""
    first, second = _both_readings(moment.astimezone(zone).replace(tzinfo=None), zone)
    return first < second


def _both_readings(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """With the offset before and after a change: equal on ordinary days, reversed inside a gap."""
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return first, second


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    return change_between(before, after, zone).astimezone(zone)


def change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first moment, to the second, at which `zone` no longer has the offset it has at `before`."""
    offset = before.astimezone(zone).utcoffset()
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)
