"""Guests are told what became of their registrations."""

from datetime import datetime
from email.utils import parseaddr
from typing import Any

from coopevents import links
from coopevents.calendars import invitation
from coopevents.calendars.entries import Attendee, Organizer, Participation
from coopevents.facts import Subject
from coopevents.i18n import HTML_LANGUAGES, _, date_range_text, force_locale
from coopevents.mail import application, templates
from coopevents.mail import service as mail
from coopevents.mail.messages import Message
from coopevents.registration import queries, tokens
from coopevents.registration.calendar import entry_for_event
from coopevents.registration.facts import (
    GuestRegistered,
    LinkRequested,
    RegistrationApproved,
    RegistrationCancelled,
    RegistrationDeclined,
    RegistrationPromoted,
    RegistrationWithdrawn,
)
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S

AFTER_REGISTERING = {
    S.PENDING: "registration_received",
    S.APPROVED: "registration_confirmed",
    S.WAITLISTED: "registration_waitlisted",
}
MINUTES_BETWEEN_LINKS = 10
Left = RegistrationDeclined | RegistrationCancelled | RegistrationWithdrawn


def tell_of_registration(fact: GuestRegistered) -> None:
    """Say what became of the wish to come: a place, a wait for a decision, a place on the waiting list."""
    registration = queries.get_by_id(fact.subject.id)
    state = S(fact.changes["state"][1])
    rule = queries.get_terms(registration.event_id).waiting_rule.value
    kind, is_seated = AFTER_REGISTERING[state], state is S.APPROVED
    send_to_guest(kind, registration, fact.at, invites=is_seated, key="registered", waiting_rule=rule)


def tell_of_approval(fact: RegistrationApproved) -> None:
    """Say that the place is confirmed, with the event for the calendar."""
    send_to_guest("registration_confirmed", queries.get_by_id(fact.subject.id), fact.at, invites=True)


def tell_of_promotion(fact: RegistrationPromoted) -> None:
    """Say that a seat became free, and what that means."""
    registration = queries.get_by_id(fact.subject.id)
    is_confirmed = S(fact.changes["state"][1]) is S.APPROVED
    send_to_guest("registration_promoted", registration, fact.at, invites=is_confirmed, is_confirmed=is_confirmed)


def tell_of_refusal(fact: RegistrationDeclined) -> None:
    """Say that there is no place, and why."""
    _tell_of_leaving("registration_declined", fact)


def tell_of_cancellation(fact: RegistrationCancelled) -> None:
    """Say that the office took the place back, and why."""
    _tell_of_leaving("registration_cancelled", fact)


def tell_of_withdrawal(fact: RegistrationWithdrawn) -> None:
    """Confirm to the guest that nobody expects them any more."""
    _tell_of_leaving("registration_withdrawn", fact)


def send_link(fact: LinkRequested) -> None:
    """Send the personal link to the owner of the address, at most once in ten minutes."""
    registration = queries.get_by_id(fact.subject.id)
    at = fact.at.replace(minute=fact.at.minute - fact.at.minute % MINUTES_BETWEEN_LINKS, second=0)
    send_to_guest("registration_link", registration, fact.at, key=f"link-{at:%Y%m%dT%H%M}")


def _tell_of_leaving(kind: str, fact: Left) -> None:
    registration = queries.get_by_id(fact.subject.id)
    was_invited = S(fact.changes["state"][0]) in {S.APPROVED, S.CHECKED_IN, S.NO_SHOW}
    send_to_guest(kind, registration, fact.at, uninvites=was_invited, reason=registration.state_reason)


def send_to_guest(
    kind: str,
    registration: Registration,
    at: datetime,
    *,
    key: str = "",
    invites: bool = False,
    uninvites: bool = False,
    **values: Any,
) -> None:
    """Queue one message of that kind to the guest, in their language, with the way to their own page."""
    event, language = registration.event, registration.language
    subject, text, html = templates.fill(kind, language, **{**_values_for(registration), **values})
    method = "REQUEST" if invites else "CANCEL" if uninvites else ""
    message = Message(
        kind=kind,
        to_email=registration.email,
        to_name=registration.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        calendar_method=method,
        calendar_body=_calendar_part(method, registration, at) if method else None,
        reply_to=event.contact_email,
        about=Subject("registration", registration.id),
        event_id=event.id,
        unit_id=event.unit_id,
    )
    mail.queue_message(message, key=f"{kind}-{registration.id}-{key or format(at, '%Y%m%dT%H%M%S.%f')}", now=at)


def _values_for(registration: Registration) -> dict[str, Any]:
    event, language = registration.event, registration.language
    with force_locale(language):
        days, button = date_range_text(event.starts_on, event.ends_on), _("Open my page")
    return {
        "name": registration.name,
        "number": registration.number,
        "event_title": event.title.in_language(language),
        "accent": event.accent,
        "days": days,
        "venue": event.venue.in_language(language),
        "contact_email": event.contact_email,
        "button_label": button,
        "button_url": links.address_of("guest_place.show", token=tokens.link_token(registration)),
    }


def _calendar_part(method: str, registration: Registration, at: datetime) -> bytes:
    event, language = registration.event, registration.language
    url = links.address_of("public_events.show", event_slug=event.slug)
    host = links.host()
    entry = entry_for_event(event, language=language, host=host, url=url)
    name, address = parseaddr(application.settings().mail_from)
    attendee = Attendee(
        registration.name, registration.email, HTML_LANGUAGES[language], participation=Participation.ACCEPTED
    )
    make = invitation.request if method == "REQUEST" else invitation.cancellation
    return make(entry, Organizer(name, address), attendee, time_zone=event.time_zone, written_at=at)
