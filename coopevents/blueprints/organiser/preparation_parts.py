"""The parts of the preparation of a visit, as a small navigation above each of them."""

from flask import request, url_for

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access
from coopevents.blueprints.organiser.delegation_door import zone_of_office
from coopevents.delegations import itinerary_queries
from coopevents.delegations.models import Delegation
from coopevents.i18n import _l, localized, short_day_text, time_text
from coopevents.schedule.states import NOT_TAKING_PLACE

PARTS = (
    ("organiser_delegation_preparation.index", _l("Tasks"), Permission.SEE_UNIT),
    ("organiser_delegation_kit.index", _l("Kit"), Permission.EDIT_DELEGATIONS),
    ("organiser_delegation_gifts.index", _l("Gifts"), Permission.SEE_UNIT),
    ("organiser_delegation_budget.index", _l("Budget"), Permission.SEE_UNIT),
)
"""In the order of the work; each part has a blueprint of its own, and a permission without which nobody opens it."""


def parts_of(delegation: Delegation) -> list[dict[str, object]]:
    """The way to each part the reader may open, as chips."""
    may = access().for_unit(delegation.unit_id)
    return [
        {
            "label": label,
            "url": url_for(endpoint, delegation_id=delegation.id),
            "is_current": endpoint.partition(".")[0] == request.blueprint,
        }
        for endpoint, label, permission in PARTS
        if permission in may
    ]


def activity_choices(delegation: Delegation) -> list[tuple[str, str]]:
    """(id, words) of the lines of the itinerary for which something can be prepared, in their order."""
    zone = zone_of_office()
    return [
        (
            str(each.id),
            f"{short_day_text(each.activity.starts_at, zone)} {time_text(each.activity.starts_at, zone)} · "
            f"{localized(each.activity.title)}",
        )
        for each in itinerary_queries.list_items(delegation.id)
        if each.activity.state not in NOT_TAKING_PLACE
    ]
