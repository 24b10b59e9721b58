"""Cases that wait for a decision, who should take it, and the decisions taken."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.approvals.plan_models import Plan
from coopevents.db import Model, UtcDateTime, one_of


class CaseState(StrEnum):
    """How far a case is."""

    OPEN = "open"
    RETURNED = "returned"
    APPROVED = "approved"
    DECLINED = "declined"
    CLOSED = "closed"


class Verdict(StrEnum):
    """What was decided at one stage."""

    APPROVE = "approve"
    DECLINE = "decline"
    RETURN = "return"


class Case(Model):
    """Something about a subject that has to be decided, stage after stage.

    It keeps the plan it was opened under; without one it has the stages named, which anybody may decide whom the door
    lets in. ``turn`` rises with whatever a reviewer should have seen before deciding.
    """

    __tablename__ = "approval_case"
    __table_args__ = (
        Index("ix_approval_case_subject", "subject_kind", "subject_id"),
        Index("ix_approval_case_due", "state", "due_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("approval_plan.id"), index=True)
    stages: Mapped[str] = mapped_column(String(200), default="office")
    stage: Mapped[str] = mapped_column(String(40), default="office")
    state: Mapped[CaseState] = mapped_column(one_of(CaseState), default=CaseState.OPEN)
    turn: Mapped[int] = mapped_column(default=1)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    plan: Mapped[Plan | None] = relationship()
    decisions: Mapped[list["Decision"]] = relationship(order_by="Decision.id", cascade="all, delete-orphan")
    assignments: Mapped[list["Assignment"]] = relationship(order_by="Assignment.id", cascade="all, delete-orphan")


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


class Assignment(Model):
    """Who is to decide a case at one of its stages; nobody else is kept from it, but nobody else is reminded."""

    __tablename__ = "approval_assignment"
    __table_args__ = (
        Index("ix_approval_assignment_case", "case_id", "stage", unique=True),
        Index("ix_approval_assignment_user", "user_id", "stage"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("approval_case.id", ondelete="CASCADE"))
    stage: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
