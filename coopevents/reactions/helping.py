"""Those who register to help are written to, and who does not help any more leaves what they had taken."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from coopevents import links
from coopevents.delegations import confirming, offer_queries, offering_parts, part_queries
from coopevents.delegations.itinerary_rules import may_be_planned
from coopevents.delegations.part_models import PartAnswer
from coopevents.helping import queries, tokens
from coopevents.helping.facts import (
    HelperAddressAsked,
    HelperApproved,
    HelperDeclined,
    HelperFact,
    HelperLinkAsked,
    HelperRegistered,
)
from coopevents.helping.models import Helper
from coopevents.helping.recording import subject_of
from coopevents.i18n import _l, force_locale
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.text import LANGUAGES


@dataclass(frozen=True)
class Letter:
    """A kind of message: what its button says, and where it leads."""

    kind: str
    label: LazyString
    address: Callable[[Helper], str]


def _own_page(helper: Helper) -> str:
    return links.address_of("guest_helper.show", token=tokens.helper_token(helper))


def _new_address(helper: Helper) -> str:
    key = tokens.address_key(helper)
    return links.address_of("guest_helper.address", token=tokens.helper_token(helper), key=key)


LETTERS: dict[type[HelperFact], Letter] = {
    HelperRegistered: Letter("helper_confirm", _l("Confirm my address"), _own_page),
    HelperLinkAsked: Letter("helper_link", _l("Open my page"), _own_page),
    HelperAddressAsked: Letter("helper_address", _l("Confirm my address"), _new_address),
    HelperApproved: Letter("helper_approved", _l("Open my page"), _own_page),
    HelperDeclined: Letter("helper_declined", _l("Open my page"), _own_page),
}
"""Which message follows which fact."""


def write_to(fact: HelperFact) -> None:
    """Queue the message of that fact, in their language, with the way to their own page."""
    helper, letter = queries.get_helper(fact.subject.id), LETTERS[type(fact)]
    language = helper.language if helper.language in LANGUAGES else LANGUAGES[0]
    with force_locale(language):
        label = str(letter.label)
    subject, text, html = templates.fill(
        letter.kind,
        language,
        name=helper.name,
        reason=helper.reason,
        button_label=label,
        button_url=letter.address(helper),
    )
    message = Message(
        kind=letter.kind,
        to_email=helper.wanted_email if isinstance(fact, HelperAddressAsked) else helper.email,
        to_name=helper.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_of(helper),
        unit_id=helper.unit_id,
    )
    mail.queue_message(message, key=f"{letter.kind}-{helper.id}-{fact.at.isoformat()}", now=fact.at)


def leave_parts(fact: HelperFact) -> None:
    """Whoever does not help any more says no to what they are offered and to what they had taken, so that somebody
    else is found."""
    if fact.person_id is None:
        return
    for offer in offer_queries.list_open_offers(fact.person_id, fact.at):
        if may_be_planned(offer.item.delegation.state):
            offering_parts.decline_offer(offer, now=fact.at, actor=fact.actor)
    for part in part_queries.list_parts_of_person(fact.person_id):
        is_ahead = part.item.activity.starts_at > fact.at and may_be_planned(part.item.delegation.state)
        if is_ahead and confirming.is_current(part) and part.answer is not PartAnswer.NO:
            confirming.answer_part(part, comes=False, note="", now=fact.at, actor=fact.actor)
