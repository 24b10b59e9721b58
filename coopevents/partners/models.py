"""Institutions the university works with."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.text import LocalizedText


class InstitutionKind(StrEnum):
    """What an institution is."""

    UNIVERSITY = "university"
    COMPANY = "company"
    INSTITUTE = "institute"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"


class Institution(Model):
    """A university, company or body, with its name in several languages; ``latitude`` and ``longitude`` in degrees."""

    __tablename__ = "institution"
    __table_args__ = (CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="position_is_whole"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[InstitutionKind] = mapped_column(one_of(InstitutionKind))
    name: Mapped[LocalizedText] = mapped_column(Localized)
    country: Mapped[str] = mapped_column(String(2), index=True)
    city: Mapped[str] = mapped_column(String(120), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    is_partner: Mapped[bool] = mapped_column(default=True)
    partner_since: Mapped[int | None]
    search_key: Mapped[str] = mapped_column(String(1500), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
