"""A short way to what is on the shelf: equal questions get equal answers, without waking the whole application.

The application answers a question once. While the kept answer it gave stands unchanged on the shelf, the same
question (address, languages, encodings, cookies, what the reader has already) gets the same status and headers with
the kept bytes. Who brings the cookie of a session always asks the application itself.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from flask import Flask

from coopevents import clock
from coopevents.blueprints.shelf import Shelf
from coopevents.logs import log_answer, request_id_of

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
ANSWERED_FROM = "coopevents.answered_from"
MOST = 2048
_ASKED = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_COOKIE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
)


@dataclass(frozen=True, slots=True)
class AnsweredFrom:
    """Which kept answer a door handed out, in which encoding."""

    key: Hashable
    etag: str
    encoding: str
    door: str | None


@dataclass(frozen=True, slots=True)
class Remembered:
    """How a question was answered."""

    source: AnsweredFrom
    status: str
    headers: Headers


class Shortcut:
    """Stands before the application and answers what was asked before."""

    def __init__(self, app: Flask) -> None:
        self._application: Application = app.wsgi_app
        self._shelf: Shelf = app.extensions["shelf"]
        self._session = f"{app.config['SESSION_COOKIE_NAME']}="
        self._remembered: dict[tuple[str | None, ...], Remembered] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, by the short way where there is one."""
        if environ["REQUEST_METHOD"] != "GET" or self._session in environ.get("HTTP_COOKIE", ""):
            return self._application(environ, start_response)
        began = perf_counter()
        question = tuple([environ.get(name) for name in _ASKED])
        known = self._remembered.get(question)
        body = self._body_of(known) if known is not None else None
        if known is None or body is None:
            return self._application(environ, self._listening(question, environ, start_response))
        request_id = request_id_of(environ.get("HTTP_X_REQUEST_ID", ""))
        start_response(known.status, [*known.headers, ("X-Request-ID", request_id)])
        log_answer(request_id, "GET", known.source.door, int(known.status[:3]), began)
        return [body]

    def _body_of(self, known: Remembered) -> bytes | None:
        """The bytes to send; None when what was kept has changed."""
        kept = self._shelf.find(known.source.key, clock.now())
        if kept is None or kept.answer.etag != known.source.etag or not self._shelf.is_young(kept, clock.now()):
            return None
        return b"" if known.status.startswith("304") else kept.form(known.source.encoding)

    def _listening(
        self, question: tuple[str | None, ...], environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Callable[..., Any]:
        def heard(status: str, headers: Headers, *more: Any) -> Any:
            source = environ.get(ANSWERED_FROM)
            if source is not None:
                if len(self._remembered) >= MOST:
                    self._remembered.clear()
                kept_headers = [(name, value) for name, value in headers if name != "X-Request-ID"]
                self._remembered[question] = Remembered(source, status, kept_headers)
            return start_response(status, headers, *more)

        return heard
