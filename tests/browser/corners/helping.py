"""Those who registered to help with the demo office's visits; one of them wants another address."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coopevents.accounts.models import Unit
from coopevents.facts import THE_HOUSE
from coopevents.helping import keeping, queries, registering
from coopevents.helping.queries import HelperFilter
from coopevents.helping.states import HelperState
from coopevents.helping.tokens import address_key, helper_token


def add_helpers(office: Unit, now: datetime) -> dict[str, str]:
    """The last approved one, who is offered something; one who waits; and the first, whose address is to change."""
    values = {}
    for state in (HelperState.APPROVED, HelperState.WAITING):
        helper = queries.list_all([office.id], HelperFilter(state=state))[-1]
        values |= {f"helper-{state}": str(helper.id), f"helper-{state}-link": helper_token(helper)}
    moved = queries.list_all([office.id], HelperFilter(state=HelperState.APPROVED))[0]
    details = replace(keeping.as_details(moved), email="diallo@elsewhere.example")
    registering.change(moved, details, now=now, actor=THE_HOUSE)
    return values | {"helper-moved-link": helper_token(moved), "helper-moved-key": address_key(moved)}
