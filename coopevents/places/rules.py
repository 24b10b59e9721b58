"""What may be said about a place."""

from coopevents.i18n import _l
from coopevents.places.details import OpenHours, PlaceDetails, ResourceDetails
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText

LONGEST_WALK = 600
LONGEST_DRIVE = 600
LONGEST_TURNOVER = 240
MOST_OF_ONE = 10_000
MOST_HOURS = 50
DAY_OF_MINUTES = 1440


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


class DriveIsImpossible(Refusal):
    """A drive nobody could mean."""

    sentence = _l("Minutes by car are whole numbers from 0 to 600.")


class QuantityIsImpossible(Refusal):
    """None of it, or more than any office has."""

    sentence = _l("Say how many there are: at least 1, at most 10,000.")


class HoursAreImpossible(Refusal):
    """Opening hours that no clock shows."""

    sentence = _l("Write opening hours as 09:00-12:00, 13:30-18:00. Leave a day empty when it is closed.")


class CampusIsGone(Refusal):
    """The campus was removed, or belongs to another unit."""

    sentence = _l("This campus is no longer there. Choose another one.")


class CampusIsInUse(Refusal):
    """Places stand on it."""

    sentence = _l("There are still places on this campus. Put them on another one first.")


def ensure_place_is_possible(details: PlaceDetails) -> None:
    """Refuse what cannot be said about a place."""
    if not details.name:
        raise NameIsMissing(field="name")
    if details.capacity is not None and not 1 <= details.capacity <= 100_000:
        raise SeatsAreImpossible(field="capacity")
    if not 0 <= details.turnover_minutes <= LONGEST_TURNOVER:
        raise TurnoverIsImpossible(field="turnover_minutes")
    _ensure_position(details.latitude, details.longitude)
    ensure_hours_are_possible(details.opening)


def ensure_hours_are_possible(opening: tuple[OpenHours, ...]) -> None:
    """Refuse openings outside a week, those that end before they begin, and those that last more than a day."""
    for each in opening:
        begins_in_its_day = 0 <= each.weekday <= 6 and 0 <= each.opens < DAY_OF_MINUTES
        if not begins_in_its_day or not each.opens < each.closes <= min(
            2 * DAY_OF_MINUTES, each.opens + DAY_OF_MINUTES
        ):
            raise HoursAreImpossible(field=f"hours_{each.weekday}")
    if len(opening) > MOST_HOURS:
        raise HoursAreImpossible(field="hours_0")


def ensure_resource_is_possible(details: ResourceDetails) -> None:
    """Refuse what cannot be said about vehicles, equipment or booths."""
    if not details.name:
        raise NameIsMissing(field="name")
    if not 1 <= details.quantity <= MOST_OF_ONE:
        raise QuantityIsImpossible(field="quantity")
    if not 0 <= details.turnover_minutes <= LONGEST_TURNOVER:
        raise TurnoverIsImpossible(field="turnover_minutes")


def ensure_campus_may_be_called(name: LocalizedText) -> None:
    """Refuse a campus without a name."""
    if not name:
        raise NameIsMissing(field="name")


def ensure_drive_is_possible(minutes: int) -> None:
    """Refuse minutes by car that nobody could mean."""
    if not 0 <= minutes <= LONGEST_DRIVE:
        raise DriveIsImpossible


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
