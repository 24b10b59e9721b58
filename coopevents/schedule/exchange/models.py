"""Files held between their preview and their taking over."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, UtcDateTime


class HeldImport(Model):
    """A file an organiser sent and looks at before it is taken over.

    It lies in the database, where every process finds it and no reader can name it: ``token`` is unguessable and good
    for that user and schedule alone. An organiser holds at most one for a schedule, for at most a day. Once it was
    taken over, only what takes it back is left of it: ``undo``.
    """

    __tablename__ = "held_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(40), unique=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(20))
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
