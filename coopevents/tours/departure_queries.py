"""Every select of departures, weekly patterns and blackouts."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql import Select

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity, Participant, Schedule
from coopevents.schedule.states import ActivityState, ParticipantRole
from coopevents.tours.models import TourBlackout, TourDeparture, TourDesk, TourPattern, TourRoute
from coopevents.tours.room_left import Times
from coopevents.tours.states import DepartureState


class DepartureNotFound(NotFound):
    """No such departure, or none the asker may know of."""


def lock_departure(departure_id: int) -> TourDeparture:
    """The departure, read anew with its time: until the commit nobody else gives its places away."""
    query = select(TourDeparture).where(TourDeparture.id == departure_id).with_for_update()
    departure = db.session.scalars(query.execution_options(populate_existing=True)).one()
    db.session.refresh(departure.activity, ["starts_at", "ends_at", "place_id", "state"])
    return departure


def get_departure(departure_id: int) -> TourDeparture:
    """The departure with that id.

    Raises DepartureNotFound.
    """
    departure = db.session.scalar(_whole().where(TourDeparture.id == departure_id))
    if departure is None:
        raise DepartureNotFound
    return departure


def find_by_activity(activity_id: int) -> TourDeparture | None:
    """The departure an activity is, if it is one."""
    return db.session.scalar(_whole().where(TourDeparture.activity_id == activity_id))


def list_between(unit_ids: Collection[int], begins: datetime, ends: datetime) -> list[TourDeparture]:
    """The departures on routes of these units that touch a span of time, in the order of time."""
    query = _whole().where(TourRoute.unit_id.in_(unit_ids), Activity.starts_at < ends, Activity.ends_at > begins)
    return list(db.session.scalars(query))


def list_of_schedule(schedule_id: int) -> list[TourDeparture]:
    """The departures on one schedule, in the order of time."""
    return list(db.session.scalars(_whole().where(Activity.schedule_id == schedule_id)))


def list_of_route(route_id: int, begins: datetime, ends: datetime) -> list[TourDeparture]:
    """The departures on one route that touch a span of time, in the order of time."""
    query = _whole().where(TourDeparture.route_id == route_id, Activity.starts_at < ends, Activity.ends_at > begins)
    return list(db.session.scalars(query))


def list_bookable(route_ids: Collection[int], begins: datetime, ends: datetime) -> list[TourDeparture]:
    """What can be booked on these routes and begins within a span of time: neither draft, nor closed, nor cancelled."""
    query = _whole().where(
        TourDeparture.route_id.in_(route_ids),
        TourDeparture.state == DepartureState.OPEN,
        Activity.state == ActivityState.PUBLIC,
        Activity.starts_at >= begins,
        Activity.starts_at < ends,
    )
    return list(db.session.scalars(query))


def list_public(begins: datetime, ends: datetime) -> list[TourDeparture]:
    """What the public may see: on public routes, not a draft, and on a schedule the public reads."""
    return list(db.session.scalars(_public().where(Activity.starts_at >= begins, Activity.starts_at < ends)))


def find_public(departure_id: int) -> TourDeparture | None:
    """A departure the public may see."""
    return db.session.scalar(_public().where(TourDeparture.id == departure_id))


def find_public_by_uid(uid: str) -> int | None:
    """The number of the departure an activity is, if it is one the public may see."""
    return db.session.scalar(_public().where(Activity.uid == uid).with_only_columns(TourDeparture.id))


def list_led_by(person_id: int, begins: datetime, ends: datetime) -> list[TourDeparture]:
    """The departures somebody leads, or stands by for, in a span of time."""
    led = select(Participant.activity_id).where(Participant.person_id == person_id)
    query = _whole().where(Activity.id.in_(led), Activity.starts_at < ends, Activity.ends_at > begins)
    return list(db.session.scalars(query))


def list_guide_ids(schedule_ids: Collection[int]) -> set[int]:
    """Everybody who guides something on these schedules."""
    query = select(Participant.person_id).join(Activity, Activity.id == Participant.activity_id)
    query = query.where(Activity.schedule_id.in_(schedule_ids), Participant.role == ParticipantRole.GUIDE)
    return set(db.session.scalars(query.distinct()))


def list_to_go_on() -> list[tuple[int, DepartureState, Times]]:
    """The departures that take place and are not done, each with its state and times."""
    live = TourDeparture.state.in_((DepartureState.OPEN, DepartureState.CLOSED, DepartureState.RUNNING))
    columns = (TourDeparture.id, TourDeparture.state, Activity.starts_at, Activity.ends_at, TourRoute.cut_off_hours)
    query = select(*columns).join(TourDeparture.activity).join(TourDeparture.route)
    query = query.where(live, Activity.state == ActivityState.PUBLIC).order_by(Activity.starts_at)
    return [(row[0], row[1], Times(row[2], row[3], row[4])) for row in db.session.execute(query)]


def find_desk(unit_id: int) -> TourDesk | None:
    """The desk of a unit, once it has one."""
    return db.session.get(TourDesk, unit_id)


def find_desk_of_schedule(schedule_id: int) -> TourDesk | None:
    """The desk whose departures a schedule holds, if it is one's."""
    return db.session.scalar(select(TourDesk).where(TourDesk.schedule_id == schedule_id))


