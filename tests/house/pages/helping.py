"""Those who register to help with visits: their public page, their own, and the desk's."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

OWN = {"token": "$helper-approved-link"}
ONE = {"helper_id": "$helper-approved"}
DECLINE = "details form.form button.button--danger"

HELPERS = [
    PageExample("helper-new", "public_helpers.register"),
    PageExample("helper-new-wrong", "public_helpers.register", press=SEND, status=422),
    PageExample("helper-closed", "public_helpers.register", is_empty_house=True),
    PageExample("helper-sent", "public_helpers.sent"),
    PageExample("helper-own", "guest_helper.show", OWN),
    PageExample("helper-own-waiting", "guest_helper.show", {"token": "$helper-waiting-link"}),
    PageExample("helper-own-change", "guest_helper.change", OWN),
    PageExample("helper-own-change-wrong", "guest_helper.change", OWN, press=SEND, fill={"email": "no"}, status=422),
    PageExample(
        "helper-own-address", "guest_helper.address", {"token": "$helper-moved-link", "key": "$helper-moved-key"}
    ),
    PageExample("helper-own-end", "guest_helper.end", OWN),
    PageExample("helpers", "organiser_helpers.index", **AT_DESK),
    PageExample("helpers-narrowed", "organiser_helpers.index", query="q=nobody&service=driving", **AT_DESK),
    PageExample("helpers-none", "organiser_helpers.index", reader=Reader.NEWCOMER),
    PageExample("helper", "organiser_helpers.show", ONE, **AT_DESK),
    PageExample("helper-waiting", "organiser_helpers.show", {"helper_id": "$helper-waiting"}, **AT_DESK),
    PageExample("helper-settings", "organiser_helpers.settings", **AT_DESK),
]
