"""Any file an organiser may send, and what taking it over would do. Pure.

What a file is, its content says; its name counts for nothing.
"""

from enum import StrEnum

from coopevents.schedule.exchange.bounds import FileIsUnreadable, ensure_size
from coopevents.schedule.exchange.calendar_reading import conference_from_calendar
from coopevents.schedule.exchange.from_records import plan_of_records
from coopevents.schedule.exchange.from_tables import plan_of_table
from coopevents.schedule.exchange.json_reading import conference_from_json
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.plans import Plan
from coopevents.schedule.exchange.tables import table_of
from coopevents.schedule.exchange.xml_reading import conference_from_xml

_EXECUTABLE = (b"MZ", b"\x7fELF", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")


class Format(StrEnum):
    """What a file is."""

    XML = "schedule.xml"
    JSON = "schedule.json"
    CALENDAR = "iCalendar"
    TABLE = "table"


def format_of(data: bytes) -> Format:
    """What these bytes are. Raises FileIsUnreadable, FileIsTooLarge."""
    ensure_size(data)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start or data.startswith(_EXECUTABLE):
        raise FileIsUnreadable(field="file")
    if start[:1] == b"<":
        return Format.XML
    if start[:1] in {b"{", b"["}:
        return Format.JSON
    return Format.CALENDAR if start[:15].upper() == b"BEGIN:VCALENDAR" else Format.TABLE


def plan_of(data: bytes, known: Known, *, host: str) -> Plan:
    """What taking the file over would do. ``host`` is the one our own identities in calendars name.

    Raises a Refusal for what is no such file, too large or unsafe; what is wrong in single rows is said in the plan.
    """
    match format_of(data):
        case Format.XML:
            return plan_of_records(conference_from_xml(data, zone=known.zone), known)
        case Format.JSON:
            return plan_of_records(conference_from_json(data, zone=known.zone), known)
        case Format.CALENDAR:
            return plan_of_records(conference_from_calendar(data, zone=known.zone, host=host), known)
        case Format.TABLE:
            return plan_of_table(table_of(data), known)
