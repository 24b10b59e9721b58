"""Files that come in and go out through doors."""

from flask import current_app
from werkzeug.datastructures import FileStorage

from coopevents.storage.images import LARGEST_BYTES
from coopevents.storage.store import FileStore


def present_store() -> FileStore:
    """The store of this installation's files."""
    return FileStore(current_app.config["SETTINGS"].data_dir / "files")


def bytes_of(upload: FileStorage | None) -> bytes:
    """What was uploaded, or nothing; one byte more than allowed is enough to be refused."""
    if upload is None or not upload.filename:
        return b""
    with upload.stream as stream:
        return stream.read(LARGEST_BYTES + 1)
