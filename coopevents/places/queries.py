"""Every select of places and the minutes between them."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select

from coopevents.db import db
from coopevents.places.models import Campus, DrivingTime, OpeningHours, Place, Resource, WalkingTime
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


def get_campus(campus_id: int) -> Campus:
    """The campus with that id.

    Raises NotFound.
    """
    campus = db.session.get(Campus, campus_id)
    if campus is None:
        raise NotFound
    return campus


def find_campus(campus_id: int) -> Campus | None:
    """The campus with that id, or None."""
    return db.session.get(Campus, campus_id)


def list_campuses(unit_ids: Collection[int]) -> list[Campus]:
    """The campuses of these units in the order the office gave them."""
    query = select(Campus).where(Campus.unit_id.in_(unit_ids))
    return list(db.session.scalars(query.order_by(Campus.position, Campus.id)))


def list_campuses_named(campus_ids: Collection[int]) -> list[Campus]:
    """The campuses with these ids."""
    return list(db.session.scalars(select(Campus).where(Campus.id.in_(campus_ids))))


def has_places(campus_id: int) -> bool:
    """Whether any place, in use or retired, is on a campus."""
    return db.session.scalar(select(Place.id).where(Place.campus_id == campus_id).limit(1)) is not None


def count_places_by_campus(campus_ids: Collection[int]) -> dict[int, int]:
    """How many places in use each campus has; campuses without any are left out."""
    query = select(Place.campus_id, func.count()).where(Place.campus_id.in_(campus_ids), Place.is_retired.is_(False))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Place.campus_id)) if row[0] is not None}


def driving_minutes(campus_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """The minutes by car between these campuses, by pair with the smaller id first."""
    return {(each.first_id, each.second_id): each.minutes for each in list_driving_times(campus_ids)}


def list_driving_times(campus_ids: Collection[int]) -> list[DrivingTime]:
    """The stored minutes between these campuses."""
    if len(campus_ids) < 2:
        return []
    query = select(DrivingTime).where(DrivingTime.first_id.in_(campus_ids), DrivingTime.second_id.in_(campus_ids))
    return list(db.session.scalars(query))


def list_opening_hours(place_id: int) -> list[OpeningHours]:
    """The opening hours of a place in the order of the week."""
    return map_opening_hours([place_id]).get(place_id, [])


def map_opening_hours(place_ids: Collection[int]) -> dict[int, list[OpeningHours]]:
    """The opening hours of these places in the order of the week; places that are always open are left out."""
    query = select(OpeningHours).where(OpeningHours.place_id.in_(place_ids))
    found: dict[int, list[OpeningHours]] = {}
    for each in db.session.scalars(query.order_by(OpeningHours.weekday, OpeningHours.opens, OpeningHours.id)):
        found.setdefault(each.place_id, []).append(each)
    return found


def get_resource(resource_id: int) -> Resource:
    """The resource with that id.

    Raises NotFound.
    """
    resource = db.session.get(Resource, resource_id)
    if resource is None:
        raise NotFound
    return resource


def list_resources(unit_ids: Collection[int], *, with_retired: bool = False) -> list[Resource]:
    """What these units have besides places, in the order the office gave it."""
    query = select(Resource).where(Resource.unit_id.in_(unit_ids))
    if not with_retired:
        query = query.where(Resource.is_retired.is_(False))
    return list(db.session.scalars(query.order_by(Resource.position, Resource.id)))


def map_resources(resource_ids: Iterable[int]) -> dict[int, Resource]:
    """Resources by id."""
    wanted = set(resource_ids)
    if not wanted:
        return {}
    query = select(Resource).where(Resource.id.in_(wanted))
    return {each.id: each for each in db.session.scalars(query)}
