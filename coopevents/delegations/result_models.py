"""What came of a visit: minutes of its meetings, outcomes, and what is to follow."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.delegations.models import Delegation


class ResultKind(StrEnum):
    """What was written down."""

    MINUTES = "minutes"
    OUTCOME = "outcome"
    FOLLOW_UP = "follow_up"


class VisitResult(Model):
    """One thing that came of a visit.

    Minutes belong to a line of the itinerary, one to each (``activity_id``). A follow-up has an owner, a day, and is
    open until it is ``done_at``; ``reminded_on`` is the day the owner was reminded last.
    """

    __tablename__ = "visit_result"
    __table_args__ = (
        UniqueConstraint("delegation_id", "activity_id"),
        CheckConstraint("(kind = 'minutes') = (activity_id IS NOT NULL)", name="only_minutes_have_a_line"),
        Index("ix_visit_result_open", "kind", "done_at", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"))
    kind: Mapped[ResultKind] = mapped_column(one_of(ResultKind))
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_on: Mapped[date | None]
    done_by: Mapped[str] = mapped_column(String(200), default="")
    written_by: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delegation: Mapped[Delegation] = relationship()
