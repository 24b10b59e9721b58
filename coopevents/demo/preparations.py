"""What the demo office keeps to give, what it gives to the delegation from Dublin, and what the visit costs."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from coopevents.delegations import budget, delegate_queries, gift_stock, gifts, kit_reading, kitting
from coopevents.delegations.budget import BudgetDetails
from coopevents.delegations.budget_models import BudgetKind, Payer
from coopevents.delegations.gift_models import GiftWay
from coopevents.delegations.gift_stock import ItemDetails
from coopevents.delegations.gifts import GiftDetails
from coopevents.delegations.models import Delegation
from coopevents.demo.office import DemoDesk
from coopevents.text import LocalizedText

STOCK = (
    ("Paper-cut in a frame", "装框剪纸", "Papier découpé encadré", "120", 14, "Cupboard in the office, second shelf"),
    ("Book on the campus gardens", "校园园林画册", "Livre sur les jardins du campus", "88.50", 40, ""),
    ("Tea from the university’s hill", "校园茶山绿茶", "Thé de la colline de l’université", "65", 0, "Order in spring"),
)
COSTS = (
    (BudgetKind.HOTEL, Payer.GUESTS, "Riverside Guest House, five rooms for two nights", "6400", None),
    (BudgetKind.MEALS, Payer.US, "Lunch on the first day", "1200", "1310.50"),
    (BudgetKind.MEALS, Payer.US, "Dinner given by the university", "3600", None),
    (BudgetKind.TRANSPORT, Payer.US, "Minibus for two days", "1800", "1650"),
    (BudgetKind.INTERPRETER, Payer.US, "", "2400", None),
)


def prepare(desk: DemoDesk, delegations: Mapping[str, Delegation], *, now: datetime) -> None:
    """The stock, gifts and costs of the visit that comes next, a gift received from the one that is here."""
    by: dict[str, Any] = {"now": now - timedelta(days=3), "actor": desk.actor}
    items = [
        gift_stock.keep_item(
            desk.office.id,
            ItemDetails(
                name=LocalizedText(en=en, zh_Hans_CN=zh, fr=fr), value=Decimal(value), in_stock=number, note=note
            ),
            **by,
        )
        for en, zh, fr, value, number, note in STOCK
    ]
    coming, here = delegations["coming"], delegations["here"]
    head, deputy = delegate_queries.list_delegates(coming.id)[:2]
    for item, whom in ((items[0], head), (items[1], head), (items[1], deputy)):
        gifts.plan_gift(coming, GiftDetails(item_id=item.id, delegate_id=whom.id, ours="Zhou Minghua"), **by)
    guest = delegate_queries.list_delegates(here.id)[0]
    given = gifts.plan_gift(here, GiftDetails(item_id=items[0].id, delegate_id=guest.id, ours="Fang Lei"), **by)
    got = gifts.plan_gift(
        here,
        GiftDetails(
            way=GiftWay.RECEIVED, text="Lacquer box", value=Decimal(450), delegate_id=guest.id, ours="Fang Lei",
            handed_to="University archive",
        ),
        **by,
    )  # fmt: skip
    for each in (given, got):
        gifts.hand_over(each, now=now, actor=desk.actor)
    for kind, payer, text, planned, spent in COSTS:
        said = BudgetDetails(
            kind=kind, payer=payer, text=text, planned=Decimal(planned), spent=Decimal(spent) if spent else None
        )
        budget.write_line(budget.line_for(coming), said, **by)
    for delegation, until in ((coming, now + timedelta(days=5)), (here, now)):
        pack(delegation, by, until=until)


def pack(delegation: Delegation, by: Mapping[str, Any], *, until: datetime) -> None:
    """The first things that have to be there by then are."""
    lines = [line for group in kit_reading.kit_of(delegation, now=by["now"]) for line in group.shown]
    for each in sorted((each for each in lines if each.due_at < until), key=lambda each: each.due_at)[:3]:
        kitting.tick(delegation, each.code, **by)
