"""Where on the map of the world a place lies: the Equal Earth projection; pure.

B. Šavrič, T. Patterson, B. Jenny (2018): The Equal Earth map projection, International Journal of Geographical
Information Science, doi:10.1080/13658816.2018.1504949. The front end draws the coastline by the same formula and in the
same units (``frontend/coastline.mjs``), which a test holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, pi, radians, sin, sqrt

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
WIDTH = 1000.0
"""The width of the whole world, in the units of the map."""
NORTH, SOUTH = 84.0, -57.0
"""The latitudes between which the map is drawn."""
MIDDLES = (-90, 0, 90, 150)
"""The meridians that may run through the middle of a map; a part of the world is drawn on the nearest, to be true."""
_HAIR = 1e-6
_SCALE = WIDTH * _M * _A1 / (2 * pi)


@dataclass(frozen=True, slots=True)
class View:
    """A rectangle of the map, in its units; ``y`` grows downwards."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within, or on the edge."""
        across, down = x - self.x, y - self.y
        return -_HAIR <= across <= self.width + _HAIR and -_HAIR <= down <= self.height + _HAIR

    @property
    def box(self) -> str:
        """As an SVG's ``viewBox``."""
        return " ".join(f"{each:.4g}" for each in (self.x, self.y, self.width, self.height))


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """(x, y) on a sphere of radius 1, from degrees counted from the middle meridian; ``y`` grows northwards."""
    t = asin(_M * sin(radians(latitude)))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = radians(longitude) * cos(t) / (_M * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)))
    return x, t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))


def point_of(longitude: float, latitude: float, *, middle: int = 0) -> tuple[float, float]:
    """Where a place lies on the map whose middle is that meridian; what lies farther north or south is at the edge."""
    from_middle = (longitude - middle + 180) % 360 - 180
    x, y = equal_earth(from_middle, min(max(latitude, SOUTH), NORTH))
    return WIDTH / 2 + x * _SCALE, -y * _SCALE


def whole_world() -> View:
    """All of the map."""
    (_x, top), (_x, bottom) = point_of(0, NORTH), point_of(0, SOUTH)
    return View(0, top, WIDTH, bottom - top)


def usual_middle(offset_hours: float) -> int:
    """The middle of the map for an office with that offset from UTC: Asia and Oceania look at the Pacific."""
    return 150 if offset_hours >= 6 else 0


def middle_near(longitudes: Iterable[float]) -> int:
    """The middle that is nearest to these longitudes: there the map turns and stretches them least."""
    angles = [radians(each) for each in longitudes]
    mean = degrees(atan2(sum(map(sin, angles)), sum(map(cos, angles))))
    return min(MIDDLES, key=lambda middle: abs((mean - middle + 180) % 360 - 180))
