"""One entry as a VEVENT, and the frame a calendar file puts around its components."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Event, vCalAddress, vDate, vDatetime, vGeo, vInt, vText, vUri

from coopevents.calendars.cleaning import clean_line, clean_text, clean_uri, escape_text, mail_address
from coopevents.calendars.colors import color_name
from coopevents.calendars.entries import CalendarEntry, Organizer, Status
from coopevents.calendars.vtimezone import vtimezone_block
from coopevents.calendars.zones import happens_twice, zone_named

PRODUCT = "-//coopevents//calendars//EN"
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal", "UCT", "Etc/UCT"})


class Text(vText):
    """A TEXT value written as it was given: the library takes a backslash before an N for a line's end."""

    def to_ical(self) -> bytes:
        return escape_text(str(self)).encode()


class Texts:
    """Several TEXT values in one property, as Outlook wants its categories."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    def to_ical(self) -> bytes:
        return ",".join(map(escape_text, self.texts)).encode()


def event_for(entry: CalendarEntry, time_zone: str, organizer: Organizer | None) -> Event:
    """The VEVENT of one entry, its times on the wall clock of `time_zone`."""
    event = Event()
    event["UID"] = Text(entry.uid)
    event["SEQUENCE"] = vInt(entry.sequence)
    event["DTSTAMP"] = event["LAST-MODIFIED"] = utc(entry.last_modified)
    if entry.created_at is not None:
        event["CREATED"] = utc(entry.created_at)
    event["STATUS"] = vText(entry.status.value)
    event["TRANSP"] = vText("TRANSPARENT" if entry.status is Status.CANCELLED else "OPAQUE")
    _add_times(event, entry, time_zone)
    _add_texts(event, entry)
    _add_links(event, entry)
    if organizer is not None:
        event["ORGANIZER"] = address(organizer.name, organizer.email)
    return event


@lru_cache(maxsize=4096)
def event_block(entry: CalendarEntry, time_zone: str, organizer: Organizer | None) -> bytes:
    """The bytes of one VEVENT, remembered: after a change only the changed entry is written anew."""
    return bytes(event_for(entry, time_zone, organizer).to_ical())


def timezone_blocks(entries: Sequence[CalendarEntry], time_zone: str, otherwise: datetime) -> list[bytes]:
    """The VTIMEZONE these entries need; without entries that of the year of `otherwise`, as a file may not be empty."""
    if entries and time_zone in _UTC_NAMES:
        return []
    moments = [moment for entry in entries for moment in (entry.starts_at, entry.ends_at)] or [otherwise]
    return [vtimezone_block(time_zone, min(moments).year, max(moments).year)]


def calendar_file(properties: Iterable[bytes], blocks: Iterable[bytes]) -> bytes:
    """A whole calendar: frame, properties, components."""
    return b"".join((b"BEGIN:VCALENDAR\r\n", *properties, *blocks, b"END:VCALENDAR\r\n"))


def address(name: str, email: str, **parameters: str) -> vCalAddress:
    """A calendar address of an office or a guest."""
    value = vCalAddress(mail_address(email))
    # A parameter may hold no double quote, and few readers know the standard's later way to write one.
    value.params["CN"] = clean_line(name).replace('"', "'") or email
    for key, parameter in parameters.items():
        value.params[key] = parameter
    return value


def utc(moment: datetime) -> vDatetime:
    """A moment as UTC, to the second."""
    return vDatetime(moment.astimezone(UTC).replace(microsecond=0))


def _add_times(event: Event, entry: CalendarEntry, time_zone: str) -> None:
    zone = zone_named(time_zone)
    if entry.all_day:
        first, after = _days(entry, time_zone)
        event["DTSTART"], event["DTEND"] = (vDate(day, params={"VALUE": "DATE"}) for day in (first, after))
        return
    moments = [entry.starts_at] if entry.ends_at == entry.starts_at else [entry.starts_at, entry.ends_at]
    # Readers disagree on which of the two hours of an autumn night is meant: UTC leaves no choice.
    in_utc = time_zone in _UTC_NAMES or any(happens_twice(moment, zone) for moment in moments)
    for name, moment in zip(("DTSTART", "DTEND"), moments, strict=False):
        if in_utc:
            event[name] = utc(moment)
        else:
            event[name] = vDatetime(moment.astimezone(zone).replace(microsecond=0))
            event[name].params["TZID"] = time_zone


def _days(entry: CalendarEntry, time_zone: str) -> tuple[date, date]:
    zone = zone_named(time_zone)
    first = entry.starts_at.astimezone(zone).date()
    last = max(entry.starts_at, entry.ends_at - timedelta(seconds=1)).astimezone(zone).date()
    return first, last + timedelta(days=1)


def _add_texts(event: Event, entry: CalendarEntry) -> None:
    language = {"LANGUAGE": entry.language} if entry.language else {}
    # A publication needs one, and readers drop an empty line as a mistake.
    event["SUMMARY"] = Text(clean_line(entry.summary) or "—", params=language)
    if description := clean_text(entry.description).strip():
        event["DESCRIPTION"] = Text(description, params=language)
    if location := clean_line(entry.location):
        event["LOCATION"] = Text(location, params=language)
    if categories := [name for name in map(clean_line, entry.categories) if name]:
        event["CATEGORIES"] = Texts(categories)


def _add_links(event: Event, entry: CalendarEntry) -> None:
    if entry.geo is not None:
        latitude, longitude = (round(float(degrees), 6) + 0.0 for degrees in entry.geo)
        event["GEO"] = vGeo((latitude, longitude))
    if entry.url:
        event["URL"] = vUri(clean_uri(entry.url))
    if entry.image_url:
        event["IMAGE"] = image(entry.image_url)
    if entry.color is not None:
        event["COLOR"] = Text(color_name(entry.color))


def image(url: str) -> vUri:
    """RFC 7986's IMAGE: an address, never the picture itself."""
    parameters: dict[str, Any] = {"VALUE": "URI", "DISPLAY": "BADGE"}
    return vUri(clean_uri(url), params=parameters)
