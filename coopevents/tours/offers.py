"""The next departures a party could take instead of its own."""

from datetime import datetime, timedelta

from coopevents.calendars.zones import zone_named
from coopevents.schedule import queries as schedules
from coopevents.tours import booking_queries as bookings
from coopevents.tours import departure_queries, departures
from coopevents.tours.models import TourBooking, TourDeparture
from coopevents.tours.room_left import Standing

WITHIN = timedelta(days=45)
MOST = 6
BOOKABLE_NOW = frozenset({Standing.OPEN, Standing.FEW_LEFT})


def offers_for(booking: TourBooking, *, now: datetime, most: int = MOST) -> list[TourDeparture]:
    """The next departures on the same route, or on its alternative for bad weather, that take the whole party.

    Those in the language the party wished for, or that its own departure has, come first. What was called off because
    of the weather is not replaced by another tour outdoors on the same day.
    """
    own = booking.departure
    routes = [each for each in (own.route_id, own.route.alternative_id) if each is not None]
    found = departure_queries.list_bookable(routes, now, max(now, own.activity.starts_at) + WITHIN)
    taken = bookings.map_taken([each.id for each in found])
    wished = {booking.tour_language} if booking.tour_language else set(own.languages.split())
    dry = [each for each in found if each.id != own.id and not _is_in_the_same_weather(own, each)]
    fitting = [each for each in dry if fits(each, booking.heads, taken.get(each.id), now)]
    spoken = [each for each in fitting if not wished or wished & set(each.languages.split())]
    return [*spoken, *(each for each in fitting if each not in spoken)][:most]


def _is_in_the_same_weather(own: TourDeparture, other: TourDeparture) -> bool:
    if not own.cancelled_for_weather or not other.route.is_outdoors:
        return False
    zone = zone_named(schedules.get_schedule(own.activity.schedule_id).time_zone)
    days = {each.activity.starts_at.astimezone(zone).date() for each in (own, other)}
    return len(days) == 1


def fits(departure: TourDeparture, heads: int, taken: tuple[int, int] | None, now: datetime) -> bool:
    """Whether a party of so many can have its places now."""
    counts = taken or (0, 0)
    is_open = departures.standing_of(departure, counts, now) in BOOKABLE_NOW
    return is_open and departures.room_of(departure, counts).takes(heads)
