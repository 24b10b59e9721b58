"""Groups, their places, the terms on which an event takes them, and the offers that pass places on."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.events.models import Event
from coopevents.registration.group_states import GroupState, MemberState
from coopevents.registration.models import EventForm, Registration
from coopevents.registration.waiting_states import OfferState


class GroupTerms(Model):
    """Whether and how an event takes groups.

    A group holds its places for ``hold_days``; who ``may_stay_nameless`` may confirm places nobody's name is on.
    Names may be swapped until ``swaps_until``; None means until the event begins.
    """

    __tablename__ = "registration_group_terms"
    __table_args__ = (
        CheckConstraint("largest BETWEEN 2 AND 500", name="largest_is_sensible"),
        CheckConstraint("hold_days BETWEEN 1 AND 365", name="hold_days_are_sensible"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    is_offered: Mapped[bool] = mapped_column(default=False)
    largest: Mapped[int] = mapped_column(default=30)
    hold_days: Mapped[int] = mapped_column(default=14)
    may_stay_nameless: Mapped[bool] = mapped_column(default=False)
    swaps_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Group(Model):
    """People who come together under a leader, who works without an account by a signed link.

    ``number`` comes from the same counter as those of registrations, so that groups and single guests wait in one
    order. ``waits_for`` places are still wished for; who ``takes_part`` takes fewer rather than none.
    """

    __tablename__ = "registration_group"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("waits_for >= 0", name="waits_for_is_not_negative"),
        Index("ix_registration_group_hold", "state", "hold_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    form_id: Mapped[int] = mapped_column(ForeignKey("registration_form.id"))
    number: Mapped[int]
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    link_version: Mapped[int] = mapped_column(default=1)
    intention: Mapped[str | None] = mapped_column(String(64), unique=True)
    state: Mapped[GroupState] = mapped_column(one_of(GroupState), default=GroupState.DRAFT)
    name: Mapped[str] = mapped_column(String(200))
    institution_name: Mapped[str] = mapped_column(String(300), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    leader_name: Mapped[str] = mapped_column(String(200))
    leader_email: Mapped[str] = mapped_column(String(254))
    deputy_name: Mapped[str] = mapped_column(String(200), default="")
    deputy_email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(20))
    shared: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    internal_note: Mapped[str] = mapped_column(Text, default="")
    waits_for: Mapped[int] = mapped_column(default=0)
    takes_part: Mapped[bool] = mapped_column(default=False)
    waiting_order: Mapped[int | None]
    hold_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hold_warned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    event: Mapped[Event] = relationship()
    form: Mapped[EventForm] = relationship()
    members: Mapped[list["GroupMember"]] = relationship(
        order_by="GroupMember.position, GroupMember.id", back_populates="group", cascade="all, delete-orphan"
    )


class PlaceOffer(Model):
    """Places offered to a guest or a group that waits, until a moment; while it is open, its seats are held."""

    __tablename__ = "registration_place_offer"
    __table_args__ = (
        CheckConstraint("(registration_id IS NULL) <> (group_id IS NULL)", name="offer_is_for_one"),
        CheckConstraint("seats > 0", name="seats_are_positive"),
        Index("ix_registration_place_offer_due", "state", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("registration_group.id", ondelete="CASCADE"), index=True)
    seats: Mapped[int] = mapped_column(default=1)
    state: Mapped[OfferState] = mapped_column(one_of(OfferState), default=OfferState.OPEN)
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    registration: Mapped[Registration | None] = relationship()
    group: Mapped[Group | None] = relationship()


class GroupMember(Model):
    """One place of a group: at first nobody's, then somebody's registration.

    ``holds_seat`` says that the place itself takes a seat, which it does until it is filled: from then on the
    registration does. While ``offer_id`` names an open offer, the place is not the group's yet.
    """

    __tablename__ = "registration_group_member"
    __table_args__ = (
        Index(
            "ix_registration_group_member_seats",
            "event_id",
            "group_id",
            sqlite_where=text("holds_seat"),
            postgresql_where=text("holds_seat"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("registration_group.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int]
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    token_version: Mapped[int] = mapped_column(default=1)
    state: Mapped[MemberState] = mapped_column(one_of(MemberState), default=MemberState.PLACEHOLDER)
    holds_seat: Mapped[bool] = mapped_column(default=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("registration_place_offer.id"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id", ondelete="SET NULL"), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    group: Mapped[Group] = relationship(back_populates="members")
    registration: Mapped[Registration | None] = relationship()
