"""What an invitation or a cancellation says, read back from its bytes for those who look before it goes. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar


@dataclass(frozen=True, slots=True)
class Said:
    """One calendar object: what it asks of the reader's calendar, and the entry it speaks of.

    The moments are in UTC, or days for an entry that takes whole days.
    """

    method: str
    summary: str
    location: str
    starts_at: datetime | date
    ends_at: datetime | date
    sequence: int

    @property
    def is_cancelled(self) -> bool:
        """Whether the entry leaves the calendar."""
        return self.method == "CANCEL"

    @property
    def takes_whole_days(self) -> bool:
        """Whether it names days and no times."""
        return not isinstance(self.starts_at, datetime)


def what_it_says(body: bytes) -> Said | None:
    """What the calendar object says; None for what cannot be read."""
    try:
        calendar: Any = Calendar.from_ical(body)
        [event] = calendar.walk("VEVENT")
        starts_at = event.decoded("DTSTART")
        return Said(
            method=str(calendar.get("METHOD", "")),
            summary=str(event.get("SUMMARY", "")),
            location=str(event.get("LOCATION", "")),
            starts_at=_moment(starts_at),
            ends_at=_moment(event.decoded("DTEND", starts_at)),
            sequence=int(event.get("SEQUENCE", 0)),
        )
    except (ValueError, KeyError, AttributeError):
        return None


def _moment(value: Any) -> datetime | date:
    moment: datetime | date = value
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
