"""Files that come in and go out through doors."""

import io
from typing import IO

from flask import Request
from werkzeug.datastructures import FileStorage

from coopevents.storage.images import LARGEST_BYTES
from coopevents.storage.store import present_store as present_store


class RequestInMemory(Request):
    """A request whose uploads stay in memory: what will be sealed must not lie open in a temporary file before.

    ``MAX_CONTENT_LENGTH`` bounds how much that can be.
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
