"""People of the demo's delegation, named for the pages they stand on."""

from __future__ import annotations

from coopevents.accounts.models import Unit
from coopevents.delegations import delegate_queries, queries, travel_queries
from coopevents.delegations.own_data import delegate_token
from coopevents.delegations.queries import VisitFilter
from coopevents.delegations.states import COMING


def add_delegates(office: Unit) -> dict[str, str]:
    """The head, who filled in their details, and somebody who did not; a journey and a stay."""
    visit = queries.list_all([office.id], VisitFilter(text="Dublin", states=COMING))[0]
    people = delegate_queries.list_delegates(visit.id, is_coming=True)
    return {
        "people-visit": str(visit.id),
        "delegate": str(people[0].id),
        "delegate-link": delegate_token(people[0]),
        "leg": str(travel_queries.list_legs(visit.id)[0].id),
        "stay": str(travel_queries.list_stays(visit.id)[0].id),
    }
