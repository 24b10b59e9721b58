"""What delegates are written: the way to their own page.

A message that holds a secret link belongs to no unit, so that nobody but its reader sees it in an outbox.
"""

from coopevents import links
from coopevents.accounts import queries as accounts
from coopevents.delegations import delegate_queries
from coopevents.delegations.own_data import delegate_token, subject_for
from coopevents.delegations.own_facts import DelegateInvited
from coopevents.i18n import _, date_range_text, force_locale
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.text import LANGUAGES, full_name


def send_link(fact: DelegateInvited) -> None:
    """Queue the message with a delegate's own link; the same intention is one message."""
    delegate = delegate_queries.get_delegate(fact.subject.id, fact.delegate_id)
    person, delegation = delegate.person, delegate.delegation
    language = next((each for each in (person.language, delegation.language) if each in LANGUAGES), LANGUAGES[0])
    name = full_name(person.given_name, person.family_name) or person.original_name
    unit = next(each for each in accounts.list_units() if each.id == delegation.unit_id)
    with force_locale(language):
        button, days = _("Fill in my details"), date_range_text(delegation.arrives_on, delegation.leaves_on)
    subject, text, html = templates.fill(
        "delegate_link",
        language,
        name=name,
        office=unit.name.in_language(language),
        organisation=delegation.organisation,
        days=days,
        button_label=button,
        button_url=links.address_of("guest_delegate.show", token=delegate_token(delegate)),
    )
    message = Message(
        kind="delegate_link",
        to_email=person.email,
        to_name=name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_for(delegate),
    )
    mail.queue_message(message, key=f"delegate_link-{delegate.id}-{int(fact.at.timestamp())}", now=fact.at)
