"""Ceremonies: the agreements signed in them, the people of both sides, the run of show, the kit, what tablets said."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.agreements.models import Agreement
from coopevents.ceremonies.states import CeremonyRole, CeremonyState, MarkKind, ProtocolLevel
from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.kits.models import Thing
from coopevents.partners.models import Institution
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText


class CeremonyDesk(Model):
    """The schedule that holds a unit's ceremonies outside any event; it releases itself."""

    __tablename__ = "ceremony_desk"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id"), unique=True)


class Ceremony(Model):
    """A signing ceremony: the activity it is has title, time and place; here is what is its own.

    ``languages`` are those it is spoken in, the first one first. ``adjustments`` is laid over what protocol's rules
    say, as swaps in the order they were made (see ``adjusting``): ``{"seating": [["p3", "p7", "why"], …], …}``.
    ``reference`` names it in the addresses of its tablets, and ``link_version`` makes older ones worthless.
    """

    __tablename__ = "ceremony"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), unique=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    link_version: Mapped[int] = mapped_column(default=1)
    state: Mapped[CeremonyState] = mapped_column(one_of(CeremonyState), default=CeremonyState.PLANNED)
    level: Mapped[ProtocolLevel] = mapped_column(one_of(ProtocolLevel), default=ProtocolLevel.HEADS)
    languages: Mapped[str] = mapped_column(String(60), default="")
    adjustments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(String(2000), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    activity: Mapped[Activity] = relationship()
    agreements: Mapped[list["CeremonyAgreement"]] = relationship(
        order_by="CeremonyAgreement.position", cascade="all, delete-orphan", back_populates="ceremony"
    )
    people: Mapped[list["CeremonyPerson"]] = relationship(
        order_by="CeremonyPerson.position, CeremonyPerson.id", cascade="all, delete-orphan", back_populates="ceremony"
    )
    cues: Mapped[list["Cue"]] = relationship(
        order_by="Cue.position, Cue.id", cascade="all, delete-orphan", back_populates="ceremony"
    )
    kit: Mapped[list["KitItem"]] = relationship(
        order_by="KitItem.position, KitItem.id", cascade="all, delete-orphan", back_populates="ceremony"
    )

    __mapper_args__ = {"version_id_col": version}


class CeremonyAgreement(Model):
    """An agreement that is signed in a ceremony; they are signed in the order of ``position``."""

    __tablename__ = "ceremony_agreement"
    __table_args__ = (UniqueConstraint("ceremony_id", "agreement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"))
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    ceremony: Mapped[Ceremony] = relationship(back_populates="agreements")
    agreement: Mapped[Agreement] = relationship()


class CeremonyPerson(Model):
    """Somebody in a ceremony, of a party (``institution_id``) or of ours when that is empty.

    ``person_id`` when the office's register knows them. Somebody stands here once in each role: ``agreement_id`` says
    which agreement they are there for, and is empty of whoever signs several (the agreements' own signatories tell).
    ``office`` is as it is printed; ``rank`` the place in the order of precedence (1 is highest), and among equals
    whoever was ``appointed_on`` earlier comes first.
    """

    __tablename__ = "ceremony_person"
    __table_args__ = (
        CheckConstraint("rank IS NULL OR rank > 0", name="rank_is_positive"),
        Index("ix_ceremony_person_ceremony", "ceremony_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"))
    role: Mapped[CeremonyRole] = mapped_column(one_of(CeremonyRole))
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    original_name: Mapped[str] = mapped_column(String(200), default="")
    office: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    rank: Mapped[int | None]
    appointed_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)
    ceremony: Mapped[Ceremony] = relationship(back_populates="people")
    institution: Mapped[Institution | None] = relationship()


class Cue(Model):
    """One line of the run of show.

    ``starts_after`` anchors it: so many seconds after the ceremony's start, whatever came before; without it, it
    begins when the line before ends. ``who`` speaks or acts, ``spoken`` is said word for word. ``removed_at`` marks a
    line that was deleted and can be brought back.
    """

    __tablename__ = "ceremony_cue"
    __table_args__ = (
        CheckConstraint("seconds >= 0", name="seconds_are_not_negative"),
        Index("ix_ceremony_cue_ceremony", "ceremony_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[LocalizedText] = mapped_column(Localized)
    who: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    spoken: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    media: Mapped[str] = mapped_column(String(200), default="")
    seconds: Mapped[int] = mapped_column(default=60)
    starts_after: Mapped[int | None]
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ceremony: Mapped[Ceremony] = relationship(back_populates="cues")


class KitItem(Thing, Model):
    """Something that has to be there by so many days before the ceremony's day."""

    __tablename__ = "ceremony_kit"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
        CheckConstraint("days_before >= 0", name="days_before_are_not_negative"),
        Index("ix_ceremony_kit_ceremony", "ceremony_id", "position"),
    )

    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"))
    days_before: Mapped[int] = mapped_column(default=1)
    ceremony: Mapped[Ceremony] = relationship(back_populates="kit")


class LiveMark(Model):
    """What somebody told a tablet during a run, under the tablet's own ``key``; a run's state is folded from these.

    ``run`` counts the rehearsals and the real run of a ceremony. ``at`` is the tablet's moment, set right by what its
    clock was wrong at sending.
    """

    __tablename__ = "ceremony_mark"
    __table_args__ = (Index("ix_ceremony_mark_run", "ceremony_id", "run", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"))
    run: Mapped[int]
    is_rehearsal: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[MarkKind] = mapped_column(one_of(MarkKind))
    cue_id: Mapped[int | None] = mapped_column(ForeignKey("ceremony_cue.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(200), default="")


class HeardSignature(Model):
    """That a tablet told of a signature, under the tablet's own ``key``: what was told once is never recorded again.

    ``refusal`` is the name of the refusal when it was not recorded, and empty when it was. ``at`` is the moment of the
    touch.
    """

    __tablename__ = "ceremony_signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    original: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    refusal: Mapped[str] = mapped_column(String(60), default="")
