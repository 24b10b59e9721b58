"""What reviewers are shown besides the registration itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, UtcDateTime


class RegistrationSnapshot(Model):
    """A registration as it was before the guest changed it, kept until the change is decided.

    ``hidden`` holds keyed hashes of sensitive answers: enough to say that one changed, and nothing more.
    """

    __tablename__ = "registration_snapshot"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    hidden: Mapped[dict[str, str]] = mapped_column(JSON)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
