"""What is known about stored files; the bytes are in the file system or an object store."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, UtcDateTime


class StoredFile(Model):
    """A file that was checked when it came in; ``key`` is its unguessable name in the store: derived from the content,
    or, when the file is sealed, from nothing at all. ``sealed_with`` is how its bytes begin, which names the key."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    media_type: Mapped[str] = mapped_column(String(80))
    size_bytes: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sealed_with: Mapped[str | None] = mapped_column(String(20))

    @property
    def is_sealed(self) -> bool:
        """Whether its bytes are unreadable in the store."""
        return self.sealed_with is not None


class HandedIn(Model):
    """A sealed file that came with a form which was not accepted yet: nobody's, and erased after a day."""

    __tablename__ = "handed_in"

    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"), primary_key=True)
    handed_in_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
