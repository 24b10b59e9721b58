"""Handing the links to a sent itinerary to whoever has none yet."""

from datetime import datetime

from coopevents.delegations import itinerary_rules, queries, recording
from coopevents.delegations.itinerary_facts import ItineraryHandedOut
from coopevents.delegations.models import Delegation
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.schedule import queries as schedules


class NothingToHandOut(Refusal):
    """Readers would find nothing behind their links."""

    status = 409
    sentence = _l("There is nothing to read yet: send the programme first.")


def hand_out(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """Send the link to their own lines to every reader who was not sent it before, or whose link was replaced.

    Sending the programme does the same. Raises NothingIsPlanned or NothingToHandOut.
    """
    delegation = queries.lock_delegation(delegation.id)
    itinerary_rules.ensure_may_be_planned(delegation.state)
    if delegation.schedule_id is None or not schedules.get_schedule(delegation.schedule_id).release_number:
        raise NothingToHandOut
    recording.record(ItineraryHandedOut, delegation, now=now, actor=actor)
