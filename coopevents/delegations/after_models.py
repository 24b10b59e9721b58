"""What remains of a visit: the agreements that grew out of it, and its report as it was approved."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.agreements.models import Agreement
from coopevents.db import Localized, Model, UtcDateTime
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.storage.models import StoredFile
from coopevents.text import LocalizedText


class GrownAgreement(Model):
    """An agreement that grew out of a visit."""

    __tablename__ = "visit_agreement"
    __table_args__ = (UniqueConstraint("delegation_id", "agreement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"))
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"), index=True)
    linked_by: Mapped[str] = mapped_column(String(200))
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delegation: Mapped[Delegation] = relationship()
    agreement: Mapped[Agreement] = relationship()


class ApprovedReport(Model):
    """The report on a visit as it was when it was approved, sealed in the store; ``sha256`` is of its bytes.

    The file names guests: when one of them is erased it is erased too, and the fingerprint remains.
    """

    __tablename__ = "visit_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id", ondelete="SET NULL"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    approved_by: Mapped[str] = mapped_column(String(200))
    approved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    file: Mapped[StoredFile | None] = relationship()


class ThanksLetter(Model):
    """A letter of thanks after a visit: to a delegate, or to the contact who asked for the visit when there is none.

    ``text`` is in the ``language`` of whom it is for, and in the office's beside it; both may be edited until it is
    sent. ``is_by_post`` when a colleague says that it went some other way than by mail from here.
    """

    __tablename__ = "visit_thanks"
    __table_args__ = (UniqueConstraint("delegation_id", "delegate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(20))
    text: Mapped[LocalizedText] = mapped_column(Localized)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_by: Mapped[str] = mapped_column(String(200), default="")
    is_by_post: Mapped[bool] = mapped_column(default=False)
    delegation: Mapped[Delegation] = relationship()
    delegate: Mapped[Delegate | None] = relationship()
