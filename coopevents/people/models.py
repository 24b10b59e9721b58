"""One Person per human being the office knows: speakers, hosts, guests, signatories."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, Model, UtcDateTime
from coopevents.text import LocalizedText


class Person(Model):
    """A human being, with the name in Latin letters and in its own script.

    ``language`` is the one they are written to in; ``speaks`` those they can lead a tour in or interpret, by code.
    ``phone`` is for colleagues who look after guests, and shown to nobody else.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_name", "family_name", "given_name"),
        Index("ix_person_original_name", "original_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str] = mapped_column(String(60), default="")
    given_name: Mapped[str] = mapped_column(String(120), default="")
    family_name: Mapped[str] = mapped_column(String(120), default="")
    original_name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="", index=True)
    phone: Mapped[str] = mapped_column(String(60), default="", server_default="")
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    institution_name: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    language: Mapped[str] = mapped_column(String(20), default="")
    speaks: Mapped[str] = mapped_column(String(60), default="")
    biography: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    search_key: Mapped[str] = mapped_column(String(1000), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Availability(Model):
    """A time at which a person said they can be there.

    Somebody who stated any is taken not to be free on the days of a schedule that lie outside all of them.
    """

    __tablename__ = "availability"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Absence(Model):
    """That somebody is away from one moment to another, because another room says so under its ``key``."""

    __tablename__ = "absence"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
