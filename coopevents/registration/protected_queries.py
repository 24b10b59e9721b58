"""Every select of registrations with sensitive answers."""

from sqlalchemy import select

from coopevents.db import db
from coopevents.forms.models import Answers
from coopevents.registration.models import Registration
from coopevents.registration.states import IS_LIVE


def list_with_sealed(event_id: int) -> list[Registration]:
    """The guests of an event, by number, of whom sensitive answers are kept; not those who left."""
    query = (
        select(Registration)
        .join(Answers, (Answers.subject_kind == "registration") & (Answers.subject_id == Registration.id))
        .where(Registration.event_id == event_id, Registration.state.in_(IS_LIVE), Answers.sealed.is_not(None))
        .order_by(Registration.number)
    )
    return list(db.session.scalars(query))
