"""Trips, whoever travels on them, and the programmes they belong to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, db, one_of
from coopevents.mobility.states import ProgrammeKind, TravellerRole, TripPurpose, TripState
from coopevents.partners.models import Institution
from coopevents.text import LocalizedText

ERASED_NAME = "—"
"""The name of a traveller who was erased."""
programme_partner = Table(
    "programme_partner",
    db.metadata,
    Column("programme_id", ForeignKey("programme.id", ondelete="CASCADE"), primary_key=True),
    Column("institution_id", ForeignKey("institution.id"), primary_key=True, index=True),
)


class Programme(Model):
    """What we do with partners year after year: a dual degree, an exchange, a joint institute.

    ``authority`` approved it on ``approved_on``, until ``expires_on``; ``seats`` are those of a year.
    """

    __tablename__ = "programme"
    __table_args__ = (CheckConstraint("seats IS NULL OR seats > 0", name="seats_are_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[LocalizedText] = mapped_column(Localized)
    kind: Mapped[ProgrammeKind] = mapped_column(one_of(ProgrammeKind))
    authority: Mapped[str] = mapped_column(String(300), default="")
    approved_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    levels: Mapped[str] = mapped_column(String(200), default="")
    seats: Mapped[int | None]
    coordinator: Mapped[str] = mapped_column(String(200), default="")
    search_key: Mapped[str] = mapped_column(String(1000), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    partners: Mapped[list[Institution]] = relationship(secondary=programme_partner, order_by=Institution.id)
    enrolments: Mapped[list["Enrolment"]] = relationship(
        order_by="Enrolment.year", cascade="all, delete-orphan", back_populates="programme"
    )


class Enrolment(Model):
    """How many students a programme took in a year."""

    __tablename__ = "programme_enrolment"
    __table_args__ = (
        UniqueConstraint("programme_id", "year"),
        CheckConstraint("students >= 0", name="students_are_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"))
    year: Mapped[int]
    students: Mapped[int]
    programme: Mapped[Programme] = relationship(back_populates="enrolments")


class Trip(Model):
    """A way abroad and back, of one of us or of a group that travels together.

    ``unit_id`` sends and answers for it, ``officer_id`` is who entered it. ``number`` is the office's own. The host is
    ``institution_id`` when the register knows it, and ``host`` as it was written. ``is_invited`` says that the host
    asked for them. ``cost`` is what it costs us as it was written, with its currency; ``reason`` why it was refused or
    cancelled.
    """

    __tablename__ = "trip"
    __table_args__ = (
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
        Index("ix_trip_state_starts", "state", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    purpose: Mapped[TripPurpose] = mapped_column(one_of(TripPurpose))
    is_invited: Mapped[bool] = mapped_column(default=False)
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    host: Mapped[str] = mapped_column(String(300), default="")
    country: Mapped[str] = mapped_column(String(2))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    funding: Mapped[str] = mapped_column(String(300), default="")
    cost: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    state: Mapped[TripState] = mapped_column(one_of(TripState), default=TripState.PLANNED)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    search_key: Mapped[str] = mapped_column(String(1500), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    institution: Mapped[Institution | None] = relationship()
    programme: Mapped[Programme | None] = relationship()
    travellers: Mapped[list["Traveller"]] = relationship(
        order_by="Traveller.id", cascade="all, delete-orphan", back_populates="trip"
    )

    __mapper_args__ = {"version_id_col": version}


class Traveller(Model):
    """Somebody of ours on a trip, with a link of their own.

    ``person_id`` is who they are in the register of people, when it knows their address: then they are away for every
    itinerary. ``companions`` are those who come along, a line each. ``report_due_on`` is set when they are back,
    ``reminded_on`` the day they were reminded last.
    """

    __tablename__ = "traveller"

    id: Mapped[int] = mapped_column(primary_key=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey("trip.id", ondelete="CASCADE"), index=True)
    uid: Mapped[str] = mapped_column(String(26), unique=True)
    token_version: Mapped[int] = mapped_column(default=1)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    given_name: Mapped[str] = mapped_column(String(120), default="")
    family_name: Mapped[str] = mapped_column(String(120))
    original_name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(20), default="zh_Hans_CN")
    role: Mapped[TravellerRole] = mapped_column(one_of(TravellerRole))
    companions: Mapped[str] = mapped_column(Text, default="")
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    report_due_on: Mapped[date | None] = mapped_column(index=True)
    reminded_on: Mapped[date | None]
    report: Mapped[str] = mapped_column(Text, default="")
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trip: Mapped[Trip] = relationship(back_populates="travellers")

    @property
    def is_erased(self) -> bool:
        """Whether nobody knows any more who it was."""
        return self.family_name == ERASED_NAME


class TripSeries(Model):
    """The last number a unit gave in a year."""

    __tablename__ = "trip_series"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int]
