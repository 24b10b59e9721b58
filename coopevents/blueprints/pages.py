"""Public pages: built once for everybody who reads the same language in the same light, then kept.

A kept page holds nothing of one reader: no token, no message, no name. Whoever is signed in, or has a message waiting,
gets a
page of their own.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from flask import g, make_response, render_template, request, session
from flask.typing import ResponseReturnValue

from coopevents import clock, links
from coopevents.blueprints.kept import hand_out
from coopevents.blueprints.layout import theme
from coopevents.blueprints.shelf import Answer
from coopevents.i18n import HTML_LANGUAGES, current_language, select_language
from coopevents.text import LANGUAGES

HTML = "text/html; charset=utf-8"
VARY = "Accept-Encoding, Accept-Language, Cookie"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the slots it depends on, and until when it is true at most; ``framed_by`` as in :class:`Answer`."""

    html: str
    slots: tuple[int, ...]
    until: datetime | None = None
    framed_by: str = ""


def kept_page(key: Hashable, build: Callable[[], Page]) -> ResponseReturnValue:
    """The page everybody gets under that key, in the reader's language and light; their own page for who has one."""
    if is_personal():
        page = build()
        response = make_response(page.html)
        g.framed_by = page.framed_by
        response.headers["Cache-Control"] = "private, no-cache"
        return response

    def answer() -> Answer:
        page = build()
        body = page.html.encode()
        etag = sha256(body + page.framed_by.encode()).hexdigest()[:24]
        now = clock.now()
        return Answer(body, HTML, etag, page.slots, changed_at=now, until=page.until, framed_by=page.framed_by)

    return hand_out((key, select_language(), theme()), answer, vary=VARY)


def own_page(build: Callable[[], Page]) -> ResponseReturnValue:
    """A page that is not kept, since few will ask for the same."""
    response = make_response(build().html)
    response.headers["Vary"] = VARY
    return response


def is_personal() -> bool:
    """Whether this reader's page differs from everybody's."""
    return "_user_id" in session or "_flashes" in session


def render_page(template: str, *, door: str, known: Mapping[str, str] | None = None, **values: Any) -> str:
    """A public page as HTML.

    ``door`` and its values in the address are given by the view; ``known`` are the choices in the address that the
    page understands: whatever else was written there does not find its way into what others read.
    """
    place = request.view_args or {}
    whole = links.address_of(door, **place)
    values |= {
        "canonical_url": f"{whole}?{urlencode({'lang': current_language()})}",
        "alternate_urls": [(HTML_LANGUAGES[each], f"{whole}?{urlencode({'lang': each})}") for each in LANGUAGES],
        "language_switch_url": lambda language: f"?{urlencode({**(known or {}), 'lang': language})}",
        "theme_switch_url": lambda name: f"?{urlencode({**(known or {}), 'theme': name})}",
    }
    if not is_personal():
        values["get_flashed_messages"] = _no_messages
    return render_template(template, **values)


def next_of(moments: list[datetime], now: datetime) -> datetime | None:
    """The first of these moments that is still to come."""
    return min((each for each in moments if each > now), default=None)


def _no_messages(**_options: object) -> list[tuple[str, str]]:
    return []
