"""An iCalendar file (RFC 5545) as records. Pure.

Every VEVENT is one talk. Times count in their own zone, VTIMEZONE included; a time a clock shows twice is the first of
the two and one it skips is read with the offset before the gap, as section 3.3.5 has it. Times without a zone are on
the event's clock. An entry of whole days names no time: it goes into the tray. What repeats is refused at its row, for
one activity is one time; so is what the file itself cancels.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component

from coopevents.i18n import _l
from coopevents.schedule.exchange import moments
from coopevents.schedule.exchange.bounds import LARGEST_CALENDAR, FileIsTooLarge, FileIsUnreadable, ensure_size
from coopevents.schedule.exchange.identities import guid_of
from coopevents.schedule.exchange.records import Conference, Link, Record, RecordedPerson, Trouble

MOST_ENTRIES = 1_000
_OTHERS = frozenset({"track", "languages"})
_OURS = frozenset({"track", "languages", "kind", "people", "text"})
"""What our own feeds say of these, they say in one text for people to read."""
_REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID")


def conference_from_calendar(data: bytes, *, zone: str, host: str) -> Conference:
    """What an .ics file says. Identities of the form ``uid@host`` are our own.

    Raises FileIsTooLarge or FileIsUnreadable.
    """
    ensure_size(data, LARGEST_CALENDAR)
    if data.upper().count(b"BEGIN:") > MOST_ENTRIES * 3:
        raise FileIsTooLarge(field="file")
    try:
        calendar = Calendar.from_ical(data)
        entries = list(calendar.walk("VEVENT"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise FileIsUnreadable(field="file") from None
    if len(entries) > MOST_ENTRIES:
        raise FileIsTooLarge(field="file")
    name = str(calendar.get("X-WR-CALNAME", "") or calendar.get("NAME", ""))
    return Conference(title=name, records=tuple(_record(each, zone, host) for each in entries), zone=zone)


def _record(entry: Component, zone: str, host: str) -> Record:
    troubles: list[Trouble] = []
    title, uid = _text(entry, "SUMMARY"), _text(entry, "UID")
    if not title.strip():
        troubles.append(Trouble("SUMMARY", _l("The title is missing.")))
    repeats = next((name for name in _REPEATS if name in entry), "")
    if repeats:
        words = _l("It repeats. Send one entry for each time, or add the times here.")
        troubles.append(Trouble(repeats, words, _text(entry, repeats)))
    if _text(entry, "STATUS").upper() == "CANCELLED":
        troubles.append(Trouble("STATUS", _l("The file says that it is cancelled. Cancel it here, with the reason.")))
    starts_at, ends_at, is_whole_day = _span(entry, zone, troubles)
    length = ends_at - starts_at if starts_at and ends_at else timedelta(hours=1)
    own, _at, where = uid.rpartition("@")
    is_ours = where == host and bool(own)
    return Record(
        guid=guid_of("" if is_ours else uid, own if is_ours else uid, title, starts_at),
        uid=own if is_ours else "",
        title=title,
        kind="" if is_ours else next(iter(_categories(entry)), ""),
        room=" ".join(_text(entry, "LOCATION").split()),
        starts_at=None if is_whole_day else starts_at,
        minutes=max(1, -(-length // timedelta(minutes=1))) if not is_whole_day else 60,
        description=_text(entry, "DESCRIPTION"),
        people=tuple(_organiser(entry)),
        links=(Link(_text(entry, "URL")),) if _text(entry, "URL").startswith("http") and not is_ours else (),
        silent_on=_OURS if is_ours else _OTHERS if "ORGANIZER" in entry else _OTHERS | {"people"},
        troubles=tuple(troubles),
    )


def _span(entry: Component, zone: str, troubles: list[Trouble]) -> tuple[datetime | None, datetime | None, bool]:
    """Start, end, and whether the entry only names days."""
    try:
        starts, ends = _value(entry, "DTSTART"), _value(entry, "DTEND")
        length = _value(entry, "DURATION")
    except ValueError:
        starts = ends = length = None
    if isinstance(starts, date) and not isinstance(starts, datetime):
        return None, None, True
    starts_at = _moment(starts, zone)
    if starts_at is None:
        troubles.append(Trouble("DTSTART", _l("That is not a time."), _written(entry, "DTSTART")))
        return None, None, False
    try:
        ends_at = starts_at + length if isinstance(length, timedelta) else _moment(ends, zone)
        return starts_at, ends_at or starts_at + timedelta(hours=1), False
    except OverflowError:
        troubles.append(
            Trouble("DURATION", _l("That is not a length. Write it as 01:30."), _written(entry, "DURATION"))
        )
        return starts_at, None, False


def _moment(value: Any, zone: str) -> datetime | None:
    if not isinstance(value, datetime):
        return None
    if value.tzinfo is None:
        return moments.wall_moment(value, zone)
    try:
        return value.replace(fold=0).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _value(entry: Component, name: str) -> Any:
    said = entry.get(name)
    return getattr(said, "dt", None)


def _text(entry: Component, name: str) -> str:
    said = entry.get(name)
    if isinstance(said, list):
        said = said[0] if said else ""
    return str(said if said is not None else "").strip()


def _written(entry: Component, name: str) -> str:
    said = entry.get(name)
    return said.to_ical().decode("utf-8", "replace")[:80] if hasattr(said, "to_ical") else ""


def _categories(entry: Component) -> list[str]:
    said = entry.get("CATEGORIES")
    found = said if isinstance(said, list) else [said]
    return [str(word) for each in found for word in getattr(each, "cats", [])]


def _organiser(entry: Component) -> list[RecordedPerson]:
    said = entry.get("ORGANIZER")
    name = str(said.params.get("CN", "")) if hasattr(said, "params") else ""
    return [RecordedPerson(" ".join(name.split()))] if name.strip() else []
