"""The dots of a map: who lies too near to each other stands together; the map is shown as large as they allow. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist, sqrt

from coopevents.partners.projection import View

SMALLEST, USUAL, OF_ALL = 4.0, 5.5, 30.0
"""Radii in pixels: of no dot less, of a dot for one, and of one dot for everybody; the area grows with the number."""
TARGET = 12.5
"""Half of what a finger or a pointer needs, in pixels: no two dots are nearer than twice that."""
LEAST_SHARE = 0.16
"""The smallest part of a map that is shown, of its width."""
MARGIN = 0.18
"""The room around those a map is made around, as a share of what they take."""


@dataclass(frozen=True, slots=True)
class Marker:
    """One institution on the map."""

    id: int
    country: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Dot:
    """What stands at one point of the map: one institution or several; ``radius`` is what is seen, ``target`` what
    answers a finger."""

    x: float
    y: float
    radius: float
    target: float
    markers: tuple[Marker, ...]

    @property
    def count(self) -> int:
        """How many institutions it stands for."""
        return len(self.markers)

    @property
    def countries(self) -> tuple[str, ...]:
        """Their countries, the most frequent first."""
        codes = [each.country for each in self.markers]
        return tuple(sorted(set(codes), key=lambda code: (-codes.count(code), code)))


def dots_of(markers: Sequence[Marker], view: View, *, pixels: float) -> list[Dot]:
    """The dots of these markers on a view that is shown that many pixels wide, the largest first.

    Two that would touch become one, in the middle of all they stand for, until none do.
    """
    unit = view.width / pixels
    scale = min(USUAL, OF_ALL / sqrt(max(len(markers), 1)))
    dots: list[Dot] = []
    for heap in _at_one_point(markers):
        if not view.holds(heap[0].x, heap[0].y):
            continue
        dot = _dot(heap, unit, scale)
        while (near := next((each for each in dots if _touch(dot, each)), None)) is not None:
            dots.remove(near)
            dot = _dot((*near.markers, *dot.markers), unit, scale)
        dots.append(dot)
    return sorted(dots, key=lambda dot: (-dot.count, dot.x, dot.y))


def view_around(markers: Sequence[Marker], whole: View) -> View:
    """The part of the map that shows all of these, with some room, in the shape of the whole; all of it for none."""
    if not markers:
        return whole
    xs, ys = [each.x for each in markers], [each.y for each in markers]
    shape = whole.height / whole.width
    wanted = max(max(xs) - min(xs), (max(ys) - min(ys)) / shape) * (1 + 2 * MARGIN)
    width = max(wanted, LEAST_SHARE * whole.width)
    if width > 0.85 * whole.width:
        return whole
    height = width * shape
    x = _within((min(xs) + max(xs) - width) / 2, whole.x, whole.x + whole.width - width)
    y = _within((min(ys) + max(ys) - height) / 2, whole.y, whole.y + whole.height - height)
    return View(x, y, width, height)


def _at_one_point(markers: Sequence[Marker]) -> list[tuple[Marker, ...]]:
    """Who stands at the same point, the largest crowd first."""
    heaps: dict[tuple[float, float], list[Marker]] = {}
    for each in markers:
        heaps.setdefault((round(each.x, 3), round(each.y, 3)), []).append(each)
    return [tuple(heaps[point]) for point in sorted(heaps, key=lambda point: (-len(heaps[point]), point))]


def _dot(markers: tuple[Marker, ...], unit: float, scale: float) -> Dot:
    number = len(markers)
    x, y = sum(each.x for each in markers) / number, sum(each.y for each in markers) / number
    radius = max(SMALLEST, scale * sqrt(number))
    return Dot(x, y, radius * unit, max(radius, TARGET) * unit, markers)


def _touch(one: Dot, other: Dot) -> bool:
    return dist((one.x, one.y), (other.x, other.y)) < one.target + other.target


def _within(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)
