"""Every reader of an itinerary is sent the link to their own lines, in their language, once; what changes later is told
by notices."""

from dataclasses import dataclass
from datetime import datetime

from coopevents import links
from coopevents.delegations import delegate_queries, queries, reading, reading_links
from coopevents.delegations.itinerary_facts import ItineraryFact
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_values import Itinerary
from coopevents.delegations.reading_words import Reader, ReaderKind
from coopevents.delegations.recording import subject_of
from coopevents.i18n import _, date_range_text, force_locale
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.people.models import Person
from coopevents.schedule import queries as schedules
from coopevents.text import LANGUAGES, full_name

KINDS = {
    ReaderKind.DELEGATION: "itinerary_of_delegation",
    ReaderKind.DELEGATE: "itinerary_of_delegate",
    ReaderKind.WORKER: "itinerary_of_worker",
}
OURS = "zh_Hans_CN"
"""The language in which ours are written to, unless they have one of their own."""


@dataclass(frozen=True)
class _To:
    """How a reader is reached."""

    reader: Reader
    name: str
    email: str
    language: str


def send_links(fact: ItineraryFact) -> None:
    """Queue a message to whoever asked for the visit, to each delegate and to each of ours who has an address; who was
    sent this link before is left alone."""
    delegation = queries.get_delegation(fact.subject.id)
    itinerary = reading.of_delegation(delegation)
    reached = [each for each in _reached(delegation, itinerary) if each.email]
    secrets = reading_links.addresses_of([each.reader for each in reached])
    for to in reached:
        _send(to, secrets[to.reader].page, delegation, fact.at)


def _reached(delegation: Delegation, itinerary: Itinerary) -> list[_To]:
    language = delegation.language if delegation.language in LANGUAGES else LANGUAGES[0]
    whole = Reader.delegation(delegation.id)
    found = [_To(whole, delegation.contact_name, delegation.contact_email, language)]
    coming = delegate_queries.list_delegates(delegation.id, is_coming=True)
    found += [_to(Reader.delegate(each.id), each.person, language) for each in coming]
    own = [line for line in itinerary.lines if not line.is_shared and not line.activity.is_dropped]
    people = schedules.map_people({person.id for line in own for person in line.activity.people})
    found += [_to(Reader.worker(each.id), each, OURS) for each in people.values()]
    return found


def _to(reader: Reader, person: Person, language: str) -> _To:
    name = full_name(person.given_name, person.family_name) or person.original_name
    return _To(reader, name, person.email, person.language if person.language in LANGUAGES else language)


def _send(to: _To, secret: str, delegation: Delegation, at: datetime) -> None:
    kind = KINDS[to.reader.kind]
    door = "guest_itinerary.work" if to.reader.kind is ReaderKind.WORKER else "guest_itinerary.show"
    with force_locale(to.language):
        button, days = _("Open the programme"), date_range_text(delegation.arrives_on, delegation.leaves_on)
    subject, text, html = templates.fill(
        kind,
        to.language,
        name=to.name,
        organisation=delegation.organisation,
        days=days,
        button_label=button,
        button_url=links.address_of(door, token=secret),
    )
    message = Message(
        kind=kind,
        to_email=to.email,
        to_name=to.name,
        language=to.language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_of(delegation),
        unit_id=delegation.unit_id,
    )
    key = f"{kind}-{delegation.id}-{to.reader.id}-{secret[-8:]}"
    mail.queue_message(message, key=key, now=at)
