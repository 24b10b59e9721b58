"""Messages an organiser writes to many guests: one draft for each, which waits in the outbox to be approved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coopevents import links
from coopevents.facts import Subject
from coopevents.i18n import _, force_locale
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.registration import tokens
from coopevents.registration.models import Registration

KIND = "letter"


@dataclass(frozen=True)
class Letter:
    """What is written; ``{name}`` stands for each guest's name. ``key`` makes the same letter sent twice one."""

    subject: str
    text: str
    key: str


def draft_to_guests(registrations: Iterable[Registration], letter: Letter, *, now: datetime) -> None:
    """Put a draft for each guest into the outbox, in the words written, with the way to the guest's own page."""
    for registration in registrations:
        mail.draft_message(
            _message(registration, letter),
            key=f"{KIND}-{registration.id}-{letter.key}",
            due_at=now,
            needs_approval=True,
            now=now,
        )


def _message(registration: Registration, letter: Letter) -> Message:
    event, language = registration.event, registration.language
    with force_locale(language):
        button = _("Open my page")
    subject, text, html = templates.fill(
        KIND,
        language,
        subject_line=letter.subject.replace("{name}", registration.name),
        paragraphs=[each for each in letter.text.replace("{name}", registration.name).split("\n\n") if each.strip()],
        event_title=event.title.in_language(language),
        accent=event.accent,
        contact_email=event.contact_email,
        button_label=button,
        button_url=links.address_of("guest_place.show", token=tokens.link_token(registration)),
    )
    return Message(
        kind=KIND,
        to_email=registration.email,
        to_name=registration.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        reply_to=event.contact_email,
        about=Subject("registration", registration.id),
        event_id=event.id,
        unit_id=event.unit_id,
    )
