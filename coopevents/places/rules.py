"""What may be said about a place."""

from coopevents.i18n import _l
from coopevents.places.details import PlaceDetails
from coopevents.refusals import Refusal

LONGEST_WALK = 600
LONGEST_TURNOVER = 240


class NameIsMissing(Refusal):
    """It has no name in any language."""

    sentence = _l("Give it a name in at least one language.")


class SeatsAreImpossible(Refusal):
    """Fewer than one seat, or more than a stadium has."""

    sentence = _l("The number of seats is between 1 and 100,000. Leave it empty when it does not matter.")


class TurnoverIsImpossible(Refusal):
    """A turnover nobody could mean."""

    sentence = _l("Between two activities lie at least 0 and at most 240 minutes.")


class PositionIsHalf(Refusal):
    """One coordinate without the other."""

    sentence = _l("Give both latitude and longitude, or neither.")


class PositionIsNotOnEarth(Refusal):
    """A coordinate out of range."""

    sentence = _l("Latitudes run from -90 to 90, longitudes from -180 to 180.")


class WalkIsImpossible(Refusal):
    """A walk nobody could mean."""

    sentence = _l("Minutes on foot are whole numbers from 0 to 600.")


def ensure_place_is_possible(details: PlaceDetails) -> None:
    """Refuse what cannot be said about a place."""
    if not details.name:
        raise NameIsMissing(field="name")
    if details.capacity is not None and not 1 <= details.capacity <= 100_000:
        raise SeatsAreImpossible(field="capacity")
    if not 0 <= details.turnover_minutes <= LONGEST_TURNOVER:
        raise TurnoverIsImpossible(field="turnover_minutes")
    _ensure_position(details.latitude, details.longitude)


def ensure_walk_is_possible(minutes: int) -> None:
    """Refuse minutes on foot that nobody could mean."""
    if not 0 <= minutes <= LONGEST_WALK:
        raise WalkIsImpossible


def _ensure_position(latitude: float | None, longitude: float | None) -> None:
    if (latitude is None) != (longitude is None):
        raise PositionIsHalf(field="latitude" if latitude is None else "longitude")
    if latitude is not None and not -90 <= latitude <= 90:
        raise PositionIsNotOnEarth(field="latitude")
    if longitude is not None and not -180 <= longitude <= 180:
        raise PositionIsNotOnEarth(field="longitude")
