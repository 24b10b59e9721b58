"""Invented departures for the page of components: one with places, one nearly full, one full."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from coopevents.blueprints.tour_words import TourView
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText
from coopevents.tours.models import TourDeparture, TourRoute
from coopevents.tours.room_left import Room, Standing

_NAME = LocalizedText(en="Campus walk", zh_Hans_CN="校园漫步", fr="Promenade sur le campus")
_POINT = LocalizedText(en="Under the clock", zh_Hans_CN="钟楼下", fr="Sous l’horloge")
_STARTS = datetime(2030, 5, 6, 2, 0, tzinfo=UTC)
_STANDINGS = ((Standing.OPEN, 4), (Standing.FEW_LEFT, 18), (Standing.FULL, 20), (Standing.CANCELLED, 0))


def sample_tours() -> list[TourView]:
    """One departure of each standing a guest meets."""
    return [_sample(number, standing, heads) for number, (standing, heads) in enumerate(_STANDINGS)]


def _sample(number: int, standing: Standing, heads: int) -> TourView:
    starts_at = _STARTS + timedelta(days=number)
    activity = Activity(title=_NAME, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=75))
    route = TourRoute(name=_NAME, meeting_point=_POINT, is_step_free=number % 2 == 0)
    departure = TourDeparture(activity=activity, route=route, languages="en zh")
    return TourView(departure, standing, Room(20, None, heads), (0, 0), ZoneInfo("Asia/Shanghai"), None)
