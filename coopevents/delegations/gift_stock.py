"""What an office keeps to give, counting it, and its rule of value."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.delegations import gift_queries as queries
from coopevents.delegations.gift_facts import GiftItemWritten, GiftRuleChanged, GiftsCounted
from coopevents.delegations.gift_models import GiftItem, GiftRule
from coopevents.delegations.gift_rules import Limits
from coopevents.delegations.money import CURRENCIES, checked, ensure_currency
from coopevents.facts import Actor, Subject
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText, cleaned

MOST_IN_STOCK = 100_000


class CountIsOutOfReach(Refusal):
    """There are none, or some."""

    status = 422
    sentence = _l("Write how many there are: a number from 0 to 100,000.")


class ItemIsNameless(Refusal):
    """What is kept has a name."""

    status = 422
    sentence = _l("Write what it is.")


@dataclass(frozen=True, kw_only=True)
class ItemDetails:
    """What is said of a kind of gift."""

    name: LocalizedText
    value: Decimal | None = None
    currency: str = CURRENCIES[0]
    in_stock: int = 0
    note: str = ""


def keep_item(unit_id: int, details: ItemDetails, *, now: datetime, actor: Actor) -> GiftItem:
    """A unit keeps one more kind of gift. Raises a Refusal that names the field."""
    item = GiftItem(unit_id=unit_id, created_at=now, in_stock=_counted(details.in_stock))
    _write(item, details, now, actor)
    return item


def change_item(item: GiftItem, details: ItemDetails, *, now: datetime, actor: Actor) -> None:
    """Say anew what it is and what it is worth, and how many are there. Raises a Refusal that names the field."""
    item = queries.lock_item(item.id)
    item.in_stock = _counted(details.in_stock)
    _write(item, details, now, actor)


def count(item: GiftItem, number: int, *, now: datetime, actor: Actor) -> None:
    """So many are there. Raises CountIsOutOfReach."""
    item = queries.lock_item(item.id)
    old, item.in_stock = item.in_stock, _counted(number)
    db.session.flush()
    ledger.record(GiftsCounted(**_of(item, now, actor), changes={"in_stock": (old, item.in_stock)}))


def set_rule(unit_id: int, limits: Limits, *, now: datetime, actor: Actor) -> None:
    """What a unit may give to one receiver, and what one of ours may keep. Raises AmountIsOutOfReach."""
    rule = db.session.get(GiftRule, unit_id) or GiftRule(unit_id=unit_id)
    rule.currency = ensure_currency(limits.currency)
    rule.given_limit = checked(limits.given, "given") or Decimal()
    rule.received_limit = checked(limits.received, "received") or Decimal()
    db.session.add(rule)
    db.session.flush()
    ledger.record(GiftRuleChanged(at=now, actor=actor, subject=Subject("unit", unit_id), unit_id=unit_id, changes={}))


def _write(item: GiftItem, details: ItemDetails, now: datetime, actor: Actor) -> None:
    if not details.name:
        raise ItemIsNameless(field="name")
    item.name, item.note = details.name, cleaned(details.note)[:500]
    item.value, item.currency = checked(details.value, "value"), ensure_currency(details.currency)
    db.session.add(item)
    db.session.flush()
    ledger.record(GiftItemWritten(**_of(item, now, actor), changes={}))


def _of(item: GiftItem, now: datetime, actor: Actor) -> dict[str, Any]:
    return {"at": now, "actor": actor, "subject": Subject("gift_item", item.id), "unit_id": item.unit_id}


def _counted(number: int) -> int:
    if not 0 <= number <= MOST_IN_STOCK:
        raise CountIsOutOfReach(field="in_stock")
    return number
