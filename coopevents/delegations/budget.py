"""Writing down what a visit is to cost and what it cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import inspect

from coopevents.db import db
from coopevents.delegations import queries as delegations
from coopevents.delegations import receipts
from coopevents.delegations.budget_models import BudgetKind, BudgetLine, Payer
from coopevents.delegations.gift_facts import BudgetLineRemoved, BudgetWritten
from coopevents.delegations.models import Delegation
from coopevents.delegations.money import CURRENCIES, checked, ensure_currency, sums
from coopevents.delegations.recording import record
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import one_line


class AmountIsMissing(Refusal):
    """A line says what it costs, or what it cost."""

    status = 422
    sentence = _l("Write what is planned, or what was spent.")


@dataclass(frozen=True, kw_only=True)
class BudgetDetails:
    """What a line says."""

    kind: BudgetKind
    text: str = ""
    payer: Payer = Payer.US
    currency: str = CURRENCIES[0]
    planned: Decimal | None = None
    spent: Decimal | None = None


@dataclass(frozen=True)
class Total:
    """What one payer's lines come to in one currency."""

    payer: Payer
    currency: str
    planned: Decimal
    spent: Decimal

    @property
    def over(self) -> Decimal:
        """By how much more was spent than planned; nothing when it was not."""
        return max(Decimal(), self.spent - self.planned)


def write_line(line: BudgetLine, details: BudgetDetails, *, now: datetime, actor: Actor) -> BudgetLine:
    """A line, new or said anew. Raises AmountIsMissing or a refusal of an amount."""
    delegation = delegations.lock_delegation(line.delegation_id)
    planned, spent = checked(details.planned, "planned"), checked(details.spent, "spent")
    if planned is None and spent is None:
        raise AmountIsMissing(field="planned")
    line.kind, line.payer, line.text = details.kind, details.payer, one_line(details.text)[:300]
    line.currency, line.planned, line.spent = ensure_currency(details.currency), planned, spent
    if inspect(line).transient:
        line.created_at = now
        db.session.add(line)
    db.session.flush()
    record(BudgetWritten, delegation, now=now, actor=actor)
    return line


def line_for(delegation: Delegation) -> BudgetLine:
    """A line nobody has written yet."""
    return BudgetLine(delegation_id=delegation.id)


def remove_line(line: BudgetLine, *, now: datetime, actor: Actor) -> None:
    """It costs nothing after all; its receipts are erased."""
    delegation = delegations.lock_delegation(line.delegation_id)
    receipts.erase_of_line(line)
    db.session.delete(line)
    db.session.flush()
    record(BudgetLineRemoved, delegation, now=now, actor=actor)


def totals(lines: Iterable[BudgetLine]) -> list[Total]:
    """What lines come to, by who pays and in which currency; pure."""
    known, found = list(lines), []
    for payer in Payer:
        mine = [each for each in known if each.payer is payer]
        planned, spent = (sums((each.currency, getattr(each, name)) for each in mine) for name in ("planned", "spent"))
        found += [
            Total(payer, each, planned.get(each, Decimal()), spent.get(each, Decimal()))
            for each in CURRENCIES
            if each in planned or each in spent
        ]
    return found
