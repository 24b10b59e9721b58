"""Delegations and what was asked back about them."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.delegations.details import Days
from coopevents.delegations.states import VisitKind, VisitLevel, VisitState
from coopevents.partners.models import Institution


class Delegation(Model):
    """Guests who come together, and their visit: from the request to the report.

    ``unit_id`` is the unit that receives and answers for it. ``number`` is the office's own and never changes; ``uid``
    is its identity in the requester's link. ``institution_id`` is where they come from when the register knows it,
    ``organisation`` how they wrote it. ``arrives_on`` to ``leaves_on`` are the days they wish for until it is accepted,
    those agreed from then on. ``postponed_from`` is the state it comes back to; ``reason`` why it was
    declined, redirected, postponed or cancelled. ``schedule_id`` is the itinerary, once it is planned; ``officer_id``
    the colleague who looks after it. ``has_short_notice`` is what the requester was warned of;
    ``intention`` makes a form that was sent twice one request.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("leaves_on >= arrives_on", name="leaves_after_it_arrives"),
        CheckConstraint("head_count > 0", name="head_count_is_positive"),
        CheckConstraint("(state = 'postponed') = (postponed_from IS NOT NULL)", name="postponed_from_somewhere"),
        Index("ix_delegation_state_arrives", "state", "arrives_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    uid: Mapped[str] = mapped_column(String(26), unique=True)
    token_version: Mapped[int] = mapped_column(default=1)
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(300))
    country: Mapped[str] = mapped_column(String(2), default="")
    kind: Mapped[VisitKind] = mapped_column(one_of(VisitKind))
    level: Mapped[VisitLevel] = mapped_column(one_of(VisitLevel))
    state: Mapped[VisitState] = mapped_column(one_of(VisitState), default=VisitState.REQUESTED)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    postponed_from: Mapped[VisitState | None] = mapped_column(one_of(VisitState, name="postponed_from"))
    reason: Mapped[str] = mapped_column(Text, default="")
    redirected_to: Mapped[str] = mapped_column(String(300), default="")
    contact_name: Mapped[str] = mapped_column(String(200))
    contact_original_name: Mapped[str] = mapped_column(String(200), default="")
    contact_position: Mapped[str] = mapped_column(String(200), default="")
    contact_email: Mapped[str] = mapped_column(String(254), index=True)
    contact_phone: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[str] = mapped_column(String(20), default="en")
    purpose: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text, default="")
    arrives_on: Mapped[date]
    leaves_on: Mapped[date]
    other_days: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    head_count: Mapped[int]
    wishes: Mapped[str] = mapped_column(Text, default="")
    languages: Mapped[str] = mapped_column(String(60), default="")
    brings_interpreter: Mapped[bool] = mapped_column(default=False)
    other_stops: Mapped[str] = mapped_column(Text, default="")
    paying: Mapped[str] = mapped_column(Text, default="")
    organiser: Mapped[str] = mapped_column(String(300), default="")
    history: Mapped[str] = mapped_column(Text, default="")
    access_needs: Mapped[str] = mapped_column(Text, default="")
    needs_letters: Mapped[bool] = mapped_column(default=False)
    has_short_notice: Mapped[bool] = mapped_column(default=False)
    intention: Mapped[str | None] = mapped_column(String(64), unique=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    schedule_id: Mapped[int | None] = mapped_column(ForeignKey("schedule.id"), unique=True)
    note: Mapped[str] = mapped_column(Text, default="")
    search_key: Mapped[str] = mapped_column(String(1500), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    institution: Mapped[Institution | None] = relationship()
    questions: Mapped[list["VisitQuestion"]] = relationship(
        order_by="VisitQuestion.id", cascade="all, delete-orphan", back_populates="delegation"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def days(self) -> Days:
        """The days of the visit: wished for, or agreed."""
        return Days(self.arrives_on, self.leaves_on)

    @property
    def alternatives(self) -> tuple[Days, ...]:
        """Other days that would do, as they were asked for."""
        return tuple(Days(date.fromisoformat(first), date.fromisoformat(last)) for first, last in self.other_days)


class DelegationSeries(Model):
    """The last number a unit gave in a year."""

    __tablename__ = "delegation_series"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int]


class VisitQuestion(Model):
    """Something the office asked the requester, and what they answered."""

    __tablename__ = "visit_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delegation: Mapped[Delegation] = relationship(back_populates="questions")
