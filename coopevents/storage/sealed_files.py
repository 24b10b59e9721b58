"""Files that are unreadable in the store, in its backups, and to whoever has the disk alone.

The bytes are sealed before they touch a disk, under a random name, so that nobody can tell by the name whether a file
they know is among them. They are read again only by who says what for.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from coopevents import ledger, sealing
from coopevents.db import db
from coopevents.logs import log
from coopevents.refusals import NotFound
from coopevents.storage import queries
from coopevents.storage.models import StoredFile
from coopevents.storage.store import FileStore
from coopevents.storage.uploads import Upload

EXTENSION = "seal"


class Purpose(StrEnum):
    """What a sealed file is opened for; each opening is written to the log with it, without whose it is."""

    OWNER = "owner"
    """The person it belongs to looks at it."""
    REVEALED = "revealed"
    """A colleague said why, and the reason is in the history."""
    COLLEAGUE = "colleague"
    """A colleague looks at a file that is not sensitive, such as a programme of an association."""
    MY_DATA = "my_data"
    """The person takes along what is kept about them."""
    PAPER = "paper"
    """A photo is printed on the person's own badge."""
    AGREEMENT = "agreement"
    """A document of an agreement is read, or held against its hash."""
    VISIT_REPORT = "visit_report"
    """The report on a visit is read as it was approved."""
    RECEIPT = "receipt"
    """A receipt is read by who may see the budget it belongs to."""
    VISIT_PHOTO = "visit_photo"
    """A photo of a visit is looked at, taken along or printed by who may see the visit."""
    RECEPTION = "reception"
    """A photo is shown where the person arrives."""


def store_sealed(upload: Upload, *, store: FileStore, now: datetime, key: str = "") -> StoredFile:
    """Keep a file sealed, under a name that tells nothing: a new one unless the caller made it already."""
    key = key or f"{secrets.token_hex(20)}.{EXTENSION}"
    store.write(key, sealing.seal_bytes(upload.data))
    file = StoredFile(
        key=key,
        media_type=upload.media_type,
        size_bytes=len(upload.data),
        sealed_with=sealing.newest_head(),
        stored_at=now,
    )
    db.session.add(file)
    db.session.flush()
    return file


def open_sealed(key: str, purpose: Purpose, *, store: FileStore) -> Upload:
    """The file again, for the purpose stated.

    Raises NotFound when there is none, it was erased, or it is not sealed.
    """
    file = queries.find_file(key)
    if file is None:
        raise NotFound
    return open_known(file, purpose, store=store)


def open_known(file: StoredFile, purpose: Purpose, *, store: FileStore) -> Upload:
    """As :func:`open_sealed`, for a file whose row is at hand."""
    if not file.is_sealed:
        raise NotFound
    try:
        data = sealing.unseal_bytes(store.read(file.key))
    except sealing.Unopenable:
        raise NotFound from None
    log.info("a sealed file was opened", purpose=purpose.value)
    return Upload(data, file.media_type)


def erase_sealed(keys: Iterable[str], *, store: FileStore) -> None:
    """Let nothing be left of these files: their rows now, their bytes once that is committed; unknown keys do not
    matter."""
    for key in keys:
        file = queries.find_file(key)
        if file is not None and file.is_sealed:
            db.session.delete(file)
            ledger.once_committed(_Erasing(store, key))


class _Erasing:
    """Erases one file when it is called."""

    def __init__(self, store: FileStore, key: str) -> None:
        self.store, self.key = store, key

    def __call__(self) -> None:
        self.store.erase(self.key)


def reseal_file(file: StoredFile, *, store: FileStore) -> None:
    """Seal a file with the newest key; readers meanwhile get one or the other, and both open.

    Raises sealing.Unopenable, or NotFound when its bytes are gone.
    """
    store.write(file.key, sealing.sealed_anew(store.read(file.key)))
    file.sealed_with = sealing.newest_head()
