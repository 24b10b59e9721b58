"""Rooms, outdoor places, and the minutes between them."""

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, Model, one_of
from coopevents.text import LocalizedText


class PlaceKind(StrEnum):
    """What a place is."""

    ROOM = "room"
    HALL = "hall"
    OUTDOOR = "outdoor"
    OFF_CAMPUS = "off_campus"


class Place(Model):
    """Somewhere an activity can be. ``turnover_minutes`` must lie between two activities here."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[PlaceKind] = mapped_column(one_of(PlaceKind))
    name: Mapped[LocalizedText] = mapped_column(Localized)
    building: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    address: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    capacity: Mapped[int | None]
    turnover_minutes: Mapped[int] = mapped_column(default=0)
    is_step_free: Mapped[bool] = mapped_column(default=True)
    allows_parallel: Mapped[bool] = mapped_column(default=False)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    position: Mapped[int] = mapped_column(default=0)
    is_retired: Mapped[bool] = mapped_column(default=False)


class WalkingTime(Model):
    """Minutes on foot between two places, the same both ways (``first_id`` < ``second_id``)."""

    __tablename__ = "walking_time"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), index=True)
    minutes: Mapped[int]
