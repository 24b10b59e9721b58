"""What delegates are written: the way to their own page, and that their invitation letter is there.

A message that holds a secret link belongs to no unit, so that nobody but its reader sees it in an outbox.
"""

from coopevents import links
from coopevents.accounts import queries as accounts
from coopevents.delegations import delegate_queries
from coopevents.delegations.own_data import delegate_token, subject_for
from coopevents.delegations.own_facts import DelegateAnswersPurged, DelegateConsentWithdrawn, DelegateInvited
from coopevents.delegations.people_facts import DelegateFact
from coopevents.delegations.people_models import Delegate
from coopevents.i18n import _, date_range_text, force_locale
from coopevents.issuing import visit_letters
from coopevents.issuing.visit_letter_facts import VisitLetterIssued
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.storage.store import present_store
from coopevents.text import LANGUAGES, full_name


def send_link(fact: DelegateInvited) -> None:
    """Queue the message with a delegate's own link; the same intention is one message."""
    delegate = _delegate(fact)
    delegation, language = delegate.delegation, _language(delegate)
    unit = next(each for each in accounts.list_units() if each.id == delegation.unit_id)
    with force_locale(language):
        label, days = _("Fill in my details"), date_range_text(delegation.arrives_on, delegation.leaves_on)
    office = unit.name.in_language(language)
    _send("delegate_link", fact, label, office=office, organisation=delegation.organisation, days=days)


def tell_of_letter(fact: VisitLetterIssued) -> None:
    """Say that the letter is ready, with the way to it; never the letter itself."""
    with force_locale(_language(_delegate(fact))):
        label = _("Get my letter")
    _send("visit_letter_issued", fact, label, paper_number=str(fact.changes["number"][1]))


def erase_letters(fact: DelegateAnswersPurged | DelegateConsentWithdrawn) -> None:
    """The answers a letter was made from are erased: so is its file."""
    erased = fact.changes["answers"][0]
    visit_letters.erase_files(_delegate(fact), erased, store=present_store(), now=fact.at, actor=fact.actor)


def _send(kind: str, fact: DelegateFact, label: str, **values: str) -> None:
    delegate = _delegate(fact)
    person, language = delegate.person, _language(delegate)
    if not person.email:
        return
    name = full_name(person.given_name, person.family_name) or person.original_name
    url = links.address_of("guest_delegate.show", token=delegate_token(delegate))
    subject, text, html = templates.fill(kind, language, name=name, button_label=label, button_url=url, **values)
    message = Message(
        kind=kind,
        to_email=person.email,
        to_name=name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_for(delegate),
    )
    mail.queue_message(message, key=f"{kind}-{delegate.id}-{int(fact.at.timestamp())}", now=fact.at)


def _delegate(fact: DelegateFact) -> Delegate:
    return delegate_queries.get_delegate(fact.subject.id, fact.delegate_id)


def _language(delegate: Delegate) -> str:
    wanted = (delegate.person.language, delegate.delegation.language)
    return next((each for each in wanted if each in LANGUAGES), LANGUAGES[0])
