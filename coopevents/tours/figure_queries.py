"""What figures of tours are made of: departures that were led, and parties without their names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from coopevents.db import db
from coopevents.people.models import Person
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityState
from coopevents.tours.models import TourBooking, TourDeparture, TourRoute
from coopevents.tours.states import TAKES_PLACES, BookingState, DepartureState


@dataclass(frozen=True, slots=True)
class Led:
    """A departure that took place: on which route, in which languages."""

    departure_id: int
    route_id: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """A party that had places on one of them: how many booked, and how many the guide counted (None: nobody did)."""

    departure_id: int
    language: str
    country: str
    heads: int
    counted: int | None


def list_led(unit_ids: Collection[int], begins: datetime, ends: datetime) -> list[Led]:
    """The departures of these units that took place and began within a span of time."""
    query = select(TourDeparture.id, TourDeparture.route_id, TourDeparture.languages)
    query = query.join(TourDeparture.activity).join(TourDeparture.route)
    query = query.where(
        TourRoute.unit_id.in_(unit_ids),
        TourDeparture.state != DepartureState.DRAFT,
        Activity.state == ActivityState.PUBLIC,
        Activity.starts_at >= begins,
        Activity.starts_at < ends,
    )
    return [Led(row[0], row[1], tuple(row[2].split())) for row in db.session.execute(query.order_by(TourDeparture.id))]


def list_came(departure_ids: Collection[int]) -> list[Came]:
    """The parties that had places on these departures."""
    columns = (
        TourBooking.departure_id, TourBooking.tour_language, TourBooking.language, Person.country, TourBooking.heads,
        TourBooking.state, TourBooking.heads_arrived, TourBooking.is_walk_in,
    )  # fmt: skip
    query = select(*columns).outerjoin(Person, Person.id == TourBooking.person_id)
    query = query.where(TourBooking.departure_id.in_(departure_ids), TourBooking.state.in_(TAKES_PLACES))
    return [
        Came(
            departure,
            wanted.split()[0] if wanted.split() else written.partition("_")[0],
            country or "",
            0 if is_walk_in else heads,
            {BookingState.ATTENDED: arrived or heads, BookingState.NO_SHOW: 0}.get(state),
        )
        for departure, wanted, written, country, heads, state, arrived, is_walk_in in db.session.execute(query)
    ]
