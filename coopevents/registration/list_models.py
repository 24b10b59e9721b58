"""What makes a list of registrations the office's own: answers one can narrow by, tags, and saved views."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, UtcDateTime
from coopevents.registration.models import WORD


class AnswerValue(Model):
    """An answer, or a word of one, under which a registration is found; :mod:`coopevents.registration.answer_values`
    says in which form. Sensitive answers never stand here."""

    __tablename__ = "registration_answer"
    __table_args__ = (Index("ix_registration_answer_registration", "registration_id", "question_key", "value"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    question_key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(WORD, primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True)


class Tag(Model):
    """A word the office of an event sorts its guests by, in one of the semantic colours."""

    __tablename__ = "registration_tag"
    __table_args__ = (UniqueConstraint("event_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))
    tone: Mapped[str] = mapped_column(String(20), default="neutral")


class Tagging(Model):
    """A registration that has a tag."""

    __tablename__ = "registration_tagging"
    __table_args__ = (Index("ix_registration_tagging_tag", "tag_id", "registration_id"),)

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("registration_tag.id", ondelete="CASCADE"), primary_key=True)


class SavedView(Model):
    """A list as somebody wants to see it again: ``asked`` are the pairs of its address (filters, columns, order).

    A shared one is seen by the whole team of the event; ``is_default`` opens the list with it.
    """

    __tablename__ = "registration_view"
    __table_args__ = (UniqueConstraint("event_id", "user_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    asked: Mapped[list[Any]] = mapped_column(JSON)
    is_shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_default: Mapped[bool] = mapped_column(default=False, server_default=false())
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
