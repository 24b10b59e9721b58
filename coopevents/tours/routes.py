"""The verbs of routes."""

from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.i18n import _, force_locale
from coopevents.text import LANGUAGES, LocalizedText
from coopevents.tours import routes_queries as queries
from coopevents.tours import routes_rules as rules
from coopevents.tours import stops_walk
from coopevents.tours.models import TourRoute, TourStop
from coopevents.tours.routes_details import RouteDetails
from coopevents.tours.routes_facts import RouteAdded, RouteChanged, RouteRestored, RouteRetired, StopsPlaced

_SAID = (
    "name", "text", "meeting_place_id", "meeting_point", "safety_note", "minutes", "is_outdoors", "least_heads",
    "most_heads", "most_parties", "party_size", "cut_off_hours", "is_public", "alternative_id",
)  # fmt: skip
_OF_A_STOP = (
    "position", "name", "text", "cue", "place_id", "minutes", "minutes_to_get_there", "is_step_free",
    "picture_file_id", "picture_text", "map_x", "map_y",
)  # fmt: skip


def add_route(unit_id: int, details: RouteDetails, *, now: datetime, actor: Actor) -> TourRoute:
    """A new route of a unit, still without stops."""
    rules.ensure_route_is_possible(details)
    slug = rules.free_slug(details.name, queries.list_slugs(unit_id))
    route = TourRoute(unit_id=unit_id, slug=slug, created_at=now)
    _fill(route, details)
    db.session.add(route)
    db.session.flush()
    ledger.record(RouteAdded(**about(route, now, actor), changes=changed_fields({}, _said_of(route))))
    return route


def change_route(route: TourRoute, details: RouteDetails, *, now: datetime, actor: Actor) -> TourRoute:
    """Say everything about a route anew; its address and departures already planned stay as they are."""
    rules.ensure_route_is_possible(details, route.id)
    before = _said_of(route)
    _fill(route, details)
    changes = changed_fields(before, _said_of(route))
    if changes:
        ledger.record(RouteChanged(**about(route, now, actor), changes=changes))
    return route


def copy_route(route: TourRoute, *, now: datetime, actor: Actor) -> TourRoute:
    """A route like this one with all its stops, not public yet."""
    details = RouteDetails(
        **{name: getattr(route, name) for name in _SAID if name not in {"name", "is_public"}},
        name=_name_of_copy(route.name),
        languages=tuple(route.languages.split()),
    )
    copy = add_route(route.unit_id, details, now=now, actor=actor)
    copy.map_file_id = route.map_file_id
    copy.stops = [TourStop(**{name: getattr(stop, name) for name in _OF_A_STOP}) for stop in route.stops]
    work_out(copy)
    db.session.flush()
    return copy


def retire_route(route: TourRoute, *, now: datetime, actor: Actor) -> None:
    """No more tours are planned on it; those planned stay."""
    if not route.is_retired:
        route.is_retired = True
        ledger.record(RouteRetired(**about(route, now, actor)))


def restore_route(route: TourRoute, *, now: datetime, actor: Actor) -> None:
    """A retired route is in use again."""
    if route.is_retired:
        route.is_retired = False
        ledger.record(RouteRestored(**about(route, now, actor)))


def set_map(route: TourRoute, file_id: int | None, *, now: datetime, actor: Actor) -> None:
    """The picture the stops are placed on; None for the drawing made of the stops."""
    if route.map_file_id != file_id:
        route.map_file_id = file_id
        ledger.record(StopsPlaced(**about(route, now, actor)))


def work_out(route: TourRoute) -> None:
    """What the stops say of their route: whether it is free of steps."""
    route.is_step_free = stops_walk.is_step_free(route.stops)


def minutes_of(route: TourRoute) -> int:
    """How long a tour on this route takes."""
    return stops_walk.duration(route.stops, route.minutes)


def about(route: TourRoute, now: datetime, actor: Actor) -> dict[str, Any]:
    """What every fact about a route says."""
    return {"at": now, "actor": actor, "subject": Subject("tour_route", route.id), "unit_id": route.unit_id}


def _fill(route: TourRoute, details: RouteDetails) -> None:
    for name in _SAID:
        setattr(route, name, getattr(details, name))
    route.languages = " ".join(details.languages)


def _said_of(route: TourRoute) -> dict[str, Any]:
    said = {name: getattr(route, name) for name in _SAID if not name.endswith("_id")}
    alternative = queries.find_route(route.alternative_id)
    said["alternative"] = alternative.name.in_language("en") if alternative is not None else None
    return {**said, "languages": route.languages}


def _name_of_copy(name: LocalizedText) -> LocalizedText:
    texts = {}
    for language in LANGUAGES:
        if language in name:
            with force_locale(language):
                texts[language] = _("%(name)s (copy)", name=name[language])
    return LocalizedText(texts)
