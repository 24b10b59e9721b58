"""Every select of what guides said on the way."""

from sqlalchemy import select, update

from coopevents.db import db
from coopevents.tours.models import TourBooking, TourTap
from coopevents.tours.states import BookingState, TapKind


def find_tap(key: str) -> TourTap | None:
    """The tap with that key, once it has come in."""
    return db.session.scalar(select(TourTap).where(TourTap.client_key == key))


def find_last(departure_id: int, kinds: tuple[TapKind, ...], booking_id: int | None = None) -> TourTap | None:
    """The tap of these kinds, about that party where one is named, with the latest moment."""
    query = select(TourTap).where(TourTap.departure_id == departure_id, TourTap.kind.in_(kinds))
    if booking_id is not None:
        query = query.where(TourTap.booking_id == booking_id)
    return db.session.scalars(query.order_by(TourTap.at.desc(), TourTap.id.desc()).limit(1)).first()


def settle_no_shows(departure_id: int) -> None:
    """Who is booked and not here did not come; while nobody was counted, nothing is known of anybody."""
    here = select(TourBooking.id).where(
        TourBooking.departure_id == departure_id, TourBooking.state == BookingState.ATTENDED
    )
    if db.session.scalar(here.limit(1)) is None:
        return
    missing = update(TourBooking).where(
        TourBooking.departure_id == departure_id, TourBooking.state == BookingState.CONFIRMED
    )
    db.session.execute(missing.values(state=BookingState.NO_SHOW))
