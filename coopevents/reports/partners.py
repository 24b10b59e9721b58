"""What links institutions to events."""

from collections.abc import Collection

from sqlalchemy import func, select

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.people.models import Person
from coopevents.registration.models import Registration
from coopevents.registration.states import HOLDING_A_SEAT


def guests_by_event(institution_id: int, unit_ids: Collection[int]) -> list[tuple[Event, int]]:
    """The events of these units that somebody from the institution has a seat at, and how many; the latest first."""
    number = func.count(Registration.id)
    query = (
        select(Event, number)
        .join(Registration, Registration.event_id == Event.id)
        .join(Person, Person.id == Registration.person_id)
        .where(Person.institution_id == institution_id, Registration.state.in_(HOLDING_A_SEAT))
        .where(Event.unit_id.in_(unit_ids))
        .group_by(Event.id)
        .order_by(Event.starts_on.desc())
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]
