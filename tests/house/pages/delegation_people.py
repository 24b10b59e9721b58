"""The people of a delegation: at the desk, and each behind their own link."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK, SEND

VISIT = {"delegation_id": "$people-visit"}
ONE = {**VISIT, "delegate_id": "$delegate"}
OWN = {"token": "$delegate-link"}

DELEGATION_PEOPLE = [
    PageExample("delegate-own", "guest_delegate.show", OWN),
    PageExample("delegate-own-details", "guest_delegate.details", OWN),
    PageExample(
        "delegate-own-details-wrong", "guest_delegate.details", OWN, press=SEND, fill={"family_name": ""}, status=422
    ),
    PageExample("delegate-own-data", "guest_delegate.my_data", OWN),
    PageExample("delegate-own-consent", "guest_delegate.withdraw_consent", {**OWN, "key": "passport_consent"}),
    PageExample("delegate-own-erase", "guest_delegate.erase", OWN),
    PageExample("delegation-people", "organiser_delegation_people.index", VISIT, **AT_DESK),
    PageExample(
        "delegation-people-none", "organiser_delegation_people.index", {"delegation_id": "$visit-new"}, **AT_DESK
    ),
    PageExample("delegation-person", "organiser_delegation_people.show", ONE, **AT_DESK),
    PageExample(
        "delegation-person-new", "organiser_delegation_people.create", VISIT, press=SEND, status=422, **AT_DESK
    ),
    PageExample("delegation-person-edit", "organiser_delegation_people.edit", ONE, **AT_DESK),
    PageExample("delegation-person-erase", "organiser_delegation_people.erase", ONE, **AT_DESK),
    PageExample("delegation-confidential", "organiser_delegation_people.reveal", ONE, **AT_DESK),
    PageExample("delegation-letter", "organiser_delegation_people.letter", ONE, **AT_DESK),
    PageExample("delegation-people-table", "organiser_delegation_people.table", VISIT, **AT_DESK),
    PageExample("delegation-travel", "organiser_delegation_travel.index", VISIT, **AT_DESK),
    PageExample("delegation-leg", "organiser_delegation_travel.leg", {**VISIT, "leg_id": "$leg"}, **AT_DESK),
    PageExample("delegation-stay", "organiser_delegation_travel.stay", {**VISIT, "stay_id": "$stay"}, **AT_DESK),
]
