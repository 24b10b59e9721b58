"""Every select of gifts."""

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.delegations.gift_models import GiftItem, GiftRule, VisitGift
from coopevents.delegations.gift_rules import Limits
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.refusals import NotFound


def list_items(unit_ids: Collection[int]) -> list[GiftItem]:
    """What these units keep, in the order it came."""
    return list(db.session.scalars(select(GiftItem).where(GiftItem.unit_id.in_(unit_ids)).order_by(GiftItem.id)))


def get_item(item_id: int) -> GiftItem:
    """That kind of gift. Raises NotFound."""
    found = db.session.get(GiftItem, item_id)
    if found is None:
        raise NotFound
    return found


def lock_item(item_id: int) -> GiftItem:
    """That kind of gift with its stock as it is now, held until the transaction ends. Raises NotFound."""
    query = select(GiftItem).where(GiftItem.id == item_id).with_for_update()
    found = db.session.scalar(query, execution_options={"populate_existing": True})
    if found is None:
        raise NotFound
    return found


def list_gifts(delegation_id: int) -> list[VisitGift]:
    """The gifts of a visit, in the order of writing."""
    query = _whole().where(VisitGift.delegation_id == delegation_id)
    return list(db.session.scalars(query.order_by(VisitGift.id)))


def list_register(unit_ids: Collection[int]) -> list[VisitGift]:
    """Every gift that was handed over at visits to these units, the latest first."""
    query = _whole().join(Delegation, Delegation.id == VisitGift.delegation_id)
    query = query.where(Delegation.unit_id.in_(unit_ids), VisitGift.settled_at.is_not(None))
    return list(db.session.scalars(query.order_by(VisitGift.settled_at.desc(), VisitGift.id.desc())))


def get_gift(delegation_id: int, gift_id: int) -> VisitGift:
    """That gift of that visit. Raises NotFound."""
    found = db.session.get(VisitGift, gift_id)
    if found is None or found.delegation_id != delegation_id:
        raise NotFound
    return found


def lock_gift(delegation_id: int, gift_id: int) -> VisitGift:
    """That gift as it is now, held until the transaction ends. Raises NotFound."""
    wanted = VisitGift.id == gift_id, VisitGift.delegation_id == delegation_id
    query = select(VisitGift).where(*wanted).with_for_update()
    found = db.session.scalar(query, execution_options={"populate_existing": True})
    if found is None:
        raise NotFound
    return found


def limits_of(unit_ids: Collection[int]) -> dict[int, Limits]:
    """The rule of value of each of these units; a unit that said nothing has the usual one."""
    rows = db.session.scalars(select(GiftRule).where(GiftRule.unit_id.in_(unit_ids)))
    said = {each.unit_id: Limits(each.currency, each.given_limit, each.received_limit) for each in rows}
    return {each: said.get(each, Limits()) for each in unit_ids}


def _whole() -> Select[VisitGift]:
    return select(VisitGift).options(
        joinedload(VisitGift.item),
        joinedload(VisitGift.delegate).joinedload(Delegate.person),
        joinedload(VisitGift.delegation).joinedload(Delegation.institution),
    )
