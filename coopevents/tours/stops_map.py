"""Where the stops of a route stand on its map: on a picture, or on a drawing made of the stops themselves; pure.

A drawing is 1000 wide, as high as it says, and measured from its upper left corner.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

WIDTH = 1000
DRAWN_HEIGHT = 560
TALLEST = 1600
MARGIN = 90
IN_A_ROW = 4
ROW_HEIGHT = 190
POINT = tuple[float, float]


class MappedStop(Protocol):
    """What the map asks of a stop."""

    id: int
    place_id: int | None
    minutes_to_get_there: int
    map_x: int | None
    map_y: int | None


@dataclass(frozen=True)
class Dot:
    """A stop on the map; ``is_placed`` by hand."""

    stop_id: int
    number: int
    x: int
    y: int
    is_placed: bool


@dataclass(frozen=True)
class Way:
    """The minutes from one dot to the next, written half-way."""

    x: int
    y: int
    minutes: int


@dataclass(frozen=True)
class Drawing:
    """A map: how high it is, its dots in their order, and the minutes between them."""

    height: int
    dots: tuple[Dot, ...]
    ways: tuple[Way, ...] = ()

    @property
    def points(self) -> str:
        """The dots as the points of a line."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def drawing_of(
    stops: Sequence[MappedStop],
    picture_size: tuple[int, int] | None = None,
    positions: Mapping[int, POINT] | None = None,
) -> Drawing:
    """The map of a route.

    On a picture of ``picture_size`` pixels only the stops that were placed by hand have dots. Without one every stop
    has: where it was placed, else where the ``positions`` of its place (latitude and longitude, by the id of the place)
    put it, when all are known; else in rows, one after the other.
    """
    if picture_size is not None:
        return Drawing(_height_of(picture_size), tuple(_dots(stops, {}, _height_of(picture_size))))
    is_laid_in_rows = not any(each.map_x is not None for each in stops)
    laid = _by_position(stops, positions or {})
    height = _height_of_rows(len(stops)) if is_laid_in_rows and not laid else DRAWN_HEIGHT
    dots = tuple(_dots(stops, laid or _in_rows(stops, height), height))
    minutes = {stop.id: stop.minutes_to_get_there for stop in stops}
    ways = tuple(
        Way((one.x + other.x) // 2, (one.y + other.y) // 2, minutes[other.stop_id])
        for one, other in pairwise(dots)
        if minutes[other.stop_id] and abs(one.x - other.x) + abs(one.y - other.y) > 150
    )
    return Drawing(height, dots, ways)


def _height_of(size: tuple[int, int]) -> int:
    width, height = size
    return max(1, min(TALLEST, round(WIDTH * height / max(1, width))))


def _dots(stops: Sequence[MappedStop], laid: Mapping[int, POINT], height: int) -> list[Dot]:
    dots = []
    for number, stop in enumerate(stops, 1):
        if stop.map_x is not None and stop.map_y is not None:
            dots.append(Dot(stop.id, number, stop.map_x, round(stop.map_y * height / 1000), True))
        elif stop.id in laid:
            x, y = laid[stop.id]
            dots.append(Dot(stop.id, number, round(x), round(y), False))
    return dots


def _by_position(stops: Sequence[MappedStop], positions: Mapping[int, POINT]) -> dict[int, POINT]:
    """North up, as large as fits; nothing when some place is unknown or all are at one."""
    found = {stop.id: positions.get(stop.place_id or 0) for stop in stops}
    known = {each: point for each, point in found.items() if point is not None}
    if len(known) < max(2, len(stops)):
        return {}
    south, west = (min(point[axis] for point in known.values()) for axis in (0, 1))
    north, east = (max(point[axis] for point in known.values()) for axis in (0, 1))
    if north - south < 1e-6 and east - west < 1e-6:
        return {}
    scale = min((WIDTH - 2 * MARGIN) / max(east - west, 1e-6), (DRAWN_HEIGHT - 2 * MARGIN) / max(north - south, 1e-6))
    left, top = (WIDTH - scale * (east - west)) / 2, (DRAWN_HEIGHT - scale * (north - south)) / 2
    return {
        each: (left + scale * (longitude - west), top + scale * (north - latitude))
        for each, (latitude, longitude) in known.items()
    }


def _shape(count: int) -> tuple[int, int]:
    """How many stand in a row, and how many rows there are: four in a row, more when there would be over three rows."""
    in_a_row = max(1, min(count, IN_A_ROW if count <= 3 * IN_A_ROW else -(-count // 3)))
    return in_a_row, max(1, -(-count // in_a_row))


def _height_of_rows(count: int) -> int:
    return 2 * MARGIN + (_shape(count)[1] - 1) * ROW_HEIGHT


def _in_rows(stops: Sequence[MappedStop], height: int) -> dict[int, POINT]:
    """Rows to the right and back again."""
    in_a_row, rows = _shape(len(stops))
    laid: dict[int, POINT] = {}
    for at, stop in enumerate(stops):
        row, column = divmod(at, in_a_row)
        column = column if row % 2 == 0 else in_a_row - 1 - column
        x = WIDTH / 2 if in_a_row == 1 else MARGIN + column * (WIDTH - 2 * MARGIN) / (in_a_row - 1)
        y = height / 2 if rows == 1 else MARGIN + row * (height - 2 * MARGIN) / (rows - 1)
        laid[stop.id] = (x, y)
    return laid
