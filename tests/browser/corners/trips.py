"""Trips of the demo office's own people, named for the pages they stand on."""

from __future__ import annotations

from sqlalchemy import select

from coopevents.db import db
from coopevents.mobility.models import Programme, Trip
from coopevents.mobility.states import TripState
from coopevents.mobility.tokens import traveller_token

STATES = {
    "trip-planned": TripState.PLANNED,
    "trip-deciding": TripState.SUBMITTED,
    "trip-approved": TripState.APPROVED,
    "trip-away": TripState.TRAVELLING,
    "trip-group": TripState.RETURNED,
}


def add_trips() -> dict[str, str]:
    """Each trip's number, its last traveller's, and the secret of that traveller's page; a programme's number."""
    values = {}
    for name, state in STATES.items():
        trip = db.session.scalars(select(Trip).where(Trip.state == state).order_by(Trip.id)).first()
        assert trip is not None
        last = trip.travellers[-1]
        values |= {name: str(trip.id), f"{name}-last": str(last.id), f"{name}-link": traveller_token(last)}
    group = db.session.get(Trip, int(values["trip-group"]))
    assert group is not None
    programme = db.session.scalars(select(Programme).order_by(Programme.id)).first()
    assert programme is not None
    reported = group.travellers[0]
    return values | {
        "trip-programme": str(programme.id),
        "trip-group-first": str(reported.id),
        "trip-group-first-link": traveller_token(reported),
    }
