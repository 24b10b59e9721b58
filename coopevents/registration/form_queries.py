"""Every select of an event's forms."""

from sqlalchemy import select

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.registration.models import EventForm


def list_forms(event_id: int) -> list[EventForm]:
    """Every form of an event, in their order."""
    query = select(EventForm).where(EventForm.event_id == event_id)
    return list(db.session.scalars(query.order_by(EventForm.position, EventForm.id)))


def get_form(event_id: int, slug: str = "") -> EventForm:
    """The form of that name; the first one for an empty name.

    Raises NotFound.
    """
    found = find_form(event_id, slug)
    if found is None:
        raise NotFound
    return found


def find_form(event_id: int, slug: str = "") -> EventForm | None:
    """The form of that name, or the first one for an empty name."""
    return next((each for each in list_forms(event_id) if slug in ("", each.slug)), None)


def offered_forms(event_id: int) -> list[EventForm]:
    """The forms a guest may choose from."""
    return [each for each in list_forms(event_id) if each.is_offered]
