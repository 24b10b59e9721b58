"""What a hostile or unlucky hand types, forms read as a browser reads them, and a look at everything that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from coopevents.db import Base, db

NAMES = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "formula": '=HYPERLINK("http://evil.example","click")',
    "plus": "+49 89 1234",
    "right to left": "\u202eelpmaxe\u202c مريم",
    "emoji": "👩‍🔬🇨🇳",
    "combining": "Z" + "\u0335" * 20 + "\u0321" * 20 + "algo",
    "template": "{{ 7*7 }} {% raw %} %(name)s %s ${x}",
    "header": "Ada\r\nBcc: victim@evil.example",
    "calendar": "Ada\nEND:VEVENT\nATTENDEE;CN=x,y\\;:mailto:evil@evil.example",
    "one letter": "王",
}
"""Names that real and hostile people have; each can be kept."""

ANYTHING = {
    **NAMES,
    "nul": "\x00",
    "controls": "\x01\x0b\x1f\x7f\u2028\ufeff",
    "spaces": " \t\u00a0\u3000 ",
    "nothing": "",
    "very long": "x" * 10_000,
    "huge number": "9" * 40,
    "large number": "2147483648",
    "negative": "-1",
    "not a number": "NaN",
    "infinity": "inf",
    "superscript": "²",
    "arabic digits": "١٢",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "first moment": "0001-01-01T00:00",
    "last moment": "9999-12-31T23:59",
    "first moment with zone": "0001-01-01T00:00:00+14:00",
    "last moment with zone": "9999-12-31T23:59:59-12:00",
    "clock": "24:00",
    "sql": "' OR 1=1 --",
    "wildcards": "%_\\",
    "path": "../../etc/passwd",
    "lone surrogate": "\\ud800",
    "web address": "javascript:alert(1)",
    "broken web address": "http://[::1",
    "unknown": "zz",
}
"""Everything else that may stand in a field or an address; answered or refused, never broken by."""

LIVE = ("<script>alert", 'onmouseover="alert', "49 {% raw")
"""What no page may hold: what was typed, come alive."""

IN_BYTES = (b"%00", b"%ff%fe", b"%c0%af", b"%ed%a0%80", b"%", b"%zz", b"\xff\xfe")
"""Bytes in an address that are no text."""


@dataclass
class PageForm:
    """A form as it stands on a page."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The names of its fields, each once."""
        return list(dict.fromkeys(name for name, _value in self.fields if name != "csrf_token"))

    def filled(self, **typed: str) -> dict[str, str]:
        """What a browser would send, some of it typed anew."""
        return {**dict(self.fields), **typed}


class _Reader(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self.forms.append(PageForm(said.get("action") or "", (said.get("method") or "get").lower()))
            return
        name = said.get("name")
        if not self.forms:
            return
        if tag == "option" and self._select and "selected" in said:
            self.forms[-1].fields.append((self._select, said.get("value") or ""))
        if not name:
            return
        if tag == "textarea":
            self._text = ""
            self.forms[-1].fields.append((name, ""))
        elif tag == "select":
            self._select = name
            self.forms[-1].fields.append((name, ""))
        elif tag == "button" or (said.get("type") in {"checkbox", "radio"} and "checked" in said):
            self.forms[-1].fields.append((name, said.get("value") or "on"))
        elif tag == "input" and said.get("type") not in {"checkbox", "radio", "file", "submit"}:
            self.forms[-1].fields.append((name, said.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            name, _nothing = self.forms[-1].fields[-1]
            self.forms[-1].fields[-1] = (name, self._text.removeprefix("\n"))
            self._text = None
        elif tag == "select":
            self._select = None


def forms_of(page: str, path: str) -> list[PageForm]:
    """The forms of a page at that address that change something, where they lead filled in."""
    reader = _Reader()
    reader.feed(page)
    found = [each for each in reader.forms if each.method == "post"]
    for each in found:
        each.action = each.action or path
    return found


def form_in(page: str, path: str, name: str) -> PageForm:
    """The form of a page that has a field of that name."""
    return next(each for each in forms_of(page, path) if name in dict(each.fields))


def forms_in(answer: TestResponse) -> list[PageForm]:
    """The forms of an answer that change something; papers and pictures have none."""
    if answer.mimetype != "text/html":
        return []
    return forms_of(answer.get_data(as_text=True), answer.request.path)


def form_with(answer: TestResponse, name: str) -> PageForm:
    """The form of a page that has a field of that name."""
    return form_in(answer.get_data(as_text=True), answer.request.path, name)


def everything_kept(app: Flask) -> dict[str, int]:
    """How many rows every table has, the audit trail and the outbox among them."""
    with app.app_context():
        tables = Base.metadata.sorted_tables
        return {each.name: db.session.scalar(select(func.count()).select_from(each)) or 0 for each in tables}


@contextmanager
def nothing_changes(app: Flask) -> Iterator[None]:
    """In this block no row is added or taken away, no fact is recorded and no message queued."""
    before = everything_kept(app)
    yield
    assert everything_kept(app) == before


def only_changes(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """The tables in which something was added or taken away, and how much."""
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def open_form(client: FlaskClient, path: str, name: str) -> PageForm:
    """The form with that field on a page, as a guest opens it in English."""
    return form_with(client.get(path, headers={"Accept-Language": "en"}), name)
