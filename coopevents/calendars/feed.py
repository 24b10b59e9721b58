"""Calendar subscriptions: the same details and entries make the same bytes, on any day."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from icalendar import Calendar, vDuration, vText, vUri

from coopevents.calendars.cleaning import clean_line, clean_text, clean_uri
from coopevents.calendars.colors import color_code, color_name
from coopevents.calendars.components import PRODUCT, Text, calendar_file, event_block, image, timezone_blocks, utc
from coopevents.calendars.entries import CalendarDetails, CalendarEntry

# Raised whenever the same entries would make other bytes than before, so that no reader keeps the old ones.
FORMAT = 1


def feed(details: CalendarDetails, entries: Iterable[CalendarEntry]) -> bytes:
    """The subscription: entries in order of time, cancelled ones included and marked as such.

    With an organizer it is an iTIP publication, which wants one in every entry; without one it names no method.
    """
    ordered = sorted(entries, key=lambda entry: (entry.starts_at, entry.uid))
    _ensure_distinct(ordered)
    blocks = timezone_blocks(ordered, details.time_zone, details.last_modified)
    blocks += [event_block(entry, details.time_zone, details.organizer) for entry in ordered]
    return calendar_file([_head(details)], blocks)


def etag_of(*parts: str | int | datetime | None) -> str:
    """What names a feed's bytes before they are made: its release, language, filter. Hand over all that matters."""
    digest = sha256(f"coopevents calendar {FORMAT}".encode())
    for part in parts:
        written = part.isoformat() if isinstance(part, datetime) else repr(part)
        digest.update(f"\x1f{written}".encode())
    return digest.hexdigest()[:32]


def etag_for(body: bytes) -> str:
    """What names bytes already made."""
    return sha256(body).hexdigest()[:32]


def _head(details: CalendarDetails) -> bytes:
    """The calendar's own properties. No UID among them: vdirsyncer then takes the whole feed for one entry."""
    calendar = Calendar()
    calendar["PRODID"], calendar["VERSION"], calendar["CALSCALE"] = vText(PRODUCT), vText("2.0"), vText("GREGORIAN")
    if details.organizer is not None:
        calendar["METHOD"] = vText("PUBLISH")
    _add_names(calendar, details)
    calendar["X-WR-TIMEZONE"] = vText(details.time_zone)
    calendar["LAST-MODIFIED"] = utc(details.last_modified)
    calendar["REFRESH-INTERVAL"] = vDuration(details.refresh_every, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(details.refresh_every)
    _add_links(calendar, details)
    whole = bytes(calendar.to_ical())
    return whole.removeprefix(b"BEGIN:VCALENDAR\r\n").removesuffix(b"END:VCALENDAR\r\n")


def _add_names(calendar: Calendar, details: CalendarDetails) -> None:
    language = {"LANGUAGE": details.language} if details.language else {}
    name, description = clean_line(details.name), clean_text(details.description).strip()
    if name:
        calendar["NAME"], calendar["X-WR-CALNAME"] = Text(name, params=language), Text(name)
    if description:
        calendar["DESCRIPTION"], calendar["X-WR-CALDESC"] = Text(description, params=language), Text(description)


def _add_links(calendar: Calendar, details: CalendarDetails) -> None:
    if details.url:
        calendar["URL"] = vUri(clean_uri(details.url))
    if details.source_url:
        calendar["SOURCE"] = vUri(clean_uri(details.source_url), params={"VALUE": "URI"})
    if details.image_url:
        calendar["IMAGE"] = image(details.image_url)
    if details.color is not None:
        calendar["COLOR"] = Text(color_name(details.color))
        calendar["X-APPLE-CALENDAR-COLOR"] = Text(color_code(details.color))


def _ensure_distinct(entries: list[CalendarEntry]) -> None:
    twice = [uid for uid, count in Counter(entry.uid for entry in entries).items() if count > 1]
    if twice:
        raise ValueError(f"more than one entry has the UID {twice[0]}")
