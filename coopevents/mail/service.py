"""Queueing, drafting, approving, sending again, discarding."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Changes, Subject
from coopevents.mail import application, queries, rules
from coopevents.mail.delivery import enclosure_of
from coopevents.mail.facts import MessageApproved, MessageDiscarded, MessageResent
from coopevents.mail.messages import Enclosure, Message
from coopevents.mail.models import Attachment, MessageState, OutboxMessage
from coopevents.text import cleaned, one_line

_ADDING = {
    name: insert(OutboxMessage).on_conflict_do_nothing().returning(OutboxMessage)
    for name, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


def queue_message(message: Message, *, key: str, now: datetime) -> OutboxMessage:
    """Put a message into the outbox, in the caller's transaction; with a key that is already there, nothing is added.

    The key says which intention the message fulfils (``registration:7:confirmed``).
    After the commit the worker is woken.
    """
    queued, _is_new = _add(message, key, now, {"state": MessageState.QUEUED, "due_at": now})
    ledger.once_committed(application.wake)
    return queued


def draft_message(
    message: Message, *, key: str, due_at: datetime, needs_approval: bool, now: datetime
) -> OutboxMessage:
    """Put a draft into the outbox, or write the draft of that key anew; whatever is no draft any more stays as it is.

    It waits for :func:`approve` or :func:`approve_by_time`; ``due_at`` is when the latter is meant to happen.
    """
    held = {"state": MessageState.DRAFT, "due_at": due_at, "needs_approval": needs_approval}
    draft, is_new = _add(message, key, now, held)
    if not is_new and draft.state is MessageState.DRAFT:
        if draft.attachment_count or message.enclosures:
            draft.attachments = [_attachment(*each) for each in enumerate(message.enclosures)]
        for name, value in (_content_of(message) | held).items():
            setattr(draft, name, value)
        db.session.flush()
    return draft


def approve(message: OutboxMessage, *, now: datetime, actor: Actor) -> None:
    """Let a draft go out at once.

    Raises MessageIsNoDraft.
    """
    rules.ensure_draft(message.state)
    _record(MessageApproved, message, now, actor, {"state": (message.state.value, MessageState.QUEUED.value)})
    approve_by_time([message], now=now)


def decide_drafts(
    messages: Iterable[OutboxMessage], *, is_approved: bool, now: datetime, actor: Actor
) -> tuple[int, list[OutboxMessage]]:
    """Approve or discard many drafts; returns how many, and which were left as they are because they are none."""
    done, skipped = 0, []
    for message in messages:
        if message.state is not MessageState.DRAFT:
            skipped.append(message)
            continue
        (approve if is_approved else discard)(message, now=now, actor=actor)
        done += 1
    return done, skipped


def approve_by_time(messages: Iterable[OutboxMessage], *, now: datetime) -> None:
    """Let drafts go out that nobody held back in time."""
    for message in messages:
        message.state = MessageState.QUEUED
        message.due_at = now
        message.give_up_at = now + rules.PERSISTENCE
    ledger.once_committed(application.wake)


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


def forget_draft(message: OutboxMessage) -> None:
    """Take a draft out of the outbox that has nothing to say any more; whatever is no draft stays."""
    if message.state is MessageState.DRAFT:
        db.session.delete(message)


def _add(message: Message, key: str, now: datetime, said: dict[str, Any]) -> tuple[OutboxMessage, bool]:
    """The message of that key, and whether it was added by this call."""
    values = {
        "key": key,
        "message_id": _new_message_id(),
        "created_at": now,
        "give_up_at": now + rules.PERSISTENCE,
        **_content_of(message),
        **said,
    }
    db.session.flush()
    adding = _ADDING[db.session.get_bind().dialect.name]
    added = db.session.scalars(adding, [values]).one_or_none()
    is_new, kept = added is not None, added or queries.get_by_key(key)
    if is_new and message.enclosures:
        kept.attachments = [_attachment(*each) for each in enumerate(message.enclosures)]
        db.session.flush()
    return kept, is_new


def _content_of(message: Message) -> dict[str, Any]:
    return {
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
        "attachment_count": len(message.enclosures),
        "subject_kind": message.about.kind if message.about else "",
        "subject_id": message.about.id if message.about else None,
        "event_id": message.event_id,
        "unit_id": message.unit_id,
    }


def _attachment(position: int, enclosure: Enclosure) -> Attachment:
    return Attachment(
        position=position,
        filename=enclosure.filename[:120],
        content_type=enclosure.content_type,
        calendar_method=enclosure.calendar_method,
        body=enclosure.body,
    )


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
        enclosures=tuple(enclosure_of(each) for each in message.attachments),
        reply_to=message.reply_to,
        about=about,
        event_id=message.event_id,
        unit_id=message.unit_id,
    )


def _record(
    kind: type[MessageResent] | type[MessageApproved] | type[MessageDiscarded],
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
