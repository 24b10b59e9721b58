"""Which delegates take part in which lines of their itinerary, and how that follows who comes."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from coopevents.delegations import delegate_queries, itinerary_rules
from coopevents.delegations import itinerary_queries as queries
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.facts import Actor
from coopevents.schedule import expecting
from coopevents.schedule import service as scheduling
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.states import ActivityState, Audience, ParticipantRole

GUEST = ParticipantRole.GUEST


def guests_of(delegation: Delegation, is_for_all: bool, wanted: Collection[int]) -> list[Delegate]:
    """The delegates who take part: all who come, or those wanted. Raises NobodyTakesPart, GuestIsNotOfDelegation."""
    coming = delegate_queries.list_delegates(delegation.id, is_coming=True)
    itinerary_rules.ensure_somebody_takes_part(is_for_all, wanted, {each.id for each in coming})
    return [each for each in coming if is_for_all or each.id in wanted]


def with_guests(details: ActivityDetails, guests: Iterable[Delegate]) -> ActivityDetails:
    """The activity with these guests and no others, for invited people only. Raises HasNoTime."""
    if details.starts_at is None:
        raise itinerary_rules.HasNoTime(field="starts")
    ours = tuple(each for each in details.people if each.role is not GUEST)
    theirs = tuple(ParticipantDetails(each.person_id, GUEST) for each in guests)
    return replace(details, people=ours + theirs, audience=Audience.INVITED)


def keep_guests_in_step(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """Let who comes be in every line that is for all, and who does not come in none."""
    if delegation.schedule_id is None:
        return
    coming = {each.person_id for each in delegate_queries.list_delegates(delegation.id, is_coming=True)}
    all_of_it = {each.person_id for each in delegate_queries.list_delegates(delegation.id)}
    for item in queries.list_items(delegation.id):
        if item.activity.state is ActivityState.CANCELLED or item.activity.ends_at <= now:
            continue
        if item.activity.schedule_id != delegation.schedule_id:
            bring_to(item, delegation, coming if item.is_for_all else None, now=now, actor=actor)
            continue
        there = {each.person_id for each in item.activity.participants if each.role is GUEST}
        wanted = coming if item.is_for_all else there - (all_of_it - coming)
        if wanted != there:
            said = scheduling.details_of(item.activity)
            guests = [each for each in delegate_queries.list_delegates(delegation.id) if each.person_id in wanted]
            scheduling.rewrite_activity(item.activity, with_guests(said, guests), now=now, actor=actor)


def bring_to(
    item: ItineraryItem, delegation: Delegation, wanted: set[int] | None, *, now: datetime, actor: Actor
) -> None:
    """Let these persons be expected in a shared activity, and nobody else of the delegation; None: those who come."""
    everybody = delegate_queries.list_delegates(delegation.id)
    booked = queries.map_guests(delegation).get(item.activity_id, frozenset())
    there = {each.person_id for each in everybody if each.id in booked}
    if wanted is None:
        coming = {each.person_id for each in delegate_queries.list_delegates(delegation.id, is_coming=True)}
        wanted = there & coming
    gone = {each.person_id for each in everybody} - wanted
    expecting.expect_no_more(item.activity, sorted(gone), now=now, actor=actor)
    if wanted - there:
        expecting.expect(item.activity, sorted(wanted - there), now=now, actor=actor)
