"""Every select of routes and their stops."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.storage.models import StoredFile
from coopevents.tours.models import TourRoute, TourStop


def get_route(route_id: int) -> TourRoute:
    """The route with that id.

    Raises NotFound.
    """
    route = db.session.get(TourRoute, route_id, options=[selectinload(TourRoute.stops)])
    if route is None:
        raise NotFound
    return route


def find_route(route_id: int | None) -> TourRoute | None:
    """The route with that id, or None."""
    return db.session.get(TourRoute, route_id) if route_id is not None else None


def find_route_named(unit_id: int, slug: str) -> TourRoute | None:
    """The route of a unit with that part of its address, or None."""
    query = select(TourRoute).where(TourRoute.unit_id == unit_id, TourRoute.slug == slug)
    return db.session.scalar(query.options(selectinload(TourRoute.stops)))


def list_routes(unit_ids: Collection[int], *, with_retired: bool = False) -> list[TourRoute]:
    """The routes of these units with their stops, oldest first."""
    query = select(TourRoute).where(TourRoute.unit_id.in_(unit_ids))
    if not with_retired:
        query = query.where(TourRoute.is_retired.is_(False))
    return list(db.session.scalars(query.options(selectinload(TourRoute.stops)).order_by(TourRoute.id)))


def list_public_routes() -> list[TourRoute]:
    """The routes anybody may read about, with their stops, oldest first."""
    query = select(TourRoute).where(TourRoute.is_public.is_(True), TourRoute.is_retired.is_(False))
    return list(db.session.scalars(query.options(selectinload(TourRoute.stops)).order_by(TourRoute.id)))


def list_slugs(unit_id: int) -> set[str]:
    """The parts of addresses the routes of a unit have."""
    return set(db.session.scalars(select(TourRoute.slug).where(TourRoute.unit_id == unit_id)))


def get_stop(route_id: int, stop_id: int) -> TourStop:
    """The stop of that route, also one that was removed.

    Raises NotFound.
    """
    stop = db.session.get(TourStop, stop_id)
    if stop is None or stop.route_id != route_id:
        raise NotFound
    return stop


def map_files(file_ids: Collection[int | None]) -> dict[int, StoredFile]:
    """Stored pictures by id; None among the ids is passed over."""
    wanted = {each for each in file_ids if each is not None}
    if not wanted:
        return {}
    return {each.id: each for each in db.session.scalars(select(StoredFile).where(StoredFile.id.in_(wanted)))}
