"""What an event's page says about registering."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel.speaklater import LazyString

from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import queries, rules, waiting
from coopevents.registration.models import EventForm, RegistrationTerms
from coopevents.registration.waiting_states import WaitingRule


@dataclass(frozen=True)
class Offer:
    """Whether somebody may register now; ``sentence`` says why not, or what to expect."""

    is_open: bool
    joins_waiting_list: bool = False
    sentence: "LazyString | str" = ""


IF_FULL = {
    WaitingRule.ARRIVAL: _l(
        "All places are taken. You can join the waiting list; a place that becomes free goes to whoever waits longest."
    ),
    WaitingRule.BY_HAND: _l(
        "All places are taken. You can join the waiting list; the organisers choose who gets a place that becomes free."
    ),
    WaitingRule.DRAW: _l(
        "All places are taken. You can join the waiting list; lots are drawn for the places that become free."
    ),
}
NOT_OFFERED = Offer(is_open=False, sentence=rules.RegistrationIsNotOffered.sentence)


def find_offer(event: Event, *, now: datetime, form: EventForm | None = None) -> Offer:
    """What the event offers at this moment, on one of its forms when that is named; two queries, or three."""
    terms = queries.find_terms(event.id)
    if terms is None or event.state is not EventState.PUBLISHED or (form is not None and not form.is_offered):
        return NOT_OFFERED
    return offer_of(terms, form, now=now, zone=ZoneInfo(event.time_zone))


def offer_of(terms: RegistrationTerms, form: EventForm | None, *, now: datetime, zone: ZoneInfo) -> Offer:
    """What these terms offer at this moment; seats are counted only inside the window."""
    try:
        rules.ensure_window(terms, now=now, zone=zone)
    except Refusal as refusal:
        return Offer(is_open=False, sentence=refusal.message)
    if waiting.is_seated_at_once(terms, form):
        return Offer(is_open=True, sentence=_waits_for_decision(terms))
    if not terms.has_waiting_list:
        return Offer(is_open=False, sentence=rules.EventIsFull.sentence)
    return Offer(is_open=True, joins_waiting_list=True, sentence=IF_FULL[terms.waiting_rule])


def _waits_for_decision(terms: RegistrationTerms) -> "LazyString | str":
    return _l("The organisers decide about each registration.") if terms.needs_approval else ""
