"""Gates, the devices at them, what was scanned there, and what reception knows of a guest."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.events.models import Event
from coopevents.registration.models import Registration
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText


class ScanKind(StrEnum):
    """What a scan says: somebody came, left, or an earlier scan was a mistake."""

    IN = "in"
    OUT = "out"
    UNDO = "undo"


class ScanOutcome(StrEnum):
    """What became of a scan: it counts, it says again what is known, it was refused, or it was taken back."""

    COUNTS = "counts"
    REPEATS = "repeats"
    REFUSED = "refused"
    UNDONE = "undone"


class OnSite(Model):
    """How an event receives its guests: the secret name of its wall page, and whether that shows names."""

    __tablename__ = "on_site"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    wall_reference: Mapped[str | None] = mapped_column(String(40), unique=True)
    wall_shows_names: Mapped[bool] = mapped_column(default=False)


class Gate(Model):
    """Where guests are received: at the event's entrance, or at the door of one activity.

    At an exit (``is_exit``) a scan says that somebody leaves. ``badge_place`` tells guests where their badge lies.
    ``kiosk_reference`` names the gate in the address of its self-service page; without one there is none. Wrong tries
    there are counted from ``kiosk_tries_since`` on.
    """

    __tablename__ = "gate"
    __table_args__ = (CheckConstraint("kiosk_tries >= 0", name="kiosk_tries_are_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    name: Mapped[LocalizedText] = mapped_column(Localized)
    badge_place: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    is_open: Mapped[bool] = mapped_column(default=True)
    is_exit: Mapped[bool] = mapped_column(default=False)
    kiosk_reference: Mapped[str | None] = mapped_column(String(40), unique=True)
    kiosk_tries: Mapped[int] = mapped_column(default=0)
    kiosk_tries_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[Event] = relationship()
    activity: Mapped[Activity | None] = relationship()


class Arrival(Model):
    """One scan, at a gate or by hand at the desk (no gate), as it stands after all scans of that guest were merged.

    ``client_key`` is made by the device: one intention, however often it is sent. ``scanned_at`` is the moment of the
    device, set right by what its clock was wrong at sending. ``activity_id`` is empty for the event itself. An undo
    names in ``undoes_id`` what it takes back.
    """

    __tablename__ = "arrival"
    __table_args__ = (
        Index("ix_arrival_event", "event_id", "id"),
        Index("ix_arrival_registration", "registration_id", "activity_id"),
        Index("ix_arrival_device", "device", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_key: Mapped[str] = mapped_column(String(64), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    gate_id: Mapped[int | None] = mapped_column(ForeignKey("gate.id", ondelete="SET NULL"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    kind: Mapped[ScanKind] = mapped_column(one_of(ScanKind))
    outcome: Mapped[ScanOutcome] = mapped_column(one_of(ScanOutcome))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("arrival.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(String(40), default="")
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    device: Mapped[str] = mapped_column(String(40), default="")
    by: Mapped[str] = mapped_column(String(200), default="")
    registration: Mapped[Registration] = relationship()
    gate: Mapped[Gate | None] = relationship()


class GateDevice(Model):
    """A phone or computer that receives guests at a gate, let in by a link of its own.

    ``reference`` names it in that link and in its scans; ``waiting`` is how many scans still waited on it when it was
    last heard of.
    """

    __tablename__ = "gate_device"
    __table_args__ = (CheckConstraint("waiting >= 0", name="waiting_is_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id", ondelete="CASCADE"), index=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    paired_by: Mapped[str] = mapped_column(String(200))
    paired_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waiting: Mapped[int] = mapped_column(default=0)
    gate: Mapped[Gate] = relationship()


class GuestOnSite(Model):
    """What reception knows of one guest: whom to call, what to say, and whether the badge was printed and given."""

    __tablename__ = "guest_on_site"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True)
    welcome_note: Mapped[str] = mapped_column(Text, default="")
    host_name: Mapped[str] = mapped_column(String(200), default="")
    host_phone: Mapped[str] = mapped_column(String(60), default="")
    badge_printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    badge_given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
