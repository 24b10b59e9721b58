"""What links institutions to events."""

from collections.abc import Collection

from sqlalchemy import func, literal, select, union_all

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.partners.references import list_references
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


def what_refers_to(institution_id: int) -> dict[str, int]:
    """How many rows of each table refer to an institution; tables without any are left out. One statement."""
    counts = [
        select(literal(table.name).label("name"), func.count().label("number")).where(column == institution_id)
        for table, column in list_references()
    ]
    found: dict[str, int] = {}
    for name, number in db.session.execute(union_all(*counts)):
        if number:
            found[name] = found.get(name, 0) + number
    return found
