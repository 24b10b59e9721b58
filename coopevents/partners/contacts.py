"""Contacts at institutions: people of the register in a role, from a day until a day."""

from datetime import date, datetime

from coopevents.facts import Actor
from coopevents.partners import rules, story_queries
from coopevents.partners.details import ContactDetails
from coopevents.partners.facts import ContactAdded, ContactChanged, ContactRemoved
from coopevents.partners.models import Institution
from coopevents.partners.service import name_for_people, record
from coopevents.partners.states import ContactRole
from coopevents.partners.story_models import InstitutionContact
from coopevents.people import queries as people_queries
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.text import one_line

IN_ORDER = tuple(ContactRole)
"""Roles in the order in which contacts are shown."""


def add_contact(
    institution: Institution, details: ContactDetails, *, now: datetime, actor: Actor
) -> InstitutionContact:
    """Somebody has a role there; who is not in the register yet comes into it, as somebody of this institution.

    Raises a Refusal that names the field.
    """
    rules.ensure_contact_holds(details)
    if details.person_id is None:
        person = people.find_or_add_person(
            _of_institution(details.person or PersonDetails(), institution),
            unit_id=institution.unit_id,
            now=now,
            actor=actor,
        )
    else:
        person = people_queries.get_person(details.person_id)
    known = [each for each in story_queries.list_contacts(institution.id) if each.person_id == person.id]
    _ensure_new(details, known)
    contact = story_queries.add(
        InstitutionContact(
            institution_id=institution.id,
            person_id=person.id,
            role=details.role,
            note=one_line(details.note),
            from_on=details.from_on,
            until_on=details.until_on,
        )
    )
    record(ContactAdded, institution, now, actor, {"role": (None, details.role.value)})
    return contact


def change_contact(
    institution: Institution, contact: InstitutionContact, details: ContactDetails, *, now: datetime, actor: Actor
) -> None:
    """Another role, note or time; who it is stays. Raises a Refusal that names the field."""
    rules.ensure_contact_holds(details)
    known = story_queries.list_contacts(institution.id)
    _ensure_new(details, [each for each in known if each.person_id == contact.person_id and each.id != contact.id])
    said = {
        "role": details.role,
        "note": one_line(details.note),
        "from_on": details.from_on,
        "until_on": details.until_on,
    }
    changed = [name for name, value in said.items() if getattr(contact, name) != value]
    for name in changed:
        setattr(contact, name, said[name])
    if changed:
        record(ContactChanged, institution, now, actor, {"role": (None, contact.role.value)})


def remove_contact(institution: Institution, contact: InstitutionContact, *, now: datetime, actor: Actor) -> None:
    """It was a mistake: the person stays in the register, the role goes."""
    role = contact.role.value
    story_queries.remove(contact)
    record(ContactRemoved, institution, now, actor, {"role": (role, None)})


def leave_out_doubles(institution_id: int) -> None:
    """Of contacts that say the same of the same person, keep the first: two records of an institution became one."""
    seen: set[tuple[object, ...]] = set()
    for each in sorted(story_queries.list_contacts(institution_id), key=lambda each: each.id):
        said = (each.person_id, each.role, each.from_on, each.until_on, each.note)
        if said in seen:
            story_queries.remove(each)
        seen.add(said)


def in_order(contacts: list[InstitutionContact]) -> list[InstitutionContact]:
    """Contacts by rank of their role, then as they came."""
    return sorted(contacts, key=lambda each: IN_ORDER.index(each.role))


def parted(
    contacts: list[InstitutionContact], today: date
) -> tuple[list[InstitutionContact], list[InstitutionContact]]:
    """(who is a contact or will be one, who was one, the latest first)."""
    current = [each for each in in_order(contacts) if each.is_current(today)]
    past = [each for each in contacts if not each.is_current(today)]
    return current, sorted(past, key=lambda each: (each.until_on or date.min, each.id), reverse=True)


def _ensure_new(details: ContactDetails, known: list[InstitutionContact]) -> None:
    for each in known:
        other = ContactDetails(role=each.role, from_on=each.from_on, until_on=each.until_on)
        if each.role is details.role and rules.overlaps(details, other):
            raise rules.ContactIsKnown(field="role")


def _of_institution(details: PersonDetails, institution: Institution) -> PersonDetails:
    said = {name: getattr(details, name) for name in ("given_name", "family_name", "original_name", "title", "email")}
    return PersonDetails(
        **said,
        position=details.position,
        institution_id=institution.id,
        institution_name=name_for_people(institution.name),
        country=institution.country,
    )
