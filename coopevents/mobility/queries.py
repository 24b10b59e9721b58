"""Every select of trips and travellers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Exists, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from coopevents.db import db
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.states import COUNTED, TravellerRole, TripPurpose, TripState
from coopevents.refusals import NotFound
from coopevents.text import folded

PER_PAGE = 50


@dataclass(frozen=True)
class TripFilter:
    """What a list of trips is narrowed to.

    ``since`` and ``until`` are days on which somebody is away, ``began_from`` and ``began_to`` bound the first day.
    """

    text: str = ""
    states: frozenset[TripState] = frozenset()
    purpose: TripPurpose | None = None
    role: TravellerRole | None = None
    country: str = ""
    is_invited: bool | None = None
    programme_id: int | None = None
    since: date | None = None
    until: date | None = None
    began_from: date | None = None
    began_to: date | None = None
    late_on: date | None = None
    """Only trips of which a report is overdue on that day."""


def get_trip(trip_id: int) -> Trip:
    """The trip with that id. Raises NotFound."""
    trip = db.session.get(Trip, trip_id)
    if trip is None:
        raise NotFound
    return trip


def lock_trip(trip_id: int) -> Trip:
    """The trip as it is now, held until the transaction ends. Raises NotFound."""
    query = select(Trip).where(Trip.id == trip_id).with_for_update()
    trip = db.session.scalar(query, execution_options={"populate_existing": True})
    if trip is None:
        raise NotFound
    return trip


def get_traveller(trip_id: int, traveller_id: int) -> Traveller:
    """The traveller with that id on that trip. Raises NotFound."""
    traveller = db.session.get(Traveller, traveller_id)
    if traveller is None or traveller.trip_id != trip_id:
        raise NotFound
    return traveller


def find_by_uid(uid: str) -> Traveller | None:
    """The traveller a link speaks of."""
    return db.session.scalar(select(Traveller).where(Traveller.uid == uid).options(joinedload(Traveller.trip)))


def list_page(unit_ids: Collection[int], wanted: TripFilter, *, page: int = 1, per_page: int = PER_PAGE) -> Pagination:
    """One page of the trips of these units, the latest first."""
    return db.paginate(_loaded(filtered(unit_ids, wanted)), page=page, per_page=per_page, error_out=False)


def list_all(unit_ids: Collection[int], wanted: TripFilter) -> list[Trip]:
    """Every trip of these units that the filter lets through, the latest first."""
    return list(db.session.scalars(_loaded(filtered(unit_ids, wanted))))


def filtered(unit_ids: Collection[int], wanted: TripFilter) -> Select[Trip]:
    """The trips of these units that the filter lets through."""
    query = select(Trip).where(Trip.unit_id.in_(unit_ids))
    for word in folded(wanted.text).split():
        query = query.where(Trip.search_key.contains(word, autoescape=True))
    if wanted.states:
        query = query.where(Trip.state.in_(wanted.states))
    for column, value in (
        (Trip.purpose, wanted.purpose),
        (Trip.programme_id, wanted.programme_id),
        (Trip.is_invited, wanted.is_invited),
        (Trip.country, wanted.country or None),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.role is not None:
        query = query.where(_somebody(Traveller.role == wanted.role))
    query = query.where(
        *_within(Trip.ends_on, wanted.since, None),
        *_within(Trip.starts_on, None, wanted.until),
        *_within(Trip.starts_on, wanted.began_from, wanted.began_to),
    )
    if wanted.late_on is not None:
        query = query.where(_somebody(Traveller.reported_at.is_(None), Traveller.report_due_on < wanted.late_on))
    return query.order_by(Trip.starts_on.desc(), Trip.id.desc())


def count_by_state(unit_ids: Collection[int]) -> dict[TripState, int]:
    """How many trips these units have in each state."""
    counted = select(Trip.state, func.count()).where(Trip.unit_id.in_(unit_ids)).group_by(Trip.state)
    return dict(db.session.execute(counted).all())


def list_countries(unit_ids: Collection[int]) -> list[tuple[str, int]]:
    """Where trips go, by code of the country, and how many go there; the most frequent first."""
    query = select(Trip.country, func.count()).where(Trip.unit_id.in_(unit_ids)).group_by(Trip.country)
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(func.count().desc(), Trip.country))]


def list_late(unit_ids: Collection[int], today: date) -> list[tuple[Trip, int]]:
    """The trips of which reports are overdue, and how many; the longest overdue first."""
    query = (
        select(Trip, func.count(Traveller.id))
        .join(Traveller, Traveller.trip_id == Trip.id)
        .where(
            Trip.unit_id.in_(unit_ids),
            Traveller.is_withdrawn.is_(False),
            Traveller.reported_at.is_(None),
            Traveller.report_due_on < today,
        )
        .group_by(Trip.id)
        .options(selectinload(Trip.travellers))
        .order_by(func.min(Traveller.report_due_on), Trip.id)
    )
    return [(trip, count) for trip, count in db.session.execute(query)]


def list_due_by_days(today: date) -> list[int]:
    """The trips that begin or end by the calendar."""
    query = select(Trip.id).where(
        or_(
            and_(Trip.state == TripState.APPROVED, Trip.starts_on <= today),
            and_(Trip.state == TripState.TRAVELLING, Trip.ends_on < today),
        )
    )
    return list(db.session.scalars(query.order_by(Trip.id)))


def list_owing_reports() -> list[Traveller]:
    """Everybody who is back and has not handed in a report."""
    query = select(Traveller).where(
        Traveller.report_due_on.is_not(None), Traveller.reported_at.is_(None), Traveller.is_withdrawn.is_(False)
    )
    return list(db.session.scalars(query.options(joinedload(Traveller.trip)).order_by(Traveller.id)))


def list_travellers_counted(unit_ids: Collection[int], first: date, last: date) -> list[Traveller]:
    """Everybody who set out in these days on a trip that figures count."""
    query = (
        select(Traveller)
        .join(Trip)
        .where(
            Trip.unit_id.in_(unit_ids),
            Trip.state.in_(COUNTED),
            Trip.starts_on.between(first, last),
            Traveller.is_withdrawn.is_(False),
        )
        .options(joinedload(Traveller.trip))
    )
    return list(db.session.scalars(query.order_by(Traveller.id)))


def _within(column: InstrumentedAttribute[date], first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    """That a day lies between two others, both included, of which either may be missing."""
    return ([column >= first] if first is not None else []) + ([column <= last] if last is not None else [])


def _somebody(*conditions: ColumnElement[bool]) -> Exists:
    return exists().where(Traveller.trip_id == Trip.id, Traveller.is_withdrawn.is_(False), *conditions)


def _loaded(query: Select[Trip]) -> Select[Trip]:
    return query.options(joinedload(Trip.institution), selectinload(Trip.travellers))
