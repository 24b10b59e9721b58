"""Whoever saves a form to go on later is sent the link to it.

The link opens everything that was typed, so the message belongs to no unit: nobody but its reader sees it in an outbox.
"""

from coopevents import links
from coopevents.facts import Subject
from coopevents.i18n import _, date_text, force_locale
from coopevents.mail import service as outbox
from coopevents.mail.messages import Message
from coopevents.mail.templates import fill
from coopevents.registration import drafts, tokens
from coopevents.registration.drafts import DraftSaved


def send_draft_link(fact: DraftSaved) -> None:
    """Send the link, at most once a minute."""
    draft = drafts.get_by_id(fact.subject.id)
    event, token = draft.event, tokens.draft_token(draft.reference)
    with force_locale(draft.language):
        button, last_day = _("Go on"), date_text((fact.at + drafts.KEPT_FOR).date())
    subject, text, html = fill(
        "draft_saved",
        draft.language,
        event_title=event.title.in_language(draft.language),
        accent=event.accent,
        last_day=last_day,
        contact_email=event.contact_email,
        button_label=button,
        button_url=links.address_of(
            "public_registration.go_on", event_slug=event.slug, form_slug=draft.form.slug, token=token
        ),
    )
    message = Message(
        kind="draft_saved",
        to_email=draft.email,
        to_name="",
        language=draft.language,
        subject=subject,
        text_body=text,
        html_body=html,
        reply_to=event.contact_email,
        about=Subject("registration_draft", draft.id),
    )
    outbox.queue_message(message, key=f"draft_saved-{draft.id}-{fact.at:%Y%m%dT%H%M}", now=fact.at)
