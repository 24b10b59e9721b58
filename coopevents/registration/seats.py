"""Seats: the only place that counts them, and the lock behind which they are given away.

Whoever gives or takes seats locks the terms (``lock``, or ``queries.lock_terms``), asks ``has_room_for`` or ``take``,
writes, and lets ``waiting.pass_on`` give away what became free.
"""

from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Changes, Fact, Subject
from coopevents.registration import option_seats, queries, rules, waiting_queries
from coopevents.registration.models import EventForm, Registration, RegistrationTerms
from coopevents.registration.seat_queries import Tally, seats_taken, seats_taken_on, tally
from coopevents.registration.states import HOLDING_A_SEAT, IS_LIVE, RegistrationState
from coopevents.registration.waiting_states import OfferState

__all__ = [
    "Room",
    "Tally",
    "ensure_seat_for",
    "has_room_for",
    "lock",
    "move",
    "record",
    "seats_of",
    "seats_taken",
    "seats_taken_on",
    "subject_of",
    "take",
    "tally",
]


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


def seats_of(registration: Registration) -> int:
    """How many seats the guest and who comes along take."""
    return 1 + registration.companion_count


def has_room_for(terms: RegistrationTerms, form: EventForm | None, wanted: int = 1) -> bool:
    """Whether so many more people can be seated, on the whole and on their form; where nothing is limited, nothing is
    counted.

    True until the commit when the terms are locked; without the lock, a look at how things stand.
    """
    if terms.capacity is not None and not rules.has_room(terms.capacity, seats_taken(terms.event_id), wanted):
        return False
    if form is None or form.capacity is None:
        return True
    return rules.has_room(form.capacity, seats_taken_on(form.id), wanted)


class Room:
    """The seats left on the whole and on each form, counted once and kept while they are given away under the lock."""

    def __init__(self, terms: RegistrationTerms) -> None:
        self.left = None if terms.capacity is None else terms.capacity - seats_taken(terms.event_id)
        self._by_form: dict[int, int | None] = {}

    def on(self, form: EventForm) -> int | None:
        """How many more people can be seated who come by this form; None for any number."""
        if form.id not in self._by_form:
            taken = 0 if form.capacity is None else seats_taken_on(form.id)
            self._by_form[form.id] = None if form.capacity is None else form.capacity - taken
        bounds = [each for each in (self.left, self._by_form[form.id]) if each is not None]
        return max(0, min(bounds)) if bounds else None

    def take(self, form: EventForm, seats: int) -> None:
        """So many seats of a form are given away."""
        self.left = None if self.left is None else self.left - seats
        on_form = self._by_form.get(form.id)
        self._by_form[form.id] = None if on_form is None else on_form - seats


def take(terms: RegistrationTerms, form: EventForm | None, wanted: int = 1) -> None:
    """Raise EventIsFull unless the caller, who has locked the terms, may seat so many more people now."""
    if not has_room_for(terms, form, wanted):
        raise rules.EventIsFull


def ensure_seat_for(registration: Registration, terms: RegistrationTerms) -> None:
    """Raise EventIsFull when the registration holds no seat and there is none to give."""
    if registration.state not in HOLDING_A_SEAT:
        take(terms, registration.form, seats_of(registration))


def move(registration: Registration, state: RegistrationState, *, now: datetime, reason: str = "") -> None:
    """Put a registration into another state.

    An offer that was open then is settled. Raises StateForbids, or ChosenOptionIsFull for who comes back.
    """
    rules.ensure_may_become(registration.state, state)
    if state in IS_LIVE and registration.state not in IS_LIVE:
        option_seats.ensure_still_left(registration)
    if registration.state is RegistrationState.OFFERED:
        _settle_offer(registration, now)
    registration.state, registration.state_reason, registration.changed_at = state, reason, now
    db.session.flush()


def _settle_offer(registration: Registration, now: datetime) -> None:
    offer = waiting_queries.find_open_offer(registration_id=registration.id)
    if offer is not None:
        offer.state, offer.settled_at = OfferState.TAKEN_BACK, now
