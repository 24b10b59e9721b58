"""Gifts of a visit: what is in stock, what the rule of value says, and what a budget comes to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.delegations import budget, budget_queries, gift_queries, gift_stock, gifts, people_erasing
from coopevents.delegations.budget import BudgetDetails
from coopevents.delegations.budget_models import BudgetKind, Payer
from coopevents.delegations.gift_models import GiftWay, VisitGift
from coopevents.delegations.gift_rules import Finding, Limits, judge
from coopevents.delegations.gift_stock import ItemDetails
from coopevents.delegations.gifts import GiftDetails, GiftIsHandedOver, StockIsUsedUp
from coopevents.delegations.money import AmountIsOutOfReach, CurrencyIsUnknown, sums
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.delegations.conftest import Reception
from tests.delegations.test_itinerary_races import at_once
from tests.delegations.visiting import named

SILK = ItemDetails(name=LocalizedText(en="Silk scarf"), value=Decimal("120.50"), in_stock=3)


def stocked(reception: Reception, **said: Any) -> int:
    """A kind of gift of the office, by number."""
    return gift_stock.keep_item(reception.unit_id, replace(SILK, **said), **reception.by()).id


def test_the_stock_goes_down_when_a_gift_is_given_and_comes_back_when_it_was_not(reception: Reception) -> None:
    delegation, item_id = reception.accepted(), stocked(reception)
    gift = gifts.plan_gift(delegation, GiftDetails(item_id=item_id, quantity=2), **reception.by())
    seen = [gift_queries.get_item(item_id).in_stock]
    for deed in (gifts.hand_over, gifts.hand_over, gifts.take_back, gifts.take_back, gifts.hand_over):
        deed(gift, **reception.by())
        seen.append(gift_queries.get_item(item_id).in_stock)
    assert seen == [3, 1, 1, 3, 3, 1]
    assert (gift.value, gift.worth, gift.settled_by) == (Decimal("120.50"), Decimal("241.00"), "Officer")
    with pytest.raises(GiftIsHandedOver):
        gifts.change_gift(gift, GiftDetails(item_id=item_id, quantity=1), **reception.by())
    with pytest.raises(GiftIsHandedOver):
        gifts.remove_gift(gift, **reception.by())
    more = gifts.plan_gift(delegation, GiftDetails(item_id=item_id, quantity=2), **reception.by())
    with pytest.raises(StockIsUsedUp):
        gifts.hand_over(more, **reception.by())


def test_a_received_gift_takes_nothing_from_the_stock(reception: Reception) -> None:
    delegation, item_id = reception.accepted(), stocked(reception)
    got = GiftDetails(way=GiftWay.RECEIVED, item_id=item_id)
    gifts.hand_over(gifts.plan_gift(delegation, got, **reception.by()), **reception.by())
    assert gift_queries.get_item(item_id).in_stock == 3


def test_what_one_person_receives_counts_together(reception: Reception) -> None:
    delegation, rule = reception.accepted(), Limits(given=Decimal(200), received=Decimal(200))
    [head, other] = named(reception, delegation, "Aoife Byrne", "Liam Walsh")

    def plan(**said: Any) -> VisitGift:
        return gifts.plan_gift(delegation, GiftDetails(**{"text": "A book", **said}), **reception.by())

    made = [
        plan(delegate_id=head.id, value=Decimal(120)),
        plan(delegate_id=head.id, value=Decimal("80.01")),
        plan(delegate_id=other.id, value=Decimal(200)),
        plan(delegate_id=other.id, value=Decimal(900), currency="EUR"),
        plan(guest_name="Their guide"),
        plan(way=GiftWay.RECEIVED, value=Decimal(201), ours="Mei", handed_to="The archive"),
        plan(way=GiftWay.RECEIVED, value=Decimal(201), ours="Bo"),
    ]
    found = judge(gift_queries.list_gifts(delegation.id), rule)
    looked_at = [Finding.OTHER_CURRENCY, Finding.NO_VALUE, Finding.HANDED_IN, Finding.HAND_IN]
    assert [found.get(each.id) for each in made] == [Finding.ABOVE, Finding.ABOVE, None, *looked_at]


def test_the_rule_of_a_unit_is_its_own(reception: Reception) -> None:
    own = Limits("EUR", Decimal(50), Decimal(25))
    assert gift_queries.limits_of([reception.unit_id]) == {reception.unit_id: Limits()}
    gift_stock.set_rule(reception.unit_id, own, **reception.by())
    assert gift_queries.limits_of([reception.unit_id]) == {reception.unit_id: own}


def test_an_erased_delegate_is_named_by_no_gift(reception: Reception) -> None:
    delegation = reception.accepted()
    [head] = named(reception, delegation, "Aoife Byrne")
    said = GiftDetails(text="A book", delegate_id=head.id, guest_name="Aoife Byrne")
    gift_id = gifts.plan_gift(delegation, said, **reception.by()).id
    assert people_erasing.everything_about(head)["gifts"] == [{"way": "given", "what": "A book", "quantity": 1}]
    people_erasing.erase_delegate(head, **reception.by(), reason="asked")
    gift = gift_queries.get_gift(delegation.id, gift_id)
    assert (gift.delegate_id, gift.guest_name) == (None, "")


@both_databases
def test_of_two_officers_who_give_the_last_one_is_told(reception: Reception) -> None:
    delegation, item_id = reception.accepted(), stocked(reception, in_stock=1)
    ids = [gifts.plan_gift(delegation, GiftDetails(item_id=item_id), **reception.by()).id for _each in range(2)]
    number = delegation.id
    app = _committed(reception)

    def give(which: int) -> None:
        gifts.hand_over(gift_queries.get_gift(number, ids[which]), now=reception.now, actor=reception.actor())

    assert at_once(app, give) == ["", "StockIsUsedUp"]
    assert gift_queries.get_item(item_id).in_stock == 0


@both_databases
def test_a_gift_that_two_hand_over_leaves_the_stock_once(reception: Reception) -> None:
    delegation, item_id = reception.accepted(), stocked(reception)
    gift_id = gifts.plan_gift(delegation, GiftDetails(item_id=item_id), **reception.by()).id
    number = delegation.id
    app = _committed(reception)

    def give(_which: int) -> None:
        gifts.hand_over(gift_queries.get_gift(number, gift_id), now=reception.now, actor=reception.actor())

    assert at_once(app, give) == ["", ""]
    assert gift_queries.get_item(item_id).in_stock == 2


def _committed(reception: Reception) -> Flask:
    app = reception.desk.app
    unit_of_work.commit()
    db.session.remove()
    return app


def test_a_budget_is_summed_by_payer_and_currency_to_the_hundredth(reception: Reception) -> None:
    delegation = reception.accepted()
    for kind, payer, currency, planned, spent in (
        (BudgetKind.MEALS, Payer.US, "CNY", "0.10", "0.30"),
        (BudgetKind.HOTEL, Payer.US, "CNY", "0.20", None),
        (BudgetKind.OTHER, Payer.US, "EUR", None, "12.00"),
        (BudgetKind.HOTEL, Payer.GUESTS, "CNY", "900", "800"),
    ):
        amounts = [Decimal(each) if each else None for each in (planned, spent)]
        said = BudgetDetails(kind=kind, payer=payer, currency=currency, planned=amounts[0], spent=amounts[1])
        budget.write_line(budget.line_for(delegation), said, **reception.by())
    unit_of_work.commit()
    db.session.expire_all()
    told = [(each.payer, each.currency, str(each.planned), str(each.spent), str(each.over))
            for each in budget.totals(budget_queries.list_lines(delegation.id))]  # fmt: skip
    assert told == [
        (Payer.US, "CNY", "0.30", "0.30", "0"),
        (Payer.US, "EUR", "0", "12.00", "12.00"),
        (Payer.GUESTS, "CNY", "900.00", "800.00", "0"),
    ]


@pytest.mark.parametrize("amount", ["-0.01", "100000000", "NaN", "Infinity"])
def test_an_amount_that_cannot_be_is_refused(reception: Reception, amount: str) -> None:
    said = BudgetDetails(kind=BudgetKind.OTHER, spent=Decimal(amount))
    with pytest.raises(AmountIsOutOfReach):
        budget.write_line(budget.line_for(reception.accepted()), said, **reception.by())


def test_a_line_without_any_amount_and_a_gift_without_a_name_are_refused(reception: Reception) -> None:
    delegation = reception.accepted()
    with pytest.raises(budget.AmountIsMissing):
        budget.write_line(budget.line_for(delegation), BudgetDetails(kind=BudgetKind.OTHER), **reception.by())
    wrong = (
        (GiftDetails(), gifts.GiftIsNameless),
        (GiftDetails(text="x", quantity=0), gifts.QuantityIsOutOfReach),
        (GiftDetails(text="x", currency="ZZZ"), CurrencyIsUnknown),
    )
    for details, refusal in wrong:
        with pytest.raises(refusal):
            gifts.plan_gift(delegation, details, **reception.by())
    assert sums([("USD", Decimal(1)), ("CNY", None)]) == {"USD": Decimal(1)}
