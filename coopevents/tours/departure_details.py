"""What a caller brings to plan departures: one, every week, or none."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureDetails:
    """Everything an organiser says about a departure. The moment is aware and in UTC.

    Without ``minutes`` it lasts as long as its route. ``guide_ids`` lead it; ``backup_id`` keeps the time free to step
    in. ``resource_ids`` are vehicles and whatever else it takes along.
    """

    starts_at: datetime
    minutes: int | None = None
    place_id: int | None = None
    languages: tuple[str, ...] = ()
    guide_ids: tuple[int, ...] = ()
    backup_id: int | None = None
    resource_ids: tuple[int, ...] = ()
    most_heads: int = 20
    most_parties: int | None = None
    small_parties_pass: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternDetails:
    """Everything an organiser says about departures every week."""

    weekday: int
    starts: time
    since: date
    until: date
    language: str = ""
    guide_id: int | None = None
    left_out: tuple[date, ...] = ()
    on_holidays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlackoutDetails:
    """Days on which nothing departs: on one route, or on all when ``route_id`` is left out."""

    since: date
    until: date
    route_id: int | None = None
    reason: str = ""
