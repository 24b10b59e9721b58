"""Every door of the itinerary hangs on one blueprint; importing this hangs all of them."""

from coopevents.blueprints.organiser import (
    itinerary_asking,
    itinerary_delays,
    itinerary_offers,
    itinerary_plans,
    itinerary_sharing,
)
from coopevents.blueprints.organiser.itinerary_desk import itineraries

__all__ = [
    "itineraries",
    "itinerary_asking",
    "itinerary_delays",
    "itinerary_offers",
    "itinerary_plans",
    "itinerary_sharing",
]
