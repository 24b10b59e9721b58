"""Invitation letters of the demo lectures: one waits for review, one was sent back to the guest."""

from datetime import datetime, timedelta

from coopevents.demo.office import DemoDesk
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.issuing import letter_terms, letters
from coopevents.issuing.details import LetterDetails, LetterTermsDetails
from coopevents.issuing.letter_texts import Wording
from coopevents.registration import service as registrations
from coopevents.registration.details import GuestDetails
from coopevents.text import LocalizedText

GUEST = Actor("guest", None, "guest")
GUESTS = (
    ("Farid", "Rahimi", "فرید رحیمی", "farid.rahimi@zagros.example", "Zagros Institute of Technology", "IR"),
    ("Natalia", "Kowalczyk", "", "natalia.kowalczyk@wisla.example", "Politechnika nad Wisłą", "PL"),
)
SHORT = Wording(
    LocalizedText(en="Invitation to {event}", zh_Hans_CN="关于邀请参加{event}的函", fr="Invitation : {event}"),
    LocalizedText(
        en="{office} has the pleasure of inviting {name}, of {institution}, to {event}.\n\nWe kindly ask you to issue the "
        "visa for the stay of {stay}.",
        zh_Hans_CN="{office}谨邀请{institution}的{name}参加{event}。\n\n敬请贵方为其办理签证，停留日期为{stay}。",
        fr="{office} a le plaisir d’inviter {name}, {institution}, à l’événement suivant : {event}.\n\nNous vous prions "
        "de délivrer le visa pour le séjour du {stay}.",
    ),
)


def ask_for_letters(desk: DemoDesk, event: Event, *, now: datetime) -> None:
    """Two guests of the lectures ask; the form does not ask for a passport, so the text does without."""
    text = letter_terms.keep_text(event, None, "Without a passport", SHORT, now=now, actor=desk.actor)
    terms = LetterTermsDetails(is_offered=True, template_id=text.id)
    letter_terms.change_terms(event, terms, now=now, actor=desk.actor)
    stay = LetterDetails(
        addressee="Embassy of China in Warsaw",
        stay_from=event.starts_on - timedelta(days=1),
        stay_until=event.ends_on,
        note="I travel with my assistant.",
    )
    asked_at, made = now - timedelta(days=2), []
    for given, family, original, email, institution, country in GUESTS:
        said = GuestDetails(
            given_name=given,
            family_name=family,
            original_name=original,
            email=email,
            institution_name=institution,
            country=country,
            has_consented=True,
        )
        guest = registrations.register_guest(event, said, now=asked_at, actor=GUEST, by_office=True)
        made.append(letters.ask_for_letter(guest, stay, now=asked_at + timedelta(hours=1), actor=GUEST))
    why = "Your assistant needs a registration of their own; which days does each of you come?"
    letters.return_letter(made[1], why, now=now - timedelta(days=1), actor=desk.actor)
