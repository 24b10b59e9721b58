"""How tours are said: standings, bookings, languages, days and hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from coopevents.blueprints.spoken import SPOKEN
from coopevents.i18n import _, _l, localized, ngettext
from coopevents.places.models import Place
from coopevents.places.queries import map_places
from coopevents.schedule import queries as schedules
from coopevents.tours import booking_queries, departures
from coopevents.tours.models import TourDeparture
from coopevents.tours.room_left import BOOKABLE, Room, Standing
from coopevents.tours.states import BookingState

STANDINGS = {
    Standing.DRAFT: (_l("Draft"), "neutral"),
    Standing.OPEN: (_l("Can be booked"), "good"),
    Standing.FEW_LEFT: (_l("Few places left"), "attention"),
    Standing.FULL: (_l("Full, waiting list"), "attention"),
    Standing.CLOSED: (_l("Bookings closed"), "neutral"),
    Standing.RUNNING: (_l("Under way"), "info"),
    Standing.DONE: (_l("Over"), "neutral"),
    Standing.CANCELLED: (_l("Cancelled"), "trouble"),
}
BOOKINGS = {
    BookingState.CONFIRMED: (_l("Booked"), "good"),
    BookingState.WAITING: (_l("Waiting list"), "attention"),
    BookingState.CANCELLED: (_l("Cancelled"), "trouble"),
    BookingState.ATTENDED: (_l("Came"), "good"),
    BookingState.NO_SHOW: (_l("Did not come"), "neutral"),
}


@dataclass(frozen=True)
class TourView:
    """A departure as pages show it, by the clock of its schedule."""

    departure: TourDeparture
    standing: Standing
    room: Room
    waiting: tuple[int, int]
    zone: ZoneInfo
    place: Place | None

    @property
    def starts_at(self) -> datetime:
        """When it departs."""
        return self.departure.activity.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.departure.activity.ends_at

    @property
    def word(self) -> str:
        """Its standing in a word."""
        return str(STANDINGS[self.standing][0])

    @property
    def tone(self) -> str:
        """The colour of that word."""
        return STANDINGS[self.standing][1]

    @property
    def is_bookable(self) -> bool:
        """Whether a party may book it, or wait for it."""
        return self.standing in BOOKABLE

    @property
    def left(self) -> str:
        """How many places are free, in words."""
        if self.standing is Standing.FULL:
            return str(_("All places taken"))
        return str(ngettext("%(num)s place free", "%(num)s places free", self.room.heads_left))

    @property
    def spoken(self) -> str:
        """The languages it is led in."""
        return spoken_words(self.departure.languages.split())


def tour_views(found: Iterable[TourDeparture], now: datetime) -> list[TourView]:
    """Departures as pages show them, with what is booked of each."""
    listed = list(found)
    ids = [each.id for each in listed]
    taken, waiting = booking_queries.map_taken(ids), booking_queries.map_waiting(ids)
    zones = {
        number: ZoneInfo(schedules.get_schedule(number).time_zone)
        for number in {each.activity.schedule_id for each in listed}
    }
    where = map_places({each.activity.place_id for each in listed if each.activity.place_id is not None})
    return [
        TourView(
            each,
            departures.standing_of(each, taken.get(each.id, (0, 0)), now),
            departures.room_of(each, taken.get(each.id, (0, 0))),
            waiting.get(each.id, (0, 0)),
            zones[each.activity.schedule_id],
            where.get(each.activity.place_id or 0),
        )
        for each in listed
    ]


def tour_view(found: TourDeparture, now: datetime) -> TourView:
    """One departure as pages show it."""
    (view,) = tour_views([found], now)
    return view


def spoken_words(codes: Iterable[str]) -> str:
    """Languages by name."""
    return str(_(", ")).join(str(SPOKEN.get(each, each)) for each in codes)


def title_of(found: TourDeparture) -> str:
    """What a departure is called."""
    return localized(found.activity.title)
