"""The verbs of stops: along a route, and on its map."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, changed_fields
from coopevents.tours import routes_rules as rules
from coopevents.tours.models import TourRoute, TourStop
from coopevents.tours.routes import about, work_out
from coopevents.tours.routes_details import StopDetails
from coopevents.tours.routes_facts import (
    StopAdded,
    StopChanged,
    StopRemoved,
    StopRestored,
    StopsOrdered,
    StopsPlaced,
)

_SAID = (
    "name", "text", "cue", "place_id", "minutes", "minutes_to_get_there", "is_step_free", "picture_file_id",
    "picture_text",
)  # fmt: skip
KEPT_FOR = timedelta(days=1)
"""How long a removed stop can be had back."""


def add_stop(route: TourRoute, details: StopDetails, *, now: datetime, actor: Actor) -> TourStop:
    """One more stop, at the end of the route."""
    rules.ensure_stop_is_possible(details)
    if len(route.stops) >= rules.MOST_STOPS:
        raise rules.TooManyStops
    stop = TourStop(position=max((each.position for each in route.stops), default=-1) + 1)
    _fill(stop, details)
    route.stops.append(stop)
    work_out(route)
    db.session.flush()
    ledger.record(StopAdded(**about(route, now, actor), changes={"stop": (None, stop.name)}))
    return stop


def change_stop(stop: TourStop, details: StopDetails, *, now: datetime, actor: Actor) -> None:
    """Say everything about a stop anew."""
    rules.ensure_stop_is_possible(details)
    before = _said_of(stop)
    _fill(stop, details)
    work_out(stop.route)
    changes = changed_fields(before, _said_of(stop))
    if changes:
        ledger.record(StopChanged(**about(stop.route, now, actor), changes=changes))


def remove_stop(stop: TourStop, *, now: datetime, actor: Actor) -> None:
    """The route passes it by; it can be had back for a day."""
    if stop.removed_at is not None:
        return
    route, stop.removed_at = stop.route, now
    _forget_long_removed(route, now)
    _read_anew(route)
    ledger.record(StopRemoved(**about(route, now, actor), changes={"stop": (stop.name, None)}))


def restore_stop(stop: TourStop, *, now: datetime, actor: Actor) -> None:
    """The route has a removed stop again, where it was."""
    if stop.removed_at is None:
        return
    if len(stop.route.stops) >= rules.MOST_STOPS:
        raise rules.TooManyStops
    route, stop.removed_at = stop.route, None
    _read_anew(route)
    ledger.record(StopRestored(**about(route, now, actor), changes={"stop": (None, stop.name)}))


def raise_stop(stop: TourStop, *, now: datetime, actor: Actor) -> None:
    """One place earlier; the first stays the first."""
    _swap(stop, -1, now, actor)


def lower_stop(stop: TourStop, *, now: datetime, actor: Actor) -> None:
    """One place later; the last stays the last."""
    _swap(stop, 1, now, actor)


def place_stops(route: TourRoute, places: Mapping[int, tuple[int, int] | None], *, now: datetime, actor: Actor) -> None:
    """Where stops stand on the map, by id, in thousandths from its left and top; None takes one off the map."""
    has_changed = False
    for stop in route.stops:
        if stop.id not in places:
            continue
        at = places[stop.id]
        if at is not None:
            rules.ensure_on_the_map(*at)
        wanted = at if at is not None else (None, None)
        has_changed |= wanted != (stop.map_x, stop.map_y)
        stop.map_x, stop.map_y = wanted
    if has_changed:
        ledger.record(StopsPlaced(**about(route, now, actor)))


def _swap(stop: TourStop, step: int, now: datetime, actor: Actor) -> None:
    route, stops = stop.route, list(stop.route.stops)
    here = stops.index(stop)
    there = here + step
    if not 0 <= there < len(stops):
        return
    stops[here], stops[there] = stops[there], stops[here]
    for position, each in enumerate(stops):
        each.position = position
    _read_anew(route)
    ledger.record(StopsOrdered(**about(route, now, actor), changes={"stop": (None, stop.name)}))


def _read_anew(route: TourRoute) -> None:
    db.session.flush()
    db.session.expire(route, ["stops"])
    work_out(route)


def _forget_long_removed(route: TourRoute, now: datetime) -> None:
    for each in route.removed_stops:
        if each.removed_at is not None and each.removed_at < now - KEPT_FOR:
            db.session.delete(each)


def _fill(stop: TourStop, details: StopDetails) -> None:
    for name in _SAID:
        setattr(stop, name, getattr(details, name))


def _said_of(stop: TourStop) -> dict[str, Any]:
    return {name: getattr(stop, name) for name in _SAID if not name.endswith("_id")}
