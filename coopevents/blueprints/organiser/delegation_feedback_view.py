"""What guests thought of a visit, as its page After the visit shows it."""

from typing import Any

from coopevents import clock
from coopevents.delegations import feedback, feedback_queries, feedback_summing
from coopevents.delegations.feedback_words import ASPECTS
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import AFTER, VisitState

SHOWN_IN = AFTER | {VisitState.ON_SITE, VisitState.CLOSED}


def feedback_said(delegation: Delegation) -> dict[str, Any]:
    """Whether guests are asked, how many answered, means and words."""
    if delegation.state not in SHOWN_IN:
        return {"opinions": None}
    asked = feedback_queries.find_round(delegation.id)
    return {
        "opinions": feedback_summing.summed(feedback_queries.list_feedback(delegation.id)),
        "opinions_asked_on": asked.asked_on if asked else None,
        "opinions_are_forgone": asked is not None and asked.is_forgone,
        "opinions_are_open": feedback.is_open(delegation, clock.now()),
        "opinions_of": len(feedback.list_guests(delegation)),
        "aspects": ASPECTS,
    }
