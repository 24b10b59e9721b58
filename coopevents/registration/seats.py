"""Seats: counted and given away under one lock, in one function."""

from datetime import datetime
from zoneinfo import ZoneInfo

from coopevents import ledger
from coopevents.approvals import service as approvals
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.facts import THE_HOUSE, Actor, Changes, Fact, Subject
from coopevents.registration import queries, rules
from coopevents.registration.facts import RegistrationPromoted
from coopevents.registration.models import Registration, RegistrationTerms
from coopevents.registration.states import HOLDING_A_SEAT, RegistrationState


def subject_of(registration: Registration) -> Subject:
    """The registration as engines and facts know it."""
    return Subject("registration", registration.id)


def record(
    kind: type[Fact],
    registration: Registration,
    event: Event,
    *,
    now: datetime,
    actor: Actor,
    changes: Changes | None = None,
) -> None:
    """Write down what happened to a registration."""
    about = subject_of(registration)
    ledger.record(
        kind(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes or {})
    )


def lock(registration: Registration) -> RegistrationTerms:
    """Lock the seats of the registration's event, and see the registration as it is behind the lock."""
    terms = queries.lock_terms(registration.event_id)
    queries.refresh_state(registration)
    return terms


def has_free_seat(terms: RegistrationTerms) -> bool:
    """Whether one more person can be seated; true until the commit when the terms are locked."""
    return rules.has_free_seat(terms.capacity, queries.seats_taken(terms.event_id))


def ensure_seat_for(registration: Registration, terms: RegistrationTerms) -> None:
    """Raise EventIsFull when the registration holds no seat and there is none to give."""
    if registration.state not in HOLDING_A_SEAT and not has_free_seat(terms):
        raise rules.EventIsFull


def move(registration: Registration, state: RegistrationState, *, now: datetime, reason: str = "") -> None:
    """Put a registration into another state.

    Raises StateForbids.
    """
    rules.ensure_may_become(registration.state, state)
    registration.state, registration.state_reason, registration.changed_at = state, reason, now
    db.session.flush()


def promote_waiting(event: Event, terms: RegistrationTerms, *, now: datetime) -> None:
    """Give every free seat to who has waited longest; the terms are locked.

    Nobody is called to an event that does not take place, or that is over.
    """
    is_over = now.astimezone(ZoneInfo(event.time_zone)).date() > event.ends_on
    if event.state is EventState.CANCELLED or is_over:
        return
    while (waiting := queries.list_waiting(event.id, limit=1)) and has_free_seat(terms):
        state = RegistrationState.PENDING if terms.needs_approval else RegistrationState.APPROVED
        move(waiting[0], state, now=now)
        if state is RegistrationState.PENDING:
            approvals.open_case(subject_of(waiting[0]), now=now)
        changes = {"state": (RegistrationState.WAITLISTED.value, state.value)}
        record(RegistrationPromoted, waiting[0], event, now=now, actor=THE_HOUSE, changes=changes)
