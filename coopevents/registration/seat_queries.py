"""Every select that counts seats.

They are taken by guests and who comes with them, and by the places of groups that are not filled yet (those offered to
a group among them). A kind of place that is held some other way is one more number in ``_held``.
"""

from typing import Any

from sqlalchemy import Select, bindparam, func, select

from coopevents.db import db
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.models import Registration
from coopevents.registration.states import HOLDING_A_SEAT


def seats_taken(event_id: int) -> int:
    """How many seats of an event are given away or held; one statement."""
    return sum(db.session.execute(_AT_EVENT, {"event_id": event_id}).one())


def seats_taken_on(form_id: int) -> int:
    """How many of them were given away, or are held, on one of its forms."""
    return sum(db.session.execute(_ON_FORM, {"form_id": form_id}).one())


def _held(of_registrations: Any, places: Any) -> Select[Any]:
    seats = func.coalesce(func.sum(1 + Registration.companion_count), 0)
    guests = select(seats).where(of_registrations, Registration.state.in_(HOLDING_A_SEAT))
    return select(guests.scalar_subquery(), places.where(GroupMember.holds_seat).scalar_subquery())


_PLACES = select(func.count()).select_from(GroupMember)
_AT_EVENT = _held(
    Registration.event_id == bindparam("event_id"), _PLACES.where(GroupMember.event_id == bindparam("event_id"))
)
_ON_FORM = _held(
    Registration.form_id == bindparam("form_id"), _PLACES.join(Group).where(Group.form_id == bindparam("form_id"))
)
