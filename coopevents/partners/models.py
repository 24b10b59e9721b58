"""Institutions the university works with."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, String, and_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.partners.states import PartnerStatus
from coopevents.text import LocalizedText


class InstitutionKind(StrEnum):
    """What an institution is."""

    UNIVERSITY = "university"
    COMPANY = "company"
    INSTITUTE = "institute"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"


class Institution(Model):
    """A university, company or body, with its name in several languages.

    ``original_name`` is the name in a script or language of its own, ``former_names`` what it was called before.
    A position is a whole one or none. One that was merged only points to the one that stayed: no list shows it.
    """

    __tablename__ = "institution"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_is_on_earth"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_is_on_earth"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="position_is_whole"),
        CheckConstraint("parent_id <> id", name="parent_is_another"),
        CheckConstraint("merged_into_id <> id", name="merged_into_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[InstitutionKind] = mapped_column(one_of(InstitutionKind))
    name: Mapped[LocalizedText] = mapped_column(Localized)
    original_name: Mapped[str] = mapped_column(String(300), default="")
    acronym: Mapped[str] = mapped_column(String(40), default="")
    former_names: Mapped[list[str]] = mapped_column(JSON, default=list)
    country: Mapped[str] = mapped_column(String(2), index=True)
    city: Mapped[str] = mapped_column(String(120), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    website: Mapped[str] = mapped_column(String(300), default="")
    status: Mapped[PartnerStatus] = mapped_column(one_of(PartnerStatus), default=PartnerStatus.PARTNER)
    partner_since: Mapped[int | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    search_key: Mapped[str] = mapped_column(String(1500), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @hybrid_property
    def is_partner(self) -> bool:
        """Whether it is a partner now."""
        return self.status is PartnerStatus.PARTNER and self.merged_into_id is None

    @is_partner.inplace.expression
    @classmethod
    def _is_partner(cls) -> ColumnElement[bool]:
        return and_(cls.status == PartnerStatus.PARTNER, cls.merged_into_id.is_(None))
