"""Schedules, tracks, activities, the people and resources in them, sign-ups, and clashes accepted on purpose."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.schedule.states import ActivityKind, ActivityState, Audience, ParticipantRole, SignUpState
from coopevents.text import LocalizedText


class Schedule(Model):
    """What is released as one: an event's programme, a delegation's itinerary. It knows nothing of its owner.

    ``quiet_minutes`` is how long the people concerned by a release are left alone before they are told, so that several
    releases in a row are one message; ``holds_notices`` keeps these messages as drafts until somebody approves them.
    ``holidays_of`` is the country (ISO 3166) whose public holidays deserve a warning. ``origin`` is what an imported
    conference said of itself that is said again when the programme is exported (:mod:`coopevents.schedule.exchange`).
    """

    __tablename__ = "schedule"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    time_zone: Mapped[str] = mapped_column(String(60))
    releases_itself: Mapped[bool] = mapped_column(default=True)
    is_open: Mapped[bool] = mapped_column(default=False)
    release_number: Mapped[int] = mapped_column(default=0)
    quiet_minutes: Mapped[int] = mapped_column(default=15)
    holds_notices: Mapped[bool] = mapped_column(default=False)
    holidays_of: Mapped[str] = mapped_column(String(2), default="")
    origin: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

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
    overwrite each other silently. An activity whose state is *unscheduled* lies in the tray: it alone has neither start
    nor end, only a ``length`` in minutes; no select but :func:`queries.list_unscheduled` and those by id give it.
    ``expected`` is how many are thought to come, ``capacity`` how many may; ``takes_sign_ups`` says whether its places
    are booked one by one. The drafting assistant leaves alone what ``is_fixed``. ``origin`` is what another program
    said of it when it was imported, and hears again (:mod:`coopevents.schedule.exchange.origins`).
    """

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_is_positive"),
        CheckConstraint("expected IS NULL OR expected >= 0", name="expected_is_not_negative"),
        CheckConstraint("length > 0", name="length_is_positive"),
        CheckConstraint("(state = 'unscheduled') = (starts_at IS NULL)", name="only_unscheduled_has_no_start"),
        CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name="start_and_end_together"),
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
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, nullable=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, nullable=True)
    length: Mapped[int] = mapped_column(default=60)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    audience: Mapped[Audience] = mapped_column(one_of(Audience), default=Audience.PUBLIC)
    capacity: Mapped[int | None]
    expected: Mapped[int | None]
    takes_sign_ups: Mapped[bool] = mapped_column(default=False)
    is_fixed: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[str] = mapped_column(String(60), default="")
    internal_note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[ActivityState] = mapped_column(one_of(ActivityState), default=ActivityState.PUBLIC)
    cancellation_reason: Mapped[str] = mapped_column(String(500), default="")
    origin: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    participants: Mapped[list["Participant"]] = relationship(
        order_by="Participant.position", cascade="all, delete-orphan", back_populates="activity"
    )
    resources: Mapped[list["ResourceUse"]] = relationship(
        order_by="ResourceUse.resource_id", cascade="all, delete-orphan", back_populates="activity"
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


class ResourceUse(Model):
    """So many of a resource (vehicle, equipment, booth) that an activity takes for as long as it lasts."""

    __tablename__ = "activity_resource"
    __table_args__ = (
        UniqueConstraint("activity_id", "resource_id"),
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"), index=True)
    quantity: Mapped[int] = mapped_column(default=1)
    activity: Mapped[Activity] = relationship(back_populates="resources")


class SignUp(Model):
    """A person's place in an activity that is booked one by one, or the wait for it; and whether they came."""

    __tablename__ = "sign_up"
    __table_args__ = (
        UniqueConstraint("activity_id", "person_id"),
        Index("ix_sign_up_activity_state", "activity_id", "state", "signed_up_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[SignUpState] = mapped_column(one_of(SignUpState))
    signed_up_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attended_by: Mapped[str] = mapped_column(String(200), default="")
    activity: Mapped[Activity] = relationship()


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
