"""What stays of somebody who helped, and taking it away."""

from sqlalchemy import delete, exists, select

from coopevents.db import Base, db
from coopevents.mail.models import OutboxMessage
from coopevents.people import rules
from coopevents.people.models import Absence, Availability, Person
from coopevents.people.service import details_of


def delete_messages(helper_id: int) -> None:
    """Keep no message to them."""
    about = OutboxMessage.subject_kind == "helper", OutboxMessage.subject_id == helper_id
    db.session.execute(delete(OutboxMessage).where(*about))


def forget_person(person: Person) -> None:
    """Erase the record that came to be by their registration; where something they did still names them, only the
    name stays, until that is erased itself."""
    for model in (Availability, Absence):
        db.session.execute(delete(model).where(model.person_id == person.id))
    if not _is_named(person):
        db.session.execute(delete(Person).where(Person.id == person.id))
        return
    person.email, person.phone, person.speaks, person.position = "", "", "", ""
    person.search_key = rules.key_of(details_of(person))
    db.session.flush()


def _is_named(person: Person) -> bool:
    """Whether a row names them that is not gone together with them."""
    columns = (column for table in Base.metadata.sorted_tables for column in table.columns)
    naming = [
        column
        for column in columns
        for key in column.foreign_keys
        if key.target_fullname == "person.id" and key.ondelete not in {"CASCADE", "SET NULL"}
    ]
    return any(db.session.scalar(select(exists().where(column == person.id))) for column in naming)
