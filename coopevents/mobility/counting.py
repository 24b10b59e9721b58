"""How many people a list of trips speaks of."""

from collections.abc import Collection

from sqlalchemy import func, select

from coopevents.db import db
from coopevents.mobility.models import Traveller
from coopevents.mobility.queries import TripFilter, filtered


def count_people(unit_ids: Collection[int], wanted: TripFilter) -> int:
    """How many travel on the trips the filter lets through; with a role, only those who have it."""
    found = filtered(unit_ids, wanted).order_by(None).subquery()
    query = select(func.count()).select_from(Traveller).join(found, Traveller.trip_id == found.c.id)
    query = query.where(Traveller.is_withdrawn.is_(False))
    if wanted.role is not None:
        query = query.where(Traveller.role == wanted.role)
    if wanted.late_on is not None:
        query = query.where(Traveller.reported_at.is_(None), Traveller.report_due_on < wanted.late_on)
    return db.session.scalar(query) or 0
