"""Guests are told of papers that were issued to them: by a link to their own page, never with the paper itself."""

from coopevents import links
from coopevents.i18n import _, force_locale
from coopevents.issuing.facts import CertificateIssued
from coopevents.reactions.mailing import send_to_guest
from coopevents.registration import queries, tokens


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
