"""Every select of an event's forms."""

from collections.abc import Collection

from sqlalchemy import bindparam, func, select

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.events.queries import Reach
from coopevents.refusals import NotFound
from coopevents.registration.group_models import Group
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.models import EventForm, Registration

_FORMS = select(EventForm).where(EventForm.event_id == bindparam("event_id")).order_by(EventForm.position, EventForm.id)


def list_forms(event_id: int) -> list[EventForm]:
    """Every form of an event, in their order."""
    return list(db.session.scalars(_FORMS, {"event_id": event_id}))


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


def list_forms_elsewhere(event_id: int, reach: Reach, *, most: int = 60) -> list[tuple[EventForm, Event]]:
    """The forms of all other events within reach, each with its event, the latest events first."""
    query = select(EventForm, Event).join(Event, Event.id == EventForm.event_id)
    query = query.where(EventForm.event_id != event_id, reach.condition())
    query = query.order_by(Event.starts_on.desc(), Event.id, EventForm.position).limit(most)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def count_registrations(form_ids: Collection[int]) -> dict[int, int]:
    """How many registrations came by each form, whatever became of them; forms without any are left out."""
    query = select(Registration.form_id, func.count()).where(Registration.form_id.in_(form_ids))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Registration.form_id))}


def is_used(form_id: int) -> bool:
    """Whether somebody, or a group, ever registered with the form, or was invited to."""
    by_guests = select(Registration.id).where(Registration.form_id == form_id).exists()
    by_groups = select(Group.id).where(Group.form_id == form_id).exists()
    by_invitations = select(Invitation.id).where(Invitation.form_id == form_id).exists()
    return bool(db.session.scalar(select(by_guests | by_groups | by_invitations)))
