"""Ways between the lines of an itinerary: put in between by themselves, and kept in step with where they lead."""

from dataclasses import replace
from datetime import datetime

from coopevents.db import db
from coopevents.delegations import delegate_queries, itinerary
from coopevents.delegations import itinerary_queries as queries
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.itinerary_rules import may_be_planned
from coopevents.delegations.models import Delegation
from coopevents.delegations.travel_gaps import Gap, Stop, gaps_between
from coopevents.facts import Actor
from coopevents.places import queries as places
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.gathering import ways_between
from coopevents.schedule.states import NOT_TAKING_PLACE, ActivityKind
from coopevents.text import LocalizedText

TO = LocalizedText(en="On the way to the next line", zh_Hans_CN="前往下一场地", fr="Trajet vers l’étape suivante")
TO_PLACE = {"en": "Transfer to {place}", "zh_Hans_CN": "前往{place}", "fr": "Transfert vers {place}"}


def find_gaps(delegation: Delegation) -> list[Gap]:
    """The ways nobody planned yet; the same selects always."""
    return _gaps(delegation, queries.list_items(delegation.id))


def put_travel_in(delegation: Delegation, *, now: datetime, actor: Actor) -> int:
    """Put a line in for every way there is time for; how many. Raises NothingIsPlanned."""
    found = [each for each in find_gaps(delegation) if each.fits and each.starts_at > now]
    items = {each.activity_id: each for each in queries.list_items(delegation.id)}
    for gap in found:
        said = _details(delegation, gap, _title(items[gap.after_id]))
        item = itinerary.plan_item(delegation, said, now=now, actor=actor)
        item.leads_to = items[gap.after_id].activity.uid
    db.session.flush()
    return len(found)


def keep_travel_in_step(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """Let every way that was put in lead on time to where it leads; one that leads nowhere any more goes."""
    if not may_be_planned(delegation.state) or not queries.has_ways(delegation.id):
        return
    items = queries.list_items(delegation.id)
    ways = [each for each in items if each.leads_to is not None and _takes_place(each)]
    rest = [each for each in items if each not in ways]
    needed = {each.after_id: each for each in _gaps(delegation, rest)}
    targets = {each.activity.uid: each for each in rest}
    for item in ways:
        target = targets.get(item.leads_to or "")
        gap = needed.get(target.activity_id) if target else None
        if item.activity.starts_at <= now:
            continue
        if target is None or gap is None:
            itinerary.remove_item(item, now=now, actor=actor)
        else:
            _bring(delegation, item, _details(delegation, gap, _title(target)), now, actor)


def _bring(delegation: Delegation, item: ItineraryItem, wanted: ItemDetails, now: datetime, actor: Actor) -> None:
    """Change time, title and guests of a way; who drives and in what stays."""
    said = itinerary.item_details(item, queries.map_guests(delegation).get(item.activity_id, frozenset()))
    activity = replace(
        said.activity,
        title=wanted.activity.title,
        starts_at=wanted.activity.starts_at,
        ends_at=wanted.activity.ends_at,
    )
    anew = replace(said, activity=activity, is_for_all=wanted.is_for_all, delegate_ids=wanted.delegate_ids)
    if anew != said:
        itinerary.change_item(item, anew, now=now, actor=actor)


def _details(delegation: Delegation, gap: Gap, title: LocalizedText) -> ItemDetails:
    coming = {each.id for each in delegate_queries.list_delegates(delegation.id, is_coming=True)}
    is_for_all = coming <= gap.guests
    kind = ActivityKind.TRANSFER
    activity = ActivityDetails(kind=kind, title=title, starts_at=gap.starts_at, ends_at=gap.ends_at)
    return ItemDetails(activity=activity, is_for_all=is_for_all, delegate_ids=frozenset() if is_for_all else gap.guests)


def _title(item: ItineraryItem) -> LocalizedText:
    """Where a way leads, in the languages in which the place has a name."""
    place = places.find_place(item.activity.place_id) if item.activity.place_id else None
    if place is None:
        return TO
    return LocalizedText({key: TO_PLACE[key].format(place=name) for key, name in place.name.items() if name})


def _gaps(delegation: Delegation, items: list[ItineraryItem]) -> list[Gap]:
    guests = queries.map_guests(delegation)
    stops = [
        Stop(
            each.activity_id,
            each.activity.starts_at,
            each.activity.ends_at,
            each.activity.place_id,
            guests.get(each.activity_id, frozenset()),
            each.activity.kind is ActivityKind.TRANSFER,
        )
        for each in items
        if _takes_place(each)
    ]
    return gaps_between(stops, ways_between({each.place_id for each in stops}).way_between)


def _takes_place(item: ItineraryItem) -> bool:
    return item.activity.state not in NOT_TAKING_PLACE
