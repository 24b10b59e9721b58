"""Every select of the outbox."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import defer

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.refusals import NotFound

WAITING = (MessageState.QUEUED, MessageState.SENDING)
PAGE_SIZE = 50


@dataclass(frozen=True)
class Readers:
    """Whose messages one may see: those of these units and of these events."""

    unit_ids: frozenset[int] = frozenset()
    event_ids: frozenset[int] = frozenset()


def get_by_key(key: str) -> OutboxMessage:
    """The message that fulfils that intention.

    Raises NoResultFound.
    """
    return db.session.execute(select(OutboxMessage).where(OutboxMessage.key == key)).scalar_one()


def get_message(message_id: int, readers: Readers) -> OutboxMessage:
    """The message with that id.

    Raises NotFound, also when it belongs to others.
    """
    return _one(select(OutboxMessage).where(OutboxMessage.id == message_id, _seen_by(readers)))


def lock_message(message_id: int, readers: Readers) -> OutboxMessage:
    """As :func:`get_message`, and no worker can claim it before the present transaction ends."""
    return _one(select(OutboxMessage).where(OutboxMessage.id == message_id, _seen_by(readers)).with_for_update())


def lock_messages(message_ids: Collection[int], readers: Readers) -> list[OutboxMessage]:
    """Those of these messages one may see, without their bodies, locked as :func:`lock_message` does."""
    query = _without_bodies(select(OutboxMessage).where(OutboxMessage.id.in_(message_ids), _seen_by(readers)))
    return list(db.session.scalars(query.order_by(OutboxMessage.id).with_for_update()))


def list_draft_ids(readers: Readers, *, search: str = "", event_id: int | None = None, limit: int) -> list[int]:
    """The drafts so narrowed, the oldest first."""
    query = select(OutboxMessage.id).where(_seen_by(readers), *_matching(search, event_id))
    query = query.where(OutboxMessage.state == MessageState.DRAFT).order_by(OutboxMessage.id).limit(limit)
    return list(db.session.scalars(query))


def list_page(
    readers: Readers, *, state: MessageState | None = None, search: str = "", event_id: int | None = None, page: int = 1
) -> Pagination:
    """One page of the messages, newest first, without their bodies; ``search`` looks at name, address and subject."""
    query = select(OutboxMessage).where(_seen_by(readers), *_matching(search, event_id))
    if state is not None:
        query = query.where(OutboxMessage.state == state)
    query = _without_bodies(query).order_by(OutboxMessage.id.desc())
    return db.paginate(query, page=max(page, 1), per_page=PAGE_SIZE, error_out=False)


def count_by_state(readers: Readers, *, search: str = "", event_id: int | None = None) -> dict[MessageState, int]:
    """How many messages are in each state; states without a message are 0."""
    query = select(OutboxMessage.state, func.count()).where(_seen_by(readers), *_matching(search, event_id))
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(OutboxMessage.state))}
    return {state: found.get(state, 0) for state in MessageState}


def list_about(subject: Subject) -> list[OutboxMessage]:
    """The messages about one record, newest first, without their bodies."""
    query = select(OutboxMessage).where(
        OutboxMessage.subject_kind == subject.kind, OutboxMessage.subject_id == subject.id
    )
    query = _without_bodies(query).order_by(OutboxMessage.id.desc())
    return list(db.session.scalars(query))


def count_undelivered(readers: Readers) -> int:
    """How many messages were given up or have been tried three times without success."""
    is_delayed = OutboxMessage.state.in_(WAITING) & (OutboxMessage.attempts >= 3)
    query = select(func.count()).where(_seen_by(readers), or_(OutboxMessage.state == MessageState.FAILED, is_delayed))
    return db.session.scalar(query) or 0


def oldest_due_at(now: datetime) -> datetime | None:
    """Since when the message waits that has been due longest; None when nothing is due."""
    query = select(func.min(OutboxMessage.due_at)).where(_is_waiting(), OutboxMessage.due_at <= now)
    return db.session.scalar(query)


def next_due_at() -> datetime | None:
    """When the next message is due, or was; None when nothing waits."""
    return db.session.scalar(select(func.min(OutboxMessage.due_at)).where(_is_waiting()))


def _without_bodies(query: Select[OutboxMessage]) -> Select[OutboxMessage]:
    bodies = (OutboxMessage.text_body, OutboxMessage.html_body, OutboxMessage.calendar_body)
    return query.options(*(defer(body) for body in bodies))


def _is_waiting() -> ColumnElement[bool]:
    return OutboxMessage.state.in_(WAITING)


def _seen_by(readers: Readers) -> ColumnElement[bool]:
    of_units = OutboxMessage.unit_id.in_(sorted(readers.unit_ids))
    return or_(of_units, OutboxMessage.event_id.in_(sorted(readers.event_ids)))


def _matching(search: str, event_id: int | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for word in search.split():
        columns = (OutboxMessage.to_name, OutboxMessage.to_email, OutboxMessage.subject)
        conditions.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    if event_id is not None:
        conditions.append(OutboxMessage.event_id == event_id)
    return conditions


def _one(query: Select[OutboxMessage]) -> OutboxMessage:
    message = db.session.scalar(query)
    if message is None:
        raise NotFound
    return message
