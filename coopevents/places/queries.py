"""Every select of places and the minutes between them."""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from coopevents.db import db
from coopevents.places.models import Place, WalkingTime
from coopevents.refusals import NotFound


def get_place(place_id: int) -> Place:
    """The place with that id.

    Raises NotFound.
    """
    place = db.session.get(Place, place_id)
    if place is None:
        raise NotFound
    return place


def find_place(place_id: int) -> Place | None:
    """The place with that id, or None."""
    return db.session.get(Place, place_id)


def list_places(unit_ids: Collection[int], *, with_retired: bool = False) -> list[Place]:
    """The places of these units in the order the office gave them."""
    query = select(Place).where(Place.unit_id.in_(unit_ids))
    if not with_retired:
        query = query.where(Place.is_retired.is_(False))
    return list(db.session.scalars(query.order_by(Place.position, Place.id)))


def map_places(place_ids: Iterable[int | None]) -> dict[int, Place]:
    """Places by id; None among the ids is passed over."""
    wanted = {each for each in place_ids if each is not None}
    return {place.id: place for place in db.session.scalars(select(Place).where(Place.id.in_(wanted)))}


def walking_minutes(place_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """The minutes on foot between these places, by pair with the smaller id first."""
    query = select(WalkingTime).where(WalkingTime.first_id.in_(place_ids), WalkingTime.second_id.in_(place_ids))
    return {(each.first_id, each.second_id): each.minutes for each in db.session.scalars(query)}


def list_walking_times(place_ids: Collection[int]) -> list[WalkingTime]:
    """The stored minutes between these places."""
    query = select(WalkingTime).where(WalkingTime.first_id.in_(place_ids), WalkingTime.second_id.in_(place_ids))
    return list(db.session.scalars(query))
