"""What remains of a visit: the agreements that grew out of it, and its report as it was approved."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.agreements.models import Agreement
from coopevents.db import Model, UtcDateTime
from coopevents.delegations.models import Delegation
from coopevents.storage.models import StoredFile


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
