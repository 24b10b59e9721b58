"""Claiming what is due, and writing down what became of it. The worker's door commits between the steps."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Row, Table, bindparam, select, update

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import THE_HOUSE, Subject
from coopevents.mail import application, rules
from coopevents.mail.application import init_app
from coopevents.mail.facts import MessageFailed
from coopevents.mail.messages import Enclosure
from coopevents.mail.mime import COLUMNS, Outgoing
from coopevents.mail.models import Attachment, MessageState, OutboxMessage
from coopevents.mail.post import Outcome, Post
from coopevents.mail.troubles import Trouble, written

__all__ = ["init_app"]

PAUSE_AFTER_TROUBLE = timedelta(seconds=5)
LONGEST_PAUSE_AFTER_TROUBLE = timedelta(seconds=60)
_PLAIN = {"synchronize_session": False}

_OUTBOX = cast("Table", OutboxMessage.__table__)
_COLUMNS = _OUTBOX.c
_IS_DUE = (_COLUMNS.state == MessageState.QUEUED, _COLUMNS.due_at <= bindparam("now"))
_FIRST = select(_COLUMNS.id).where(*_IS_DUE).order_by(_COLUMNS.due_at, _COLUMNS.id).limit(1)
_CLAIM = (
    update(_OUTBOX)
    .where(_COLUMNS.id == _FIRST.with_for_update(skip_locked=True).scalar_subquery(), *_IS_DUE)
    .values(state=MessageState.SENDING, due_at=bindparam("leased_until"), attempts=_COLUMNS.attempts + 1)
    .returning(*(_COLUMNS[name] for name in COLUMNS))
)
"""Built once: a worker executes it for every message."""


def has_mail_server() -> bool:
    """Whether this installation has anywhere to hand messages over."""
    return bool(application.settings().mail_server.host)


def open_post() -> Post:
    """The wire to the configured mail server, not yet connected."""
    settings = application.settings()
    return Post(application.post(), settings.mail_server, settings.host, settings.mail_from)


def release_expired(now: datetime) -> None:
    """Give back what a lost worker had claimed, once its lease is over."""
    expired = (OutboxMessage.state == MessageState.SENDING, OutboxMessage.due_at <= now)
    values = {"state": MessageState.QUEUED, "last_error": written(Trouble.WORKER_LOST)}
    db.session.execute(update(OutboxMessage).where(*expired).values(values), execution_options=_PLAIN)


def claim_next(now: datetime) -> Outgoing | None:
    """Claim the message that has been due longest, in one statement, so that two workers never get the same.

    It belongs to the caller until its lease is over; None when nothing is due.
    """
    lease = rules.lease(application.settings().mail_server.timeout_seconds)
    row = db.session.execute(_CLAIM, {"now": now, "leased_until": now + lease}).mappings().one_or_none()
    if row is None:
        return None
    return Outgoing(**row, enclosures=_enclosures_of(row["id"]) if row["attachment_count"] else ())


def outgoing(message: OutboxMessage) -> Outgoing:
    """A message of the outbox on its own."""
    enclosures = _enclosures_of(message.id) if message.attachment_count else ()
    return Outgoing(**{name: getattr(message, name) for name in COLUMNS}, enclosures=enclosures)


def _enclosures_of(message_id: int) -> tuple[Enclosure, ...]:
    query = select(Attachment).where(Attachment.message_id == message_id).order_by(Attachment.position)
    return tuple(enclosure_of(each) for each in db.session.scalars(query))


def enclosure_of(file: Attachment) -> Enclosure:
    """A kept file on its own."""
    return Enclosure(
        filename=file.filename,
        content_type=file.content_type,
        body=file.body,
        calendar_method=file.calendar_method,
    )


def note(message: Outgoing, outcome: Outcome, now: datetime) -> None:
    """Write down what became of a claimed message: sent, given up, or when it is tried next."""
    if outcome.is_accepted:
        _change(message, state=MessageState.SENT, sent_at=now, last_error="")
        return
    again_at = None if outcome.is_final else rules.next_try(message.attempts, now, message.give_up_at)
    if again_at is not None:
        _change(message, state=MessageState.QUEUED, due_at=again_at, last_error=outcome.trouble)
        return
    _change(message, state=MessageState.FAILED, last_error=outcome.trouble)
    _record_failure(message.id, message.event_id, message.unit_id, now)


def give_back(message: Outgoing, now: datetime) -> None:
    """Undo a claim: the message was not to blame, and the try does not count."""
    _change(message, state=MessageState.QUEUED, due_at=now, attempts=message.attempts - 1)


def note_delay_of_all(trouble: str, now: datetime) -> None:
    """Write down why nothing that is due goes out; what was to be given up by now is given up."""
    waiting = (OutboxMessage.state == MessageState.QUEUED, OutboxMessage.due_at <= now)
    noted = update(OutboxMessage).where(*waiting, OutboxMessage.last_error != trouble).values(last_error=trouble)
    db.session.execute(noted, execution_options=_PLAIN)
    given_up = update(OutboxMessage).where(*waiting, OutboxMessage.give_up_at <= now).values(state=MessageState.FAILED)
    rows: list[Row[int, int | None, int | None]] = list(
        db.session.execute(
            given_up.returning(OutboxMessage.id, OutboxMessage.event_id, OutboxMessage.unit_id),
            execution_options=_PLAIN,
        )
    )
    for row in rows:
        _record_failure(*row, now)


def pause_after_troubles(count: int) -> timedelta:
    """How long the worker leaves the mail server alone after that many troubles in a row."""
    return min(PAUSE_AFTER_TROUBLE * (1 << min(count - 1, 6)), LONGEST_PAUSE_AFTER_TROUBLE)


def _change(message: Outgoing, **values: object) -> None:
    """Change a claimed message, unless the claim was lost to another worker."""
    claimed = (_COLUMNS.id == message.id, _COLUMNS.state == MessageState.SENDING)
    db.session.execute(update(_OUTBOX).where(*claimed).values(values))


def _record_failure(message_id: int, event_id: int | None, unit_id: int | None, now: datetime) -> None:
    subject = Subject("message", message_id)
    ledger.record(MessageFailed(at=now, actor=THE_HOUSE, subject=subject, unit_id=unit_id, event_id=event_id))
