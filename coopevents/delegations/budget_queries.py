"""Every select of budgets of visits."""

from sqlalchemy import select

from coopevents.db import db
from coopevents.delegations.budget_models import BudgetLine
from coopevents.refusals import NotFound


def list_lines(delegation_id: int) -> list[BudgetLine]:
    """The lines of a visit's budget, in the order of writing."""
    query = select(BudgetLine).where(BudgetLine.delegation_id == delegation_id)
    return list(db.session.scalars(query.order_by(BudgetLine.id)))


def get_line(delegation_id: int, line_id: int) -> BudgetLine:
    """That line of that visit. Raises NotFound."""
    found = db.session.get(BudgetLine, line_id)
    if found is None or found.delegation_id != delegation_id:
        raise NotFound
    return found
