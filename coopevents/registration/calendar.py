"""An event as a whole, as an entry for a guest's calendar. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from coopevents.calendars.entries import CalendarEntry, Status
from coopevents.events.models import Event
from coopevents.events.states import EventState


def entry_for_event(event: Event, *, language: str, host: str, url: str) -> CalendarEntry:
    """The days of an event as one entry in the reader's language; its identity is the same for every guest."""
    zone = ZoneInfo(event.time_zone)
    is_cancelled = event.state is EventState.CANCELLED
    return CalendarEntry(
        uid=f"{event.uid}@{host}",
        sequence=event.sequence,
        starts_at=datetime.combine(event.starts_on, time(), zone).astimezone(ZoneInfo("UTC")),
        ends_at=datetime.combine(event.ends_on + timedelta(days=1), time(), zone).astimezone(ZoneInfo("UTC")),
        created_at=event.created_at,
        last_modified=event.changed_at,
        summary=event.title.in_language(language),
        description=event.summary.in_language(language),
        location=event.venue.in_language(language),
        url=url,
        status=Status.CANCELLED if is_cancelled else Status.CONFIRMED,
        all_day=True,
    )
