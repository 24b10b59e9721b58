"""Contacts, relations, notes and documents of institutions: what is kept, refused, told from both sides, and merged."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from coopevents import ledger
from coopevents.accounts.models import User
from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor
from coopevents.partners import contacts, documents, notes, queries, relations, rules, story_queries, uniting
from coopevents.partners.details import ContactDetails, InstitutionDetails, NoteDetails
from coopevents.partners.facts import FollowUpFellDue
from coopevents.partners.models import Institution
from coopevents.partners.states import ContactRole, RelationKind
from coopevents.people import queries as people
from coopevents.people.details import PersonDetails
from coopevents.refusals import NotFound
from coopevents.storage.documents import FileIsNoPaper
from coopevents.storage.images import LARGEST_BYTES
from coopevents.storage.store import FileStore
from coopevents.storage.uploads import FileIsTooLarge
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.partners.test_uniting import NOW, ROUSSE, RUSE, add

MEI = Actor("user", 1, "Mei Chen")
TODAY = date(2026, 11, 26)
ELITSA = PersonDetails(given_name="Elitsa", family_name="Petkova", email="elitsa@ruse.example")
WHO = {"now": NOW, "actor": MEI}


def named(institution: Institution, details: ContactDetails) -> list[str]:
    contacts.add_contact(institution, details, **WHO)
    return [each.person.family_name for each in story_queries.list_contacts(institution.id)]


def a_colleague(name: str = "Mei Chen") -> User:
    user = User(email=f"{name}@office.example", name=name, created_at=NOW)
    db.session.add(user)
    db.session.flush()
    return user


def test_a_contact_comes_into_the_register_once(unit_id: int) -> None:
    ruse = add(RUSE, unit_id)
    assert named(ruse, ContactDetails(role=ContactRole.RECTOR, person=ELITSA)) == ["Petkova"]
    assert named(ruse, ContactDetails(role=ContactRole.DEAN, person=ELITSA)) == ["Petkova", "Petkova"]
    [person] = people.list_people_of([unit_id])
    assert (person.institution_id, person.institution_name, person.country) == (ruse.id, "Ruse University", "BG")


def test_a_role_is_held_once_at_a_time_and_ends_after_it_begins(unit_id: int) -> None:
    ruse = add(RUSE, unit_id)
    held = ContactDetails(role=ContactRole.DEAN, person=ELITSA, until_on=TODAY - timedelta(days=1))
    contacts.add_contact(ruse, held, **WHO)
    with pytest.raises(rules.ContactIsKnown):
        contacts.add_contact(ruse, ContactDetails(role=ContactRole.DEAN, person=ELITSA), **WHO)
    again = contacts.add_contact(ruse, ContactDetails(role=ContactRole.DEAN, person=ELITSA, from_on=TODAY), **WHO)
    with pytest.raises(rules.ContactEndsTooEarly):
        contacts.change_contact(
            ruse, again, ContactDetails(role=ContactRole.DEAN, from_on=TODAY, until_on=date(2020, 1, 1)), **WHO
        )


def test_past_contacts_are_kept_apart_and_roles_stand_by_rank(unit_id: int) -> None:
    ruse = add(RUSE, unit_id)
    for name, role, until in (
        ("Past", ContactRole.RECTOR, TODAY - timedelta(days=1)),
        ("Assistant", ContactRole.ASSISTANT, None),
        ("Last day", ContactRole.DEAN, TODAY),
        ("Rector", ContactRole.RECTOR, None),
        ("Long past", ContactRole.RECTOR, TODAY - timedelta(days=400)),
    ):
        contacts.add_contact(ruse, ContactDetails(role, person=PersonDetails(family_name=name), until_on=until), **WHO)
    current, past = contacts.parted(story_queries.list_contacts(ruse.id), TODAY)
    assert [each.person.family_name for each in current] == ["Rector", "Last day", "Assistant"]
    assert [each.person.family_name for each in past] == ["Past", "Long past"]


def test_no_history_says_who_a_contact_is_or_what_a_note_says(unit_id: int) -> None:
    ruse = add(RUSE, unit_id)
    ledger.take()
    contact = contacts.add_contact(ruse, ContactDetails(ContactRole.RECTOR, person=ELITSA, note="shy"), **WHO)
    contacts.remove_contact(ruse, contact, **WHO)
    notes.write_note(ruse, NoteDetails("Elitsa is ill", due_on=TODAY), **WHO)
    said = [str(fact.changes) for fact in ledger.take()]
    assert [text for text in said if "Elitsa" in text or "Petkova" in text or "shy" in text] == []
    assert people.find_person_by_email([unit_id], "elitsa@ruse.example") is not None


def test_a_relation_is_told_from_both_sides(unit_id: int) -> None:
    rousse, ruse = add(ROUSSE, unit_id), add(RUSE, unit_id)
    relations.relate(rousse, ruse, RelationKind.SUCCESSOR, **WHO)
    relation = relations.relate(rousse, ruse, RelationKind.CONSORTIUM, "Circular", **WHO)
    told = [(each.kind, each.is_back, each.other.id, each.note) for each in story_queries.list_relations(ruse.id)]
    assert told == [
        (RelationKind.CONSORTIUM, True, rousse.id, "Circular"),
        (RelationKind.SUCCESSOR, True, rousse.id, ""),
    ]
    assert [each.is_back for each in story_queries.list_relations(rousse.id)] == [False, False]
    with pytest.raises(rules.RelationIsKnown):
        relations.relate(ruse, rousse, RelationKind.CONSORTIUM, **WHO)
    relations.relate(ruse, rousse, RelationKind.SUCCESSOR, **WHO)  # the other way round is something else
    with pytest.raises(rules.RelationIsToItself):
        relations.relate(ruse, ruse, RelationKind.AFFILIATED, **WHO)
    relations.unrelate(relation, **WHO)
    assert len(story_queries.list_relations(ruse.id)) == 2


@both_databases
def test_a_follow_up_is_done_reopened_and_counted_once(unit_id: int) -> None:
    ruse, mei = add(RUSE, unit_id), a_colleague()
    note = notes.write_note(ruse, NoteDetails("Call", due_on=TODAY, owner_id=mei.id), **WHO)
    assert [notes.finish(note, **WHO), notes.finish(note, **WHO)] == [True, False]
    assert (note.done_by, story_queries.list_follow_ups_for(mei.id, {unit_id}, TODAY)) == ("Mei Chen", [])
    assert [notes.reopen(note, **WHO), notes.reopen(note, **WHO)] == [True, False]
    assert story_queries.list_follow_ups_for(mei.id, {unit_id}, TODAY) == [note]
    plain = notes.write_note(ruse, NoteDetails("They moved"), **WHO)
    with pytest.raises(rules.NothingToFollowUp):
        notes.finish(plain, **WHO)
    with pytest.raises(rules.DayIsMissing):
        notes.change_note(plain, NoteDetails("They moved", owner_id=mei.id), **WHO)
    with pytest.raises(rules.TextIsMissing):
        notes.write_note(ruse, NoteDetails("  "), **WHO)


def test_the_owner_hears_on_the_day_once_and_again_when_it_is_moved(unit_id: int) -> None:
    ruse, mei = add(RUSE, unit_id), a_colleague()
    note = notes.write_note(ruse, NoteDetails("Call", due_on=TODAY, owner_id=mei.id), **WHO)
    notes.write_note(ruse, NoteDetails("Nobody's", due_on=TODAY), **WHO)
    assert story_queries.list_to_remind(TODAY - timedelta(days=1)) == []
    assert story_queries.list_to_remind(TODAY + timedelta(days=9)) == [note.id]
    ledger.take()
    assert [notes.remind_owner(note, TODAY, now=NOW) for _twice in range(2)] == [True, False]
    assert [type(fact) for fact in ledger.take()] == [FollowUpFellDue]
    notes.change_note(note, NoteDetails("Call", due_on=TODAY + timedelta(days=1), owner_id=mei.id), **WHO)
    assert story_queries.list_to_remind(TODAY) == []
    assert story_queries.list_to_remind(TODAY + timedelta(days=1)) == [note.id]
    notes.finish(note, **WHO)
    assert story_queries.list_to_remind(TODAY + timedelta(days=1)) == []


@pytest.mark.usefixtures("unit_id")
def test_a_day_begins_at_nine_at_the_office() -> None:
    eight, nine = NOW.replace(hour=0, minute=59), NOW.replace(hour=1)  # 08:59 and 09:00 in Shanghai
    assert (notes.reminding_day(eight), notes.reminding_day(nine)) == (TODAY - timedelta(days=1), TODAY)


def test_a_document_is_sealed_given_back_and_erased(unit_id: int, tmp_path: Path) -> None:
    ruse, store = add(RUSE, unit_id), FileStore(tmp_path / "files")
    data, said = b"%PDF-1.7 fact sheet", {"name": "", "file_name": "fact sheet.pdf", "store": store}
    kept = documents.keep_document(ruse, data, **said, **WHO)
    assert (kept.name, documents.open_document(kept, store=store).data) == ("fact sheet.pdf", data)
    assert b"fact sheet" not in store.read(kept.file.key)
    documents.erase_document(ruse, kept, store=store, **WHO)
    for follow_up in ledger.take_follow_ups():
        follow_up()
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
    with pytest.raises(FileIsNoPaper):
        documents.keep_document(ruse, b"MZ\x90\x00 a program", **said, **WHO)
    with pytest.raises(FileIsTooLarge):
        documents.keep_document(ruse, b"%PDF" + b"0" * LARGEST_BYTES, **said, **WHO)


@both_databases
def test_merging_carries_contacts_relations_notes_and_documents_over(unit_id: int, tmp_path: Path) -> None:
    kept, other, third = (
        add(ROUSSE, unit_id),
        add(RUSE, unit_id),
        add(InstitutionDetails(LocalizedText(en="T"), country="DE"), unit_id),
    )
    store, mei = FileStore(tmp_path), a_colleague()
    for institution in (kept, other):
        contacts.add_contact(institution, ContactDetails(ContactRole.RECTOR, person=ELITSA), **WHO)
    contacts.add_contact(other, ContactDetails(ContactRole.DEAN, person=ELITSA, until_on=TODAY), **WHO)
    relations.relate(other, third, RelationKind.MEMBER_OF, **WHO)
    relations.relate(kept, third, RelationKind.CONSORTIUM, **WHO)
    relations.relate(third, other, RelationKind.CONSORTIUM, **WHO)
    note = notes.write_note(other, NoteDetails("Call", due_on=TODAY, owner_id=mei.id), **WHO)
    said = {"name": "Sheet", "file_name": "sheet.pdf", "store": store}
    document = documents.keep_document(other, b"%PDF-1.7 sheet", **said, **WHO)
    uniting.unite(kept, other, (), now=NOW, actor=THE_HOUSE)
    kept = queries.get_institution(kept.id)
    held = sorted((each.role, each.until_on) for each in story_queries.list_contacts(kept.id))
    assert held == [(ContactRole.DEAN, TODAY), (ContactRole.RECTOR, None)]
    told = [(each.kind, each.other.id) for each in story_queries.list_relations(kept.id)]
    assert told == [(RelationKind.CONSORTIUM, third.id), (RelationKind.MEMBER_OF, third.id)]
    assert story_queries.list_notes(kept.id) == [note]
    assert documents.open_document(story_queries.get_document(kept.id, document.id), store=store).data[:4] == b"%PDF"
    with pytest.raises(NotFound):
        story_queries.get_note(other.id, note.id)
