"""The terms an event registers people on, registrations, and personal agendas."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.events.models import Event
from coopevents.people.models import Person
from coopevents.registration.states import RegistrationState
from coopevents.text import LocalizedText


class RegistrationTerms(Model):
    """When, for how many and on what conditions an event registers people; the row that is locked while seats are
    given."""

    __tablename__ = "registration_terms"
    __table_args__ = (CheckConstraint("capacity IS NULL OR capacity >= 0", name="capacity_is_not_negative"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    is_offered: Mapped[bool] = mapped_column(default=True)
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    capacity: Mapped[int | None]
    needs_approval: Mapped[bool] = mapped_column(default=False)
    has_waiting_list: Mapped[bool] = mapped_column(default=True)
    last_number: Mapped[int] = mapped_column(default=0)
    privacy_version: Mapped[int] = mapped_column(default=1)
    privacy_text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    event: Mapped[Event] = relationship()


class Registration(Model):
    """A person's place at an event, or the wish for one.

    ``reference`` is unguessable and names the registration in links; ``link_version`` and ``agenda_version`` make
    all older
    personal links and feed addresses worthless when they are raised.
    """

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        Index("ix_registration_event_state", "event_id", "state"),
        Index(
            "uq_registration_live_email",
            "event_id",
            "email",
            unique=True,
            sqlite_where=text("state IN ('pending','approved','waitlisted','checked_in','no_show')"),
            postgresql_where=text("state IN ('pending','approved','waitlisted','checked_in','no_show')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int]
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    intention: Mapped[str | None] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    state: Mapped[RegistrationState] = mapped_column(one_of(RegistrationState))
    state_reason: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(20))
    time_zone: Mapped[str] = mapped_column(String(60), default="")
    internal_note: Mapped[str] = mapped_column(Text, default="")
    search_key: Mapped[str] = mapped_column(String(1500), default="")
    privacy_version: Mapped[int]
    consented_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    link_version: Mapped[int] = mapped_column(default=1)
    agenda_version: Mapped[int] = mapped_column(default=1)
    agenda_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship()
    event: Mapped[Event] = relationship()


class AgendaPick(Model):
    """An activity a registered person put on the personal agenda."""

    __tablename__ = "agenda_pick"
    __table_args__ = (UniqueConstraint("registration_id", "activity_uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    activity_uid: Mapped[str] = mapped_column(String(40), index=True)
    picked_at: Mapped[datetime] = mapped_column(UtcDateTime)
