"""The Equal Earth projection against published values, and the drawn coastline against it."""

from __future__ import annotations

import re
from math import cos, radians

import pytest

from coopevents.blueprints.layout import BUILD, built_name
from coopevents.partners.projection import MIDDLES, equal_earth, middle_near, point_of, usual_middle, whole_world

AUTHALIC_RADIUS = 6371007.1809


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [
        (0, 0, 0, 0),
        (180, 0, 17243959.06, 0),
        (-180, 90, -10216474.79, 8392927.60),
        (180, -90, 10216474.79, -8392927.60),
    ],
)
def test_the_corners_are_those_of_epsg_8857(longitude: float, latitude: float, x: float, y: float) -> None:
    """Its bounds as EPSG publishes them and cs2cs prints them (at the equator and the poles authalic latitude is
    latitude)."""
    found = equal_earth(longitude, latitude)
    assert (found[0] * AUTHALIC_RADIUS, found[1] * AUTHALIC_RADIUS) == (
        pytest.approx(x, abs=0.01),
        pytest.approx(y, abs=0.01),
    )


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [
        (121.47, 31.23, 1.698742136, 0.615925544),
        (-123.1, 49.3, -1.535514273, 0.930441234),
        (25.97, 43.85, 0.337414494, 0.840897815),
        (151.2, -33.9, 2.086640067, -0.665255443),
        (-70, -54, -0.839169862, -1.003018316),
    ],
)
def test_cities_are_where_proj_puts_them(longitude: float, latitude: float, x: float, y: float) -> None:
    """PROJ 9.5.1, ``+proj=eqearth +R=1``."""
    assert equal_earth(longitude, latitude) == (pytest.approx(x, abs=1e-9), pytest.approx(y, abs=1e-9))


@pytest.mark.parametrize("latitude", [0, 20, 45, 70, 85])
def test_areas_are_true(latitude: float) -> None:
    step = 1e-4
    width = (equal_earth(step, latitude)[0]) / radians(step)
    height = (equal_earth(0, latitude + step)[1] - equal_earth(0, latitude - step)[1]) / radians(2 * step)
    assert width * height == pytest.approx(cos(radians(latitude)), rel=1e-5)


def test_the_map_is_a_thousand_wide_and_turns() -> None:
    assert point_of(0, 0) == (500, 0)
    assert point_of(150, 0, middle=150) == (500, 0)
    assert point_of(-30.001, 0, middle=150)[0] == pytest.approx(1000, abs=0.01)
    assert point_of(-29.999, 0, middle=150)[0] == pytest.approx(0, abs=0.01)
    assert point_of(10, -89) == point_of(10, -57)
    assert whole_world().holds(*point_of(-70, -54))


def test_a_map_turns_to_what_it_shows() -> None:
    assert [middle_near([each]) for each in (10, 116, 125, -80, 175, -170)] == [0, 90, 150, -90, 150, 150]
    assert middle_near([170, -170]) == 150
    assert [usual_middle(hours) for hours in (8, 5.5, 0, -5)] == [150, 0, 0, 0]


@pytest.mark.parametrize("middle", MIDDLES)
def test_the_coast_is_drawn_by_the_same_formula(middle: int) -> None:
    """The southernmost land of Africa, Cape Agulhas, and the tip of India are corners of the drawn coast."""
    drawing = (BUILD / built_name(f"coastline-{middle}.svg")).read_text()
    corners = _corners(re.findall(r' d="([^"]+)"', drawing)[1])
    for longitude, latitude in ((20.0, -34.83), (77.54, 8.08)):
        x, y = point_of(longitude, latitude, middle=middle)
        assert min(abs(each[0] - x) + abs(each[1] - y) for each in corners) < 1.5


def _corners(path: str) -> list[tuple[float, float]]:
    found = []
    for outline in path.split("M")[1:]:
        first, _line, steps = outline.rstrip("z").partition("l")
        x, y = map(int, re.findall(r"-?\d+", first))
        found.append((x / 10, y / 10))
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x / 10, y / 10))
    return found
