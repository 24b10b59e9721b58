"""The waiting list: what becomes free is passed on to who waits."""

from datetime import datetime
from zoneinfo import ZoneInfo

from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.facts import THE_HOUSE
from coopevents.registration import plans, queries, seats
from coopevents.registration.facts import RegistrationPromoted
from coopevents.registration.models import Registration, RegistrationTerms
from coopevents.registration.states import RegistrationState


def pass_on(event: Event, terms: RegistrationTerms, *, now: datetime) -> None:
    """Give every free seat to who has waited longest and fits; the terms are locked.

    Who needs more seats than are free, or is on a form that is full, lets those behind go first: no seat stays empty
    while somebody could sit on it. Nobody is called to an event that does not take place, or that is over.
    """
    is_over = now.astimezone(ZoneInfo(event.time_zone)).date() > event.ends_on
    if event.state is EventState.CANCELLED or is_over or not seats.has_room_for(terms, None):
        return
    for waiting in queries.list_waiting(event.id):
        if seats.has_room_for(terms, waiting.form, seats.seats_of(waiting)):
            _promote(waiting, event, terms, now=now)
            if not seats.has_room_for(terms, None):
                return


def _promote(waiting: Registration, event: Event, terms: RegistrationTerms, *, now: datetime) -> None:
    state = RegistrationState.PENDING if plans.needs_approval(terms, waiting.form_id) else RegistrationState.APPROVED
    seats.move(waiting, state, now=now)
    if state is RegistrationState.PENDING:
        plans.open_case(waiting, now=now)
    changes = {"state": (RegistrationState.WAITLISTED.value, state.value)}
    seats.record(RegistrationPromoted, waiting, event, now=now, actor=THE_HOUSE, changes=changes)
