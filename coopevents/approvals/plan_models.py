"""Plans: by which stages a subject's cases are approved, and who decides at each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime
from coopevents.text import LocalizedText


class Plan(Model):
    """How the cases of a subject are approved from one moment on; never changed, only followed by a newer number.

    No stages: nothing has to be approved. ``needs_four_eyes``: nobody decides two stages of one case, nor what they
    entered themselves.
    """

    __tablename__ = "approval_plan"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    number: Mapped[int]
    needs_four_eyes: Mapped[bool] = mapped_column(default=False)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stages: Mapped[list["Stage"]] = relationship(
        order_by="Stage.position", cascade="all, delete-orphan", lazy="selectin"
    )


class Stage(Model):
    """One stage of a plan. Whoever is named may decide; if nobody is named, whoever holds the permission."""

    __tablename__ = "approval_stage"
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        CheckConstraint("due_days IS NULL OR due_days > 0", name="due_days_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("approval_plan.id", ondelete="CASCADE"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[LocalizedText] = mapped_column(Localized)
    permission: Mapped[str] = mapped_column(String(40), default="")
    assigns_in_turn: Mapped[bool] = mapped_column(default=False)
    due_days: Mapped[int | None]
    reviewers: Mapped[list["Reviewer"]] = relationship(
        order_by="Reviewer.position", cascade="all, delete-orphan", lazy="selectin"
    )


class Reviewer(Model):
    """A colleague named for a stage."""

    __tablename__ = "approval_reviewer"

    stage_id: Mapped[int] = mapped_column(ForeignKey("approval_stage.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)
