"""What a caller brings to add or change a place, or something that can be borrowed."""

from dataclasses import dataclass

from coopevents.places.models import PlaceKind, ResourceKind
from coopevents.text import LocalizedText


@dataclass(frozen=True, slots=True, order=True)
class OpenHours:
    """One opening on a day of the week (0 is Monday), in minutes after its midnight; beyond 1440 is the next day."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetails:
    """Everything an organiser says about a place. Without ``opening`` hours it is always open."""

    kind: PlaceKind
    name: LocalizedText
    building: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    address: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    campus_id: int | None = None
    capacity: int | None = None
    turnover_minutes: int = 0
    is_step_free: bool = True
    allows_parallel: bool = False
    latitude: float | None = None
    longitude: float | None = None
    position: int | None = None
    opening: tuple[OpenHours, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceDetails:
    """Everything an organiser says about vehicles, equipment, booths: what it is, and how many there are."""

    kind: ResourceKind
    name: LocalizedText
    quantity: int = 1
    turnover_minutes: int = 0
    note: str = ""
    position: int | None = None
