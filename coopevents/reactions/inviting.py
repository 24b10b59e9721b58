"""Who is invited is told so, reminded, and told what became of it; the outbox says when a draft went out or did not."""

from datetime import datetime
from typing import Any

from coopevents import links
from coopevents.events.states import EventState
from coopevents.i18n import _, date_range_text, date_text, force_locale
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.facts import MessageApproved, MessageDiscarded
from coopevents.mail.messages import Message
from coopevents.mail.models import MessageState
from coopevents.registration import invitation_queries, invitations, tokens
from coopevents.registration.invitation_facts import (
    DelegateNamed,
    InvitationDeclined,
    InvitationExpired,
    InvitationHandedOver,
    InvitationReminded,
    InvitationSent,
    InvitationSentAgain,
    InvitationWithdrawn,
)
from coopevents.registration.invitation_models import Invitation


def send_invitation(fact: InvitationSent | InvitationSentAgain) -> None:
    """Send the link with the personal words; asked for again, at most once a minute."""
    invitation = invitation_queries.get_by_id(fact.subject.id)
    at = fact.at.replace(second=0, microsecond=0) if isinstance(fact, InvitationSentAgain) else fact.at
    mail.queue_message(_invitation(invitation), key=_key("sent", invitation, at), now=fact.at)


def draft_invitation(fact: InvitationHandedOver) -> None:
    """Let the message wait in the outbox until a colleague lets it go."""
    invitation = invitation_queries.get_by_id(fact.subject.id)
    due_at, key = invitation.expires_at or fact.at, _key("draft", invitation, fact.at)
    mail.draft_message(_invitation(invitation), key=key, due_at=due_at, needs_approval=True, now=fact.at)


def note_approved(fact: MessageApproved) -> None:
    """A colleague let an invitation go that waited in the outbox."""
    invitation = invitation_queries.find_by_message(fact.subject.id)
    if invitation is not None:
        invitations.note_let_go(invitation, now=fact.at, actor=fact.actor)


def note_discarded(fact: MessageDiscarded) -> None:
    """A colleague discarded one: it was not sent."""
    invitation = invitation_queries.find_by_message(fact.subject.id)
    if invitation is not None:
        invitations.note_discarded(invitation, now=fact.at, actor=fact.actor)


def remind(fact: InvitationReminded) -> None:
    """Say that the last day to answer is near, once for each last day."""
    invitation = invitation_queries.get_by_id(fact.subject.id)
    _queue(
        "invitation_reminder", invitation, fact.at, key=f"invitation_reminder-{invitation.id}-{invitation.answer_by}"
    )


def tell_of_withdrawal(fact: InvitationWithdrawn) -> None:
    """Say that the invitation is taken back, to whom the office wants to tell it; what waits in the outbox goes
    nowhere."""
    invitation = invitation_queries.get_by_id(fact.subject.id)
    for draft in invitation_queries.list_messages_in(invitation, MessageState.DRAFT):
        mail.forget_draft(draft)
    if fact.is_told:
        event = invitation.event
        is_cancelled = event.state is EventState.CANCELLED
        said: dict[str, Any] = {
            "is_cancelled": is_cancelled,
            "reason": event.cancellation_reason if is_cancelled else "",
        }
        _queue("invitation_withdrawn", invitation, fact.at, has_link=False, **said)


def tell_who_named(fact: DelegateNamed) -> None:
    """Confirm to who was invited that we wrote to whom they named."""
    invitation = invitation_queries.get_by_id(fact.subject.id)
    _queue("delegate_named", invitation, fact.at, has_link=False, delegate=invitation.delegates[-1].called)


def tell_of_delegate(fact: InvitationDeclined | InvitationExpired) -> None:
    """Say to who named a delegate that the delegate does not come either."""
    delegate = invitation_queries.get_by_id(fact.subject.id)
    if delegate.delegate_of is not None:
        key = f"delegate_declined-{delegate.id}"
        _queue("delegate_declined", delegate.delegate_of, fact.at, key, has_link=False, delegate=delegate.called)


def _invitation(invitation: Invitation) -> Message:
    inviter = invitation.delegate_of
    if inviter is None:
        return _message("guest_invitation", invitation)
    return _message("delegate_invitation", invitation, inviter=inviter.called)


def _queue(
    kind: str, invitation: Invitation, at: datetime, key: str = "", *, has_link: bool = True, **values: Any
) -> None:
    message = _message(kind, invitation, has_link=has_link, **values)
    mail.queue_message(message, key=key or _key(kind, invitation, at), now=at)


def _key(kind: str, invitation: Invitation, at: datetime) -> str:
    return f"guest_invitation-{kind}-{invitation.id}-{at:%Y%m%dT%H%M%S.%f}"


def _message(kind: str, invitation: Invitation, *, has_link: bool = True, **values: Any) -> Message:
    event, language = invitation.event, invitation.language
    subject, text, html = templates.fill(kind, language, **{**_values_of(invitation, has_link=has_link), **values})
    return Message(
        kind=kind,
        to_email=invitation.email,
        to_name=invitation.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        reply_to=event.contact_email,
        about=invitations.subject_of(invitation),
        event_id=event.id,
        unit_id=event.unit_id,
    )


def _values_of(invitation: Invitation, *, has_link: bool) -> dict[str, Any]:
    event, language = invitation.event, invitation.language
    address = links.address_of("guest_invitations.show", token=tokens.invitation_token(invitation))
    with force_locale(language):
        return {
            "name": " ".join(filter(None, (invitation.title, invitation.name))),
            "number": "",
            "event_title": event.title.in_language(language),
            "accent": event.accent,
            "days": date_range_text(event.starts_on, event.ends_on),
            "venue": event.venue.in_language(language),
            "contact_email": event.contact_email,
            "answer_by": date_text(invitation.answer_by) if invitation.answer_by else "",
            "keeps_place": invitation.holds_seat,
            "words": invitation.words.in_language(language),
            "is_delegate": invitation.delegate_of_id is not None,
            "button_label": _("Answer the invitation") if has_link else "",
            "button_url": address if has_link else "",
        }
