"""Who issues papers and under which numbers, what certificates say, and the papers themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.events.models import Event
from coopevents.issuing.states import HoursRule, PaperKind, PaperState
from coopevents.registration.models import Registration
from coopevents.text import LocalizedText


class IssuingOffice(Model):
    """How a unit signs: its name and address as on its letterhead, who signs, and the picture of that signature.

    ``signature_key`` names a sealed picture. ``letter_prefix`` and ``certificate_prefix`` begin the numbers.
    """

    __tablename__ = "issuing_office"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    address: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    signatory: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    position: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    signature_key: Mapped[str] = mapped_column(String(100), default="")
    letter_prefix: Mapped[str] = mapped_column(String(8), default="IL")
    certificate_prefix: Mapped[str] = mapped_column(String(8), default="CA")


class NumberSeries(Model):
    """The numbers of one kind of paper of one office in one year; the row is what is locked while one is taken."""

    __tablename__ = "number_series"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[PaperKind] = mapped_column(one_of(PaperKind), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int]


class CertificateTerms(Model):
    """What the certificates of an event say. ``event_minutes`` counts when everybody is given the event's hours.

    ``languages`` are those of the paper, empty for the guest's own and the event's.
    """

    __tablename__ = "certificate_terms"
    __table_args__ = (CheckConstraint("event_minutes >= 0", name="event_minutes_are_not_negative"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    heading: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    hours_rule: Mapped[HoursRule] = mapped_column(one_of(HoursRule), default=HoursRule.ACTIVITIES)
    event_minutes: Mapped[int] = mapped_column(default=0)
    languages: Mapped[str] = mapped_column(String(60), default="")


class IssuedPaper(Model):
    """A paper with a number of its own. ``code`` is unguessable and names it where strangers verify it.

    ``content`` is what is printed, nothing confidential; a letter's own bytes lie sealed in the file ``file_id``.
    ``initials`` is all that strangers are told of the person.
    """

    __tablename__ = "issued_paper"
    __table_args__ = (
        UniqueConstraint("unit_id", "kind", "year", "serial"),
        CheckConstraint("serial > 0", name="serial_is_positive"),
        Index(
            "uq_issued_paper_valid_certificate",
            "registration_id",
            unique=True,
            sqlite_where=text("kind = 'certificate' AND state <> 'withdrawn'"),
            postgresql_where=text("kind = 'certificate' AND state <> 'withdrawn'"),
        ),
        Index("ix_issued_paper_event", "event_id", "kind", "id"),
        Index("ix_issued_paper_registration", "registration_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PaperKind] = mapped_column(one_of(PaperKind))
    state: Mapped[PaperState] = mapped_column(one_of(PaperState))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(40), unique=True)
    initials: Mapped[str] = mapped_column(String(20), default="")
    languages: Mapped[str] = mapped_column(String(60))
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    prepared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(200), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawal_reason: Mapped[str] = mapped_column(String(500), default="")
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id", ondelete="SET NULL"))
    event: Mapped[Event] = relationship()
    registration: Mapped[Registration] = relationship()
    replaced_by: Mapped["IssuedPaper | None"] = relationship(remote_side="IssuedPaper.id")
