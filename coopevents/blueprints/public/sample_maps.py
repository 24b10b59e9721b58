"""Invented maps for the page of components: partners in four places of the world, and a route of four stops."""

from dataclasses import dataclass, replace

from coopevents.blueprints.public.partner_choice import PartnerChoice
from coopevents.blueprints.public.partner_map import DrawnDot, DrawnMap, map_of
from coopevents.reports.public_partners import PublicPartner
from coopevents.text import LocalizedText
from coopevents.tours.stops_map import Drawing, drawing_of

_PARTNERS = (
    ("Linhai University", "CN", 30.2, 120.2),
    ("Université de Montclair", "FR", 45.2, 5.7),
    ("Technische Hochschule Ostwald am Rhein", "DE", 50.4, 7.6),
    ("Al Harith University", "OM", 23.6, 58.4),
)


@dataclass
class SampleStop:
    """A stop that does not exist."""

    id: int
    minutes_to_get_there: int
    place_id: int | None = None
    map_x: int | None = None
    map_y: int | None = None


def sample_world() -> DrawnMap:
    """The world with its dots, which lead nowhere but to the map itself."""
    partners = [
        PublicPartner(number, LocalizedText(en=name), "university", country, "", "", None, latitude, longitude, "")
        for number, (name, country, latitude, longitude) in enumerate(_PARTNERS, 1)
    ]
    drawn = map_of(partners, PartnerChoice.of({}), middle=0)
    return replace(drawn, wide=_leading_here(drawn.wide), narrow=_leading_here(drawn.narrow))


def sample_route() -> Drawing:
    """A route in one row."""
    return drawing_of([SampleStop(number, 4 * (number - 1)) for number in range(1, 5)])


def _leading_here(dots: list[DrawnDot]) -> list[DrawnDot]:
    return [replace(each, url="#plans") for each in dots]
