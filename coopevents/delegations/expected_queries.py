"""Selects of the guests who are expected in what other programmes plan."""

from collections.abc import Mapping

from sqlalchemy import select

from coopevents.db import db
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import COMING_DELEGATES
from coopevents.schedule.models import Activity, SignUp
from coopevents.schedule.states import SignUpState


def map_expected(schedule_id: int) -> dict[str, Mapping[int, int]]:
    """For each activity of that programme visits take part in, by its uid: who is expected, each person's delegate.

    An itinerary's own activities are none of these. One select.
    """
    query = (
        select(Activity.uid, Delegate.person_id, Delegate.id)
        .join(ItineraryItem, ItineraryItem.activity_id == Activity.id)
        .join(Delegate, Delegate.delegation_id == ItineraryItem.delegation_id)
        .join(SignUp, (SignUp.activity_id == Activity.id) & (SignUp.person_id == Delegate.person_id))
        .where(
            Activity.schedule_id == schedule_id,
            SignUp.state == SignUpState.BOOKED,
            Delegate.state.in_(COMING_DELEGATES),
        )
        .order_by(Delegate.id.desc())
    )
    found: dict[str, dict[int, int]] = {}
    for uid, person_id, delegate_id in db.session.execute(query):
        found.setdefault(uid, {})[person_id] = delegate_id
    return dict(found)


def find_first_taking_part(schedule_id: int) -> Delegation | None:
    """The visit that first took part in anything of that programme."""
    query = select(Delegation).join(ItineraryItem, ItineraryItem.delegation_id == Delegation.id)
    query = query.join(Activity, Activity.id == ItineraryItem.activity_id).where(Activity.schedule_id == schedule_id)
    return db.session.scalar(query.order_by(ItineraryItem.id).limit(1))
