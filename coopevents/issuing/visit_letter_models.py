"""Invitation letters of delegates: verified by one colleague, issued by another, kept sealed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.delegations.people_models import Delegate
from coopevents.issuing.letter_models import LIVE
from coopevents.issuing.states import VisitLetterState


class VisitLetter(Model):
    """The letter by which a delegate applies for a visa; each has at most one that is not withdrawn.

    ``passport_mark`` is a signature of the passport data that ``verified_by`` compared with the passport: what is
    issued is what was verified, or nothing. Nothing of the passport is in this row; the paper's own bytes lie sealed in
    the file ``file_id``. Number, ``serial`` and ``code`` are given when it is issued, from the series of all letters.
    ``content`` is the letterhead as it was then.
    """

    __tablename__ = "visit_letter"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        CheckConstraint("stay_until >= stay_from", name="stay_ends_after_it_starts"),
        Index("uq_visit_letter_live", "delegate_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_visit_letter_delegation_id", "delegation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"))
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    state: Mapped[VisitLetterState] = mapped_column(one_of(VisitLetterState))
    addressee: Mapped[str] = mapped_column(String(300), default="")
    stay_from: Mapped[date]
    stay_until: Mapped[date]
    languages: Mapped[str] = mapped_column(String(60))
    passport_mark: Mapped[str] = mapped_column(String(64))
    verified_by_id: Mapped[int | None]
    verified_by: Mapped[str] = mapped_column(String(200))
    verified_at: Mapped[datetime] = mapped_column(UtcDateTime)
    year: Mapped[int | None]
    serial: Mapped[int | None]
    number: Mapped[str] = mapped_column(String(40), default="")
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    initials: Mapped[str] = mapped_column(String(20), default="")
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(200), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    delegate: Mapped[Delegate] = relationship()

    __mapper_args__ = {"version_id_col": version}
