"""Questions that are asked once the place is confirmed: somebody who answered, and somebody who has not yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from coopevents import ledger
from coopevents.facts import THE_HOUSE, Actor
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, FieldType, Phase, Question, Section
from coopevents.registration import follow_ups, tokens
from coopevents.registration import service as registrations
from coopevents.registration.details import GuestDetails
from coopevents.registration.event_forms import definition_of, subject_of
from coopevents.registration.form_queries import get_form
from coopevents.registration.questions import PURPOSE
from tests.browser.corners.asking import said
from tests.browser.corners.events import find_event

FLIGHT = Question(key="stay_flight", type=FieldType.TRAVEL, label=said("Arrival", "抵达", "Arrivée"))
NIGHTS = Question(key="stay_nights", type=FieldType.NUMBER, label=said("Nights", "住宿晚数", "Nuits"), is_required=True)
GUESTS = (("ruta.k", "Rūta", "Kazlauskienė"), ("bao.l", "Bảo", "Lê"))


def add_later_questions(now: datetime) -> dict[str, str]:
    """The form of guests to the ports asks about the stay later, until a day."""
    event = find_event("ports")
    form = get_form(event.id)
    stay = Section(
        key="stay", title=said("Your stay", "您的行程", "Votre séjour"), questions=(FLIGHT, NIGHTS), phase=Phase.LATER
    )
    asked = Definition((*definition_of(form.id).sections, stay))
    asking.define_form(subject_of(form.id), PURPOSE, asked, title=form.title, now=now)
    form.asks_later, form.answers_until = True, event.starts_on - timedelta(days=10)
    found = {}
    for name, given, family in GUESTS:
        details = GuestDetails(
            email=f"{name}@harbour.example", given_name=given, family_name=family, country="LT", has_consented=True,
            answers={"evening": "none"},
        )  # fmt: skip
        guest = registrations.register_guest(event, details, now=now, actor=THE_HOUSE)
        follow_ups.ask(guest, now=now)
        found[family] = guest
    answered, open_one = found["Kazlauskienė"], found["Lê"]
    follow_ups.answer(answered, {"stay_nights": "3"}, now=now, actor=Actor("guest", answered.id, "guest"))
    ledger.take()
    return {"stay_answered": tokens.link_token(answered), "stay_open": tokens.link_token(open_one)}
