"""Invitation letters in every state a page shows: asked for, sent back, issued; and a guest who may ask."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coopevents import unit_of_work
from coopevents.accounts.models import User
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.issuing import letter_terms, letters
from coopevents.issuing.details import LetterDetails, LetterTermsDetails
from coopevents.issuing.letter_models import Letter
from coopevents.issuing.letter_texts import Wording
from coopevents.registration import tokens
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.storage.store import present_store
from coopevents.text import LocalizedText

PLAIN = Wording(
    LocalizedText(en="Invitation to {event}", zh_Hans_CN="邀请函：{event}", fr="Invitation : {event}"),
    LocalizedText(en="We invite {name} to {event}, {stay}.", zh_Hans_CN="谨邀请{name}参加{event}。"),
)
WHERE = "Consulate General in Frankfurt"


def add_letters(week: Event, organiser: User, now: datetime) -> dict[str, str]:
    """Guests of the demo week: one letter in review, one sent back, one issued; others may ask."""
    actor, other = Actor("user", organiser.id, organiser.name), Actor("user", organiser.id + 1, "Yutong Jin")
    text = letter_terms.keep_text(week, None, "Without a passport", PLAIN, now=now, actor=actor)
    terms = LetterTermsDetails(is_offered=True, template_id=text.id)
    letter_terms.change_terms(week, terms, now=now, actor=actor)
    wanted = db.session.query(Registration).filter_by(event_id=week.id, state=RegistrationState.APPROVED)
    guests = wanted.order_by(Registration.number.desc()).limit(4).all()
    asked, returned, issued = (_asked(each, now) for each in guests[:3])
    letters.return_letter(returned, "Which consulate issues your visa?", now=now, actor=actor)
    letters.approve_letter(issued, now=now, actor=actor)
    letters.give_number(issued, now=now, actor=other)
    letters.issue_letter(issued, issued.version, b"%PDF-1.7 letter", store=present_store(), now=now, actor=other)
    letter_terms.change_terms(week, LetterTermsDetails(is_offered=True), now=now, actor=actor)
    unit_of_work.commit()
    return {
        "letter_id": str(asked.id),
        "issued_letter_id": str(issued.id),
        "template_id": str(text.id),
        "returned_letter": tokens.link_token(returned.registration),
        "has_letter": tokens.link_token(issued.registration),
        "asks_for_letter": tokens.link_token(guests[3]),
    }


def _asked(guest: Registration, now: datetime) -> Letter:
    first: date = guest.event.starts_on - timedelta(days=1)
    details = LetterDetails(
        addressee=WHERE, stay_from=first, stay_until=guest.event.ends_on, note="By train from Hong Kong"
    )
    return letters.ask_for_letter(guest, details, now=now - timedelta(days=1), actor=Actor("guest", guest.id, "guest"))
