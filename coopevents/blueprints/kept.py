"""Handing out what is on the shelf: in the reader's encoding, or with 304 when the reader has it already."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from functools import lru_cache

from flask import Flask, Response, current_app, g, request
from werkzeug.http import http_date, parse_accept_header, parse_date

from coopevents import clock
from coopevents.blueprints.shelf import IDENTITY, Answer, Kept, Shelf
from coopevents.blueprints.shortcut import ANSWERED_FROM, AnsweredFrom, Shortcut

SURELY_PAST = timedelta(seconds=2)
"""A moment of change is only told once no second change can bear the same second."""


def init_app(app: Flask) -> None:
    """Give the application its shelf, and the short way to it."""
    app.extensions["shelf"] = Shelf(app.extensions["generations"])
    app.wsgi_app = Shortcut(app)  # type: ignore[method-assign]


def hand_out(key: Hashable, build: Callable[[], Answer], *, vary: str, cache: str = "no-cache") -> Response:
    """The answer kept under the key, built when it has to be."""
    shelf: Shelf = current_app.extensions["shelf"]
    now = clock.now()
    return from_shelf(key, shelf.get(key, now, build), now, vary=vary, cache=cache)


def from_shelf(key: Hashable, kept: Kept, now: datetime, *, vary: str, cache: str = "no-cache") -> Response:
    """As :func:`answered`, for what everybody gets: the same question is then answered by the short way."""
    encoding = chosen_encoding(request.environ.get("HTTP_ACCEPT_ENCODING", ""))
    request.environ[ANSWERED_FROM] = AnsweredFrom(key, kept.answer.etag, encoding, request.endpoint)
    return answered(kept, now, vary=vary, cache=cache)


def answered(kept: Kept, now: datetime, *, vary: str, cache: str = "no-cache") -> Response:
    """The answer as the present request wants it: whole, or 304."""
    answer = kept.answer
    g.framed_by = answer.framed_by
    encoding = chosen_encoding(request.environ.get("HTTP_ACCEPT_ENCODING", ""))
    etag = answer.etag if encoding == IDENTITY else f"{answer.etag}-{encoding}"
    headers = [("ETag", f'"{etag}"'), ("Vary", vary), ("Cache-Control", cache)]
    told_at = answer.changed_at if answer.changed_at and now - answer.changed_at >= SURELY_PAST else None
    if told_at is not None:
        headers.append(("Last-Modified", http_date(told_at)))
    if is_known(etag, told_at):
        return Response(status=304, headers=headers)
    body = kept.form(encoding)
    if body is not answer.body:
        headers.append(("Content-Encoding", encoding))
    return Response(body, headers=headers, content_type=answer.media_type)


def is_known(etag: str, changed_at: datetime | None) -> bool:
    """Whether the reader has what the tag names already; the tag, when one is sent, counts for more than the moment."""
    tags = request.environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return f'"{etag}"' in tags or tags.strip() == "*"
    since = parse_date(request.environ.get("HTTP_IF_MODIFIED_SINCE"))
    return since is not None and changed_at is not None and changed_at <= since


@lru_cache(maxsize=256)
def chosen_encoding(accept: str) -> str:
    """The best encoding of ours that an ``Accept-Encoding`` header allows."""
    qualities = {name.lower(): quality for name, quality in parse_accept_header(accept)}
    return next((each for each in ("br", "gzip") if qualities.get(each, 0) > 0), IDENTITY)
