"""No list about tours asks more of the database the longer it is (see test_query_counts)."""

from __future__ import annotations

import pytest

from coopevents.db import db
from coopevents.text import LocalizedText
from coopevents.tours.models import TourRoute, TourStop
from tests.desks import NOW, Desk, desk
from tests.house.test_query_counts import Rows, queries_asked

__all__ = ["desk"]


def routes(desk: Desk, _event_id: int, numbers: range) -> None:
    for number in numbers:
        name = LocalizedText(en=f"Route {number}")
        stops = [TourStop(name=name, position=at) for at in range(2)]
        db.session.add(TourRoute(unit_id=desk.unit_id, slug=f"route-{number}", name=name, stops=stops, created_at=NOW))


def stops(desk: Desk, _event_id: int, numbers: range) -> None:
    if numbers.start == 0:
        name = LocalizedText(en="Route")
        db.session.add(TourRoute(id=1, unit_id=desk.unit_id, slug="campus", name=name, is_public=True, created_at=NOW))
        db.session.flush()
    db.session.add_all(
        TourStop(route_id=1, name=LocalizedText(en=f"Stop {number}"), position=number) for number in numbers
    )


LISTS: list[tuple[str, Rows]] = [
    ("/desk/tours/routes", routes),
    ("/desk/tours/routes/1", stops),
    ("/desk/tours/routes/1/map", stops),
    ("/tours/routes/office/campus", stops),
]


@pytest.mark.parametrize(("path", "rows"), LISTS, ids=[path for path, _rows in LISTS])
def test_a_list_about_tours_asks_equally_often_for_1_10_and_100_rows(desk: Desk, path: str, rows: Rows) -> None:
    asked = queries_asked(desk, path, rows)
    assert set(asked.values()) == {asked[1]}, asked
