"""The office's own map of the world: an approved picture, shown instead of ours."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model
from coopevents.storage.models import StoredFile


class PartnerMap(Model):
    """A picture in equirectangular projection and the degrees its edges lie at; ``east`` counts on beyond 180.

    ``approval_number`` is the one that has to be printed beneath where maps need an approval.
    """

    __tablename__ = "partner_map"
    __table_args__ = (
        CheckConstraint("west >= -180 AND west < 180", name="west_is_on_earth"),
        CheckConstraint("east > west AND east <= west + 360", name="east_lies_beyond_west"),
        CheckConstraint("south >= -90 AND north <= 90 AND north > south", name="north_lies_above_south"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), unique=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    west: Mapped[float]
    east: Mapped[float]
    north: Mapped[float]
    south: Mapped[float]
    attribution: Mapped[str] = mapped_column(String(300), default="")
    approval_number: Mapped[str] = mapped_column(String(80), default="")

    file: Mapped[StoredFile] = relationship()
