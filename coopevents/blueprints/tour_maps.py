"""The map of a route as pages and papers show it."""

from dataclasses import dataclass

from flask import url_for

from coopevents.places.models import Place
from coopevents.places.queries import map_places
from coopevents.storage.models import StoredFile
from coopevents.tours import routes_queries as queries
from coopevents.tours.models import TourRoute
from coopevents.tours.stops_map import Drawing, drawing_of


@dataclass(frozen=True)
class RouteMap:
    """A drawing, and the picture below it when there is one."""

    drawing: Drawing
    picture: StoredFile | None
    pictures: dict[int, StoredFile]
    places: dict[int, Place]

    @property
    def picture_url(self) -> str | None:
        """Where the picture is."""
        return url_for("public_files.show", key=self.picture.key) if self.picture is not None else None


def map_of(route: TourRoute) -> RouteMap:
    """The map of a route with its picture, and the pictures and places of its stops."""
    files = queries.map_files([route.map_file_id, *(each.picture_file_id for each in route.stops)])
    places = map_places([route.meeting_place_id, *(each.place_id for each in route.stops)])
    picture = files.get(route.map_file_id or 0)
    size = (picture.width or 1, picture.height or 1) if picture is not None else None
    known = {
        each.id: (each.latitude, each.longitude)
        for each in places.values()
        if each.latitude is not None and each.longitude is not None
    }
    return RouteMap(drawing_of(route.stops, size, known), picture, files, places)
