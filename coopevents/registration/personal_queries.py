"""Every select of what is kept about one guest, and every deletion of it."""

from typing import Any

from sqlalchemy import Column, delete, exists, func, or_, select, update

from coopevents.approvals.models import Case
from coopevents.audit.models import AuditEntry
from coopevents.db import Base, db
from coopevents.facts import Subject
from coopevents.forms.models import Answers, Consent
from coopevents.mail.models import OutboxMessage
from coopevents.partners.story_models import InstitutionContact
from coopevents.people.models import Person
from coopevents.registration.models import Registration
from coopevents.schedule.models import Activity, Participant, SignUp
from coopevents.schedule.release_models import Notice
from coopevents.storage.models import StoredFile

INDEXES = frozenset({"registration_word", "registration_answer"})
"""Tables that only say again, for searching, what stands elsewhere."""
TOLD = frozenset({"arrival"})
"""Tables a holding tells of in words."""
INTERNAL = frozenset(
    {
        "registration_invitation",
        "registration_tagging",
        "registration_snapshot",
        "guest_on_site",
        "registration_import_row",
    }
)
"""Tables of the office's own notes about a guest."""


def list_merged_into(registration: Registration) -> list[Registration]:
    """Earlier registrations of the same guest that were merged into this one."""
    return list(db.session.scalars(select(Registration).where(Registration.merged_into_id == registration.id)))


def columns_naming_a_registration() -> list[Column[Any]]:
    """Every column of any table that names the registration a row belongs to."""
    tables = Base.metadata.sorted_tables
    return [column for table in tables for column in table.columns if _names_a_registration(column)]


def _names_a_registration(column: Column[Any]) -> bool:
    targets = {key.target_fullname for key in column.foreign_keys}
    return "registration.id" in targets and column.table.name != "registration"


def rows_about(registration: Registration) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table that belong to the registration, by the table's name: whatever is added later is found
    by its foreign key."""
    found: dict[str, list[dict[str, Any]]] = {}
    for column in columns_naming_a_registration():
        if column.table.name not in INDEXES | TOLD:
            rows = db.session.execute(select(column.table).where(column == registration.id)).mappings()
            found.setdefault(column.table.name, []).extend(dict(row) for row in rows)
    return {name: rows for name, rows in found.items() if rows}


def list_sealed_files(registration: Registration) -> list[str]:
    """The names of the sealed files of rows that belong to the registration, found by their foreign keys."""
    found: list[str] = []
    for column in columns_naming_a_registration():
        for other in column.table.columns:
            if "stored_file.id" in {key.target_fullname for key in other.foreign_keys}:
                query = select(StoredFile.key).join(column.table, other == StoredFile.id)
                found += db.session.scalars(query.where(column == registration.id, StoredFile.sealed_with.is_not(None)))
    return found


def list_messages(registration: Registration) -> list[OutboxMessage]:
    """The messages to a guest about the event, the oldest first."""
    return list(db.session.scalars(select(OutboxMessage).where(_is_to(registration)).order_by(OutboxMessage.id)))


def list_sign_ups(registration: Registration) -> list[SignUp]:
    """A guest's places in activities of the event, those given back too."""
    query = select(SignUp).join(Activity).where(SignUp.person_id == registration.person_id)
    return list(db.session.scalars(query.where(Activity.schedule_id == registration.event.schedule_id)))


def is_known_otherwise(registration: Registration) -> bool:
    """Whether the office knows the person from elsewhere: another registration, a part in a programme, a role at a
    partner, an earlier record."""
    person_id = registration.person_id
    others = select(func.count()).select_from(Registration).where(Registration.person_id == person_id)
    mine = or_(Registration.id == registration.id, Registration.merged_into_id == registration.id)
    parts = select(func.count()).select_from(Participant).where(Participant.person_id == person_id)
    places = select(func.count()).select_from(SignUp).join(Activity).where(SignUp.person_id == person_id)
    elsewhere = places.where(Activity.schedule_id != registration.event.schedule_id)
    notices = select(func.count()).select_from(Notice).where(Notice.person_id == person_id)
    told = notices.where(Notice.schedule_id != registration.event.schedule_id)
    contacts = select(func.count()).select_from(InstitutionContact).where(InstitutionContact.person_id == person_id)
    counts = [db.session.scalar(query) for query in (others.where(~mine), parts, elsewhere, told, contacts)]
    is_older = registration.person.created_at < registration.submitted_at
    return any(counts) or is_older or _is_named_elsewhere(registration)


def _is_named_elsewhere(registration: Registration) -> bool:
    """Whether another room keeps a row that names the person and would outlive the registration (a tour they booked for
    themselves, a part in a ceremony)."""
    asked = {Registration.__tablename__, Participant.__tablename__, SignUp.__tablename__, Notice.__tablename__}
    for table in Base.metadata.sorted_tables:
        own = next((each for each in table.columns if _names_a_registration(each)), None)
        for column in table.columns:
            keys = [each for each in column.foreign_keys if each.target_fullname == "person.id"]
            if not keys or keys[0].ondelete == "CASCADE" or table.name in asked:
                continue
            outlives = column == registration.person_id
            if own is not None:
                outlives &= or_(own.is_(None), own != registration.id)
            if db.session.scalar(select(exists().where(outlives))):
                return True
    return False


def delete_answers(subject: Subject) -> None:
    """Keep nothing of what a subject answered and agreed to."""
    for model in (Answers, Consent):
        db.session.execute(delete(model).where(model.subject_kind == subject.kind, model.subject_id == subject.id))


def delete_cases(subject: Subject) -> None:
    """Keep nothing of what was decided about a subject, and why."""
    db.session.execute(delete(Case).where(Case.subject_kind == subject.kind, Case.subject_id == subject.id))


def delete_messages(registration: Registration) -> None:
    """Keep no message to the guest about the event, sent or not."""
    schedule_id, person_id = registration.event.schedule_id, registration.person_id
    db.session.execute(delete(Notice).where(Notice.schedule_id == schedule_id, Notice.person_id == person_id))
    db.session.execute(delete(OutboxMessage).where(_is_to(registration)))


def delete_sign_ups(registration: Registration) -> None:
    """Keep none of the guest's places in activities of the event."""
    activities = select(Activity.id).where(Activity.schedule_id == registration.event.schedule_id)
    mine = SignUp.person_id == registration.person_id
    db.session.execute(delete(SignUp).where(mine, SignUp.activity_id.in_(activities)))


def forget_what_changed(subject: Subject) -> None:
    """Let the audit trail say that something happened to the subject, and when, but no longer what it was."""
    about = AuditEntry.subject_kind == subject.kind, AuditEntry.subject_id == subject.id
    db.session.execute(update(AuditEntry).where(*about).values(changes={}))


def delete_registration(registration: Registration) -> None:
    """Keep neither the registration nor any row that belongs to it."""
    db.session.execute(delete(Registration).where(Registration.id == registration.id))


def delete_person(person_id: int) -> None:
    """Keep no record of a person nobody else refers to."""
    db.session.execute(delete(Person).where(Person.id == person_id))


def _is_to(registration: Registration) -> Any:
    about = (OutboxMessage.subject_kind == "registration") & (OutboxMessage.subject_id == registration.id)
    to_them = (OutboxMessage.to_email == registration.email) & (OutboxMessage.event_id == registration.event_id)
    return or_(about, to_them)
