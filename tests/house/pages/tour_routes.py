"""Routes of campus tours: at the desk, and for everybody."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK

ROUTE = {"route_id": "$tour-route"}
PUBLIC_ROUTE = {"unit_slug": "cooperation", "route_slug": "campus-tour"}


def _at_the_desk() -> list[PageExample]:
    stop = {**ROUTE, "stop_id": "$tour-stop"}
    return [
        PageExample("tour-routes", "organiser_tour_routes.index", **AT_DESK),
        PageExample("tour-routes-empty", "organiser_tour_routes.index", reader=Reader.NEWCOMER),
        PageExample("tour-route-new", "organiser_tour_routes.create", **AT_DESK),
        PageExample("tour-route", "organiser_tour_routes.show", ROUTE, **AT_DESK),
        PageExample(
            "tour-route-without-stops", "organiser_tour_routes.show", {"route_id": "$tour-route-bare"}, **AT_DESK
        ),
        PageExample("tour-route-edit", "organiser_tour_routes.edit", ROUTE, **AT_DESK),
        PageExample("tour-stop-new", "organiser_tour_stops.create", ROUTE, **AT_DESK),
        PageExample("tour-stop-edit", "organiser_tour_stops.edit", stop, **AT_DESK),
        PageExample("tour-map", "organiser_tour_map.show", ROUTE, **AT_DESK),
        PageExample("tour-map-picture", "organiser_tour_map.show", {"route_id": "$tour-route-pictured"}, **AT_DESK),
    ]


TOUR_ROUTES = [*_at_the_desk(), PageExample("public-tour-route", "public_tour_routes.show", PUBLIC_ROUTE)]
