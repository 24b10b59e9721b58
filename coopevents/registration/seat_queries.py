"""Every select that counts seats. A kind of place that is held some other way is one more number in ``_held``."""

from typing import Any

from sqlalchemy import ScalarSelect, func, select

from coopevents.db import db
from coopevents.registration.models import Registration
from coopevents.registration.states import HOLDING_A_SEAT


def seats_taken(event_id: int) -> int:
    """How many seats of an event are given away or held: guests, and who comes with them; one statement."""
    return _sum_of(_held(Registration.event_id == event_id))


def seats_taken_on(form_id: int) -> int:
    """How many of them were given away on one of its forms."""
    return _sum_of(_held(Registration.form_id == form_id))


def _held(of_registrations: Any) -> list[ScalarSelect[int]]:
    seats = func.coalesce(func.sum(1 + Registration.companion_count), 0)
    guests = select(seats).where(of_registrations, Registration.state.in_(HOLDING_A_SEAT))
    return [guests.scalar_subquery()]


def _sum_of(numbers: list[ScalarSelect[int]]) -> int:
    return sum(db.session.execute(select(*numbers)).one())
