"""Things of a visit's kit as callers bring them."""

from dataclasses import dataclass
from datetime import datetime

from coopevents.delegations.kit_counts import Counting
from coopevents.kits.things import ThingDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitThingDetails(ThingDetails):
    """What is said of a thing: the line of the itinerary it is for (None: the visit as a whole), how it is counted,
    where it has to be and by when (empty: as the list says), and whether it comes back."""

    item_id: int | None = None
    counting: Counting = Counting.HAND
    place: str = ""
    due_at: datetime | None = None
    comes_back: bool = False