def list_patterns(unit_ids: Collection[int]) -> list[TourPattern]:
    """The weekly patterns of these units, by weekday and time."""
    query = select(TourPattern).join(TourPattern.route).options(contains_eager(TourPattern.route))
    query = query.where(TourRoute.unit_id.in_(unit_ids))
    return list(db.session.scalars(query.order_by(TourPattern.weekday, TourPattern.starts, TourPattern.id)))


def list_patterns_to_make(day: date) -> list[int]:
    """The patterns whose departures are not made up to that day."""
    query = select(TourPattern.id).join(TourPattern.route)
    unfinished = or_(TourPattern.made_until.is_(None), TourPattern.made_until < day)
    reaching = or_(TourPattern.made_until.is_(None), TourPattern.made_until < TourPattern.until)
    query = query.where(TourRoute.is_retired.is_(False), unfinished, reaching)
    return list(db.session.scalars(query.order_by(TourPattern.id)))


def get_pattern(pattern_id: int) -> TourPattern:
    """The pattern with that id.

    Raises NotFound.
    """
    pattern = db.session.get(TourPattern, pattern_id, options=[joinedload(TourPattern.route)])
    if pattern is None:
        raise NotFound
    return pattern


def lock_pattern(pattern_id: int) -> TourPattern:
    """The pattern, read anew: until the commit nobody else makes its departures."""
    query = select(TourPattern).where(TourPattern.id == pattern_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def list_days_made(pattern_id: int) -> set[date]:
    """The days for which a pattern has made its departure."""
    query = select(TourDeparture.made_for).where(
        TourDeparture.pattern_id == pattern_id, TourDeparture.made_for.is_not(None)
    )
    return {each for each in db.session.scalars(query) if each is not None}


def list_blackouts(unit_id: int) -> list[TourBlackout]:
    """The days without tours of a unit, the earliest first."""
    query = select(TourBlackout).where(TourBlackout.unit_id == unit_id)
    return list(db.session.scalars(query.order_by(TourBlackout.since, TourBlackout.id)))


def get_blackout(blackout_id: int) -> TourBlackout:
    """The days without tours with that id.

    Raises NotFound.
    """
    found = db.session.get(TourBlackout, blackout_id)
    if found is None:
        raise NotFound
    return found


def _public() -> Select[TourDeparture]:
    query = _whole().join(Schedule, Schedule.id == Activity.schedule_id)
    return query.where(
        TourRoute.is_public,
        TourRoute.is_retired.is_(False),
        Schedule.is_open,
        TourDeparture.state != DepartureState.DRAFT,
        Activity.state.in_((ActivityState.PUBLIC, ActivityState.CANCELLED)),
    )


def _whole() -> Select[TourDeparture]:
    """Departures with their route and activity, people and resources, in the order of time."""
    query = select(TourDeparture).join(TourDeparture.activity).join(TourDeparture.route)
    people = contains_eager(TourDeparture.activity).selectinload(Activity.participants)
    resources = contains_eager(TourDeparture.activity).selectinload(Activity.resources)
    query = query.options(contains_eager(TourDeparture.activity), people, resources)
    query = query.options(contains_eager(TourDeparture.route).options(selectinload(TourRoute.stops)))
    return query.order_by(Activity.starts_at, TourDeparture.id)
