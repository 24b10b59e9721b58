"""The page of a route for everybody: its map, its stops, what to know before; and the sheet to print."""

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from coopevents.accounts.queries import find_unit_by_slug
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.pages import Page, own_page, render_page
from coopevents.blueprints.papers import own_paper
from coopevents.blueprints.public.visible_events import other_title
from coopevents.blueprints.spoken import SPOKEN
from coopevents.blueprints.tour_maps import map_of
from coopevents.blueprints.tour_sheets import sheet_choices, sheet_for
from coopevents.i18n import current_language
from coopevents.tours import routes_queries as queries
from coopevents.tours import stops_walk
from coopevents.tours.models import TourRoute
from coopevents.tours.routes import minutes_of

tour_routes = Blueprint("public_tour_routes", __name__)


@tour_routes.get("/tours/routes/<unit_slug>/<route_slug>")
@open_to_all
def show(unit_slug: str, route_slug: str) -> ResponseReturnValue:
    """What one sees on the way, in the reader's language."""
    return own_page(lambda: Page(_page(_public_route(unit_slug, route_slug)), ()))


@tour_routes.get("/tours/routes/<unit_slug>/<route_slug>/sheet.pdf")
@open_to_all
def sheet(unit_slug: str, route_slug: str) -> Response:
    """The sheet to print, in one language or two."""
    route = _public_route(unit_slug, route_slug)
    return own_paper(sheet_for(route, request.args.get("languages", "")), f"{route.slug}.pdf")


def _page(route: TourRoute) -> str:
    found = map_of(route)
    alternative = queries.find_route(route.alternative_id)
    is_offered = alternative is not None and alternative.is_public and not alternative.is_retired
    return render_page(
        "public/tour_routes/show.html",
        door="public_tour_routes.show",
        route=route,
        map=found,
        legs=stops_walk.legs_of(route.stops),
        minutes=minutes_of(route),
        place=found.places.get(route.meeting_place_id or 0),
        other_title=other_title(route.name, current_language()),
        alternative=alternative if is_offered else None,
        alternative_url=url_for(".show", unit_slug=_unit(), route_slug=alternative.slug) if alternative else "",
        sheets=[(url_for(".sheet", **(request.view_args or {}), languages=value), words)
                for value, words in sheet_choices(route)],
        spoken=SPOKEN,
    )  # fmt: skip


def _unit() -> str:
    return str((request.view_args or {})["unit_slug"])


def _public_route(unit_slug: str, route_slug: str) -> TourRoute:
    unit = find_unit_by_slug(unit_slug)
    route = queries.find_route_named(unit.id, route_slug) if unit is not None else None
    if route is None or not route.is_public or route.is_retired:
        abort(404)
    return route
