"""The public events that a partner had a part in, as released programmes tell them."""

from collections.abc import Collection

from sqlalchemy import select

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.events.queries import is_public
from coopevents.feeds.programmes import find_programme
from coopevents.people.models import Person
from coopevents.schedule.models import Activity, Participant


def list_public_events_with(institution_id: int) -> list[Event]:
    """The public events whose released programme names somebody from there, the latest first."""
    query = (
        select(Event, Participant.person_id)
        .join(Activity, Activity.schedule_id == Event.schedule_id)
        .join(Participant, Participant.activity_id == Activity.id)
        .join(Person, Person.id == Participant.person_id)
        .where(Person.institution_id == institution_id, is_public())
        .order_by(Event.starts_on.desc(), Event.id)
        .distinct()
    )
    people: dict[Event, set[int]] = {}
    for event, person_id in db.session.execute(query):
        people.setdefault(event, set()).add(person_id)
    return [event for event, ids in people.items() if _is_named(event, ids)]


def _is_named(event: Event, person_ids: Collection[int]) -> bool:
    programme = find_programme(event.schedule)
    shown = programme.shown if programme else ()
    return any(person.id in person_ids for each in shown for person in each.people)
