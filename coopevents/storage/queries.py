"""Every select of stored files."""

from sqlalchemy import func, select

from coopevents.db import db
from coopevents.storage.models import StoredFile


def find_file(key: str) -> StoredFile | None:
    """What is known about the file with that key."""
    return db.session.scalar(select(StoredFile).where(StoredFile.key == key))


def count_sealed_otherwise(head: str) -> int:
    """How many sealed files do not begin so: they are sealed with an older key."""
    wanted = StoredFile.sealed_with.is_not(None), StoredFile.sealed_with != head
    return db.session.scalar(select(func.count()).select_from(StoredFile).where(*wanted)) or 0


def list_sealed_otherwise(head: str) -> list[str]:
    """Their keys."""
    wanted = StoredFile.sealed_with.is_not(None), StoredFile.sealed_with != head
    return list(db.session.scalars(select(StoredFile.key).where(*wanted).order_by(StoredFile.id)))
