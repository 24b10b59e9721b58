"""Every select, and every deletion, of what is kept of delegates besides their rows."""

from datetime import date
from typing import Any

from sqlalchemy import delete, exists, or_, select

from coopevents.audit.models import AuditEntry
from coopevents.db import Base, db
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate, LegTraveller, Stay
from coopevents.delegations.reading_models import ReadingLink
from coopevents.delegations.reading_words import ReaderKind
from coopevents.delegations.states import OVER
from coopevents.facts import Subject
from coopevents.forms.models import Answers, Consent
from coopevents.mail.models import OutboxMessage
from coopevents.people.models import Person
from coopevents.schedule.models import Activity, SignUp
from coopevents.schedule.release_models import Notice, Release
from coopevents.storage.models import StoredFile


def list_with_sealed_answers(
    today: date, delegation_id: int | None = None
) -> list[tuple[Delegation, Delegate, Answers]]:
    """Delegates of visits that are over, or do not take place, of whom sensitive answers are kept."""
    query = (
        select(Delegation, Delegate, Answers)
        .join(Delegate, Delegate.delegation_id == Delegation.id)
        .join(Answers, (Answers.subject_kind == "delegate") & (Answers.subject_id == Delegate.id))
        .where(Answers.sealed.is_not(None), or_(Delegation.leaves_on < today, Delegation.state.in_(OVER)))
        .order_by(Delegate.id)
    )
    if delegation_id is not None:
        query = query.where(Delegation.id == delegation_id)
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]


def delete_delegate(delegate: Delegate) -> None:
    """Keep no row of a delegate: answers, consents, messages, links, nights, and the row itself."""
    subject = Subject("delegate", delegate.id)
    for model in (Answers, Consent):
        db.session.execute(delete(model).where(model.subject_kind == subject.kind, model.subject_id == subject.id))
    about = OutboxMessage.subject_kind == subject.kind, OutboxMessage.subject_id == subject.id
    db.session.execute(delete(OutboxMessage).where(*about))
    mine = ReadingLink.kind == ReaderKind.DELEGATE, ReadingLink.reader_id == delegate.id
    db.session.execute(delete(ReadingLink).where(*mine))
    for table in (LegTraveller, Stay):
        db.session.execute(delete(table).where(table.delegate_id == delegate.id))
    db.session.execute(delete(Delegate).where(Delegate.id == delegate.id))


def is_known_otherwise(person_id: int, delegate_id: int) -> bool:
    """Whether any other row of any room names the person, and would outlive the delegate."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            keys = [each for each in column.foreign_keys if each.target_fullname == "person.id"]
            if not keys or keys[0].ondelete == "CASCADE":
                continue
            named = select(exists().where(column == person_id, *_but(table, delegate_id)))
            if db.session.scalar(named):
                return True
    return False


def list_sealed_files(delegate_id: int) -> list[str]:
    """The names of the sealed files of rows that go with the delegate, found by their foreign keys."""
    found: list[str] = []
    for table in Base.metadata.sorted_tables:
        own = [each for each in table.columns if _points_to(each, "delegate.id")]
        files = [each for each in table.columns if _points_to(each, "stored_file.id")]
        for column in own:
            for file in files:
                query = select(StoredFile.key).join(table, file == StoredFile.id).where(column == delegate_id)
                found += db.session.scalars(query)
    return found


def _points_to(column: Any, target: str) -> bool:
    return any(key.target_fullname == target for key in column.foreign_keys)


def forget_places(person_id: int, activity_id: int) -> None:
    """Keep no place of the person in that activity, given back or not."""
    db.session.execute(delete(SignUp).where(SignUp.person_id == person_id, SignUp.activity_id == activity_id))


def forget_notices(person_id: int, schedule_id: int) -> None:
    """Keep no word to the person about the itinerary."""
    db.session.execute(delete(Notice).where(Notice.person_id == person_id, Notice.schedule_id == schedule_id))


def forget_in_releases(person_id: int, schedule_id: int) -> None:
    """Let no release of an itinerary name the person any more."""
    for release in db.session.scalars(select(Release).where(Release.schedule_id == schedule_id)):
        release.snapshot = without_person(release.snapshot, person_id)
        release.difference = without_person(release.difference, person_id)


def forget_in_history(schedule_id: int) -> None:
    """Let the history of an itinerary's lines no longer say who took part in them."""
    lines = select(Activity.id).where(Activity.schedule_id == schedule_id)
    about = AuditEntry.subject_kind == "activity", AuditEntry.subject_id.in_(lines)
    for entry in db.session.scalars(select(AuditEntry).where(*about)):
        if "people" in entry.changes:
            entry.changes = {key: value for key, value in entry.changes.items() if key != "people"}


def without_person(told: Any, person_id: int) -> Any:
    """What a release tells, without one of its people; pure."""
    if isinstance(told, dict):
        return {
            key: [each for each in value if each.get("id") != person_id]
            if key == "people" and isinstance(value, list)
            else without_person(value, person_id)
            for key, value in told.items()
        }
    return [without_person(each, person_id) for each in told] if isinstance(told, list) else told


def delete_person(person_id: int) -> None:
    """Keep no record of the person."""
    db.session.execute(delete(Person).where(Person.id == person_id))


def _but(table: Any, delegate_id: int) -> tuple[Any, ...]:
    return (table.c.id != delegate_id,) if table.name == Delegate.__tablename__ else ()
