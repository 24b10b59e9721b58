"""The ways on an itinerary follow its lines: another time or place of one, and the way to it is another."""

from coopevents.delegations import itinerary_queries, queries, ways
from coopevents.delegations.itinerary_facts import ItineraryFact
from coopevents.schedule.facts import ActivityMoved


def follow_line(fact: ItineraryFact) -> None:
    """A line was planned, changed, shared or taken off."""
    ways.keep_travel_in_step(queries.get_delegation(fact.subject.id), now=fact.at, actor=fact.actor)


def follow_move(fact: ActivityMoved) -> None:
    """What a way leads to is at another time, here or in another programme."""
    for delegation in itinerary_queries.list_delegations_on_the_way_to(fact.uid):
        ways.keep_travel_in_step(delegation, now=fact.at, actor=fact.actor)
