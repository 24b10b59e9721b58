"""No list of departures and bookings asks more of the database the longer it is (see test_query_counts)."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta

import pytest

from coopevents import clock
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.text import LocalizedText
from coopevents.tours import booking, departure_queries, departures, desks, routes
from coopevents.tours.booking_details import BookingDetails
from coopevents.tours.models import TourPattern
from coopevents.tours.routes_details import RouteDetails
from coopevents.tours.routes_queries import list_routes
from tests.desks import NOW, Desk, desk
from tests.house.test_query_counts import Rows, queries_asked

__all__ = ["desk"]

ROUTE = RouteDetails(name=LocalizedText(en="Campus"), languages=("en",), most_heads=500, is_public=True)
TOMORROW = clock.now().replace(hour=2, minute=0, second=0, tzinfo=UTC) + timedelta(days=1)


def begin(desk: Desk, numbers: range) -> None:
    if numbers.start == 0:
        routes.add_route(desk.unit_id, ROUTE, now=NOW, actor=THE_HOUSE)
        desks.open_desk(desk.unit_id, time_zone="Asia/Shanghai", now=NOW, actor=THE_HOUSE)


def tours(desk: Desk, _event_id: int, numbers: range) -> None:
    begin(desk, numbers)
    schedule, (route, *_more) = desks.schedule_of(desk.unit_id), list_routes([desk.unit_id])
    assert schedule is not None
    for number in numbers:
        guide = people.add_person(
            PersonDetails(family_name=f"Guide {number}"), unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE
        )
        details = departures.details_for(route, TOMORROW + timedelta(minutes=number), guide_ids=(guide.id,))
        departures.plan_departure(schedule, route, details, now=NOW, actor=THE_HOUSE)


def bookings(desk: Desk, event_id: int, numbers: range) -> None:
    if numbers.start == 0:
        tours(desk, event_id, range(1))
    departure = departure_queries.get_departure(1)
    for number in numbers:
        details = BookingDetails(name=f"Party {number}", email=f"party{number}@example.org")
        booking.book_tour(departure, details, now=NOW, actor=THE_HOUSE)


def patterns(desk: Desk, _event_id: int, numbers: range) -> None:
    begin(desk, numbers)
    db.session.add_all(
        TourPattern(route_id=1, weekday=number % 7, starts=time(10), since=date(2026, 1, 1), until=date(2030, 1, 1))
        for number in numbers
    )


def at_the_week(path: str) -> str:
    return f"{path}?week={TOMORROW.date().isoformat()}"


LISTS: list[tuple[str, Rows]] = [
    (at_the_week("/desk/tours"), tours),
    (at_the_week("/desk/tours/rota"), tours),
    ("/desk/tours/1", bookings),
    ("/desk/tours/1/cancel", bookings),
    ("/desk/tours/weekly", patterns),
    ("/tours", tours),
    ("/guide/", tours),
    ("/guide/1/", bookings),
]


@pytest.mark.parametrize(
    ("path", "rows"), LISTS, ids=["week", "rota", "roster", "called off", "every week", "public", "guide", "on the way"]
)
def test_a_list_of_tours_asks_equally_often_for_1_10_and_100_rows(desk: Desk, path: str, rows: Rows) -> None:
    asked = queries_asked(desk, path, rows)
    assert set(asked.values()) == {asked[1]}, asked
