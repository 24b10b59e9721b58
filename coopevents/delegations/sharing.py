"""Taking part in what other programmes plan: sessions of events, ceremonies, departures of tours."""

from datetime import datetime

from coopevents.db import db
from coopevents.delegations import attending, itinerary_rules
from coopevents.delegations import itinerary_queries as queries
from coopevents.delegations.itinerary import open_itinerary, plannable, record_line
from coopevents.delegations.itinerary_facts import ItineraryItemChanged, ItineraryItemShared
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.facts import Actor
from coopevents.schedule import expecting
from coopevents.schedule.models import Activity


def share_activity(
    delegation: Delegation,
    activity: Activity,
    *,
    is_for_all: bool = True,
    delegate_ids: frozenset[int] = frozenset(),
    now: datetime,
    actor: Actor,
) -> ItineraryItem:
    """Let the delegation take part in what another programme plans.

    Raises NothingIsPlanned, IsOnItineraryAlready, HasNoTime, NobodyTakesPart, GuestIsNotOfDelegation, HasBegun or
    IsElsewhereThen.
    """
    open_itinerary(delegation, now=now, actor=actor)
    if activity.starts_at is None:
        raise itinerary_rules.HasNoTime(field="activity")
    if queries.find_item(delegation.id, activity.id) is not None:
        raise itinerary_rules.IsOnItineraryAlready(field="activity")
    guests = attending.guests_of(delegation, is_for_all, delegate_ids)
    expecting.expect(activity, [each.person_id for each in guests], now=now, actor=actor)
    item = ItineraryItem(delegation_id=delegation.id, activity_id=activity.id, is_for_all=is_for_all, created_at=now)
    item.activity = activity
    db.session.add(item)
    db.session.flush()
    record_line(ItineraryItemShared, delegation, activity, now, actor)
    return item


def say_of_shared(
    item: ItineraryItem, *, is_for_all: bool, delegate_ids: frozenset[int], now: datetime, actor: Actor
) -> None:
    """Who of the guests takes part in what another programme plans.

    Raises NothingIsPlanned, NobodyTakesPart, GuestIsNotOfDelegation, HasBegun or IsElsewhereThen.
    """
    delegation = plannable(item)
    guests = attending.guests_of(delegation, is_for_all, delegate_ids)
    item.is_for_all = is_for_all
    attending.bring_to(item, delegation, {each.person_id for each in guests}, now=now, actor=actor)
    record_line(ItineraryItemChanged, delegation, item.activity, now, actor)
