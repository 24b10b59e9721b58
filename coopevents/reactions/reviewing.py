"""Guests are told what reviewers ask of them."""

from coopevents import links
from coopevents.i18n import _, force_locale
from coopevents.reactions.mailing import send_to_guest
from coopevents.registration import queries, tokens
from coopevents.registration.facts import RegistrationReopened, RegistrationResubmitted, RegistrationReturned


def tell_what_to_change(fact: RegistrationReturned) -> None:
    """Say what a reviewer asks for, with the way to the answers."""
    registration = queries.get_by_id(fact.subject.id)
    with force_locale(registration.language):
        label = _("Change my answers")
    url = links.address_of("guest_place.edit", token=tokens.link_token(registration))
    reason = registration.state_reason
    send_to_guest("registration_returned", registration, fact.at, reason=reason, button_label=label, button_url=url)


def tell_that_it_arrived(fact: RegistrationResubmitted) -> None:
    """Say that the changes are with the reviewers."""
    send_to_guest("registration_resubmitted", queries.get_by_id(fact.subject.id), fact.at)


def tell_that_it_waits_again(fact: RegistrationReopened) -> None:
    """Say that a change has to be approved, and that the place is kept until then."""
    send_to_guest("registration_reopened", queries.get_by_id(fact.subject.id), fact.at)
