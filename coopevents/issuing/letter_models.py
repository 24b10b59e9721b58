"""Invitation letters on their way to guests, the texts they are made from, and how an event gives them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.events.models import Event
from coopevents.issuing.models import IssuedPaper
from coopevents.issuing.states import LetterState
from coopevents.registration.models import Registration
from coopevents.text import LocalizedText

LIVE = text("state <> 'withdrawn'")


class LetterTemplate(Model):
    """A text of an office for its letters, with placeholders in braces (:mod:`coopevents.issuing.letter_texts`)."""

    __tablename__ = "letter_template"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    subject: Mapped[LocalizedText] = mapped_column(Localized)
    text: Mapped[LocalizedText] = mapped_column(Localized)


class LetterTerms(Model):
    """Whether and how an event gives invitation letters; no template means the text of the house."""

    __tablename__ = "letter_terms"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    is_offered: Mapped[bool] = mapped_column(default=False)
    needs_four_eyes: Mapped[bool] = mapped_column(default=True)
    template_id: Mapped[int | None] = mapped_column(ForeignKey("letter_template.id", ondelete="SET NULL"))
    languages: Mapped[str] = mapped_column(String(60), default="")
    is_side_by_side: Mapped[bool] = mapped_column(default=True, server_default=true())


class Letter(Model):
    """An invitation letter from the asking to the issuing; a guest has one at a time.

    Nothing of the passport is in it: that is read from the sealed answers when the letter is composed. ``reason`` says
    why it was sent back or given up. ``version`` counts changes, so that what was looked at is what is issued.
    """

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("stay_until >= stay_from", name="stay_ends_after_it_starts"),
        Index("uq_letter_live", "registration_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_letter_event", "event_id", "state", "id"),
        Index("ix_letter_registration", "registration_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    state: Mapped[LetterState] = mapped_column(one_of(LetterState))
    addressee: Mapped[str] = mapped_column(String(300), default="")
    stay_from: Mapped[date | None]
    stay_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    begun_by_id: Mapped[int | None]
    begun_by: Mapped[str] = mapped_column(String(200), default="")
    approved_by_id: Mapped[int | None]
    approved_by: Mapped[str] = mapped_column(String(200), default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id", ondelete="SET NULL"), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[Event] = relationship()
    registration: Mapped[Registration] = relationship()
    paper: Mapped[IssuedPaper | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
