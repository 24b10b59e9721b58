"""What would clash if an activity stood somewhere else, while it is still held in the hand."""

from dataclasses import replace
from datetime import datetime

from coopevents.places import queries as places
from coopevents.schedule import queries
from coopevents.schedule.clashes import Clash, Slot
from coopevents.schedule.models import Activity
from coopevents.schedule.survey import Scene, Survey


def suppose(
    survey: Survey, activity: Activity, *, starts_at: datetime, ends_at: datetime, place_id: int | None
) -> tuple[Survey, list[Clash]]:
    """The survey with the activity standing there, as the words about it need it, and what it would clash with.

    It may come from the tray. What was accepted stays quiet.
    """
    known = survey.scenes.get(activity.id)
    slot = known.slot if known is not None else _slot(activity)
    there = replace(slot, starts_at=starts_at, ends_at=ends_at, place_id=place_id)
    scene = Scene(there, activity.schedule_id, activity.title)
    people = queries.map_people(each.person_id for each in activity.participants)
    resources = places.map_resources(each.resource_id for each in activity.resources)
    supposed = replace(
        survey,
        scenes={**survey.scenes, activity.id: scene},
        people={**survey.people, **people},
        resources={**survey.resources, **resources},
    )
    return supposed, supposed.clashes_if(there)


def _slot(activity: Activity) -> Slot:
    return Slot(
        id=activity.id,
        uid=activity.uid,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        people=frozenset(each.person_id for each in activity.participants),
        capacity=activity.capacity,
        expected=activity.expected,
        resources=tuple((each.resource_id, each.quantity) for each in activity.resources),
        schedule_id=activity.schedule_id,
    )
