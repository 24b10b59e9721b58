"""Registrations of those who help, what they speak, and when they are free."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.helping.states import HelperState, Level
from coopevents.people.models import Person
from coopevents.text import LocalizedText


class HelperTerms(Model):
    """Whether a unit lets people register to help, and what it tells them of their data."""

    __tablename__ = "helper_terms"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    is_open: Mapped[bool] = mapped_column(default=False)
    privacy_text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    privacy_version: Mapped[int] = mapped_column(default=1)


class Helper(Model):
    """Somebody who registered to help.

    ``services`` are words of :class:`Service` with spaces between them; ``free`` has a bit for each half day of the
    week (see :mod:`coopevents.helping.free_times`). ``wanted_email`` is an address that is not confirmed yet.
    ``qualities`` and ``reason`` are the office's words; the first is shown to nobody else. ``person`` is who the
    office knows them as since it approved them, ``has_made_person`` whether that record came to be by it.
    """

    __tablename__ = "helper"
    __table_args__ = (Index("ix_helper_unit_id_state", "unit_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    uid: Mapped[str] = mapped_column(String(26), unique=True)
    intention: Mapped[str | None] = mapped_column(String(64), unique=True)
    state: Mapped[HelperState] = mapped_column(one_of(HelperState), default=HelperState.UNCONFIRMED)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    is_paused: Mapped[bool] = mapped_column(default=False)
    given_name: Mapped[str] = mapped_column(String(120), default="")
    family_name: Mapped[str] = mapped_column(String(120), default="")
    original_name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), index=True)
    wanted_email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    student_number: Mapped[str] = mapped_column(String(40), default="")
    study_unit: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(20), default="")
    services: Mapped[str] = mapped_column(String(120), default="")
    free: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(2000), default="")
    qualities: Mapped[str] = mapped_column(String(2000), default="")
    reason: Mapped[str] = mapped_column(String(2000), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    has_made_person: Mapped[bool] = mapped_column(default=False)
    privacy_version: Mapped[int] = mapped_column(default=1)
    consented_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    link_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    search_key: Mapped[str] = mapped_column(String(1000), default="")
    person: Mapped[Person | None] = relationship()
    languages: Mapped[list["HelperLanguage"]] = relationship(
        order_by="HelperLanguage.id", cascade="all, delete-orphan", lazy="selectin"
    )
    pairs: Mapped[list["HelperPair"]] = relationship(
        order_by="HelperPair.id", cascade="all, delete-orphan", lazy="selectin"
    )
    times: Mapped[list["HelperTime"]] = relationship(
        order_by="HelperTime.first_day, HelperTime.id", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def does(self) -> tuple[str, ...]:
        """What they would do, word by word."""
        return tuple(self.services.split())

    @property
    def name(self) -> str:
        """How a list names them: in Latin letters, else in their own script."""
        return f"{self.given_name} {self.family_name}".strip() or self.original_name


class HelperLanguage(Model):
    """A language somebody speaks, and how well."""

    __tablename__ = "helper_language"
    __table_args__ = (UniqueConstraint("helper_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(20))
    level: Mapped[Level] = mapped_column(one_of(Level))


class HelperPair(Model):
    """That somebody interprets from one language into another; the way back is a pair of its own."""

    __tablename__ = "helper_pair"
    __table_args__ = (UniqueConstraint("helper_id", "source", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(20))


class HelperTime(Model):
    """Days that differ from the usual week: free in these halves (three bits), or away when it is none of them."""

    __tablename__ = "helper_time"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_starts"),
        CheckConstraint("halves BETWEEN 0 AND 7", name="halves_are_of_one_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    halves: Mapped[int] = mapped_column(default=0)
