"""What stands between the working copy and its readers: releases, and who is still to be told of one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.schedule.states import NoticeState
from coopevents.text import LocalizedText

WAITING_NOTICE = text("state = 'waiting'")


class Release(Model):
    """An immutable snapshot of a schedule: all that public pages, feeds and messages ever read.

    ``goes_back_to`` is the number of the earlier release whose programme it restored. ``counts`` says how many entries
    it shows (``shown``) and how many of them changed since the release before, by chief kind of change; ``difference``
    holds these entries as they were and as they are, so that a log of changes need not read whole programmes.
    """

    __tablename__ = "schedule_release"
    __table_args__ = (UniqueConstraint("schedule_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120), default="")
    comment: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
    released_by: Mapped[str] = mapped_column(String(200))
    goes_back_to: Mapped[int | None]
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    difference: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)


class Notice(Model):
    """That a person is to hear what changed for them since the release they know (``since_number``).

    There is at most one waiting notice per person and schedule: further releases within the quiet period only move its
    ``due_at``. ``until_number`` is the latest release that concerns the person, ``written_number`` the one for which
    ``message_id``, the draft in the outbox, was written; the worker writes it anew whenever the two differ.
    """

    __tablename__ = "schedule_notice"
    __table_args__ = (
        Index(
            "uq_schedule_notice_waiting",
            "schedule_id",
            "person_id",
            unique=True,
            sqlite_where=WAITING_NOTICE,
            postgresql_where=WAITING_NOTICE,
        ),
        Index("ix_schedule_notice_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since_number: Mapped[int]
    until_number: Mapped[int]
    written_number: Mapped[int | None]
    state: Mapped[NoticeState] = mapped_column(one_of(NoticeState), default=NoticeState.WAITING)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
