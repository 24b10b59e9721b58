"""What a caller brings to add or change a place."""

from dataclasses import dataclass

from coopevents.places.models import PlaceKind
from coopevents.text import LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetails:
    """Everything an organiser says about a place."""

    kind: PlaceKind
    name: LocalizedText
    building: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    address: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    capacity: int | None = None
    turnover_minutes: int = 0
    is_step_free: bool = True
    allows_parallel: bool = False
    latitude: float | None = None
    longitude: float | None = None
    position: int | None = None
