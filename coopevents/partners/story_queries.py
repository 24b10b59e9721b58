"""Every select of what is kept about an institution beside itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from coopevents.db import Model, db
from coopevents.partners.models import Institution
from coopevents.partners.states import SYMMETRIC, RelationKind
from coopevents.partners.story_models import (
    InstitutionContact,
    InstitutionDocument,
    InstitutionNote,
    InstitutionRelation,
)
from coopevents.people.models import Person
from coopevents.refusals import NotFound

Kept = TypeVar("Kept", InstitutionContact, InstitutionNote, InstitutionDocument)
Row = TypeVar("Row", bound=Model)
MOST_FOLLOW_UPS = 50


@dataclass(frozen=True)
class Related:
    """Another institution and what it is to the one looked at; ``is_back``: the relation was told from there."""

    id: int
    kind: RelationKind
    is_back: bool
    other: Institution
    note: str


def get_contact(institution_id: int, contact_id: int) -> InstitutionContact:
    """A contact at the institution. Raises NotFound."""
    return _of(institution_id, db.session.get(InstitutionContact, contact_id))


def get_note(institution_id: int, note_id: int) -> InstitutionNote:
    """A note about the institution. Raises NotFound."""
    return _of(institution_id, db.session.get(InstitutionNote, note_id))


def get_note_by_id(note_id: int) -> InstitutionNote:
    """The note with that id. Raises NotFound."""
    note = db.session.get(InstitutionNote, note_id)
    if note is None:
        raise NotFound
    return note


def lock_note(note_id: int) -> InstitutionNote:
    """The note as it is now, and until the commit. Raises NotFound."""
    query = select(InstitutionNote).where(InstitutionNote.id == note_id).with_for_update()
    note = db.session.scalar(query, execution_options={"populate_existing": True})
    if note is None:
        raise NotFound
    return note


def get_document(institution_id: int, document_id: int) -> InstitutionDocument:
    """A file about the institution. Raises NotFound."""
    return _of(institution_id, db.session.get(InstitutionDocument, document_id))


def get_relation(institution_id: int, relation_id: int) -> InstitutionRelation:
    """A relation the institution stands in, from whichever side. Raises NotFound."""
    relation = db.session.get(InstitutionRelation, relation_id)
    if relation is None or institution_id not in {relation.from_id, relation.to_id}:
        raise NotFound
    return relation


def _of(institution_id: int, found: Kept | None) -> Kept:
    if found is None or found.institution_id != institution_id:
        raise NotFound
    return found


def list_contacts(institution_id: int) -> list[InstitutionContact]:
    """Everybody who is or was a contact there, with their records: by role, then by name."""
    query = (
        select(InstitutionContact).join(InstitutionContact.person).options(contains_eager(InstitutionContact.person))
    )
    query = query.where(InstitutionContact.institution_id == institution_id)
    return list(db.session.scalars(query.order_by(Person.family_name, Person.given_name, InstitutionContact.id)))


def list_contacts_of(person_id: int) -> list[InstitutionContact]:
    """Where somebody is or was a contact."""
    query = select(InstitutionContact).where(InstitutionContact.person_id == person_id)
    query = query.options(joinedload(InstitutionContact.institution))
    return list(db.session.scalars(query.order_by(InstitutionContact.id)))


def list_relations(institution_id: int) -> list[Related]:
    """What other institutions are to this one, told from its side; what says the same from both sides, once."""
    mine = or_(InstitutionRelation.from_id == institution_id, InstitutionRelation.to_id == institution_id)
    both = joinedload(InstitutionRelation.one), joinedload(InstitutionRelation.other)
    query = select(InstitutionRelation).where(mine).options(*both)
    found: dict[tuple[RelationKind, int, bool], Related] = {}
    for each in db.session.scalars(query.order_by(InstitutionRelation.kind, InstitutionRelation.id)):
        is_back = each.to_id == institution_id
        other = each.one if is_back else each.other
        key = (each.kind, other.id, is_back and each.kind not in SYMMETRIC)
        found.setdefault(key, Related(each.id, each.kind, is_back, other, each.note))
    return list(found.values())


def find_relation(
    one_id: int, other_id: int, kind: RelationKind, *, either_way: bool = False
) -> InstitutionRelation | None:
    """What the one is to the other, if that was told; ``either_way``: or the other to the one."""
    pair = (InstitutionRelation.from_id == one_id) & (InstitutionRelation.to_id == other_id)
    if either_way:
        pair |= (InstitutionRelation.from_id == other_id) & (InstitutionRelation.to_id == one_id)
    return db.session.scalar(select(InstitutionRelation).where(pair, InstitutionRelation.kind == kind).limit(1))


def list_notes(institution_id: int) -> list[InstitutionNote]:
    """The notes about an institution with who owns them, the newest first."""
    query = select(InstitutionNote).where(InstitutionNote.institution_id == institution_id)
    query = query.options(joinedload(InstitutionNote.owner))
    return list(db.session.scalars(query.order_by(InstitutionNote.written_at.desc(), InstitutionNote.id.desc())))


def list_documents(institution_id: int) -> list[InstitutionDocument]:
    """The files about an institution, the newest first."""
    query = select(InstitutionDocument).where(InstitutionDocument.institution_id == institution_id)
    query = query.options(joinedload(InstitutionDocument.file))
    return list(db.session.scalars(query.order_by(InstitutionDocument.added_at.desc(), InstitutionDocument.id.desc())))


def list_follow_ups_for(user_id: int, unit_ids: Collection[int], until: date) -> list[InstitutionNote]:
    """What a colleague is to follow up by that day, and what nobody owns in their units, the most pressing first."""
    mine = or_(InstitutionNote.owner_id == user_id, InstitutionNote.owner_id.is_(None))
    query = _open().where(mine, Institution.unit_id.in_(unit_ids), InstitutionNote.due_on <= until)
    return list(db.session.scalars(query.limit(MOST_FOLLOW_UPS)))


def list_to_remind(today: date, *, limit: int = 200) -> list[int]:
    """Follow-ups whose day has come and whose owner was not told."""
    wanted = InstitutionNote.owner_id.is_not(None), InstitutionNote.reminded_at.is_(None)
    query = _open().where(*wanted, InstitutionNote.due_on <= today)
    return [each.id for each in db.session.scalars(query.limit(limit))]


def _open() -> Select[InstitutionNote]:
    query = (
        select(InstitutionNote).join(InstitutionNote.institution).options(contains_eager(InstitutionNote.institution))
    )
    query = query.where(InstitutionNote.due_on.is_not(None), InstitutionNote.done_at.is_(None))
    return query.order_by(InstitutionNote.due_on, InstitutionNote.id)


def add(row: Row) -> Row:
    """Keep a new row."""
    db.session.add(row)
    db.session.flush()
    return row


def remove(row: Model) -> None:
    """Keep the row no longer."""
    db.session.delete(row)
    db.session.flush()
