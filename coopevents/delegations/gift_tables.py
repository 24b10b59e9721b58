"""Gifts and budgets as tables for spreadsheets, in the words of the present reader."""

from collections.abc import Iterable, Mapping, Sized
from decimal import Decimal

from coopevents.delegations.budget_models import BudgetLine
from coopevents.delegations.gift_models import GiftItem, GiftWay, VisitGift
from coopevents.delegations.gift_rules import Finding
from coopevents.delegations.gift_words import FINDINGS, KINDS, PAYERS, WAYS
from coopevents.delegations.recording import day_of
from coopevents.exports import Cell
from coopevents.i18n import _, localized
from coopevents.text import full_name


def stock_headings() -> list[str]:
    """The first row of the stock."""
    return [_("Gift"), _("Value"), _("Currency"), _("In stock"), _("Note")]


def stock_lines(items: Iterable[GiftItem]) -> list[list[Cell]]:
    """What is kept."""
    return [[localized(each.name), _money(each.value), each.currency, each.in_stock, each.note] for each in items]


def register_headings() -> list[str]:
    """The first row of the register."""
    head = [_("Day"), _("Visit"), _("Organisation"), _("Which way"), _("Gift"), _("How many"), _("Value of one")]
    return [*head, _("Currency"), _("Giver"), _("Receiver"), _("Rule of value"), _("Handed in to"), _("Note")]


def register_lines(gifts: Iterable[VisitGift], findings: Mapping[int, Finding]) -> list[list[Cell]]:
    """What was handed over: when, by whom, to whom, and what the rule says."""
    return [_register_line(each, findings.get(each.id)) for each in gifts]


def budget_headings() -> list[str]:
    """The first row of a budget."""
    return [_("Kind of cost"), _("What for"), _("Who pays"), _("Currency"), _("Planned"), _("Spent"),
            _("Receipts")]  # fmt: skip


def budget_lines(lines: Iterable[BudgetLine], receipts: Mapping[int, Sized]) -> list[list[Cell]]:
    """What is planned and spent, line by line, and how many receipts prove it."""
    return [
        [str(KINDS[each.kind]), each.text, str(PAYERS[each.payer]), each.currency, _money(each.planned),
         _money(each.spent), len(receipts.get(each.id, ()))]
        for each in lines
    ]  # fmt: skip


def what_of(gift: VisitGift) -> str:
    """What a gift is, in the reader's language."""
    name = localized(gift.item.name) if gift.item is not None else ""
    return " – ".join(filter(None, (name, gift.text)))


def guest_of(gift: VisitGift) -> str:
    """Whom of theirs it goes to or comes from."""
    if gift.delegate is None:
        return gift.guest_name
    person = gift.delegate.person
    return full_name(person.given_name, person.family_name) or person.original_name


def _register_line(gift: VisitGift, finding: Finding | None) -> list[Cell]:
    guest, visit = guest_of(gift), gift.delegation
    giver, receiver = (gift.ours, guest) if gift.way is GiftWay.GIVEN else (guest, gift.ours)
    from_them = localized(visit.institution.name) if visit.institution else visit.organisation
    return [
        day_of(gift.settled_at) if gift.settled_at else None,
        visit.number,
        from_them,
        str(WAYS[gift.way]),
        what_of(gift),
        gift.quantity,
        _money(gift.value),
        gift.currency,
        giver,
        receiver,
        str(FINDINGS[finding]) if finding else "",
        gift.handed_to,
        gift.note,
    ]


def _money(value: Decimal | None) -> float | None:
    """An amount as spreadsheets hold numbers: nothing is worked out with it."""
    return None if value is None else float(value)
