"""Every select of people."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, bindparam, func, or_, select, union_all

from coopevents.db import db
from coopevents.people.details import PersonDetails
from coopevents.people.models import Absence, Availability, Person
from coopevents.refusals import NotFound
from coopevents.text import LocalizedText, folded

PER_PAGE = 50


_SAID_ALIKE = union_all(
    select(Person.id).where(Person.email == bindparam("email"), Person.email != ""),
    select(Person.id).where(
        Person.family_name == bindparam("family_name"),
        Person.given_name == bindparam("given_name"),
        or_(Person.family_name != "", Person.given_name != ""),
    ),
    select(Person.id).where(Person.original_name == bindparam("original_name"), Person.original_name != ""),
).subquery()
_ALIKE = (
    select(Person)
    .where(Person.id.in_(select(_SAID_ALIKE.c.id)), Person.unit_id.in_(bindparam("unit_ids", expanding=True)))
    .order_by(Person.id)
)


@dataclass(frozen=True)
class PersonFilter:
    """What a list of people is narrowed to."""

    text: str = ""
    country: str = ""
    institution_id: int | None = None


def biography_of(person_id: int) -> LocalizedText:
    """What readers are told about a person; empty when nothing is."""
    biography = db.session.scalar(select(Person.biography).where(Person.id == person_id))
    return biography or LocalizedText()


def get_person(person_id: int) -> Person:
    """The person with that id.

    Raises NotFound.
    """
    person = db.session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person


def lock_person(person_id: int) -> Person:
    """The same, behind a lock: of two who find time for one person, the second sees what the first did.

    Raises NotFound.
    """
    person = db.session.get(Person, person_id, with_for_update=True, populate_existing=True)
    if person is None:
        raise NotFound
    return person


def find_person_by_email(unit_ids: Collection[int], email: str) -> Person | None:
    """The person of these units with that address, in any case of letters; the first known when there are several."""
    if not email:
        return None
    query = select(Person).where(Person.unit_id.in_(unit_ids), Person.email == email.strip().lower())
    return db.session.scalar(query.order_by(Person.id).limit(1))


def ids_with_email(unit_ids: Collection[int], email: str) -> frozenset[int]:
    """Everybody of these units who has that address, in any case of letters."""
    query = select(Person.id).where(Person.unit_id.in_(unit_ids), Person.email == email.strip().lower())
    return frozenset(db.session.scalars(query.where(Person.email != "")))


def list_people_like(unit_ids: Collection[int], details: PersonDetails) -> list[Person]:
    """The people of these units with that address, or who may be called so in Latin letters or in their own script; the
    first known first. Each way of being alike has an index of its own, so it is asked on its own."""
    named = {name: getattr(details, name) for name in ("email", "family_name", "given_name", "original_name")}
    return list(db.session.scalars(_ALIKE, {**named, "unit_ids": list(unit_ids)}))


def list_people(person_ids: Collection[int]) -> list[Person]:
    """The people with these ids."""
    return list(db.session.scalars(select(Person).where(Person.id.in_(person_ids))))


def list_people_of(unit_ids: Collection[int]) -> list[Person]:
    """Everybody these units know, by family name."""
    return list(db.session.scalars(_filtered(unit_ids, PersonFilter())))


def list_people_of_institution(institution_id: int) -> list[Person]:
    """Everybody at an institution, by family name."""
    query = select(Person).where(Person.institution_id == institution_id)
    return list(db.session.scalars(query.order_by(func.lower(Person.family_name), Person.id)))


def list_page(
    unit_ids: Collection[int], wanted: PersonFilter, *, page: int = 1, per_page: int = PER_PAGE
) -> Pagination:
    """One page of the people these units know."""
    query = _filtered(unit_ids, wanted)
    return db.paginate(query, page=max(page, 1), per_page=per_page, max_per_page=per_page, error_out=False)


def list_all(unit_ids: Collection[int], wanted: PersonFilter) -> list[Person]:
    """All of them, for an export."""
    return list(db.session.scalars(_filtered(unit_ids, wanted)))


def list_countries(unit_ids: Collection[int]) -> list[tuple[str, int]]:
    """(code, number of people), the most frequent country first."""
    number = func.count()
    query = select(Person.country, number).where(Person.unit_id.in_(unit_ids), Person.country != "")
    rows = db.session.execute(query.group_by(Person.country).order_by(number.desc(), Person.country))
    return [(row[0], row[1]) for row in rows]


def search_people(unit_ids: Collection[int], text: str, *, limit: int = 12) -> list[Person]:
    """The first people whose name, address, institution or position holds every word."""
    return list(db.session.scalars(_filtered(unit_ids, PersonFilter(text=text)).limit(limit)))


def get_availability(person_id: int, availability_id: int) -> Availability:
    """The time with that id at which this person can be there.

    Raises NotFound.
    """
    found = db.session.get(Availability, availability_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found


def map_availability(person_ids: Collection[int]) -> dict[int, list[Availability]]:
    """When these people said they can be there, in the order of time; those who said nothing are left out."""
    query = select(Availability).where(Availability.person_id.in_(person_ids))
    found: dict[int, list[Availability]] = {}
    for each in db.session.scalars(query.order_by(Availability.starts_at, Availability.id)):
        found.setdefault(each.person_id, []).append(each)
    return found


def map_absences(person_ids: Collection[int]) -> dict[int, list[Absence]]:
    """When these people are away, in the order of time; those who are not are left out."""
    query = select(Absence).where(Absence.person_id.in_(person_ids))
    found: dict[int, list[Absence]] = {}
    for each in db.session.scalars(query.order_by(Absence.starts_at, Absence.id)):
        found.setdefault(each.person_id, []).append(each)
    return found


def _filtered(unit_ids: Collection[int], wanted: PersonFilter) -> Select[Person]:
    query = select(Person).where(Person.unit_id.in_(unit_ids))
    for word in folded(wanted.text).split()[:6]:
        query = query.where(Person.search_key.contains(word, autoescape=True))
    if wanted.country:
        query = query.where(Person.country == wanted.country)
    if wanted.institution_id is not None:
        query = query.where(Person.institution_id == wanted.institution_id)
    return query.order_by(
        func.lower(Person.family_name), func.lower(Person.given_name), Person.original_name, Person.id
    )
