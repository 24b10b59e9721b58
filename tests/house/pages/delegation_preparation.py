"""What has to be ready for a visit: gifts and money; and the gifts of the house."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

COMING = {"delegation_id": "$visit-coming"}
OVER = {"delegation_id": "$visit-over"}
NEW = {"delegation_id": "$visit-new"}
OVER = {"delegation_id": "$visit-over"}

DELEGATION_PREPARATION = [
    PageExample("delegation-gifts", "organiser_delegation_gifts.index", COMING, **AT_DESK),
    PageExample("delegation-gifts-none", "organiser_delegation_gifts.index", NEW, **AT_DESK),
    PageExample("delegation-gift-new", "organiser_delegation_gifts.create", COMING, press=SEND, status=422, **AT_DESK),
    PageExample("delegation-gift", "organiser_delegation_gifts.edit", {**COMING, "gift_id": "$visit-gift"}, **AT_DESK),
    PageExample("delegation-kit", "organiser_delegation_kit.index", COMING, **AT_DESK),
    PageExample("delegation-kit-back", "organiser_delegation_kit.index", OVER, "show=back", **AT_DESK),
    PageExample("delegation-kit-nothing", "organiser_delegation_kit.index", COMING, "show=back", **AT_DESK),
    PageExample("delegation-kit-undecided", "organiser_delegation_kit.index", NEW, **AT_DESK),
    PageExample("delegation-thing-new", "organiser_delegation_kit.create", COMING, press=SEND, status=422, **AT_DESK),
    PageExample("delegation-thing", "organiser_delegation_kit.edit", {**COMING, "thing_code": "sign-0"}, **AT_DESK),
    PageExample("delegation-budget", "organiser_delegation_budget.index", COMING, **AT_DESK),
    PageExample("delegation-budget-spent", "organiser_delegation_budget.index", OVER, **AT_DESK),
    PageExample(
        "delegation-cost-receipts", "organiser_delegation_budget.edit", {**OVER, "cost_id": "$visit-spent"}, **AT_DESK
    ),
    PageExample("delegation-budget-none", "organiser_delegation_budget.index", NEW, **AT_DESK),
    PageExample("delegation-cost-new", "organiser_delegation_budget.create", COMING, press=SEND, status=422, **AT_DESK),
    PageExample("delegation-cost", "organiser_delegation_budget.edit", {**COMING, "cost_id": "$visit-cost"}, **AT_DESK),
    PageExample("gifts", "organiser_gifts.index", **AT_DESK),
    PageExample("gifts-empty", "organiser_gifts.index", reader=Reader.NEWCOMER),
    PageExample("gift-new", "organiser_gifts.create", press=SEND, status=422, **AT_DESK),
    PageExample("gift", "organiser_gifts.edit", {"gift_item_id": "$gift-item"}, **AT_DESK),
    PageExample("gift-register", "organiser_gifts.register", **AT_DESK),
    PageExample("gift-register-empty", "organiser_gifts.register", reader=Reader.NEWCOMER),
    PageExample("gift-rules", "organiser_gifts.rules", **AT_DESK),
]
