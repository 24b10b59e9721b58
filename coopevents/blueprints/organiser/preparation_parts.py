"""The parts of the preparation of a visit, as a small navigation above each of them."""

from flask import request, url_for

from coopevents.delegations.models import Delegation
from coopevents.i18n import _l

PARTS = (
    ("organiser_delegation_preparation.index", _l("Tasks")),
    ("organiser_delegation_gifts.index", _l("Gifts")),
    ("organiser_delegation_budget.index", _l("Budget")),
)
"""In the order of the work; each part has a blueprint of its own."""


def parts_of(delegation: Delegation) -> list[dict[str, object]]:
    """The way to each part, as chips."""
    return [
        {
            "label": label,
            "url": url_for(endpoint, delegation_id=delegation.id),
            "is_current": endpoint.partition(".")[0] == request.blueprint,
        }
        for endpoint, label in PARTS
    ]
