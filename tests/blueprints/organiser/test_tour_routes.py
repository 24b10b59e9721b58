"""Routes at the desk, without JavaScript."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image

from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.tours import routes_queries
from coopevents.tours.models import TourRoute
from tests.desks import Colleague, Desk, desk

__all__ = ["desk"]
ROUTE = {
    "name-en": "Campus tour", "most_heads": "20", "least_heads": "0", "party_size": "8", "cut_off_hours": "2",
    "languages": "en",
}  # fmt: skip
STOP = {"name-en": "Library", "minutes": "12", "minutes_to_get_there": "4", "is_step_free": "y"}


@pytest.fixture
def colleague(desk: Desk) -> Colleague:
    """A tour manager with a route of two stops."""
    colleague = desk.colleague(Role.TOUR_MANAGER)
    assert colleague.post("/desk/tours/routes/new", ROUTE).status_code == 302
    for name in ("Gate", "Library"):
        assert colleague.post("/desk/tours/routes/1/stops/new", {**STOP, "name-en": name}).status_code == 302
    return colleague


@contextmanager
def route_of(desk: Desk) -> Iterator[TourRoute]:
    with desk.app.app_context():
        yield routes_queries.get_route(1)
        db.session.remove()


def names(desk: Desk) -> list[str]:
    with route_of(desk) as route:
        return [each.name["en"] for each in route.stops]


def test_a_route_is_added_with_its_stops(desk: Desk, colleague: Colleague) -> None:
    page = colleague.get("/desk/tours/routes/1").text

    assert "Gate" in page
    assert "The stops and the ways between them take 32 minutes." in page
    assert "Campus tour" in colleague.get("/desk/tours/routes").text


def test_what_cannot_be_stands_at_its_field_and_keeps_what_was_typed(colleague: Colleague) -> None:
    answer = colleague.post("/desk/tours/routes/new", {**ROUTE, "party_size": "30"})

    assert answer.status_code == 422
    assert "A party has at least one guest and at most as many as the tour." in answer.text
    assert 'value="30"' in answer.text


def test_stops_are_moved_removed_and_had_back(desk: Desk, colleague: Colleague) -> None:
    colleague.post("/desk/tours/routes/1/stops/2/raise")
    assert names(desk) == ["Library", "Gate"]

    colleague.post("/desk/tours/routes/1/stops/2/lower")
    colleague.post("/desk/tours/routes/1/stops/1/remove")
    assert names(desk) == ["Library"]

    assert 'action="/desk/tours/routes/1/stops/1/restore"' in colleague.get("/desk/tours/routes/1").text
    colleague.post("/desk/tours/routes/1/stops/1/restore")
    assert names(desk) == ["Gate", "Library"]


def test_stops_are_placed_by_numbers_and_taken_off(desk: Desk, colleague: Colleague) -> None:
    colleague.post("/desk/tours/routes/1/map", {"x-1": "120", "y-1": "840", "x-2": "", "y-2": ""})
    with route_of(desk) as route:
        assert [(each.map_x, each.map_y) for each in route.stops] == [(120, 840), (None, None)]

    answer = colleague.post("/desk/tours/routes/1/map", {"x-1": "1001", "y-1": "0", "x-2": "7", "y-2": ""})
    assert answer.status_code == 422
    assert "Positions on the map run from 0 to 1000" in answer.text
    assert 'value="1001"' in answer.text


def test_a_picture_lies_below_the_stops_until_the_drawing_is_wanted(desk: Desk, colleague: Colleague) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "#cde").save(picture, "PNG")
    picture.seek(0)
    colleague.post("/desk/tours/routes/1/map/picture", {"picture": (picture, "campus.png")})
    assert "<image href=" in colleague.get("/desk/tours/routes/1/map").text

    refused = colleague.post("/desk/tours/routes/1/map/picture", {"picture": (io.BytesIO(b"no"), "campus.png")})
    assert refused.status_code == 422
    assert "This file is not a picture we can read." in refused.text

    colleague.post("/desk/tours/routes/1/map/picture", {"has_no_picture": "y"})
    assert "<image href=" not in colleague.get("/desk/tours/routes/1/map").text


def test_a_retired_route_can_be_used_again_and_copied(desk: Desk, colleague: Colleague) -> None:
    colleague.post("/desk/tours/routes/1/retire")
    assert "1 retired route" in colleague.get("/desk/tours/routes").text
    colleague.post("/desk/tours/routes/1/restore")
    assert "retired route" not in colleague.get("/desk/tours/routes").text

    copied = colleague.post("/desk/tours/routes/1/copy")
    assert copied.location == "/desk/tours/routes/2/edit"
    assert "Campus tour (copy)" in colleague.get("/desk/tours/routes/2").text


def test_the_page_is_for_everybody_only_once_the_route_is_public(desk: Desk, colleague: Colleague) -> None:
    reader = desk.app.test_client()
    assert reader.get("/tours/routes/office/campus-tour").status_code == 404
    assert reader.get("/tours/routes/office/campus-tour/sheet.pdf").status_code == 404

    colleague.post("/desk/tours/routes/1/edit", {**ROUTE, "is_public": "y"})
    page = reader.get("/tours/routes/office/campus-tour?lang=en").text
    assert "What you will see" in page
    sheet = reader.get("/tours/routes/office/campus-tour/sheet.pdf?languages=en,zh")
    assert sheet.data.startswith(b"%PDF")
    assert reader.get("/tours/routes/office/campus-tour/sheet.pdf?languages=en,zh,fr").status_code == 404

    colleague.post("/desk/tours/routes/1/retire")
    assert reader.get("/tours/routes/office/campus-tour").status_code == 404


def test_another_office_sees_nothing_of_it(desk: Desk, colleague: Colleague) -> None:
    assert colleague.get("/desk/tours/routes/1").status_code == 200
    stranger = desk.colleague(Role.OFFICER, scope_id=desk.other_unit_id)
    for path in ("", "/edit", "/map", "/sheet.pdf", "/stops/1"):
        assert stranger.get(f"/desk/tours/routes/1{path}").status_code == 404
    assert stranger.post("/desk/tours/routes/1/stops/1/remove").status_code == 404


def test_who_may_only_see_the_unit_changes_nothing(desk: Desk, colleague: Colleague) -> None:
    viewer = desk.colleague(Role.UNIT_VIEWER)
    assert viewer.get("/desk/tours/routes/1").status_code == 200
    assert viewer.post("/desk/tours/routes/1/map", {"x-1": "1", "y-1": "1"}).status_code == 404
    assert viewer.post("/desk/tours/routes/1/stops/1/remove").status_code == 403
