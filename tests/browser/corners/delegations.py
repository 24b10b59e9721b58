"""Visits to the demo office, named for the pages they stand on."""

from __future__ import annotations

from coopevents import clock
from coopevents.accounts.models import Unit
from coopevents.delegations import (
    budget_queries,
    gift_queries,
    itinerary_queries,
    kitting,
    photo_queries,
    queries,
    reading_links,
)
from coopevents.delegations.queries import VisitFilter
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.states import VisitState
from coopevents.delegations.tokens import request_token
from coopevents.facts import THE_HOUSE, Subject
from coopevents.tasks import queries as tasks

STATES = {
    "visit-new": VisitState.REQUESTED,
    "visit-waiting": VisitState.INFO_NEEDED,
    "visit-deciding": VisitState.SCREENING,
    "visit-coming": VisitState.PROGRAMME_SENT,
    "visit-refused": VisitState.DECLINED,
    "visit-here": VisitState.ON_SITE,
    "visit-over": VisitState.REPORT_DUE,
}


def add_delegations(office: Unit) -> dict[str, str]:
    """Each visit's number, and the secret of its requester's page; of the one that is over the sign is not back."""
    values = {}
    for name, state in STATES.items():
        first = queries.list_all([office.id], VisitFilter(states=frozenset({state})))[0]
        values |= {name: str(first.id), f"{name}-link": request_token(first)}
    items = itinerary_queries.list_items(int(values["visit-coming"]))
    [task, *_others] = tasks.list_of(Subject("delegation", int(values["visit-coming"])))
    gifts = gift_queries.list_gifts(int(values["visit-coming"]))
    costs = budget_queries.list_lines(int(values["visit-coming"]))
    kitting.tick(queries.get_delegation(int(values["visit-over"])), "sign-0", now=clock.now(), actor=THE_HOUSE)
    values |= {"visit-gift": str(gifts[0].id), "gift-item": str(gifts[0].item_id), "visit-cost": str(costs[0].id)}
    values["visit-spent"] = str(budget_queries.list_lines(int(values["visit-over"]))[0].id)
    values["visit-photo"] = str(photo_queries.list_photos(int(values["visit-over"]))[0].id)
    asked = {name: Reader.delegation(int(values[name])) for name in ("visit-here", "visit-over")}
    values |= {f"{name}-feedback": reading_links.feedback_token(each) for name, each in asked.items()}
    return values | {"visit-line": str(items[1].id), "visit-task": str(task.id)}
