"""Forms, their versions, and the answers given to a version."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, Model, UtcDateTime
from coopevents.sealing import SEALED
from coopevents.text import LocalizedText


class Form(Model):
    """A set of questions somebody is asked, kept by a subject such as an event's registration."""

    __tablename__ = "form"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    purpose: Mapped[str] = mapped_column(String(40))
    title: Mapped[LocalizedText] = mapped_column(Localized)


class FormVersion(Model):
    """The questions as they were asked from one moment on; never changed once there are answers."""

    __tablename__ = "form_version"
    __table_args__ = (UniqueConstraint("form_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("form.id", ondelete="CASCADE"))
    number: Mapped[int]
    definition: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WorkingCopy(Model):
    """A form as it is worked on (None: as it is in force), the states before, and a number that names the state."""

    __tablename__ = "form_working_copy"

    form_id: Mapped[int] = mapped_column(ForeignKey("form.id", ondelete="CASCADE"), primary_key=True)
    definition: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    earlier: Mapped[list[Any]] = mapped_column(JSON, default=list)
    revision: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Answers(Model):
    """What one subject answered to one version of a form; ``sealed`` holds the sensitive answers, unreadable to whoever
    has the database alone; ``erased`` says of which of these nothing is left, and since what day."""

    __tablename__ = "form_answers"
    __table_args__ = (Index("ix_form_answers_subject", "subject_kind", "subject_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_version_id: Mapped[int] = mapped_column(ForeignKey("form_version.id"), index=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    sealed: Mapped[str | None] = mapped_column(Text, info=SEALED)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    erased: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class Consent(Model):
    """Somebody agreed that sensitive answers are kept: to which text, of which version of the form, and when.

    ``ended_at`` is when it was taken back, or when another text took its place.
    """

    __tablename__ = "form_consent"
    __table_args__ = (Index("ix_form_consent_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    question_key: Mapped[str] = mapped_column(String(40))
    form_version_id: Mapped[int] = mapped_column(ForeignKey("form_version.id"), index=True)
    text: Mapped[LocalizedText] = mapped_column(Localized)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
