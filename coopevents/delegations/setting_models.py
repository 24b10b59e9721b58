"""What a unit sets for its visits: its own list of tasks, and how long before a visit it wants to be asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.delegations.states import VisitLevel
from coopevents.text import LocalizedText


class VisitTaskList(Model):
    """The list of tasks a unit's visits begin with; ``lines`` as preparation_lines writes them.

    While it is not ``is_in_force`` the house's own list counts, and this one waits to be taken up again.
    """

    __tablename__ = "visit_task_list"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    is_in_force: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class VisitLeadTime(Model):
    """How many days before a visit of a level a unit wants to be asked, and what it says to that."""

    __tablename__ = "visit_lead_time"
    __table_args__ = (CheckConstraint("days >= 0", name="days_are_not_negative"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    level: Mapped[VisitLevel] = mapped_column(one_of(VisitLevel), primary_key=True)
    days: Mapped[int]
    text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
