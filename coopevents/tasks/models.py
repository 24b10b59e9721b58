"""Tasks about subjects of other rooms."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.text import LocalizedText


class TaskState(StrEnum):
    """Still to do, done, or not needed after all."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Task(Model):
    """One thing to be done about a subject, by somebody and by a day.

    ``days_before`` counts back from the first day of the subject, or from its last one if ``counts_from_end``
    (negative: after it), and is nothing when the day was set by hand; then it stays where it is when the subject moves.
    ``line_key`` names the line of the list it came from, so that a list that is begun twice adds nothing, and
    ``line_title`` is what that line was called in every language. ``reminded_on`` is the day the owner was reminded
    last.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "line_key"),
        CheckConstraint("(state = 'open') = (settled_at IS NULL)", name="open_until_it_is_settled"),
        Index("ix_task_subject", "subject_kind", "subject_id"),
        Index("ix_task_due", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    due_on: Mapped[date]
    days_before: Mapped[int | None]
    counts_from_end: Mapped[bool] = mapped_column(default=False)
    line_key: Mapped[str | None] = mapped_column(String(80))
    line_title: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    state: Mapped[TaskState] = mapped_column(one_of(TaskState), default=TaskState.OPEN)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str] = mapped_column(String(200), default="")
    reminded_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
