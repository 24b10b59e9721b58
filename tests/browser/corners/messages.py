"""Messages in rare states: sent, failed, tried later, waiting for approval. Another is added here."""

from __future__ import annotations

from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.mail import service as outbox
from coopevents.mail.messages import Message
from coopevents.mail.models import MessageState, OutboxMessage

REFUSED = "550 5.1.1 <{email}>: Recipient address rejected: User unknown in local recipient table"


def add_messages(now: datetime) -> dict[str, str]:
    """One message that went out, one that nobody takes, one that is tried again later."""
    sent, failed, later = db.session.query(OutboxMessage).filter(OutboxMessage.event_id.is_not(None)).limit(3)
    sent.state, sent.sent_at, sent.attempts = MessageState.SENT, now, 1
    let_fail(failed)
    later.attempts, later.last_error = 4, "451 4.7.1 Greylisted, try again later"
    later.due_at = now + timedelta(hours=3)
    return {"sent": str(sent.id), "failed": str(failed.id), "draft_message": str(_draft(sent, now).id)}


def _draft(like: OutboxMessage, now: datetime) -> OutboxMessage:
    """A draft that waits for approval, about a change nobody released."""
    message = Message(
        kind="programme_changed",
        to_email="elitsa.petkova@rousse.example",
        to_name="Elitsa Petkova",
        language="en",
        subject="Another time: Salon on water",
        text_body="Dear Elitsa Petkova,\n\nthe salon begins half an hour later.\n",
        html_body="<p>Dear Elitsa Petkova,</p><p>the salon begins half an hour later.</p>",
        event_id=like.event_id,
        unit_id=like.unit_id,
    )
    return outbox.draft_message(message, key="corner-draft", due_at=now, needs_approval=True, now=now)


def let_fail(message: OutboxMessage) -> None:
    """Make it a message whose recipient's server does not know the address."""
    message.state, message.attempts = MessageState.FAILED, 1
    message.last_error = REFUSED.format(email=message.to_email)
