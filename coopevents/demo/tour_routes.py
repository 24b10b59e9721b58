"""The routes of the demo office: its campus, the laboratories for rainy days, and a walk in the city."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from coopevents.demo.office import DemoDesk
from coopevents.text import LocalizedText
from coopevents.tours import routes, stops
from coopevents.tours.models import TourRoute
from coopevents.tours.routes_details import RouteDetails, StopDetails

ROUTES = tomllib.loads((Path(__file__).parent / "tour_routes.toml").read_text(encoding="utf-8"))["route"]


def lay_routes(desk: DemoDesk, *, now: datetime) -> dict[str, TourRoute]:
    """The routes by key; all of them are public."""
    laid: dict[str, TourRoute] = {}
    for row in ROUTES:
        alternative = laid.get(row.get("alternative", ""))
        details = RouteDetails(
            name=LocalizedText(row["name"]),
            text=LocalizedText(row["text"]),
            meeting_point=LocalizedText(row["meeting"]),
            safety_note=LocalizedText(row["safety"]),
            languages=tuple(row["languages"]),
            is_outdoors=row.get("outdoors", True),
            most_heads=row["heads"],
            party_size=row["party"],
            alternative_id=alternative.id if alternative is not None else None,
            is_public=True,
        )
        route = routes.add_route(desk.office.id, details, now=now, actor=desk.actor)
        _stop(route, row["stop"], desk, now=now)
        laid[row["key"]] = route
    return laid


def _stop(route: TourRoute, rows: list[dict[str, Any]], desk: DemoDesk, *, now: datetime) -> None:
    placed: dict[int, tuple[int, int] | None] = {}
    for row in rows:
        details = StopDetails(
            name=LocalizedText(row["name"]),
            text=LocalizedText(row["text"]),
            cue=LocalizedText(row.get("cue", {})),
            minutes=row["minutes"],
            minutes_to_get_there=row.get("way", 0),
            is_step_free=not row.get("steps", False),
        )
        stop = stops.add_stop(route, details, now=now, actor=desk.actor)
        if "at" in row:
            placed[stop.id] = (row["at"][0], row["at"][1])
    stops.place_stops(route, placed, now=now, actor=desk.actor)
