"""Guests are told that there is something more to answer, and reminded of it."""

from datetime import datetime

from coopevents import links
from coopevents.i18n import _, date_text, force_locale
from coopevents.reactions.mailing import send_to_guest
from coopevents.registration import follow_ups, queries, tokens
from coopevents.registration.follow_up_facts import FollowUpAsked, FollowUpReminded


def ask_guest(fact: FollowUpAsked) -> None:
    """Say that a few questions are left, until when, and where."""
    _tell("later_questions", fact.subject.id, fact.at)


def remind_guest(fact: FollowUpReminded) -> None:
    """Say once more what is still to be answered."""
    _tell("later_questions_reminder", fact.subject.id, fact.at)


def _tell(kind: str, registration_id: int, at: datetime) -> None:
    registration = queries.get_by_id(registration_id)
    with force_locale(registration.language):
        until, button = date_text(follow_ups.last_day(registration.form, registration)), _("Answer the questions")
    address = links.address_of("guest_place.questions", token=tokens.link_token(registration))
    send_to_guest(kind, registration, at, until=until, button_label=button, button_url=address)
