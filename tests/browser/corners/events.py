"""Events in rare states. An event that the demo office lacks is added here."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coopevents.accounts.models import Unit
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.registration import service as registrations
from coopevents.registration.details import TermsDetails
from coopevents.text import LocalizedText


def find_event(slug: str) -> Event:
    """An event of the demo office, or one that was added."""
    event = event_queries.find_event_by_slug(slug)
    assert event is not None
    return event


def add_odd_events(office: Unit, now: datetime) -> None:
    """One cancelled, one bare, one that opens later, one that is full and keeps no waiting list."""
    first = now.date() + timedelta(days=50)
    cancelled = _visit(office, "cancelled-visit", "Visit of the University of Rousse", first, TermsDetails(), now)
    reason = "The delegation’s flights were cancelled. We are looking for a new date."
    events.cancel_event(cancelled, reason, now=now, actor=THE_HOUSE)
    _visit(office, "bare-visit", "Delegation", first, TermsDetails(is_offered=False), now)
    later = TermsDetails(opens_at=now + timedelta(days=20))
    _visit(office, "later-visit", "A visit whose registration opens later", first, later, now)
    full = TermsDetails(capacity=0, has_waiting_list=False)
    _visit(office, "full-visit", "A visit without a place left", first, full, now)


def _visit(office: Unit, slug: str, title: str, first: date, terms: TermsDetails, now: datetime) -> Event:
    details = EventDetails(
        kind=EventKind.DELEGATION_VISIT,
        title=LocalizedText(en=title),
        slug=slug,
        starts_on=first,
        ends_on=first,
        time_zone="Asia/Shanghai",
        accent="azure",
    )
    event = events.create_event(details, unit_id=office.id, now=now, actor=THE_HOUSE)
    registrations.open_registration(event, terms, now=now, actor=THE_HOUSE)
    events.publish_event(event, now=now, actor=THE_HOUSE)
    return event
