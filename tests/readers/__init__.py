"""Calendar programs that are not ours, as test tools: what they read is what subscribers see.

`libical` (Evolution, and the strictest), `icaljs` (Thunderbird), `vobject_reader` (Python with dateutil), `khal` with
vdirsyncer (a real subscription over HTTP).
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ReadEvent:
    """An event as a reader understood it, its moments in UTC, its days as days."""

    uid: str
    sequence: int
    status: str
    summary: str
    starts_at: datetime | date
    ends_at: datetime | date
    location: str = ""
    description: str = ""
