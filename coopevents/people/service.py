"""The verbs of people's records."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.accounts.permissions import lineage
from coopevents.accounts.queries import unit_parents
from coopevents.db import db
from coopevents.facts import Actor, Fact, Subject, changed_fields
from coopevents.people import queries, rules
from coopevents.people.details import PersonDetails
from coopevents.people.facts import PersonAdded, PersonChanged
from coopevents.people.models import Person
from coopevents.text import one_line

FIELDS = (
    "title", "given_name", "family_name", "original_name", "email", "phone", "institution_id", "institution_name",
    "position", "country", "language", "speaks", "biography",
)  # fmt: skip


def add_person(details: PersonDetails, *, unit_id: int, now: datetime, actor: Actor) -> Person:
    """A new person of that unit.

    Raises NameIsMissing or EmailIsTaken.
    """
    details = _tidied(details)
    rules.ensure_details_hold(details)
    if queries.find_person_by_email([unit_id], details.email) is not None:
        raise rules.EmailIsTaken(field="email")
    return _added(details, unit_id, now, actor)


def _added(details: PersonDetails, unit_id: int, now: datetime, actor: Actor) -> Person:
    person = Person(unit_id=unit_id, created_at=now, search_key=rules.key_of(details), **_values(details))
    db.session.add(person)
    db.session.flush()
    _record(PersonAdded, person, now, actor, [])
    return person


def change_person(person: Person, details: PersonDetails, *, now: datetime, actor: Actor) -> None:
    """Let the record be as the details say; nothing is recorded when nothing differs.

    Raises NameIsMissing or EmailIsTaken.
    """
    details = _tidied(details)
    rules.ensure_details_hold(details)
    namesake = queries.find_person_by_email([person.unit_id], details.email)
    if namesake is not None and namesake.id != person.id and details.email != person.email:
        raise rules.EmailIsTaken(field="email")
    changes = changed_fields(_values(details_of(person)), _values(details))
    if not changes:
        return
    for name, (_old, new) in changes.items():
        setattr(person, name, new)
    person.search_key = rules.key_of(details)
    _record(PersonChanged, person, now, actor, list(changes))


def find_or_add_person(
    details: PersonDetails, *, unit_id: int, now: datetime, actor: Actor, known_to: Collection[int] = ()
) -> Person:
    """The one record of this human being in the unit or above it: by address, else by name and institution, else a new
    one.

    What is already known is never overwritten, only gaps are filled: whoever registers cannot rewrite records. An
    address is no gap, since anybody may claim a known name and messages would then go to them.
    Somebody of the same name with another address is somebody else. ``known_to`` names the unit and those above it,
    where the caller knows them already. Raises NameIsMissing.
    """
    details = _tidied(details)
    rules.ensure_details_hold(details)
    alike = queries.list_people_like(known_to or lineage(unit_id, unit_parents()), details)
    person = next((each for each in alike if details.email and each.email == details.email), None)
    person = person or _find_by_name(details, alike)
    if person is None:
        return _added(details, unit_id, now, actor)
    known = details_of(person)
    gaps = {
        name: said
        for name in FIELDS
        if name != "email" and (said := getattr(details, name)) and not getattr(known, name)
    }
    if gaps:
        change_person(person, replace(known, **gaps), now=now, actor=actor)
    return person


def rename_institution(institution_id: int, name: str, *, now: datetime, actor: Actor) -> None:
    """Let everybody at an institution show and be found by its new name."""
    for person in queries.list_people_of_institution(institution_id):
        change_person(person, replace(details_of(person), institution_name=name), now=now, actor=actor)


def details_of(person: Person) -> PersonDetails:
    """A record as plain details."""
    return PersonDetails(**{name: getattr(person, name) for name in FIELDS})


def _find_by_name(details: PersonDetails, alike: Iterable[Person]) -> Person | None:
    for person in alike:
        known = details_of(person)
        is_other_address = bool(details.email and known.email and details.email != known.email)
        if rules.is_same_name(known, details) and _is_same_institution(known, details) and not is_other_address:
            return person
    return None


def _is_same_institution(known: PersonDetails, details: PersonDetails) -> bool:
    if known.institution_id and details.institution_id:
        return known.institution_id == details.institution_id
    return known.institution_name.casefold() == details.institution_name.casefold()


def _tidied(details: PersonDetails) -> PersonDetails:
    return replace(
        details,
        email=details.email.strip().lower(),
        phone=one_line(details.phone)[:60],
        country=details.country.strip().upper(),
    )


def _values(details: PersonDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in FIELDS}


def _record(kind: type[Fact], person: Person, now: datetime, actor: Actor, names: list[str]) -> None:
    """Only which fields changed is written down: a person's data do not go into the audit trail."""
    subject = Subject("person", person.id)
    changes = {"fields": (None, names)} if names else {}
    ledger.record(kind(at=now, actor=actor, subject=subject, unit_id=person.unit_id, changes=changes))
