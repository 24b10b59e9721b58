"""libical by ctypes: the reader of Evolution and KOrganizer, and the strictest checker there is."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from tests import provisioning
from tests.readers import ReadEvent


class _Time(ctypes.Structure):
    _fields_ = (
        *(
            (name, ctypes.c_int)
            for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")
        ),
        ("zone", ctypes.c_void_p),
    )


_POINTER, _TEXT, _INT = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
_FUNCTIONS: dict[str, tuple[object, list[object]]] = {
    "icalparser_parse_string": (_POINTER, [_TEXT]),
    "icalcomponent_free": (None, [_POINTER]),
    "icalcomponent_count_errors": (_INT, [_POINTER]),
    "icalrestriction_check": (_INT, [_POINTER]),
    "icalcomponent_as_ical_string": (_TEXT, [_POINTER]),
    "icalcomponent_string_to_kind": (_INT, [_TEXT]),
    "icalcomponent_get_first_component": (_POINTER, [_POINTER, _INT]),
    "icalcomponent_get_next_component": (_POINTER, [_POINTER, _INT]),
    "icalcomponent_get_timezone": (_POINTER, [_POINTER, _TEXT]),
    "icalcomponent_get_dtstart": (_Time, [_POINTER]),
    "icalcomponent_get_dtend": (_Time, [_POINTER]),
    "icalcomponent_get_uid": (_TEXT, [_POINTER]),
    "icalcomponent_get_summary": (_TEXT, [_POINTER]),
    "icalcomponent_get_description": (_TEXT, [_POINTER]),
    "icalcomponent_get_location": (_TEXT, [_POINTER]),
    "icalcomponent_get_sequence": (_INT, [_POINTER]),
    "icalproperty_string_to_kind": (_INT, [_TEXT]),
    "icalcomponent_get_first_property": (_POINTER, [_POINTER, _INT]),
    "icalproperty_get_value_as_string": (_TEXT, [_POINTER]),
    "icaltime_as_timet_with_zone": (ctypes.c_long, [_Time, _POINTER]),
    "icaltime_from_timet_with_zone": (_Time, [ctypes.c_long, _INT, _POINTER]),
}


@dataclass(frozen=True)
class Verdict:
    """What libical makes of a calendar: its complaints, and whether every component has what the standard wants."""

    complaints: tuple[str, ...]
    keeps_restrictions: bool

    @property
    def is_clean(self) -> bool:
        return self.keeps_restrictions and not self.complaints


def check(calendar: bytes) -> Verdict:
    """Parse and check against the restrictions of RFC 5545 and RFC 5546."""
    with _parsed(calendar) as component:
        library = _library()
        keeps = bool(library.icalrestriction_check(component))
        text = re.sub(r"\r?\n[ \t]", "", library.icalcomponent_as_ical_string(component).decode())
        complaints = tuple(line for line in text.splitlines() if line.startswith("X-LIC-ERROR"))
        assert library.icalcomponent_count_errors(component) == len(complaints)
        return Verdict(complaints, keeps)


def events(calendar: bytes) -> list[ReadEvent]:
    """The events, their times read with the calendar's own VTIMEZONE."""
    with _parsed(calendar) as component:
        return [_event(vevent) for vevent in _components(component, b"VEVENT")]


def wall_times(calendar: bytes, tzid: str, moments: Sequence[datetime]) -> list[datetime]:
    """What the clocks show at these moments, by the calendar's own VTIMEZONE of that name."""
    with _parsed(calendar) as component:
        library = _library()
        zone = library.icalcomponent_get_timezone(component, tzid.encode())
        assert zone, f"no VTIMEZONE {tzid}"
        return [_naive(library.icaltime_from_timet_with_zone(int(m.timestamp()), 0, zone)) for m in moments]


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    provisioning.ensure("libical3")
    library = ctypes.CDLL("libical.so.3")
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


@contextmanager
def _parsed(calendar: bytes) -> Iterator[int]:
    component = _library().icalparser_parse_string(calendar)
    assert component, "libical takes this for no calendar at all"
    try:
        yield component
    finally:
        _library().icalcomponent_free(component)


def _components(parent: int, kind: bytes) -> Iterator[int]:
    library = _library()
    number = library.icalcomponent_string_to_kind(kind)
    component = library.icalcomponent_get_first_component(parent, number)
    while component:
        yield component
        component = library.icalcomponent_get_next_component(parent, number)


def _event(vevent: int) -> ReadEvent:
    library = _library()
    return ReadEvent(
        uid=library.icalcomponent_get_uid(vevent).decode(),
        sequence=library.icalcomponent_get_sequence(vevent),
        status=_value(vevent, b"STATUS"),
        summary=_text(library.icalcomponent_get_summary(vevent)),
        starts_at=_moment(library.icalcomponent_get_dtstart(vevent)),
        ends_at=_moment(library.icalcomponent_get_dtend(vevent)),
        location=_text(library.icalcomponent_get_location(vevent)),
        description=_text(library.icalcomponent_get_description(vevent)),
    )


def _value(component: int, name: bytes) -> str:
    library = _library()
    found = library.icalcomponent_get_first_property(component, library.icalproperty_string_to_kind(name))
    return _text(library.icalproperty_get_value_as_string(found)) if found else ""


def _text(value: bytes | None) -> str:
    return (value or b"").decode()


def _moment(time: _Time) -> datetime | date:
    if time.is_date:
        return date(time.year, time.month, time.day)
    assert time.zone, "a time without a zone"
    return datetime.fromtimestamp(_library().icaltime_as_timet_with_zone(time, time.zone), UTC)


def _naive(time: _Time) -> datetime:
    return datetime(time.year, time.month, time.day, time.hour, time.minute, time.second)
