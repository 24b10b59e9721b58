"""Every select of events."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.refusals import NotFound


def find_event_by_slug(slug: str) -> Event | None:
    """The event with that slug, its schedule and unit loaded with it."""
    query = select(Event).where(Event.slug == slug)
    return db.session.scalar(query.options(joinedload(Event.schedule), joinedload(Event.unit), joinedload(Event.cover)))


def get_event(event_id: int) -> Event:
    """The event with that id.

    Raises NotFound.
    """
    event = db.session.get(Event, event_id)
    if event is None:
        raise NotFound
    return event
