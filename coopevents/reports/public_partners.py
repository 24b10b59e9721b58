"""What everybody may know of the partners: who they are, where, and the public events they had a part in."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.events.queries import is_public
from coopevents.feeds.programmes import find_programme
from coopevents.partners.models import Institution
from coopevents.people.models import Person
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity, Participant
from coopevents.text import LocalizedText


@dataclass(frozen=True, slots=True)
class PublicPartner:
    """A partner as everybody may see it: no contact, no note, nobody's name."""

    id: int
    name: LocalizedText
    kind: str
    country: str
    city: str
    website: str
    since: int | None
    latitude: float | None
    longitude: float | None
    search_key: str


_COLUMNS = (
    Institution.id,
    Institution.name,
    Institution.kind,
    Institution.country,
    Institution.city,
    Institution.website,
    Institution.partner_since,
    Institution.latitude,
    Institution.longitude,
    Institution.search_key,
)


def list_public_partners() -> list[PublicPartner]:
    """Every partner of the house, by name."""
    query = select(*_COLUMNS).where(Institution.is_partner).order_by(Institution.search_key, Institution.id)
    return [PublicPartner(*row) for row in db.session.execute(query)]


def count_public_partners() -> tuple[int, int]:
    """How many partners the house has, and in how many countries and regions."""
    query = select(func.count(), func.count(Institution.country.distinct())).where(Institution.is_partner)
    number, countries = db.session.execute(query).one()
    return number, countries


def get_public_partner(institution_id: int) -> PublicPartner:
    """The partner with that id.

    Raises NotFound for everybody else the office knows.
    """
    query = select(*_COLUMNS).where(Institution.id == institution_id, Institution.is_partner)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return PublicPartner(*row)


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
