"""Guests are told of papers that were issued to them: by a link to their own page, never with the paper itself."""

from coopevents import links
from coopevents.i18n import _, force_locale
from coopevents.issuing import erasing, letter_queries, letters
from coopevents.issuing.facts import CertificateIssued, LetterIssued, LetterReturned
from coopevents.reactions.mailing import send_to_guest
from coopevents.registration import queries, tokens
from coopevents.registration.facts import RegistrationCancelled, RegistrationDeclined, RegistrationWithdrawn
from coopevents.registration.privacy_facts import AnswersPurged, ConsentWithdrawn
from coopevents.storage.store import present_store


def tell_of_certificate(fact: CertificateIssued) -> None:
    """Say that the certificate is ready, with the way to it."""
    if not fact.tells:
        return
    registration = queries.get_by_id(fact.subject.id)
    with force_locale(registration.language):
        label = _("Get my certificate")
    url = links.address_of("guest_place.show", token=tokens.link_token(registration)) + "#papers"
    number = str(fact.changes["number"][1])
    send_to_guest(
        "certificate_issued",
        registration,
        fact.at,
        key=number,
        paper_number=number,
        button_label=label,
        button_url=url,
    )


def tell_of_letter(fact: LetterIssued) -> None:
    """Say that the letter is ready, with the way to it."""
    registration, number = queries.get_by_id(fact.subject.id), str(fact.changes["number"][1])
    with force_locale(registration.language):
        label = _("Get my letter")
    url = links.address_of("guest_place.show", token=tokens.link_token(registration)) + "#papers"
    more = {"paper_number": number, "button_label": label, "button_url": url}
    send_to_guest("letter_issued", registration, fact.at, key=number, **more)


def tell_what_the_letter_needs(fact: LetterReturned) -> None:
    """Say what a reviewer asks for, with the way to the request."""
    registration = queries.get_by_id(fact.subject.id)
    with force_locale(registration.language):
        label = _("Change my request")
    url = links.address_of("guest_place.letter", token=tokens.link_token(registration))
    more = {"reason": str(fact.changes["reason"][1]), "button_label": label, "button_url": url}
    send_to_guest("letter_returned", registration, fact.at, **more)


def erase_letters(fact: AnswersPurged | ConsentWithdrawn) -> None:
    """The answers a letter was made from are erased: so is its file."""
    erased = fact.changes["answers"][0]
    erasing.erase_letters(fact.subject.id, erased, store=present_store(), now=fact.at, actor=fact.actor)


def withdraw_letter(fact: RegistrationWithdrawn | RegistrationCancelled | RegistrationDeclined) -> None:
    """Who no longer comes is no longer invited."""
    letter = letter_queries.find_live(fact.subject.id)
    if letter is not None:
        letters.withdraw_letter(letter, _("The place was given up."), now=fact.at, actor=fact.actor)
