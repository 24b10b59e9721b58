"""Whoever of ours is asked to take part in a visit is written to, with the way to their answer."""

from coopevents import links
from coopevents.delegations import confirming, itinerary_queries, queries, reading_links
from coopevents.delegations.itinerary_facts import ItineraryFact, PartsAsked
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.recording import subject_of
from coopevents.i18n import _, date_range_text, force_locale
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.schedule import queries as schedules
from coopevents.schedule.facts import ActivityMoved
from coopevents.text import LANGUAGES, full_name

KIND = "part_asked"
OURS = "zh_Hans_CN"
"""The language in which ours are written to, unless they have one of their own."""


def follow_line(fact: ItineraryFact) -> None:
    """A line was planned, changed or taken off: what was confirmed may be so no longer, or now be whole."""
    confirming.settle(queries.get_delegation(fact.subject.id), now=fact.at, actor=fact.actor)


def follow_move(fact: ActivityMoved) -> None:
    """A line is at another time than people were asked for."""
    delegation = itinerary_queries.find_delegation_by_schedule(fact.schedule_id)
    if delegation is not None:
        confirming.settle(delegation, now=fact.at, actor=fact.actor)


def ask_by_mail(fact: PartsAsked) -> None:
    """Queue a message to each who has an address; one for all they are asked at once."""
    delegation = queries.get_delegation(fact.subject.id)
    asked = [each for each in schedules.map_people(fact.person_ids).values() if each.email]
    secrets = reading_links.addresses_of([Reader.worker(each.id) for each in asked])
    for person in asked:
        language = person.language if person.language in LANGUAGES else OURS
        with force_locale(language):
            button, days = _("Answer"), date_range_text(delegation.arrives_on, delegation.leaves_on)
        name = full_name(person.given_name, person.family_name) or person.original_name
        token = secrets[Reader.worker(person.id)].page
        subject, text, html = templates.fill(
            KIND,
            language,
            name=name,
            organisation=delegation.organisation,
            days=days,
            button_label=button,
            button_url=links.address_of("guest_itinerary.asked", token=token),
        )
        message = Message(
            kind=KIND,
            to_email=person.email,
            to_name=name,
            language=language,
            subject=subject,
            text_body=text,
            html_body=html,
            about=subject_of(delegation),
            unit_id=delegation.unit_id,
        )
        mail.queue_message(message, key=f"{KIND}-{delegation.id}-{person.id}-{int(fact.at.timestamp())}", now=fact.at)
