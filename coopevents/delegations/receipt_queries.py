"""Every select of receipts."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.delegations.budget_models import BudgetLine
from coopevents.delegations.models import Delegation
from coopevents.delegations.receipt_models import Receipt
from coopevents.refusals import NotFound


def list_receipts(line_id: int) -> list[Receipt]:
    """The receipts of a line with their files, in the order of handing in."""
    query = select(Receipt).where(Receipt.line_id == line_id).options(joinedload(Receipt.file))
    return list(db.session.scalars(query.order_by(Receipt.id)))


def map_receipts(delegation_id: int) -> dict[int, list[Receipt]]:
    """The receipts of a visit's whole budget, by the line."""
    query = select(Receipt).join(BudgetLine, BudgetLine.id == Receipt.line_id)
    query = query.where(BudgetLine.delegation_id == delegation_id).order_by(Receipt.id)
    found: dict[int, list[Receipt]] = {}
    for each in db.session.scalars(query):
        found.setdefault(each.line_id, []).append(each)
    return found


def get_receipt(line: BudgetLine, receipt_id: int) -> Receipt:
    """That receipt of that line. Raises NotFound."""
    found = db.session.get(Receipt, receipt_id, options=[joinedload(Receipt.file)])
    if found is None or found.line_id != line.id:
        raise NotFound
    return found


def list_of_visits_before(day: date, *, limit: int) -> list[Receipt]:
    """Receipts of visits that ended before that day, with their files."""
    query = select(Receipt).join(BudgetLine, BudgetLine.id == Receipt.line_id)
    query = query.join(Delegation, Delegation.id == BudgetLine.delegation_id).where(Delegation.leaves_on < day)
    return list(db.session.scalars(query.options(joinedload(Receipt.file)).order_by(Receipt.id).limit(limit)))
