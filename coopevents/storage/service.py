"""The verbs of storage."""

import hashlib
from datetime import datetime

from coopevents.db import db
from coopevents.storage import queries
from coopevents.storage.images import read_picture
from coopevents.storage.models import StoredFile
from coopevents.storage.store import FileStore


def store_image(data: bytes, *, store: FileStore, now: datetime) -> StoredFile:
    """Keep a picture, made anew from its pixels; the same picture is kept once.

    The key is a digest of the content: who has not seen the picture cannot guess it, and it never means another.
    Raises a Refusal from :mod:`coopevents.storage.images`.
    """
    picture = read_picture(data)
    key = f"{hashlib.sha256(picture.data).hexdigest()[:40]}.{picture.extension}"
    known = queries.find_file(key)
    if known is not None:
        return known
    store.write(key, picture.data)
    file = StoredFile(
        key=key,
        media_type=picture.media_type,
        size_bytes=len(picture.data),
        width=picture.width,
        height=picture.height,
        stored_at=now,
    )
    db.session.add(file)
    db.session.flush()
    return file
