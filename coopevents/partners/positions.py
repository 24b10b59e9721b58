"""Where an institution is: its own position when somebody gave it, else that of its country or region. Pure."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent / "country_positions.txt"


class Position(NamedTuple):
    """A place on Earth, in degrees."""

    latitude: float
    longitude: float


@cache
def country_positions() -> dict[str, Position]:
    """The position of every country and region of ISO 3166-1, by its code."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {code: Position(float(latitude), float(longitude)) for code, latitude, longitude in rows}


def position_of(latitude: float | None, longitude: float | None, country: str) -> Position | None:
    """Where it is; None when nobody knows."""
    if latitude is not None and longitude is not None:
        return Position(latitude, longitude)
    return country_positions().get(country)
