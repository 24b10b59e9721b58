"""What was told of delays on the day of a visit."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, UtcDateTime


class VisitDelay(Model):
    """That a line of an itinerary runs late, under a ``key`` made where it was told: told again of the same visit, it
    changes nothing.

    ``moved`` says how many lines moved with it, and ``moves`` of each its activity, the times it had and those it got
    (``id``, ``began``, ``ended``, ``begins``, ``ends``; ISO 8601 in UTC). Delays told before that was kept have none.
    """

    __tablename__ = "visit_delay"
    __table_args__ = (
        UniqueConstraint("delegation_id", "key"),
        CheckConstraint("minutes > 0", name="minutes_are_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    minutes: Mapped[int]
    moved: Mapped[int]
    moves: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_by: Mapped[str] = mapped_column(String(200), default="")
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
