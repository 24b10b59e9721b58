"""Agreements, the parties and signatories on both sides, their documents with versions, and every signature."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.agreements.states import (
    AgreementKind,
    AgreementLevel,
    AgreementState,
    DocumentKind,
    SeatDirection,
    SigningWay,
    Succession,
    TermKind,
)
from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.partners.models import Institution
from coopevents.storage.models import StoredFile
from coopevents.text import LocalizedText


class Agreement(Model):
    """What the university agrees with one or several institutions.

    ``unit_id`` is the unit that answers for it, ``units`` all of ours that take part. ``number`` is the registry's own
    and never changes. ``languages`` are those of the text; ``prevailing`` the one that decides when they differ, empty
    when all are equally authentic. ``term_years`` is how long it holds from its first day, and by how much it renews
    itself; ``ended_on`` the day on which it was, or will be, terminated. ``state_since`` is when it came to its state:
    what stands too long is stalled. Signatures belong to the frozen final text (:class:`AgreementDocument`) and to
    nothing else.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("originals > 0", name="originals_are_positive"),
        CheckConstraint("notice_days >= 0", name="notice_days_are_not_negative"),
        CheckConstraint("term_years > 0", name="term_years_are_positive"),
        CheckConstraint("(predecessor_id IS NULL) = (succession IS NULL)", name="succession_has_a_predecessor"),
        CheckConstraint(
            "ends_on IS NULL OR effective_on IS NULL OR ends_on >= effective_on", name="ends_after_it_begins"
        ),
        Index("ix_agreement_state_ends", "state", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    kind: Mapped[AgreementKind] = mapped_column(one_of(AgreementKind))
    level: Mapped[AgreementLevel] = mapped_column(one_of(AgreementLevel), default=AgreementLevel.UNIVERSITY)
    title: Mapped[LocalizedText] = mapped_column(Localized)
    scope: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    field: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[AgreementState] = mapped_column(one_of(AgreementState), default=AgreementState.PROPOSAL)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    signing_way: Mapped[SigningWay | None] = mapped_column(one_of(SigningWay))
    languages: Mapped[str] = mapped_column(String(60), default="")
    prevailing: Mapped[str] = mapped_column(String(20), default="")
    originals: Mapped[int] = mapped_column(default=2)
    term: Mapped[TermKind] = mapped_column(one_of(TermKind), default=TermKind.FIXED)
    term_years: Mapped[int | None]
    notice_days: Mapped[int] = mapped_column(default=0)
    signed_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    review_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(Text, default="")
    has_money: Mapped[bool] = mapped_column(default=False)
    is_confidential: Mapped[bool] = mapped_column(default=False)
    is_public: Mapped[bool] = mapped_column(default=False)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    predecessor_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    succession: Mapped[Succession | None] = mapped_column(one_of(Succession))
    note: Mapped[str] = mapped_column(Text, default="")
    search_key: Mapped[str] = mapped_column(String(1500), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    parties: Mapped[list["AgreementParty"]] = relationship(
        order_by="AgreementParty.position", cascade="all, delete-orphan", back_populates="agreement"
    )
    units: Mapped[list["AgreementUnit"]] = relationship(cascade="all, delete-orphan")
    signatories: Mapped[list["Signatory"]] = relationship(
        order_by="Signatory.position", cascade="all, delete-orphan", back_populates="agreement"
    )
    seats: Mapped[list["AgreementSeats"]] = relationship(order_by="AgreementSeats.id", cascade="all, delete-orphan")
    documents: Mapped[list["AgreementDocument"]] = relationship(
        order_by="AgreementDocument.id",
        cascade="all, delete-orphan",
        back_populates="agreement",
    )

    __mapper_args__ = {"version_id_col": version}


class AgreementSeries(Model):
    """The last number a unit gave in a year."""

    __tablename__ = "agreement_series"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int]


class AgreementParty(Model):
    """An institution on the other side."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "institution_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    agreement: Mapped[Agreement] = relationship(back_populates="parties")
    institution: Mapped[Institution] = relationship()


class AgreementUnit(Model):
    """One of our units that takes part."""

    __tablename__ = "agreement_unit"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)


class Signatory(Model):
    """Who signs for a party, or for us when ``party_id`` is empty; ``person_id`` when the office knows them.

    ``office`` is the office they hold as it is printed, ``rank`` its place in the order of precedence (1 is highest).
    """

    __tablename__ = "agreement_signatory"
    __table_args__ = (Index("ix_agreement_signatory_agreement", "agreement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_party.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    original_name: Mapped[str] = mapped_column(String(200), default="")
    office: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    rank: Mapped[int | None]
    has_power_of_attorney: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    agreement: Mapped[Agreement] = relationship(back_populates="signatories")


class AgreementSeats(Model):
    """How many people a year may go one way under an exchange, of which level of study or staff."""

    __tablename__ = "agreement_seats"
    __table_args__ = (CheckConstraint("seats > 0", name="seats_are_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"), index=True)
    direction: Mapped[SeatDirection] = mapped_column(one_of(SeatDirection))
    level: Mapped[str] = mapped_column(String(80), default="")
    seats: Mapped[int]


class AgreementDocument(Model):
    """One version of one document. ``sha256`` is of its bytes; once ``frozen_at`` stands, they never change again.

    A frozen text that was given up for another keeps its row with ``given_up_at``. ``checked_at``: somebody else than
    who added it found that it says what the leading text says. ``damaged_at``: its stored bytes are not its own.
    """

    __tablename__ = "agreement_document"
    __table_args__ = (
        UniqueConstraint("agreement_id", "kind", "language", "number"),
        CheckConstraint("number > 0", name="number_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    kind: Mapped[DocumentKind] = mapped_column(one_of(DocumentKind))
    language: Mapped[str] = mapped_column(String(20), default="")
    number: Mapped[int] = mapped_column(default=1)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(500), default="")
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by: Mapped[str] = mapped_column(String(200))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    frozen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    checked_by: Mapped[str] = mapped_column(String(200), default="")
    damaged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    file: Mapped[StoredFile] = relationship()
    agreement: Mapped[Agreement] = relationship(back_populates="documents")

    @property
    def is_frozen(self) -> bool:
        """Whether it is a version of the text that is signed, or to be signed."""
        return self.frozen_at is not None and self.given_up_at is None


class Signature(Model):
    """A signatory signed one original of one frozen version; ``sha256`` is that version's, as it was then."""

    __tablename__ = "agreement_signature"
    __table_args__ = (
        UniqueConstraint("signatory_id", "original"),
        CheckConstraint("original > 0", name="original_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"), index=True)
    signatory_id: Mapped[int] = mapped_column(ForeignKey("agreement_signatory.id", ondelete="CASCADE"))
    document_id: Mapped[int] = mapped_column(ForeignKey("agreement_document.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    original: Mapped[int]
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(200))
