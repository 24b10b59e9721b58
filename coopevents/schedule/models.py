"""Schedules, tracks, activities, the people in them, releases, and clashes accepted on purpose."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.schedule.states import ActivityKind, ActivityState, Audience, ParticipantRole
from coopevents.text import LocalizedText


class Schedule(Model):
    """What is released as one: an event's programme, a delegation's itinerary. It knows nothing of its owner."""

    __tablename__ = "schedule"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    time_zone: Mapped[str] = mapped_column(String(60))
    releases_itself: Mapped[bool] = mapped_column(default=True)
    is_open: Mapped[bool] = mapped_column(default=False)
    release_number: Mapped[int] = mapped_column(default=0)

    is_snapshot_current = False
    """Not stored: whether this unit of work already released what it changed, so that fifty changes are one release."""


class Track(Model):
    """What several activities of a schedule have in common: a name to filter by and to subscribe to.

    ``slug`` is its identity in addresses and never changes.
    """

    __tablename__ = "track"
    __table_args__ = (UniqueConstraint("schedule_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[LocalizedText] = mapped_column(Localized)
    position: Mapped[int] = mapped_column(default=0)


class Activity(Model):
    """Whatever takes time and place, in the organisers' working copy.

    ``uid`` is its identity in calendars and never changes. ``version`` counts saves, so that two organisers cannot
    overwrite each other silently.
    """

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_is_positive"),
        Index("ix_activity_schedule_starts", "schedule_id", "starts_at"),
        Index("ix_activity_place_starts", "place_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(40), unique=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    kind: Mapped[ActivityKind] = mapped_column(one_of(ActivityKind))
    track_id: Mapped[int | None] = mapped_column(ForeignKey("track.id", ondelete="SET NULL"), index=True)
    title: Mapped[LocalizedText] = mapped_column(Localized)
    text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    audience: Mapped[Audience] = mapped_column(one_of(Audience), default=Audience.PUBLIC)
    capacity: Mapped[int | None]
    languages: Mapped[str] = mapped_column(String(60), default="")
    internal_note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[ActivityState] = mapped_column(one_of(ActivityState), default=ActivityState.PUBLIC)
    cancellation_reason: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    participants: Mapped[list["Participant"]] = relationship(
        order_by="Participant.position", cascade="all, delete-orphan", back_populates="activity"
    )

    __mapper_args__ = {"version_id_col": version}


class Participant(Model):
    """A person in an activity, in one role."""

    __tablename__ = "activity_participant"
    __table_args__ = (UniqueConstraint("activity_id", "person_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[ParticipantRole] = mapped_column(one_of(ParticipantRole))
    position: Mapped[int] = mapped_column(default=0)
    activity: Mapped[Activity] = relationship(back_populates="participants")


class Release(Model):
    """An immutable snapshot of a schedule: all that public pages, feeds and messages ever read."""

    __tablename__ = "schedule_release"
    __table_args__ = (UniqueConstraint("schedule_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120), default="")
    comment: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
    released_by: Mapped[str] = mapped_column(String(200))
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)


class AcceptedClash(Model):
    """A clash an organiser looked at and accepted, with the reason; it then stays quiet until it changes."""

    __tablename__ = "accepted_clash"
    __table_args__ = (UniqueConstraint("schedule_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(500))
    accepted_by: Mapped[str] = mapped_column(String(200))
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)
