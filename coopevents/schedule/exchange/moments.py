"""Moments, lengths and days as other programs write them. Pure."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coopevents.calendars.zones import TimeDoesNotExist, UnknownTimeZone, resolve_wall_time, zone_named

DAY_CHANGES = time(4, 0)
"""When a conference day ends and the next begins, unless a schedule says otherwise."""

_LENGTH = re.compile(r"(?:(\d{1,3})[:h])?(\d{1,4})(?::(\d{1,2}))?(?:\s*min(?:utes?)?)?", re.IGNORECASE)


def moment_from(written: str, zone: str) -> datetime | None:
    """An ISO 8601 moment, in UTC; without an offset it is what the clock of the zone shows. None for anything else.

    What that clock shows twice is the first of the two; what it skips is the first moment after the gap.
    """
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return _in_utc(moment)
    return wall_moment(moment, zone)


def wall_moment(wall: datetime, zone: str) -> datetime | None:
    """What a wall clock of the zone shows, in UTC; see :func:`moment_from`."""
    try:
        return resolve_wall_time(wall, zone, fold=0)
    except TimeDoesNotExist as gap:
        return gap.next_valid.astimezone(UTC)
    except (UnknownTimeZone, OverflowError):
        return None


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def day_from(written: str) -> date | None:
    """The day of an ISO 8601 date, or of the date in front of a time."""
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        return None


def time_from(written: str) -> time | None:
    """A time of day such as ``09:30`` or ``9:30:00``."""
    found = re.fullmatch(r"\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*", written)
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
    except ValueError:
        return None


def minutes_from(written: str) -> int | None:
    """A length: ``01:30``, ``1:30:00``, ``90`` or ``90 min``. Seconds are rounded up to a minute."""
    found = _LENGTH.fullmatch(written.strip())
    if not found:
        return None
    return int(found[1] or 0) * 60 + int(found[2]) + bool(int(found[3] or 0))


def length_text(minutes: int) -> str:
    """Minutes as ``01:30``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def known_zone(name: str) -> str:
    """The name, when it is that of a zone; else nothing."""
    try:
        return zone_named(name.strip()).key if name.strip() else ""
    except UnknownTimeZone:
        return ""


def conference_day(moment: datetime, zone: ZoneInfo, change: time) -> date:
    """The day of the conference a moment belongs to: what begins before the change of day belongs to the day before."""
    wall = moment.astimezone(zone)
    return wall.date() - timedelta(days=1) if wall.time() < change else wall.date()


def day_bounds(day: date, zone: ZoneInfo, change: time) -> tuple[datetime, datetime]:
    """When a conference day begins and ends, on the clock of the zone."""
    begins = datetime.combine(day, change, zone)
    ends = datetime.combine(day + timedelta(days=1), change, zone)
    return begins, ends


def begins_by_clock(day: date, start: time, zone: str, change: time = DAY_CHANGES) -> datetime | None:
    """The moment of a clock time on a conference day: what is before the change of day is on the morning after."""
    wall = datetime.combine(day, start)
    if start < change and day < date.max:
        wall += timedelta(days=1)
    return wall_moment(wall, zone)


def likely_change(offsets: list[timedelta]) -> time:
    """The change of day that leaves every talk on its own day; ``offsets`` are starts after that day's midnight.

    Four in the morning where it fits, else the nearest full hour that does, else four all the same.
    """
    latest, earliest = max(offsets, default=timedelta()), min(offsets, default=timedelta(days=1))
    fitting = [hour for hour in range(13) if latest - timedelta(days=1) < timedelta(hours=hour) <= earliest]
    best = min(fitting, key=lambda hour: abs(hour - DAY_CHANGES.hour), default=DAY_CHANGES.hour)
    return time(best, 0)
