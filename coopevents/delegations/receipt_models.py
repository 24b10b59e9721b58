"""What proves that money was spent on a visit."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime
from coopevents.delegations.budget_models import BudgetLine
from coopevents.storage.models import StoredFile


class Receipt(Model):
    """A receipt or invoice for a line of a budget, sealed in the store under ``file_id``; ``name`` is that of the file
    as it was handed in."""

    __tablename__ = "visit_receipt"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("visit_budget_line.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    added_by: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    line: Mapped[BudgetLine] = relationship()
    file: Mapped[StoredFile] = relationship()
