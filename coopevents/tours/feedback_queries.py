"""Every select of what visitors thought of tours."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager
from sqlalchemy.sql import Select

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.schedule.models import Participant
from coopevents.schedule.states import ParticipantRole
from coopevents.tours.models import TourDeparture, TourFeedback, TourRoute

FEWEST = 5
"""So many opinions make a figure about a guide; fewer would be one visitor's word about one colleague."""


@dataclass(frozen=True)
class Opinion:
    """How many said something about a route or a guide (its id), and their stars on average."""

    about: int
    count: int
    average: float


def find_by_code(code: str) -> TourDeparture:
    """The departure a code at the end of a tour speaks of.

    Raises NotFound.
    """
    query = select(TourDeparture).join(TourDeparture.activity).join(TourDeparture.route)
    query = query.options(contains_eager(TourDeparture.activity), contains_eager(TourDeparture.route))
    departure = db.session.scalar(query.where(TourDeparture.feedback_code == code))
    if departure is None:
        raise NotFound
    return departure


def count_of(departure_id: int) -> int:
    """How many said what they thought of a departure."""
    query = select(func.count()).select_from(TourFeedback).where(TourFeedback.departure_id == departure_id)
    return db.session.scalar(query) or 0


def opinion_of(departure_id: int) -> Opinion | None:
    """What was thought of one departure, None when nobody said."""
    query = _opinions(TourFeedback.departure_id).where(TourFeedback.departure_id == departure_id)
    return next(iter(_as_opinions(query)), None)


def list_by_route(unit_ids: Collection[int], since: datetime) -> list[Opinion]:
    """What was thought of each route since a moment, by route; those nobody spoke of are left out."""
    query = _within(_opinions(TourDeparture.route_id), unit_ids, since)
    return _as_opinions(query)


def list_by_guide(unit_ids: Collection[int], since: datetime) -> list[Opinion]:
    """What was thought of the tours each person led, by person; of those few spoke of nothing is told."""
    query = _within(_opinions(Participant.person_id), unit_ids, since)
    query = query.join(Participant, Participant.activity_id == TourDeparture.activity_id)
    query = query.where(Participant.role == ParticipantRole.GUIDE)
    return _as_opinions(query.having(func.count() >= FEWEST))


def list_page(
    unit_ids: Collection[int], since: datetime, *, route_id: int | None = None, page: int = 1, per_page: int = 50
) -> Pagination:
    """One page of what was said, each with its departure, the latest first."""
    query = select(TourFeedback).join(TourFeedback.departure).join(TourDeparture.activity).join(TourDeparture.route)
    whole = contains_eager(TourFeedback.departure)
    query = query.options(whole.contains_eager(TourDeparture.activity), whole.contains_eager(TourDeparture.route))
    query = query.where(TourRoute.unit_id.in_(unit_ids), TourFeedback.given_at >= since)
    if route_id is not None:
        query = query.where(TourDeparture.route_id == route_id)
    query = query.order_by(TourFeedback.given_at.desc(), TourFeedback.id.desc())
    return db.paginate(query, page=max(page, 1), per_page=per_page, max_per_page=per_page, error_out=False)


def _opinions(about: InstrumentedAttribute[int]) -> Select[int, int, float]:
    query = select(about, func.count(), func.avg(TourFeedback.stars))
    return query.select_from(TourFeedback).group_by(about)


def _within(query: Select[int, int, float], unit_ids: Collection[int], since: datetime) -> Select[int, int, float]:
    query = query.join(TourDeparture, TourDeparture.id == TourFeedback.departure_id)
    query = query.join(TourRoute, TourRoute.id == TourDeparture.route_id)
    return query.where(TourRoute.unit_id.in_(unit_ids), TourFeedback.given_at >= since)


def _as_opinions(query: Select[int, int, float]) -> list[Opinion]:
    return [Opinion(about, count, float(average)) for about, count, average in db.session.execute(query)]
