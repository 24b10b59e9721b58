"""Every select of badges: who wears one, and whether it was printed."""

from sqlalchemy import func, select

from coopevents.db import db
from coopevents.registration.gate_models import GuestOnSite
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState

WEARING = (RegistrationState.APPROVED, RegistrationState.CHECKED_IN)


def list_wearers(
    event_id: int, *, form_id: int | None = None, only_new: bool = False, number: int | None = None, limit: int
) -> list[Registration]:
    """Guests who come, by name: all, those of one form, those whose badge was never printed, or the one of a number."""
    query = select(Registration).where(Registration.event_id == event_id, Registration.state.in_(WEARING))
    if form_id is not None:
        query = query.where(Registration.form_id == form_id)
    if number is not None:
        query = query.where(Registration.number == number)
    if only_new:
        printed = select(GuestOnSite.registration_id).where(GuestOnSite.badge_printed_at.is_not(None))
        query = query.where(Registration.id.not_in(printed))
    return list(db.session.scalars(query.order_by(Registration.sort_name, Registration.number).limit(limit)))


def count_wearers(event_id: int) -> tuple[int, int]:
    """How many guests come, and the badges of how many of them were printed."""
    coming = Registration.event_id == event_id, Registration.state.in_(WEARING)
    total = db.session.scalar(select(func.count()).select_from(Registration).where(*coming)) or 0
    query = (
        select(func.count()).select_from(GuestOnSite).join(Registration, Registration.id == GuestOnSite.registration_id)
    )
    printed = db.session.scalar(query.where(*coming, GuestOnSite.badge_printed_at.is_not(None))) or 0
    return total, printed
