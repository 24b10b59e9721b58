"""Files that come in and go out through doors."""

import io
from collections.abc import Callable
from typing import IO, Any, TypeVar

from flask import Flask, Request, current_app, request, session
from werkzeug.datastructures import FileStorage

from coopevents.storage.images import LARGEST_BYTES
from coopevents.storage.store import present_store as present_store

View = TypeVar("View", bound=Callable[..., Any])


class RequestInMemory(Request):
    """A request whose uploads stay in memory: what will be sealed must not lie open in a temporary file before.

    ``MAX_CONTENT_LENGTH`` bounds how much that can be, but for doors marked with :func:`takes_up_to`.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return io.BytesIO()


def bytes_of(upload: FileStorage | None) -> bytes:
    """What was uploaded, or nothing; one byte more than allowed is enough to be refused."""
    if upload is None or not upload.filename:
        return b""
    with upload.stream as stream:
        return stream.read(LARGEST_BYTES + 1)


def takes_up_to(size: int) -> Callable[[View], View]:
    """A door that takes several files at once, from who is signed in: so many bytes in one request."""

    def mark(view: View) -> View:
        view.__takes_up_to__ = size  # type: ignore[attr-defined]
        return view

    return mark


def init_app(app: Flask) -> None:
    """Make room for what such a door takes, before anything reads the request."""

    @app.before_request
    def _make_room() -> None:
        size = getattr(current_app.view_functions.get(request.endpoint or ""), "__takes_up_to__", None)
        if size and "_user_id" in session:
            request.max_content_length = size
