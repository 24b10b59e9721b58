"""How one event stands, and what to do next with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from coopevents.events import queries as events
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.registration.models import RegistrationTerms
from coopevents.registration.states import RegistrationState
from coopevents.reports import figures
from coopevents.schedule.states import ActivityState


@dataclass(frozen=True)
class Overview:
    """The figures of one event, and which steps towards guests are taken."""

    seats: int
    capacity: int | None
    pending: int
    waitlisted: int
    activities: int
    drafts: int
    pages: int
    undelivered: int
    is_described: bool
    is_published: bool
    terms: RegistrationTerms | None
    registration: str

    @property
    def steps_taken(self) -> int:
        """How many of the four steps are taken."""
        is_offered = self.terms is not None and self.terms.is_offered
        return sum((self.is_described, self.activities > 0, is_offered, self.is_published))


def guests_of(event_ids: Collection[int]) -> dict[int, int]:
    """How many seats each event has given away."""
    return {event_id: figures.seats_in(guests) for event_id, guests in figures.registrations_of(event_ids).items()}


def overview_of(event: Event, now: datetime) -> Overview:
    """How the event stands at this moment."""
    guests = figures.registrations_of([event.id]).get(event.id, {})
    activities = figures.activities_of([event.schedule_id]).get(event.schedule_id, {})
    terms = figures.terms_of([event.id]).get(event.id)
    return Overview(
        seats=figures.seats_in(guests),
        capacity=terms.capacity if terms is not None else None,
        pending=guests.get(RegistrationState.PENDING, 0),
        waitlisted=guests.get(RegistrationState.WAITLISTED, 0),
        activities=figures.planned_in(activities),
        drafts=activities.get(ActivityState.DRAFT, 0),
        pages=len(events.list_pages(event.id)),
        undelivered=figures.undelivered_of([event.id]).get(event.id, 0),
        is_described=bool(event.summary or event.text),
        is_published=event.state is EventState.PUBLISHED,
        terms=terms,
        registration=registration_word(terms, now),
    )


def registration_word(terms: RegistrationTerms | None, now: datetime) -> str:
    """``off``, ``later``, ``open`` or ``closed``, by the terms alone."""
    if terms is None or not terms.is_offered:
        return "off"
    if terms.opens_at is not None and now < terms.opens_at:
        return "later"
    return "closed" if terms.closes_at is not None and now >= terms.closes_at else "open"
