"""What whoever asked for a visit is written about it, in their language, with the way to their own page."""

from coopevents import links
from coopevents.delegations import queries
from coopevents.delegations.facts import (
    DelegationFact,
    VisitAccepted,
    VisitCancelled,
    VisitDeclined,
    VisitPostponed,
    VisitQuestionAsked,
    VisitRedirected,
    VisitRequested,
    VisitResumed,
)
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import subject_of
from coopevents.delegations.tokens import request_token
from coopevents.i18n import _, date_range_text, force_locale
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.text import LANGUAGES

KINDS: dict[type[DelegationFact], str] = {
    VisitRequested: "visit_received",
    VisitQuestionAsked: "visit_question",
    VisitAccepted: "visit_accepted",
    VisitDeclined: "visit_declined",
    VisitRedirected: "visit_redirected",
    VisitPostponed: "visit_postponed",
    VisitResumed: "visit_resumed",
    VisitCancelled: "visit_cancelled",
}
"""Which message follows which fact."""


def tell_requester(fact: DelegationFact) -> None:
    """Queue the message of that fact; who was entered by the office hears only what the office decides."""
    delegation = queries.get_delegation(fact.subject.id)
    if isinstance(fact, VisitRequested) and fact.actor.kind == "user":
        return
    kind, language = KINDS[type(fact)], _language(delegation)
    subject, text, html = templates.fill(kind, language, **_values(delegation, language))
    message = Message(
        kind=kind,
        to_email=delegation.contact_email,
        to_name=delegation.contact_name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_of(delegation),
        unit_id=delegation.unit_id,
    )
    mail.queue_message(message, key=f"{kind}-{delegation.id}-{int(fact.at.timestamp())}", now=fact.at)


def _language(delegation: Delegation) -> str:
    return delegation.language if delegation.language in LANGUAGES else LANGUAGES[0]


def _values(delegation: Delegation, language: str) -> dict[str, object]:
    with force_locale(language):
        button, days = _("Open my request"), date_range_text(delegation.arrives_on, delegation.leaves_on)
    return {
        "name": delegation.contact_name,
        "number": delegation.number,
        "purpose": delegation.purpose,
        "days": days,
        "reason": delegation.reason,
        "redirected_to": delegation.redirected_to,
        "questions": [each.question for each in delegation.questions if each.answered_at is None],
        "button_label": button,
        "button_url": links.address_of("guest_visit.show", token=request_token(delegation)),
    }
