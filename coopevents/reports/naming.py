"""What the audit trail's records are called today: one query for each kind of record on the page."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from coopevents.accounts.models import User
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.events.models import Event, EventPage
from coopevents.mail.models import OutboxMessage
from coopevents.registration.models import Registration
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText, full_name


@dataclass(frozen=True)
class Named:
    """A record as it is called: ``name`` (or a text in several languages), and the number in its address."""

    kind: str
    name: str | LocalizedText
    number: int


def names_of(entries: Iterable[AuditEntry]) -> dict[tuple[str, int], Named]:
    """What the subjects of these entries are called; what no longer exists is missing."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        wanted[entry.subject_kind].add(entry.subject_id)
    found: dict[tuple[str, int], Named] = {}
    for kind, ids in wanted.items():
        if kind in _READERS:
            found |= {(kind, record_id): Named(kind, name, number) for record_id, name, number in _READERS[kind](ids)}
    return found


Row = tuple[int, Any, int]


def _titles_of(model: Any) -> Callable[[Collection[int]], list[Row]]:
    def read(ids: Collection[int]) -> list[Row]:
        query = select(model.id, model.title).where(model.id.in_(ids))
        return [(row.id, row.title, row.id) for row in db.session.execute(query)]

    return read


def _registrations(ids: Collection[int]) -> list[Row]:
    columns = Registration.id, Registration.number, Registration.given_name, Registration.family_name
    rows = db.session.execute(select(*columns).where(Registration.id.in_(ids)))
    return [(row.id, full_name(row.given_name, row.family_name), row.number) for row in rows]


def _users(ids: Collection[int]) -> list[Row]:
    return [
        (row.id, row.name, row.id) for row in db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    ]


def _messages(ids: Collection[int]) -> list[Row]:
    query = select(OutboxMessage.id, OutboxMessage.subject).where(OutboxMessage.id.in_(ids))
    return [(row.id, row.subject, row.id) for row in db.session.execute(query)]


_READERS: dict[str, Callable[[Collection[int]], list[Row]]] = {
    "activity": _titles_of(Activity),
    "event": _titles_of(Event),
    "event_page": _titles_of(EventPage),
    "registration": _registrations,
    "user": _users,
    "message": _messages,
}
