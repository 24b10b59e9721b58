"""Files handed in with a form that was not accepted yet: kept sealed for a day, so that nobody chooses them twice.

Until a form that holds one is accepted it is nobody's; what is forgotten is erased.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select

from coopevents.db import db
from coopevents.storage.models import HandedIn, StoredFile
from coopevents.storage.sealed_files import EXTENSION, erase_sealed, store_sealed
from coopevents.storage.store import FileStore
from coopevents.storage.uploads import Upload

KEPT_FOR = timedelta(days=1)


def new_key() -> str:
    """A name for a sealed file; it tells nothing."""
    return f"{secrets.token_hex(20)}.{EXTENSION}"


def hand_in(upload: Upload, key: str, *, store: FileStore, now: datetime) -> None:
    """Keep a file under that key until somebody claims it, or a day is over."""
    file = store_sealed(upload, store=store, now=now, key=key)
    db.session.add(HandedIn(file_id=file.id, handed_in_at=now))
    db.session.flush()


def claim(keys: Collection[str]) -> set[str]:
    """Let these files belong to whoever handed them in; returns those that were still nobody's."""
    query = select(HandedIn, StoredFile.key).join(StoredFile, StoredFile.id == HandedIn.file_id)
    found = {key: waiting for waiting, key in db.session.execute(query.where(StoredFile.key.in_(keys)))}
    for waiting in found.values():
        db.session.delete(waiting)
    return set(found)


def erase_forgotten(*, store: FileStore, now: datetime) -> int:
    """Erase what nobody claimed within a day; returns how many files that were."""
    query = select(StoredFile.key).join(HandedIn, HandedIn.file_id == StoredFile.id)
    keys = list(db.session.scalars(query.where(HandedIn.handed_in_at < now - KEPT_FOR)))
    erase_sealed(keys, store=store)
    return len(keys)
