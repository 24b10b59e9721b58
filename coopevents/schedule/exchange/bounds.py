"""How much an import may bring, and what is refused before it is opened. Pure.

Every limit is checked on the bytes themselves: a file that would unfold to more than fits into memory, calls for other
files, or names a cell a million rows away is never handed to a parser.
"""

import io
import re
import zipfile
import zlib

from lxml import etree

from coopevents.i18n import _l
from coopevents.refusals import Refusal

MEBIBYTE = 1024 * 1024
LARGEST_FILE = 10 * MEBIBYTE
LARGEST_TEXT = 6 * MEBIBYTE
LARGEST_CALENDAR = 2 * MEBIBYTE
LARGEST_UNFOLDED = 24 * MEBIBYTE
MOST_MARKS = 250_000
MOST_ACTIVITIES = 2_000
MOST_SHEET_ROWS, MOST_SHEET_COLUMNS, MOST_PARTS = 5_000, 200, 200
_PLAIN_ENCODINGS = {"utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252"}
_ENCODING = re.compile(rb"""\A<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_CELL = re.compile(r"([A-Z]{1,8})([0-9]{1,12})")


class FileIsTooLarge(Refusal):
    """More than is taken at once."""

    status = 413
    sentence = _l("This file is too large. Send at most 10 MB, and at most 2,000 activities at once.")


class FileIsUnreadable(Refusal):
    """It is none of the formats, or damaged."""

    sentence = _l("This file cannot be read. Send a schedule.xml, schedule.json, .ics, .xlsx or .csv file.")


class FileIsUnsafe(Refusal):
    """It would make its reader fetch or unfold something."""

    sentence = _l("This file defines its own entities, which no schedule needs. Nothing was read from it.")


def ensure_size(data: bytes, largest: int = LARGEST_FILE) -> None:
    """Refuse more bytes than are taken."""
    if len(data) > largest:
        raise FileIsTooLarge(field="file")


def ensure_plain_xml(data: bytes) -> None:
    """Refuse a document type (and with it every entity), encodings that could hide one, and too many tags."""
    ensure_size(data, LARGEST_TEXT)
    plain = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\x00" in plain[:1000] or plain[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise FileIsUnreadable(field="file")
    named = _ENCODING.match(plain)
    if named and named[1].decode("ascii").lower() not in _PLAIN_ENCODINGS:
        raise FileIsUnreadable(field="file")
    if plain.count(b"<") > MOST_MARKS or plain.count(b"=") > MOST_MARKS or plain.count(b"&") > MOST_MARKS:
        raise FileIsTooLarge(field="file")
    while plain[:2] in {b"<?", b"<!"}:
        if plain[:4] != b"<!--" and plain[:2] == b"<!":
            raise FileIsUnsafe(field="file")
        ending = b"-->" if plain[:4] == b"<!--" else b"?>"
        _before, found, plain = plain.partition(ending)
        if not found:
            raise FileIsUnreadable(field="file")
        plain = plain.lstrip()


def parsed_xml(data: bytes) -> etree._Element:
    """The root of a document in which nothing is fetched, unfolded or defined. Raises a Refusal."""
    ensure_plain_xml(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    try:
        root = etree.fromstring(data.removeprefix(b"\xef\xbb\xbf").lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise FileIsUnreadable(field="file") from None
    if root is None or root.getroottree().docinfo.doctype:
        raise FileIsUnsafe(field="file")
    return root


def repacked_workbook(data: bytes, *, most_rows: int = MOST_SHEET_ROWS, room: int = LARGEST_UNFOLDED) -> bytes:
    """The workbook in a fresh archive whose every part was unfolded within bounds. Raises a Refusal.

    What sizes its directory claims counts for nothing: each part is unfolded only as far as there is room, and the
    cells of each sheet are looked at before anybody lays them out as a table.
    """
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as fresh:
            parts = {each.filename: each for each in given.infolist() if not each.is_dir()}
            if len(given.infolist()) > MOST_PARTS or "xl/workbook.xml" not in parts:
                raise FileIsUnreadable(field="file")
            for name, part in parts.items():
                if not name.endswith((".xml", ".rels")):
                    continue
                with given.open(part) as opened:
                    body = opened.read(room + 1)
                room -= len(body)
                if room < 0:
                    raise FileIsTooLarge(field="file")
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    ensure_small_sheet(body, most_rows)
                fresh.writestr(name, body)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise FileIsUnreadable(field="file") from None
    return out.getvalue()


def ensure_small_sheet(body: bytes, most_rows: int = MOST_SHEET_ROWS) -> None:
    """Refuse a sheet that names a row or column far outside: who lays it out would fill the memory with nothing."""
    if b"<!DOCTYPE" in body[:2000] or b"<!ENTITY" in body[:2000]:
        raise FileIsUnsafe(field="file")
    settings = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
    try:
        for _event, element in etree.iterparse(io.BytesIO(body), events=("end",), **settings):
            _ensure_near(element, most_rows)
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        raise FileIsUnreadable(field="file") from None


def _ensure_near(element: etree._Element, most_rows: int) -> None:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if name == "row":
        given = str(element.get("r") or "0")
        if not (given.isascii() and given.isdigit() and len(given) < 9) or int(given) > most_rows:
            raise FileIsTooLarge(field="file")
    elif name == "c" and element.get("r"):
        found = _CELL.fullmatch(str(element.get("r")))
        if not found or int(found[2]) > most_rows or column_number(found[1]) > MOST_SHEET_COLUMNS:
            raise FileIsTooLarge(field="file")


def column_number(letters: str) -> int:
    """``A`` is 1, ``Z`` 26, ``AA`` 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
