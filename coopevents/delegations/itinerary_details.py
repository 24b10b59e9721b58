"""What a caller must bring to put a line on an itinerary."""

from dataclasses import dataclass, field

from coopevents.schedule.details import ActivityDetails
from coopevents.text import LocalizedText


@dataclass(frozen=True, kw_only=True)
class ItemDetails:
    """Everything said about a line: the activity with people of ours, and which of the guests take part.

    ``activity.people`` never holds guests: they are all who come, or with ``is_for_all`` off those of ``delegate_ids``.
    """

    activity: ActivityDetails
    is_for_all: bool = True
    delegate_ids: frozenset[int] = frozenset()
    dress: str = ""
    note: LocalizedText = field(default_factory=LocalizedText)
