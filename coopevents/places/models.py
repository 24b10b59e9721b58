"""Campuses, rooms, outdoor places, what can be borrowed, and the minutes between them."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, Model, one_of
from coopevents.text import LocalizedText


class PlaceKind(StrEnum):
    """What a place is."""

    ROOM = "room"
    HALL = "hall"
    OUTDOOR = "outdoor"
    OFF_CAMPUS = "off_campus"


class ResourceKind(StrEnum):
    """What can be borrowed besides a place."""

    VEHICLE = "vehicle"
    EQUIPMENT = "equipment"
    BOOTH = "booth"
    OTHER = "other"


class Campus(Model):
    """A site of its own, from which one drives to the next."""

    __tablename__ = "campus"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[LocalizedText] = mapped_column(Localized)
    position: Mapped[int] = mapped_column(default=0)


class Place(Model):
    """Somewhere an activity can be. ``turnover_minutes`` must lie between two activities here."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    campus_id: Mapped[int | None] = mapped_column(ForeignKey("campus.id", ondelete="SET NULL"), index=True)
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


class DrivingTime(Model):
    """Minutes by car between two campuses, the same both ways (``first_id`` < ``second_id``)."""

    __tablename__ = "driving_time"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("campus.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("campus.id", ondelete="CASCADE"), index=True)
    minutes: Mapped[int]


class OpeningHours(Model):
    """When a place is open on a day of the week (0 is Monday), in minutes after midnight on its own clock.

    A place without any is always open; a day without any is one on which it is closed. Several rows of one day are
    several openings; ``closes`` may lie after midnight (beyond 1440).
    """

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_is_one_of_seven"),
        CheckConstraint("opens BETWEEN 0 AND 1439", name="opens_on_its_day"),
        CheckConstraint("closes > opens AND closes <= 2880", name="closes_after_opening"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    opens: Mapped[int]
    closes: Mapped[int]


class Resource(Model):
    """What an activity may need besides a place: a coach, a projector, an interpreter booth. There are ``quantity``."""

    __tablename__ = "resource"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_is_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[ResourceKind] = mapped_column(one_of(ResourceKind))
    name: Mapped[LocalizedText] = mapped_column(Localized)
    quantity: Mapped[int] = mapped_column(default=1)
    turnover_minutes: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int] = mapped_column(default=0)
    is_retired: Mapped[bool] = mapped_column(default=False)
