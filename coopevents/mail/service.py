"""Queueing, sending again, discarding."""

import uuid
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Changes, Subject
from coopevents.mail import application, queries, rules
from coopevents.mail.facts import MessageDiscarded, MessageResent
from coopevents.mail.messages import Message
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.text import cleaned, one_line


def queue_message(message: Message, *, key: str, now: datetime) -> OutboxMessage:
    """Put a message into the outbox, in the caller's transaction; with a key that is already there, nothing is added.

    The key says which intention the message fulfils (``registration:7:confirmed``).
    After the commit the worker is woken.
    """
    values = {
        "key": key,
        "message_id": _new_message_id(),
        "state": MessageState.QUEUED,
        "kind": message.kind,
        "to_email": one_line(message.to_email),
        "to_name": one_line(message.to_name)[:200],
        "reply_to": one_line(message.reply_to),
        "language": message.language,
        "subject": one_line(message.subject)[:400],
        "text_body": cleaned(message.text_body) + "\n",
        "html_body": message.html_body,
        "calendar_method": message.calendar_method.upper(),
        "calendar_body": message.calendar_body,
        "subject_kind": message.about.kind if message.about else "",
        "subject_id": message.about.id if message.about else None,
        "event_id": message.event_id,
        "unit_id": message.unit_id,
        "created_at": now,
        "due_at": now,
        "give_up_at": now + rules.PERSISTENCE,
    }
    db.session.flush()
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(postgresql.insert(OutboxMessage).values(values).on_conflict_do_nothing())
    else:
        db.session.execute(sqlite.insert(OutboxMessage).values(values).on_conflict_do_nothing())
    ledger.once_committed(application.wake)
    return queries.get_by_key(key)


def resend(message: OutboxMessage, *, now: datetime, actor: Actor) -> OutboxMessage:
    """Try a waiting or failed message again at once; of a sent one, queue a second copy with an identity of its own.

    Returns the message that will go out. Raises MessageIsOnItsWay.
    """
    rules.ensure_resendable(message.state)
    _record(MessageResent, message, now, actor, {"state": (message.state.value, MessageState.QUEUED.value)})
    if message.state is MessageState.SENT:
        return queue_message(_copy_of(message), key=f"again:{message.id}:{now:%Y%m%dT%H%M}", now=now)
    message.state = MessageState.QUEUED
    message.due_at = now
    message.give_up_at = now + rules.PERSISTENCE
    message.attempts = 0
    message.last_error = ""
    ledger.once_committed(application.wake)
    return message


def discard(message: OutboxMessage, *, now: datetime, actor: Actor) -> None:
    """Decide that a message is not to go out.

    Raises MessageIsOnItsWay or MessageWasSent.
    """
    rules.ensure_discardable(message.state)
    _record(MessageDiscarded, message, now, actor, {"state": (message.state.value, MessageState.DISCARDED.value)})
    message.state = MessageState.DISCARDED


def _copy_of(message: OutboxMessage) -> Message:
    about = Subject(message.subject_kind, message.subject_id) if message.subject_id is not None else None
    return Message(
        kind=message.kind,
        to_email=message.to_email,
        to_name=message.to_name,
        language=message.language,
        subject=message.subject,
        text_body=message.text_body,
        html_body=message.html_body,
        calendar_method=message.calendar_method,
        calendar_body=message.calendar_body,
        reply_to=message.reply_to,
        about=about,
        event_id=message.event_id,
        unit_id=message.unit_id,
    )


def _record(
    kind: type[MessageResent] | type[MessageDiscarded],
    message: OutboxMessage,
    now: datetime,
    actor: Actor,
    changes: Changes,
) -> None:
    subject = Subject("message", message.id)
    ledger.record(
        kind(at=now, actor=actor, subject=subject, unit_id=message.unit_id, event_id=message.event_id, changes=changes)
    )


def _new_message_id() -> str:
    return f"<{uuid.uuid4().hex}@{application.settings().host}>"
