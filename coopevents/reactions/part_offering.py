"""Who is offered a part in a visit is written to, and whoever was not fast enough is told kindly."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from coopevents import config, links
from coopevents.delegations import offer_queries, reading_links
from coopevents.delegations.itinerary_facts import PartOffered
from coopevents.delegations.offer_models import PartOffer
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.recording import subject_of
from coopevents.i18n import _, date_time_text, force_locale, localized
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.text import LANGUAGES, full_name

OFFERED, TAKEN = "part_offered", "part_offer_taken"
OURS = "zh_Hans_CN"
"""The language in which ours are written to, unless they have one of their own."""


def tell_offered(fact: PartOffered) -> None:
    """Queue a message to each who was offered it, with the way to their answer."""
    _write(OFFERED, fact, fact.offer_ids, lambda: _("Answer"))


def tell_others(fact: PartOffered) -> None:
    """Tell those whose offer is closed that somebody else took it."""
    _write(TAKEN, fact, fact.other_ids, lambda: _("See what is open"))


def _write(kind: str, fact: PartOffered, offer_ids: tuple[int, ...], label: Callable[[], str]) -> None:
    offers = [each for each in offer_queries.list_offers_by_id(offer_ids) if each.person.email]
    secrets = reading_links.addresses_of([Reader.worker(each.person_id) for each in offers])
    for offer in offers:
        token = secrets[Reader.worker(offer.person_id)].page
        address = links.address_of("guest_itinerary.asked", token=token)
        mail.queue_message(
            _compose(kind, offer, label, address),
            key=f"{kind}-{offer.id}-{offer.offered_at.isoformat()}",
            now=fact.at,
        )


def _compose(kind: str, offer: PartOffer, label: Callable[[], str], address: str) -> Message:
    person, delegation = offer.person, offer.item.delegation
    language = person.language if person.language in LANGUAGES else OURS
    zone = ZoneInfo(config.in_force().default_time_zone)
    name = full_name(person.given_name, person.family_name) or person.original_name
    with force_locale(language):
        said = {
            "title": localized(offer.item.activity.title),
            "moment": date_time_text(offer.starts_at, zone),
            "answer_by": date_time_text(offer.answer_by, zone),
            "button_label": label(),
        }
    subject, text, html = templates.fill(
        kind, language, name=name, organisation=delegation.organisation, button_url=address, **said
    )
    return Message(
        kind=kind,
        to_email=person.email,
        to_name=name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_of(delegation),
        unit_id=delegation.unit_id,
    )
