"""Guests are asked by mail what they thought of their visit, in their language, and reminded once.

A message belongs to no unit: it holds a secret link, and to whom a reminder goes would tell who did not answer.
"""

from datetime import datetime

from coopevents import links
from coopevents.delegations import feedback, feedback_queries, queries, reading_links
from coopevents.delegations.feedback import Guest
from coopevents.delegations.feedback_facts import FeedbackAsked, FeedbackReminded
from coopevents.delegations.own_data import subject_for
from coopevents.delegations.recording import subject_of
from coopevents.i18n import _, date_range_text, force_locale
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.text import LANGUAGES, full_name

KIND = "visit_feedback"


def ask_guests(fact: FeedbackAsked) -> None:
    """Ask everybody who has an address."""
    _write(feedback.list_guests(queries.get_delegation(fact.subject.id)), fact.at, is_reminder=False)


def remind_guests(fact: FeedbackReminded) -> None:
    """Ask those once more who did not answer."""
    answered = feedback_queries.list_writers(fact.subject.id)
    asked = feedback.list_guests(queries.get_delegation(fact.subject.id))
    _write([each for each in asked if feedback.writer_of(each.reader) not in answered], fact.at, is_reminder=True)


def _write(guests: list[Guest], at: datetime, *, is_reminder: bool) -> None:
    secrets = reading_links.addresses_of([each.reader for each in guests])
    for each in guests:
        _send(each, secrets[each.reader].feedback, at, is_reminder)


def _send(guest: Guest, secret: str, at: datetime, is_reminder: bool) -> None:
    delegation, name, language = guest.delegation, _name(guest), _language(guest)
    with force_locale(language):
        button, days = _("Say what you thought"), date_range_text(delegation.arrives_on, delegation.leaves_on)
    subject, text, html = templates.fill(
        KIND,
        language,
        name=name,
        days=days,
        is_reminder=is_reminder,
        button_label=button,
        button_url=links.address_of("guest_visit_feedback.give", token=secret),
    )
    message = Message(
        kind=KIND,
        to_email=guest.email,
        to_name=name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_for(guest.delegate) if guest.delegate else subject_of(delegation),
    )
    what = "reminder" if is_reminder else "asked"
    mail.queue_message(message, key=f"{KIND}-{what}-{guest.reader.kind}-{guest.reader.id}", now=at)


def _name(guest: Guest) -> str:
    if guest.delegate is None:
        return guest.delegation.contact_name
    person = guest.delegate.person
    return full_name(person.given_name, person.family_name) or person.original_name


def _language(guest: Guest) -> str:
    chosen = guest.delegate.person.language if guest.delegate else ""
    return next((each for each in (chosen, guest.delegation.language) if each in LANGUAGES), LANGUAGES[0])
