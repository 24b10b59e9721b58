"""What a visit is to cost, and what it cost."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.delegations.models import Delegation
from coopevents.delegations.money import Amount


class BudgetKind(StrEnum):
    """What money goes into."""

    HOTEL = "hotel"
    MEALS = "meals"
    TRANSPORT = "transport"
    INTERPRETER = "interpreter"
    GIFTS = "gifts"
    VENUE = "venue"
    PRINTING = "printing"
    OTHER = "other"


class Payer(StrEnum):
    """Who pays it."""

    US = "us"
    GUESTS = "guests"
    THIRD = "third"


class BudgetLine(Model):
    """One thing that costs: what was ``planned`` for it and what was ``spent``, either of them not known yet."""

    __tablename__ = "visit_budget_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[BudgetKind] = mapped_column(one_of(BudgetKind))
    text: Mapped[str] = mapped_column(String(300), default="")
    payer: Mapped[Payer] = mapped_column(one_of(Payer), default=Payer.US)
    currency: Mapped[str] = mapped_column(String(3))
    planned: Mapped[Decimal | None] = mapped_column(Amount)
    spent: Mapped[Decimal | None] = mapped_column(Amount)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delegation: Mapped[Delegation] = relationship()

    @property
    def over(self) -> Decimal:
        """By how much more was spent than planned, where both are known."""
        return max(Decimal(), self.spent - self.planned) if self.spent and self.planned else Decimal()
