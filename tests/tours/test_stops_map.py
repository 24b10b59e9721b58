"""Where the stops stand on the map."""

from __future__ import annotations

from dataclasses import dataclass

from coopevents.tours.stops_map import DRAWN_HEIGHT, drawing_of


@dataclass
class Point:
    id: int
    map_x: int | None = None
    map_y: int | None = None
    place_id: int | None = None
    minutes_to_get_there: int = 4


def test_a_drawing_has_a_dot_for_every_stop_in_rows_there_and_back() -> None:
    drawing = drawing_of([Point(number) for number in range(1, 9)])

    assert [dot.number for dot in drawing.dots] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [dot.x for dot in drawing.dots] == [90, 363, 637, 910, 910, 637, 363, 90]
    assert [dot.y for dot in drawing.dots] == [90] * 4 + [280] * 4
    assert [way.minutes for way in drawing.ways] == [4] * 7


def test_a_stop_placed_by_hand_stands_there() -> None:
    drawing = drawing_of([Point(1, 0, 1000), Point(2)])

    assert [(dot.x, dot.y, dot.is_placed) for dot in drawing.dots] == [(0, DRAWN_HEIGHT, True), (910, 280, False)]


def test_places_with_coordinates_make_a_map_with_north_above() -> None:
    stops = [Point(1, place_id=1), Point(2, place_id=2), Point(3, place_id=3)]
    drawing = drawing_of(stops, positions={1: (31.0, 121.0), 2: (31.1, 121.0), 3: (31.1, 121.05)})

    (gate, tower, lake) = drawing.dots
    assert (gate.y, tower.y, lake.y) == (470, 90, 90)
    assert gate.x == tower.x < lake.x


def test_when_one_place_is_unknown_all_stand_in_rows() -> None:
    stops = [Point(1, place_id=1), Point(2, place_id=2)]
    assert [dot.x for dot in drawing_of(stops, positions={1: (31.0, 121.0)}).dots] == [90, 910]


def test_a_picture_shows_only_the_stops_that_were_placed_on_it() -> None:
    drawing = drawing_of([Point(1, 500, 500), Point(2)], (1200, 800))

    assert drawing.height == 667
    assert [(dot.number, dot.x, dot.y) for dot in drawing.dots] == [(1, 500, 334)]
    assert drawing.ways == ()


def test_a_route_without_stops_has_an_empty_map() -> None:
    assert (drawing_of([]).dots, drawing_of([]).points) == ((), "")
