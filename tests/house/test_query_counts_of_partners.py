"""The page of a partner asks no more of the database the more there is to tell (see test_query_counts)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from coopevents.agreements import service as agreements
from coopevents.agreements.details import AgreementDetails
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.partners import contacts, notes, queries, relations, service
from coopevents.partners.details import ContactDetails, InstitutionDetails, NoteDetails
from coopevents.partners.models import Institution
from coopevents.partners.states import ContactRole, RelationKind
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk, desk
from tests.house.test_query_counts import activities, queries_asked

__all__ = ["desk"]
WHO: dict[str, Any] = {"now": NOW, "actor": THE_HOUSE}


def told_of_the_first(desk: Desk, event_id: int, numbers: range) -> None:
    """A contact, a relation, a follow-up, an agreement and a part in a programme each, all of the first partner."""
    first = _partner(desk, "First") if numbers.start == 0 else queries.get_institution(1)
    for number in numbers:
        person = PersonDetails(family_name=f"Contact {number}")
        contacts.add_contact(first, ContactDetails(ContactRole.DEAN, person=person), **WHO)
        relations.relate(first, _partner(desk, f"Other {number}"), RelationKind.MEMBER_OF, **WHO)
        day = NOW.date() + timedelta(days=number)
        notes.write_note(first, NoteDetails(f"Note {number}", due_on=day, owner_id=1), **WHO)
        title = LocalizedText(en=f"Agreement {number}")
        details = AgreementDetails(title=title, partner_ids=(first.id,), term_years=5)
        agreements.propose_agreement(details, unit_id=desk.unit_id, **WHO)
    activities(desk, event_id, numbers)
    db.session.flush()
    db.session.query(Person).filter(Person.family_name.like("Family %")).update({"institution_id": first.id})


def _partner(desk: Desk, name: str) -> Institution:
    details = InstitutionDetails(name=LocalizedText(en=name), country="IE")
    return service.add_institution(details, unit_id=desk.unit_id, **WHO)


def test_the_whole_story_asks_equally_often_for_1_10_and_100_of_everything(desk: Desk) -> None:
    asked = queries_asked(desk, "/desk/partners/1?all=1", told_of_the_first)
    assert set(asked.values()) == {asked[1]}, asked
