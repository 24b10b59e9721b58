"""vobject, which leaves time zones to dateutil."""

from datetime import UTC, date, datetime
from typing import Any

import vobject

from tests.readers import ReadEvent


def events(calendar: bytes) -> list[ReadEvent]:
    """The events as vobject reads them."""
    [parsed] = vobject.readComponents(calendar.decode())
    return [_event(vevent) for vevent in parsed.contents.get("vevent", [])]


def _event(vevent: Any) -> ReadEvent:
    return ReadEvent(
        uid=vevent.uid.value,
        sequence=int(vevent.sequence.value),
        status=vevent.status.value,
        summary=vevent.summary.value,
        starts_at=_moment(vevent.dtstart.value),
        ends_at=_moment(vevent.dtend.value if "dtend" in vevent.contents else vevent.dtstart.value),
        location=vevent.location.value if "location" in vevent.contents else "",
        description=vevent.description.value if "description" in vevent.contents else "",
    )


def _moment(value: datetime | date) -> datetime | date:
    if not isinstance(value, datetime):
        return value
    assert value.tzinfo is not None, "a time without a zone"
    return value.astimezone(UTC)
