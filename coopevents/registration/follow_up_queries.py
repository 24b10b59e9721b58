"""Every select of who is asked later, who answered, and who has to be reminded."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.refusals import NotFound
from coopevents.registration.follow_up_models import FollowUp, FollowUpState
from coopevents.registration.models import EventForm, Registration
from coopevents.registration.states import RegistrationState

HAS_PLACE = (RegistrationState.APPROVED, RegistrationState.CHECKED_IN)
Row = tuple[Registration, FollowUp | None]


def list_forms_that_ask_later(ended_by: date) -> list[EventForm]:
    """The forms with later questions of published events that are not over on that day."""
    query = select(EventForm).join(Event, Event.id == EventForm.event_id)
    query = query.where(EventForm.asks_later, Event.state == EventState.PUBLISHED, Event.ends_on >= ended_by)
    return list(db.session.scalars(query.order_by(EventForm.id)))


def list_unasked(form_id: int, limit: int) -> list[int]:
    """The guests of a form who have a place and were not asked yet, by number."""
    query = select(Registration.id).outerjoin(FollowUp, FollowUp.registration_id == Registration.id)
    wanted = Registration.form_id == form_id, Registration.state.in_(HAS_PLACE), FollowUp.registration_id.is_(None)
    return list(db.session.scalars(query.where(*wanted).order_by(Registration.number).limit(limit)))


def list_open(form_id: int) -> list[FollowUp]:
    """Those of a form who have a place and have not answered yet, by number."""
    query = select(FollowUp).join(Registration).options(joinedload(FollowUp.registration, innerjoin=True))
    wanted = Registration.form_id == form_id, Registration.state == RegistrationState.APPROVED, _in(FollowUpState.ASKED)
    return list(db.session.scalars(query.where(*wanted).order_by(Registration.number)))


def find_follow_up(registration_id: int) -> FollowUp | None:
    """That a guest was asked, if they were."""
    return db.session.get(FollowUp, registration_id)


def get_follow_up(registration_id: int) -> FollowUp:
    """The same. Raises NotFound."""
    found = find_follow_up(registration_id)
    if found is None:
        raise NotFound
    return found


def count_states(form_ids: Collection[int]) -> dict[int, dict[FollowUpState, int]]:
    """How many guests with a place stand in each state, by form."""
    query = select(Registration.form_id, FollowUp.state, func.count()).join(Registration)
    query = query.where(Registration.form_id.in_(form_ids), Registration.state.in_(HAS_PLACE))
    found: dict[int, dict[FollowUpState, int]] = {}
    for form_id, state, count in db.session.execute(query.group_by(Registration.form_id, FollowUp.state)):
        found.setdefault(form_id, {})[state] = count
    return found


def list_guests(form_id: int, state: FollowUpState | None, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """A page of the guests of a form who have a place, each with what is known of their answers; and how many."""
    joined = and_(FollowUp.registration_id == Registration.id)
    wanted: list[Any] = [Registration.form_id == form_id, Registration.state.in_(HAS_PLACE)]
    wanted += [_in(state)] if state is not None else []
    count = select(func.count(Registration.id)).outerjoin(FollowUp, joined).where(*wanted)
    query = select(Registration, FollowUp).outerjoin(FollowUp, joined).where(*wanted).order_by(Registration.number)
    rows: list[Row] = [(row[0], row[1]) for row in db.session.execute(query.offset(offset).limit(limit))]
    return rows, db.session.scalar(count) or 0


def _in(state: FollowUpState) -> ColumnElement[bool]:
    return FollowUp.state == state
