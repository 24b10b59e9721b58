"""Invitations and cancellations for one guest, and the download of one entry.

An invitation travels as the `text/calendar; method=REQUEST` part of a message whose From address is the organizer's:
Gmail, Outlook and Apple Mail then show it with the mail. RFC 5546 lets it speak of one entry and this module lets it
name one guest, so that no guest learns who else is coming.
"""

from dataclasses import replace
from datetime import datetime

from icalendar import Event

from coopevents.calendars.components import PRODUCT, address, calendar_file, event_for, timezone_blocks, utc
from coopevents.calendars.entries import Attendee, CalendarEntry, Organizer, Status


def request(
    entry: CalendarEntry,
    organizer: Organizer,
    attendee: Attendee,
    *,
    time_zone: str,
    written_at: datetime | None = None,
) -> bytes:
    """Invite the guest, or tell an invited guest of a change: the higher SEQUENCE replaces what they have.

    `written_at` orders two messages of the same SEQUENCE, and is the entry's revision when left out.
    """
    event = event_for(entry, time_zone, organizer)
    reply = "TRUE" if attendee.is_reply_wanted else "FALSE"
    _address_to(event, attendee, PARTSTAT=attendee.participation.value, RSVP=reply)
    return _message("REQUEST", event, entry, time_zone, written_at)


def cancellation(
    entry: CalendarEntry,
    organizer: Organizer,
    attendee: Attendee,
    *,
    time_zone: str,
    written_at: datetime | None = None,
) -> bytes:
    """Take the entry off the guest's calendar: it was cancelled, or the guest no longer takes part.

    When only the guest leaves, the entry keeps its SEQUENCE; bring `written_at` so that the message is the newer one.
    """
    # RFC 5546 would leave the status out for a guest who merely leaves; to this one guest the entry is over.
    event = event_for(replace(entry, status=Status.CANCELLED), time_zone, organizer)
    _address_to(event, attendee)
    return _message("CANCEL", event, entry, time_zone, written_at)


def single_entry(entry: CalendarEntry, *, time_zone: str, organizer: Organizer | None = None) -> bytes:
    """One entry as a file to download, with the UID of the feed, so that subscribing later makes no second copy."""
    return _file("PUBLISH" if organizer else None, event_for(entry, time_zone, organizer), entry, time_zone)


def _address_to(event: Event, attendee: Attendee, **parameters: str) -> None:
    if attendee.language:
        parameters["LANGUAGE"] = attendee.language
    guest = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", **parameters}
    event["ATTENDEE"] = address(attendee.name, attendee.email, **guest)


def _message(method: str, event: Event, entry: CalendarEntry, time_zone: str, written_at: datetime | None) -> bytes:
    event["DTSTAMP"] = utc(written_at or entry.last_modified)
    return _file(method, event, entry, time_zone)


def _file(method: str | None, event: Event, entry: CalendarEntry, time_zone: str) -> bytes:
    lines = [f"PRODID:{PRODUCT}", "VERSION:2.0", "CALSCALE:GREGORIAN", *([f"METHOD:{method}"] if method else [])]
    head = "".join(f"{line}\r\n" for line in lines).encode()
    return calendar_file([head], [*timezone_blocks([entry], time_zone, entry.last_modified), event.to_ical()])
