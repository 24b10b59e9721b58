"""What may be said about a route and its stops."""

from collections.abc import Collection

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText, slugified
from coopevents.tours.routes_details import RouteDetails, StopDetails

LONGEST_TOUR = 24 * 60
LONGEST_STOP = 480
MOST_HEADS = 1000
MOST_STOPS = 40
LONGEST_CUT_OFF = 24 * 60
EDGE = 1000
"""How far a map reaches to the right and down."""


class NameIsMissing(Refusal):
    """It has no name in any language."""

    sentence = _l("Give it a name in at least one language.")


class DurationIsImpossible(Refusal):
    """A tour nobody could walk."""

    sentence = _l("A tour takes from 5 minutes to 24 hours. Leave it empty and its stops say how long it takes.")


class MinutesAreImpossible(Refusal):
    """A stop nobody could mean."""

    sentence = _l("Minutes are whole numbers from 0 to 480.")


class HeadsAreImpossible(Refusal):
    """Fewer than one guest, or more than anybody can lead."""

    sentence = _l("A tour has from 1 to 1,000 guests.")


class LeastIsAboveMost(Refusal):
    """More guests needed than may come."""

    sentence = _l("The fewest guests are not more than the most.")


class PartyIsImpossible(Refusal):
    """A party larger than the tour."""

    sentence = _l("A party has at least one guest and at most as many as the tour.")


class PartiesAreImpossible(Refusal):
    """No party at all."""

    sentence = _l("At least one party can book. Leave it empty when only the guests count.")


class CutOffIsImpossible(Refusal):
    """Bookings that end years before."""

    sentence = _l("Bookings end from 0 to 1,440 hours before a tour departs.")


class RouteIsItsOwnAlternative(Refusal):
    """Rain falls on it as well."""

    sentence = _l("Choose another route for bad weather.")


class TooManyStops(Refusal):
    """More stops than anybody can show in a day."""

    sentence = _l("A route has at most 40 stops.")


class StopIsOffTheMap(Refusal):
    """A position beyond the edge."""

    sentence = _l("Positions on the map run from 0 to 1000, from the left and from the top.")


def ensure_route_is_possible(details: RouteDetails, route_id: int | None = None) -> None:
    """Raise what is wrong with it, at its field."""
    if not details.name:
        raise NameIsMissing(field="name")
    if details.minutes is not None and not 5 <= details.minutes <= LONGEST_TOUR:
        raise DurationIsImpossible(field="minutes")
    if not 1 <= details.most_heads <= MOST_HEADS:
        raise HeadsAreImpossible(field="most_heads")
    if not 0 <= details.least_heads <= details.most_heads:
        raise LeastIsAboveMost(field="least_heads")
    if not 1 <= details.party_size <= details.most_heads:
        raise PartyIsImpossible(field="party_size")
    if details.most_parties is not None and not 1 <= details.most_parties <= MOST_HEADS:
        raise PartiesAreImpossible(field="most_parties")
    if not 0 <= details.cut_off_hours <= LONGEST_CUT_OFF:
        raise CutOffIsImpossible(field="cut_off_hours")
    if route_id is not None and details.alternative_id == route_id:
        raise RouteIsItsOwnAlternative(field="alternative_id")


def ensure_stop_is_possible(details: StopDetails) -> None:
    """Raise what is wrong with it, at its field."""
    if not details.name:
        raise NameIsMissing(field="name")
    for name in ("minutes", "minutes_to_get_there"):
        if not 0 <= getattr(details, name) <= LONGEST_STOP:
            raise MinutesAreImpossible(field=name)


def ensure_on_the_map(x: int, y: int) -> None:
    """Raise StopIsOffTheMap for a position beyond the edge."""
    if not (0 <= x <= EDGE and 0 <= y <= EDGE):
        raise StopIsOffTheMap


def free_slug(name: LocalizedText, taken: Collection[str]) -> str:
    """A part of an address made of the name, that no other route of the unit has."""
    words = next(filter(None, (slugified(name.get(language, "")) for language in ("en", "fr", *name))), "route")
    if words not in taken:
        return words
    return next(each for number in range(2, len(taken) + 3) if (each := f"{words[:55]}-{number}") not in taken)
