"""Every select that counts seats.

They are taken by guests and who comes with them, and by the places of groups that are not filled yet (those offered to
a group among them). A kind of place that is held some other way is one more number in ``_held``.
"""

from typing import Any

from sqlalchemy import ScalarSelect, func, select

from coopevents.db import db
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.models import Registration
from coopevents.registration.states import HOLDING_A_SEAT


def seats_taken(event_id: int) -> int:
    """How many seats of an event are given away or held; one statement."""
    places = select(func.count()).select_from(GroupMember).where(GroupMember.event_id == event_id)
    return _sum_of(_held(Registration.event_id == event_id, places))


def seats_taken_on(form_id: int) -> int:
    """How many of them were given away, or are held, on one of its forms."""
    places = select(func.count()).select_from(GroupMember).join(Group).where(Group.form_id == form_id)
    return _sum_of(_held(Registration.form_id == form_id, places))


def _held(of_registrations: Any, places: Any) -> list[ScalarSelect[int]]:
    seats = func.coalesce(func.sum(1 + Registration.companion_count), 0)
    guests = select(seats).where(of_registrations, Registration.state.in_(HOLDING_A_SEAT))
    return [guests.scalar_subquery(), places.where(GroupMember.holds_seat).scalar_subquery()]


def _sum_of(numbers: list[ScalarSelect[int]]) -> int:
    return sum(db.session.execute(select(*numbers)).one())
