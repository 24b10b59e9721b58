"""Opening hours as people write them: ``09:00-12:00, 13:30-18:00``. Pure."""

import re
from collections.abc import Iterable

from coopevents.places.details import OpenHours
from coopevents.places.rules import DAY_OF_MINUTES, HoursAreImpossible

_SPAN = re.compile(r"(\d{1,2})[:.h](\d{2})\s*[-\u2013\u2014~]\s*(\d{1,2})[:.h](\d{2})")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def read_hours(typed: str, weekday: int, *, field: str) -> tuple[OpenHours, ...]:
    """The openings of one day of the week; what ends at or before its start ends on the next day.

    Raises HoursAreImpossible at ``field``.
    """
    found = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;，；]", typed))):
        match = _SPAN.fullmatch(part)
        if match is None:
            raise HoursAreImpossible(field=field)
        hours = [int(each) for each in match.groups()]
        if hours[0] > 23 or hours[2] > 24 or hours[1] > 59 or hours[3] > 59 or (hours[2] == 24 and hours[3]):
            raise HoursAreImpossible(field=field)
        opens, closes = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        found.append(OpenHours(weekday, opens, closes if closes > opens else closes + DAY_OF_MINUTES))
    return tuple(sorted(set(found)))


def hours_text(hours: Iterable[OpenHours]) -> str:
    """The openings of one day as :func:`read_hours` reads them."""
    return ", ".join(f"{_clock(each.opens)}-{_clock(each.closes)}" for each in sorted(hours))


def week_text(hours: Iterable[OpenHours]) -> str:
    """A whole week for the audit trail: ``Mon 09:00-17:00; Tue …``. Empty for what is always open."""
    known = list(hours)
    days = ((name, [each for each in known if each.weekday == number]) for number, name in enumerate(DAYS))
    return "; ".join(f"{name} {hours_text(openings)}" for name, openings in days if openings)


def _clock(minutes: int) -> str:
    """Midnight at the end of the day is 24:00; later times are those of the next day."""
    minutes = minutes if minutes <= DAY_OF_MINUTES else minutes - DAY_OF_MINUTES
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
