"""What several organisers at one board need: steps that can be undone, and who else is there; and drafts proposed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.schedule.states import ProposalState


class BoardStep(Model):
    """One stroke of one organiser on the board, as it can be undone and done again.

    ``changes`` holds, per activity touched, its id, how it stood before and after, and its version before and after.
    ``key`` is what the browser called the stroke, so that one sent twice over a bad line is done once.
    """

    __tablename__ = "board_step"
    __table_args__ = (Index("ix_board_step_user", "schedule_id", "user_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    label: Mapped[str] = mapped_column(String(300))
    key: Mapped[str] = mapped_column(String(40), default="")
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    is_undone: Mapped[bool] = mapped_column(default=False)


class BoardPresence(Model):
    """That an organiser is at the board now, and which activity they hold."""

    __tablename__ = "board_presence"
    __table_args__ = (UniqueConstraint("schedule_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="SET NULL"))


class Proposal(Model):
    """A draft of a programme the assistant was asked for: the wish, how far it is, and what came out.

    ``wish`` holds what was asked, the problem in plain values, and the version of each activity in it. Whoever works on
    it says so in ``heard_at`` every few seconds; when nothing was heard for a while, somebody else may begin anew.
    """

    __tablename__ = "schedule_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"), index=True)
    state: Mapped[ProposalState] = mapped_column(one_of(ProposalState), default=ProposalState.WAITING)
    wish: Mapped[dict[str, Any]] = mapped_column(JSON)
    progress: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    failure: Mapped[str] = mapped_column(String(500), default="")
    tries: Mapped[int] = mapped_column(default=0)
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    heard_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
