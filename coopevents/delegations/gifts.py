"""Planning gifts of a visit and handing them over: the stock goes down with them, and never below nothing."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from coopevents.db import db
from coopevents.delegations import delegate_queries, itinerary_queries
from coopevents.delegations import gift_queries as queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.facts import DelegationFact
from coopevents.delegations.gift_facts import GiftHandedOver, GiftRemoved, GiftTakenBack, GiftWritten
from coopevents.delegations.gift_models import GiftWay, VisitGift
from coopevents.delegations.models import Delegation
from coopevents.delegations.money import CURRENCIES, checked, ensure_currency
from coopevents.delegations.recording import record
from coopevents.delegations.rules import VisitForbids
from coopevents.delegations.states import UNDECIDED
from coopevents.delegations.travelling import IsNotOfDelegation
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.text import cleaned, one_line

MOST_OF_ONE = 1000


class GiftIsNameless(Refusal):
    """A gift is something."""

    status = 422
    sentence = _l("Choose a gift of the stock, or write what it is.")


class QuantityIsOutOfReach(Refusal):
    """One is given, or some."""

    status = 422
    sentence = _l("Write a number from 1 to 1,000.")


class StockIsUsedUp(Refusal):
    """What is not there is not given."""

    sentence = _l("There are not so many in stock. Count them once more, or choose another gift.")


class GiftIsHandedOver(Refusal):
    """What is in other hands is not changed on paper."""

    sentence = _l("This gift was handed over. Take that back first.")


@dataclass(frozen=True, kw_only=True)
class GiftDetails:
    """What is said of a gift; an item of the stock brings its own value when none is said."""

    way: GiftWay = GiftWay.GIVEN
    item_id: int | None = None
    text: str = ""
    quantity: int = 1
    value: Decimal | None = None
    currency: str = CURRENCIES[0]
    delegate_id: int | None = None
    guest_name: str = ""
    line_id: int | None = None
    ours: str = ""
    handed_to: str = ""
    note: str = ""


def plan_gift(delegation: Delegation, details: GiftDetails, *, now: datetime, actor: Actor) -> VisitGift:
    """One more gift of the visit. Raises a Refusal that names the field, or VisitForbids before it is decided."""
    gift = VisitGift(delegation_id=delegation.id, created_at=now, currency=details.currency)
    return _write(gift, delegation.id, details, now, actor)


def change_gift(gift: VisitGift, details: GiftDetails, *, now: datetime, actor: Actor) -> None:
    """Say a gift anew. Once it was handed over, only who gave, got and keeps it; raises GiftIsHandedOver."""
    locked = queries.lock_gift(gift.delegation_id, gift.id)
    fixed = ("way", "item_id", "quantity")
    if locked.settled_at is not None and any(getattr(locked, each) != getattr(details, each) for each in fixed):
        raise GiftIsHandedOver
    _write(locked, gift.delegation_id, details, now, actor)


def hand_over(gift: VisitGift, *, now: datetime, actor: Actor) -> None:
    """It was given, or received; twice is once. Raises StockIsUsedUp when there are not so many."""
    gift = queries.lock_gift(gift.delegation_id, gift.id)
    if gift.settled_at is not None:
        return
    _take(gift, gift.quantity)
    gift.settled_at, gift.settled_by = now, actor.label
    _tell(GiftHandedOver, gift, now, actor)


def take_back(gift: VisitGift, *, now: datetime, actor: Actor) -> None:
    """It was not handed over after all: what was taken is in stock again. Twice is once."""
    gift = queries.lock_gift(gift.delegation_id, gift.id)
    if gift.settled_at is None:
        return
    _take(gift, -gift.quantity)
    gift.settled_at, gift.settled_by = None, ""
    _tell(GiftTakenBack, gift, now, actor)


def remove_gift(gift: VisitGift, *, now: datetime, actor: Actor) -> None:
    """It is neither given nor received. Raises GiftIsHandedOver."""
    gift = queries.lock_gift(gift.delegation_id, gift.id)
    if gift.settled_at is not None:
        raise GiftIsHandedOver
    db.session.delete(gift)
    _tell(GiftRemoved, gift, now, actor)


def _take(gift: VisitGift, number: int) -> None:
    """Take so many from the stock a given gift comes from."""
    if gift.item_id is None or gift.way is not GiftWay.GIVEN:
        return
    item = queries.lock_item(gift.item_id)
    if item.in_stock < number:
        raise StockIsUsedUp
    item.in_stock -= number


def _tell(kind: type[DelegationFact], gift: VisitGift, now: datetime, actor: Actor) -> None:
    db.session.flush()
    record(kind, delegations.get_delegation(gift.delegation_id), now=now, actor=actor)


def _write(gift: VisitGift, delegation_id: int, details: GiftDetails, now: datetime, actor: Actor) -> VisitGift:
    delegation = delegations.lock_delegation(delegation_id)
    if delegation.state in UNDECIDED:
        raise VisitForbids(delegation.state)
    text, value, currency = one_line(details.text)[:300], details.value, ensure_currency(details.currency)
    if details.item_id is not None:
        item = queries.get_item(details.item_id)
        if item.unit_id != delegation.unit_id and gift.item_id != item.id:
            raise NotFound
        value, currency = (item.value, item.currency) if value is None else (value, currency)
    elif not text:
        raise GiftIsNameless(field="text")
    if not 1 <= details.quantity <= MOST_OF_ONE:
        raise QuantityIsOutOfReach(field="quantity")
    _ensure_of(delegation, details)
    gift.way, gift.item_id, gift.text, gift.quantity = details.way, details.item_id, text, details.quantity
    gift.value, gift.currency, gift.delegate_id = checked(value, "value"), currency, details.delegate_id
    gift.line_id = details.line_id
    for name in ("guest_name", "ours", "handed_to"):
        setattr(gift, name, one_line(getattr(details, name))[:200])
    if gift.delegate_id is not None:
        gift.guest_name = ""  # once a delegate is erased, nothing says who they were
    gift.note = cleaned(details.note)[:500]
    db.session.add(gift)
    db.session.flush()
    record(GiftWritten, delegation, now=now, actor=actor)
    return gift


def _ensure_of(delegation: Delegation, details: GiftDetails) -> None:
    known = {each.id for each in delegate_queries.list_delegates(delegation.id)}
    if details.delegate_id is not None and details.delegate_id not in known:
        raise IsNotOfDelegation(field="delegate")
    if details.line_id is not None:
        itinerary_queries.get_item(delegation.id, details.line_id)
