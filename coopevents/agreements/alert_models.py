"""Which alerts of agreements are done with."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.agreements.alert_rules import AlertKind
from coopevents.db import Model, UtcDateTime, one_of


class AgreementAlert(Model):
    """One threshold of one day that counts for an agreement: told once, or passed over for a nearer one.

    The unique index is what lets each alert go exactly once, whatever number of workers looks at the same moment.
    ``threshold`` is in days before ``day``; of a draft that does not move, which of its steps. ``told`` names the
    levels that were told, empty for what was passed over.
    """

    __tablename__ = "agreement_alert"
    __table_args__ = (
        Index("ix_agreement_alert_once", "agreement_id", "kind", "day", "threshold", unique=True),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    kind: Mapped[AlertKind] = mapped_column(one_of(AlertKind))
    day: Mapped[date]
    threshold: Mapped[int]
    told: Mapped[str] = mapped_column(String(60), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
