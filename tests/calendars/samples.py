"""Entries and calendars the tests share, dated by hand so that nothing depends on today."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from coopevents.calendars.entries import CalendarDetails, CalendarEntry, Organizer, Status
from coopevents.calendars.zones import resolve_wall_time

REVISED = datetime(2027, 1, 15, 9, 30, tzinfo=UTC)
OFFICE = Organizer("International Office", "office@polytechnic.example")

# The days on which clocks change in 2027; Shanghai's do not and stand as they are.
CHANGES = {
    "Asia/Shanghai": (datetime(2027, 3, 28), datetime(2027, 10, 31)),
    "Europe/Paris": (datetime(2027, 3, 28), datetime(2027, 10, 31)),
    "America/New_York": (datetime(2027, 3, 14), datetime(2027, 11, 7)),
}


def entry(**changes: Any) -> CalendarEntry:
    """A signing ceremony of an hour, with what the test changes."""
    starts_at = changes.get("starts_at", datetime(2027, 3, 26, 8, tzinfo=UTC))
    plain: dict[str, Any] = {
        "uid": "signing@polytechnic.example",
        "sequence": 0,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "last_modified": REVISED,
        "summary": "Signing ceremony",
    }
    return CalendarEntry(**{**plain, **changes})


def details(**changes: Any) -> CalendarDetails:
    """The calendar of a partnership week in Paris, with what the test changes."""
    plain = {"name": "Global Partnership Week", "time_zone": "Europe/Paris", "last_modified": REVISED}
    return CalendarDetails(**{**plain, **changes})


def entries_over_the_changes(time_zone: str) -> list[CalendarEntry]:
    """Around both changes: every half hour of the night that a clock shows, overnight, all day, cancelled."""
    found = []
    for number, day in enumerate(CHANGES[time_zone]):
        for half_hour in range(-4, 12):
            wall = day + timedelta(minutes=30 * half_hour)
            if _is_skipped(wall, time_zone):
                continue
            for fold in (0, 1):
                moment = resolve_wall_time(wall, time_zone, fold=fold)
                uid = f"{number}-{half_hour}-{fold}@polytechnic.example"
                found.append(entry(uid=uid, starts_at=moment, summary=f"签约仪式 {half_hour}, 🖋; fold {fold}"))
        evening = resolve_wall_time(day - timedelta(hours=2), time_zone)
        overnight = {"starts_at": evening, "ends_at": evening + timedelta(hours=9), "sequence": 3}
        found.append(entry(uid=f"{number}-overnight@polytechnic.example", status=Status.CANCELLED, **overnight))
        midnight = resolve_wall_time(day, time_zone)
        whole_day = {"starts_at": midnight, "ends_at": resolve_wall_time(day + timedelta(days=1), time_zone)}
        found.append(entry(uid=f"{number}-day@polytechnic.example", all_day=True, **whole_day))
    return found


def unfolded(calendar: bytes) -> list[str]:
    """The content lines."""
    return calendar.decode().replace("\r\n ", "").split("\r\n")


def value(calendar: bytes, name: str) -> str:
    """The value of the only property of that name, as written."""
    [line] = [line for line in unfolded(calendar) if re.match(rf"{re.escape(name)}[;:]", line)]
    return re.split(r':(?=(?:[^"]*"[^"]*")*[^"]*$)', line, maxsplit=1)[1]


def names(calendar: bytes) -> list[str]:
    """The names of all properties, parameters left out."""
    return [re.split("[;:]", line)[0] for line in unfolded(calendar) if line]


def _is_skipped(wall: datetime, time_zone: str) -> bool:
    try:
        resolve_wall_time(wall, time_zone, fold=0)
    except ValueError:
        return True
    return False
