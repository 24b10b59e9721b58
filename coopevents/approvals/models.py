"""Cases that wait for a decision, and the decisions taken."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of


class CaseState(StrEnum):
    """How far a case is."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"
    CLOSED = "closed"


class Verdict(StrEnum):
    """What was decided at one stage."""

    APPROVE = "approve"
    DECLINE = "decline"


class Case(Model):
    """Something about a subject that has to be decided, stage after stage."""

    __tablename__ = "approval_case"
    __table_args__ = (Index("ix_approval_case_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    stages: Mapped[str] = mapped_column(String(200), default="office")
    stage: Mapped[str] = mapped_column(String(40), default="office")
    state: Mapped[CaseState] = mapped_column(one_of(CaseState), default=CaseState.OPEN)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decisions: Mapped[list["Decision"]] = relationship(order_by="Decision.id", cascade="all, delete-orphan")


class Decision(Model):
    """Who decided what at which stage, and why."""

    __tablename__ = "approval_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("approval_case.id", ondelete="CASCADE"), index=True)
    stage: Mapped[str] = mapped_column(String(40))
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict))
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_by_label: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
