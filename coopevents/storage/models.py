"""What is known about stored files; the bytes are in the file system or an object store."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, UtcDateTime


class StoredFile(Model):
    """A file that was checked when it came in; ``key`` is its unguessable, content-derived name in the store."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    media_type: Mapped[str] = mapped_column(String(80))
    size_bytes: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)
