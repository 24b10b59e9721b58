"""When people said they can be there."""

from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Fact, Subject
from coopevents.people import queries, rules
from coopevents.people.facts import AvailabilityStated, AvailabilityWithdrawn
from coopevents.people.models import Availability, Person


def state_availability(
    person: Person, starts_at: datetime, ends_at: datetime, *, now: datetime, actor: Actor
) -> Availability:
    """A person can be there from one moment to another, both aware. Saying the same again changes nothing.

    Raises AvailabilityIsImpossible or TooManyTimes.
    """
    known = queries.map_availability([person.id]).get(person.id, [])
    for each in known:
        if (each.starts_at, each.ends_at) == (starts_at, ends_at):
            return each
    rules.ensure_availability_is_possible(starts_at, ends_at, len(known))
    stated = Availability(person_id=person.id, starts_at=starts_at, ends_at=ends_at)
    db.session.add(stated)
    db.session.flush()
    _record(AvailabilityStated, person, now, actor)
    return stated


def withdraw_availability(person: Person, stated: Availability, *, now: datetime, actor: Actor) -> None:
    """That time no longer holds; somebody without any is taken to be free always."""
    db.session.delete(stated)
    db.session.flush()
    _record(AvailabilityWithdrawn, person, now, actor)


def _record(kind: type[Fact], person: Person, now: datetime, actor: Actor) -> None:
    """The times themselves are a person's data and do not go into the audit trail."""
    ledger.record(kind(at=now, actor=actor, subject=Subject("person", person.id), unit_id=person.unit_id))
