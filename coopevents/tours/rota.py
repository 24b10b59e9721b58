"""Who leads which tours, and how long that takes. Pure: plain values, the clock handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """One guide on one departure: leading it, or standing by for it. A draft may never take place."""

    person_id: int
    departure_id: int
    starts_at: datetime
    ends_at: datetime
    is_backup: bool = False
    is_draft: bool = False

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Hours:
    """Departures led and stood by for, minutes planned in all, and the minutes of those that are over."""

    led: int = 0
    stood_by: int = 0
    planned: int = 0
    done: int = 0


def hours_by_guide(shifts: Iterable[Shift], now: datetime) -> dict[int, Hours]:
    """The hours of each guide. Standing by takes none of them; a draft that is over took none either."""
    found: dict[int, Hours] = {}
    for each in shifts:
        was = found.get(each.person_id, Hours())
        is_over = each.ends_at <= now
        if each.is_backup:
            found[each.person_id] = Hours(was.led, was.stood_by + 1, was.planned, was.done)
        elif not (is_over and each.is_draft):
            done = was.done + (each.minutes if is_over else 0)
            found[each.person_id] = Hours(was.led + 1, was.stood_by, was.planned + each.minutes, done)
        else:
            found[each.person_id] = was
    return found
