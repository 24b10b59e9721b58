"""The words of gifts and budgets as colleagues see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.delegations.budget_models import BudgetKind, Payer
from coopevents.delegations.gift_models import GiftWay
from coopevents.delegations.gift_rules import Finding
from coopevents.i18n import _l

WAYS: Mapping[GiftWay, LazyString] = {
    GiftWay.GIVEN: _l("We give it"),
    GiftWay.RECEIVED: _l("We receive it"),
}
FINDINGS: Mapping[Finding, LazyString] = {
    Finding.ABOVE: _l("Above the limit"),
    Finding.HAND_IN: _l("To be handed in"),
    Finding.HANDED_IN: _l("Handed in"),
    Finding.OTHER_CURRENCY: _l("Other currency"),
    Finding.NO_VALUE: _l("Value not known"),
}
TONES: Mapping[Finding, str] = {
    Finding.ABOVE: "trouble",
    Finding.HAND_IN: "trouble",
    Finding.HANDED_IN: "good",
    Finding.OTHER_CURRENCY: "attention",
    Finding.NO_VALUE: "attention",
}
KINDS: Mapping[BudgetKind, LazyString] = {
    BudgetKind.HOTEL: _l("Hotel"),
    BudgetKind.MEALS: _l("Meals"),
    BudgetKind.TRANSPORT: _l("Transport"),
    BudgetKind.INTERPRETER: _l("Interpreter"),
    BudgetKind.GIFTS: _l("Gifts"),
    BudgetKind.VENUE: _l("Rooms and venues"),
    BudgetKind.PRINTING: _l("Printing"),
    BudgetKind.OTHER: _l("Other costs"),
}
PAYERS: Mapping[Payer, LazyString] = {
    Payer.US: _l("We pay"),
    Payer.GUESTS: _l("Guests pay"),
    Payer.THIRD: _l("Somebody else pays"),
}
