"""What guests thought of their visit, and that they were asked."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate


class Aspect(StrEnum):
    """What guests give marks for, in the order in which they are asked."""

    OVERALL = "overall"
    WELCOME = "welcome"
    PROGRAMME = "programme"
    TALKS = "talks"
    PRACTICAL = "practical"


class FeedbackRound(Model):
    """That the guests of a visit were asked, and reminded, each once; ``is_forgone`` when the office asks nobody."""

    __tablename__ = "visit_feedback_round"

    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), primary_key=True)
    asked_on: Mapped[date | None] = mapped_column(index=True)
    reminded_on: Mapped[date | None]
    is_forgone: Mapped[bool] = mapped_column(default=False)
    delegation: Mapped[Delegation] = relationship()


class VisitFeedback(Model):
    """What one guest thought: ``marks`` from 1 to 5 by aspect, and words.

    ``writer`` is a keyed digest of whose link it came by: that guest finds it again, and nobody who reads the database
    alone can tell who it is; it goes once the answer cannot be changed any more. ``delegate_id`` is known of a delegate
    who gave their name; of an answer with a name and without one it was the contact. No language and no order of
    coming in is shown of an anonymous one.
    """

    __tablename__ = "visit_feedback"
    __table_args__ = (CheckConstraint("NOT (is_anonymous AND delegate_id IS NOT NULL)", name="anonymous_has_no_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    writer: Mapped[str | None] = mapped_column(String(64), unique=True)
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id", ondelete="CASCADE"), index=True)
    is_anonymous: Mapped[bool] = mapped_column(default=False)
    marks: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    best: Mapped[str] = mapped_column(Text, default="")
    better: Mapped[str] = mapped_column(Text, default="")
    may_quote: Mapped[bool] = mapped_column(default=False)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delegation: Mapped[Delegation] = relationship()
    delegate: Mapped[Delegate | None] = relationship()
