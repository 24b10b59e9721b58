"""What colleagues tapped on the board of the day."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, UtcDateTime, one_of


class TapKind(StrEnum):
    """What a tap says of a guest, of a line, or of a guest at a line."""

    ARRIVED = "arrived"
    NOT_ARRIVED = "not_arrived"
    LEFT = "left"
    STILL_HERE = "still_here"
    LATE = "late"
    CAME = "came"
    MISSED = "missed"


class VisitTap(Model):
    """One tap, under the ``key`` the phone made for it: sent again, it changes nothing.

    ``at`` is when it was tapped, ``received_at`` when it came to us: a phone without a network sends later. Of a tap
    that was refused nothing is kept, so that it may be sent once more.
    """

    __tablename__ = "visit_tap"
    __table_args__ = (
        UniqueConstraint("delegation_id", "key"),
        Index("ix_visit_tap_subject", "delegation_id", "delegate_id", "activity_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id", ondelete="CASCADE"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    kind: Mapped[TapKind] = mapped_column(one_of(TapKind))
    minutes: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
