"""Dots on the map: who stands together, how large, and how much of the world is shown."""

from __future__ import annotations

from math import dist

import pytest

from coopevents.i18n import country_choices
from coopevents.partners.map_dots import TARGET, Marker, dots_of, view_around
from coopevents.partners.positions import Position, country_positions, position_of
from coopevents.partners.projection import point_of, whole_world

WORLD = whole_world()


def markers(*places: tuple[str, float, float]) -> list[Marker]:
    return [Marker(number, country, *point_of(east, north)) for number, (country, north, east) in enumerate(places)]


def test_who_is_far_apart_stands_alone_and_neighbours_together() -> None:
    berlin, hamburg, lima = ("DE", 52.5, 13.4), ("DE", 53.6, 10.0), ("PE", -12.0, -77.0)
    found = dots_of(markers(berlin, hamburg, lima), WORLD, pixels=600)
    assert [(dot.count, dot.countries) for dot in found] == [(2, ("DE",)), (1, ("PE",))]


def test_a_larger_map_tells_neighbours_apart() -> None:
    known = markers(("DE", 52.5, 13.4), ("FR", 48.9, 2.4))
    near = view_around(known, WORLD)
    assert [dot.count for dot in dots_of(known, WORLD, pixels=350)] == [2]
    assert [dot.count for dot in dots_of(known, near, pixels=350)] == [1, 1]


def test_no_two_dots_are_nearer_than_a_finger_and_nobody_is_lost() -> None:
    many = markers(*((code, *place) for code, place in country_positions().items()))
    for pixels in (350, 580, 1000):
        found = dots_of(many, WORLD, pixels=pixels)
        assert sum(dot.count for dot in found) == len(many)
        gaps = [
            dist((one.x, one.y), (other.x, other.y)) - one.target - other.target
            for number, one in enumerate(found)
            for other in found[:number]
        ]
        assert min(gaps) >= 0
        assert min(dot.target for dot in found) * pixels / WORLD.width >= TARGET - 1e-9


def test_the_area_of_a_dot_grows_with_its_number() -> None:
    crowd = [("DE", 52.5, 13.4)] * 16 + [("PE", -12.0, -77.0)] * 4
    large, small = dots_of(markers(*crowd), WORLD, pixels=600)
    assert (large.count, small.count) == (16, 4)
    assert large.radius / small.radius == pytest.approx(2)


def test_the_same_partners_give_the_same_dots_in_any_order() -> None:
    known = markers(*((code, *place) for code, place in list(country_positions().items())[:60]))
    one, other = dots_of(known, WORLD, pixels=580), dots_of(known[::-1], WORLD, pixels=580)
    assert [(dot.x, dot.count) for dot in one] == [(pytest.approx(dot.x), dot.count) for dot in other]


def test_a_view_holds_all_it_is_made_around_and_stays_on_the_map() -> None:
    for places in ([("NO", 78.2, 15.6)], [("NZ", -41.3, 174.8)], [("DE", 52.5, 13.4), ("KR", 37.6, 127.0)]):
        view = view_around(markers(*places), WORLD)
        assert all(view.holds(each.x, each.y) for each in markers(*places))
        assert view.x >= WORLD.x
        assert view.x + view.width <= WORLD.x + WORLD.width + 1e-9
        assert view.y >= WORLD.y
        assert view.height / view.width == pytest.approx(WORLD.height / WORLD.width)
    assert view_around([], WORLD) == WORLD
    assert view_around(markers(("NZ", -41, 175), ("US", 39, -77), ("MX", 19, -99)), WORLD) == WORLD


def test_every_country_and_region_has_a_position() -> None:
    positions = country_positions()
    assert {code for code, _name in country_choices()} == set(positions)
    assert all(-90 <= each.latitude <= 90 and -180 <= each.longitude <= 180 for each in positions.values())


def test_its_own_position_comes_before_that_of_its_country() -> None:
    assert position_of(53.55, 10.0, "DE") == Position(53.55, 10.0)
    assert position_of(None, None, "DE") == Position(52.52, 13.41)
    assert position_of(None, None, "XX") is None
