"""Files that mean harm are refused within two seconds, before they fill the memory (promise G10)."""

from __future__ import annotations

import io
import json
import resource
import time
import zipfile
import zlib

import pytest

from coopevents.refusals import Refusal
from coopevents.schedule.exchange.bounds import FileIsTooLarge, FileIsUnreadable, FileIsUnsafe
from coopevents.schedule.exchange.calendar_reading import conference_from_calendar
from coopevents.schedule.exchange.json_reading import conference_from_json
from coopevents.schedule.exchange.reading import format_of
from coopevents.schedule.exchange.tables import table_of
from coopevents.schedule.exchange.xml_reading import conference_from_xml

MEBIBYTE = 1024 * 1024
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (each, b"&l%d;" % (each - 1) * 10) for each in range(1, 12))
XXE = b'<?xml version="1.0"?><!DOCTYPE schedule [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule>&x;</schedule>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def workbook(sheet: bytes, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, body in more.items():
            archive.writestr(name, body)
    return out.getvalue()


def lying(data: bytes) -> bytes:
    """The archive, with the sizes in its directory written small."""
    return data.replace((40 * MEBIBYTE).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def cell(name: str) -> bytes:
    return b'<row r="1"><c r="A1"/></row><row><c r="' + name.encode() + b'"/></row>'


XML_FILES = {
    "external entity": (XXE, FileIsUnsafe),
    "billion laughs": (
        b'<?xml version="1.0"?><!DOCTYPE schedule [<!ENTITY l0 "ha">' + LAUGHS + b"]><schedule>&l11;</schedule>",
        FileIsUnsafe,
    ),
    "laughs after a comment": (
        b"<!-- <schedule> --><?pi <schedule?>\n<!DOCTYPE schedule [" + LAUGHS + b"]><schedule/>",
        FileIsUnsafe,
    ),
    "external subset": (b'<!DOCTYPE schedule SYSTEM "http://127.0.0.1:9/x.dtd"><schedule/>', FileIsUnsafe),
    "entities in UTF-16": (XXE.decode().encode("utf-16"), FileIsUnreadable),
    "entities in UTF-7": (b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<schedule/>', FileIsUnreadable),
    "undefined entity": (b"<schedule><conference><title>&x;</title></conference></schedule>", FileIsUnreadable),
    "very deep": (b"<schedule>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</schedule>", FileIsUnreadable),
    "very many tags": (b"<schedule>" + b"<a/>" * 1_500_000 + b"</schedule>", FileIsTooLarge),
    "very many attributes": (b"<schedule " + b" ".join(b'a%d=""' % n for n in range(400_000)) + b"/>", FileIsTooLarge),
    "one huge text": (b"<schedule>" + b"x" * 7 * MEBIBYTE + b"</schedule>", FileIsTooLarge),
    "HTML": (b"<!DOCTYPE html><html></html>", FileIsUnsafe),
    "something else": (b"<rss/>", FileIsUnreadable),
    "cut off": (b"<schedule><day", FileIsUnreadable),
    "nothing": (b"<?xml", FileIsUnreadable),
}
TABLES = {
    "zip bomb": (workbook(b" " * 40 * MEBIBYTE), FileIsTooLarge),
    "zip bomb that lies": (lying(workbook(b" " * 40 * MEBIBYTE)), Refusal),
    "a cell far away": (workbook(SHEET % cell("XFD1048576")), FileIsTooLarge),
    "a cell in disguise": (workbook(SHEET % cell("&#88;FD&#49;048576")), FileIsTooLarge),
    "entities": (workbook(b'<!DOCTYPE x [<!ENTITY a "b">]>' + SHEET % b""), FileIsUnsafe),
    "many parts": (workbook(SHEET % b"", **{f"xl/{each}.xml": b"<a/>" for each in range(400)}), FileIsUnreadable),
    "not a workbook": (b"PK\x03\x04 and no more", FileIsUnreadable),
    "another archive": (zlib.compress(b"x" * MEBIBYTE) + b"PK", Refusal),
    "no headings": (b"a;b;c\n1;2;3\n", FileIsUnreadable),
    "many rows": (b"title_en\n" + b"x\n" * 6000, FileIsTooLarge),
    "many columns": (b"title_en" + b",x" * 5000, FileIsTooLarge),
    "endless cell": (b'title_en\n"' + b"x" * 9 * MEBIBYTE, FileIsUnreadable),
    "not UTF-8": ("title_en\nü".encode("latin-1"), FileIsUnreadable),
    "too large": (b"title_en\n" + b"x" * 11 * MEBIBYTE, FileIsTooLarge),
}
OTHERS = {
    "deep JSON": (conference_from_json, b'{"schedule":' * 90_000, FileIsUnreadable),
    "wide JSON": (conference_from_json, b"[" + b"[]," * 1_000_000 + b"[]]", FileIsTooLarge),
    "huge number": (conference_from_json, b'{"schedule": ' + b"9" * 100_000 + b"}", FileIsUnreadable),
    "JSON of another kind": (conference_from_json, json.dumps({"schedule": []}).encode(), FileIsUnreadable),
    "many entries": (
        lambda data, **said: conference_from_calendar(data, host="h", **said),
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 60_000,
        FileIsTooLarge,
    ),
    "half a calendar": (
        lambda data, **said: conference_from_calendar(data, host="h", **said),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:nonsense\r\nEND:VCALENDAR",
        FileIsUnreadable,
    ),
}


@pytest.fixture(autouse=True)
def _words(context: object) -> None:
    """Refusals are sentences in the reader's language."""


class Bounds:
    """Two seconds of the processor and a hundred megabytes for everything within."""

    def __enter__(self) -> None:
        self.began, self.memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def __exit__(self, *_error: object) -> None:
        assert time.process_time() - self.began < 2
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - self.memory < 100 * 1024


@pytest.mark.parametrize(("data", "refusal"), XML_FILES.values(), ids=XML_FILES)
def test_hostile_xml_is_refused(data: bytes, refusal: type[Refusal]) -> None:
    with Bounds(), pytest.raises(refusal):
        conference_from_xml(data, zone="UTC")


@pytest.mark.parametrize(("data", "refusal"), TABLES.values(), ids=TABLES)
def test_hostile_tables_are_refused(data: bytes, refusal: type[Refusal]) -> None:
    with Bounds(), pytest.raises(refusal):
        table_of(data)


@pytest.mark.parametrize(("read", "data", "refusal"), OTHERS.values(), ids=OTHERS)
def test_hostile_json_and_calendars_are_refused(read: object, data: bytes, refusal: type[Refusal]) -> None:
    with Bounds(), pytest.raises(refusal):
        read(data, zone="UTC")  # type: ignore[operator]


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90", b"%PDF-1.7", b"\x89PNG\r\n", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0\xa1"]
)
def test_other_kinds_of_files_are_refused(data: bytes) -> None:
    with pytest.raises(FileIsUnreadable):
        format_of(data)
