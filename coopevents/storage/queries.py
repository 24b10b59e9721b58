"""Every select of stored files."""

from sqlalchemy import select

from coopevents.db import db
from coopevents.storage.models import StoredFile


def find_file(key: str) -> StoredFile | None:
    """What is known about the file with that key."""
    return db.session.scalar(select(StoredFile).where(StoredFile.key == key))
