"""Every select of what came of visits."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.delegations.models import Delegation
from coopevents.delegations.result_models import ResultKind, VisitResult
from coopevents.refusals import NotFound


def list_results(delegation_id: int) -> list[VisitResult]:
    """Everything written down about a visit, in the order of writing."""
    query = select(VisitResult).where(VisitResult.delegation_id == delegation_id).order_by(VisitResult.id)
    return list(db.session.scalars(query))


def get_result(delegation_id: int, result_id: int) -> VisitResult:
    """That one of that visit. Raises NotFound."""
    found = db.session.get(VisitResult, result_id)
    if found is None or found.delegation_id != delegation_id:
        raise NotFound
    return found


def find_minutes(delegation_id: int, activity_id: int) -> VisitResult | None:
    """The minutes of a line of that visit."""
    wanted = VisitResult.delegation_id == delegation_id, VisitResult.activity_id == activity_id
    return db.session.scalar(select(VisitResult).where(*wanted))


def list_told(delegation_ids: Collection[int]) -> list[VisitResult]:
    """Minutes and outcomes of these visits, in the order of writing; one select."""
    wanted = VisitResult.kind != ResultKind.FOLLOW_UP, VisitResult.delegation_id.in_(delegation_ids)
    return list(db.session.scalars(select(VisitResult).where(*wanted).order_by(VisitResult.id)))


def list_still_open(delegation_ids: Collection[int]) -> list[VisitResult]:
    """Follow-ups of these visits that nobody has done yet; the earliest first."""
    wanted = (
        VisitResult.kind == ResultKind.FOLLOW_UP,
        VisitResult.done_at.is_(None),
        VisitResult.delegation_id.in_(delegation_ids),
    )
    return list(db.session.scalars(select(VisitResult).where(*wanted).order_by(VisitResult.due_on, VisitResult.id)))


def list_open_for(user_id: int | None, unit_ids: Collection[int], until: date) -> list[VisitResult]:
    """Follow-ups of this colleague, and of nobody in these units, that are due by that day; the earliest first."""
    query = select(VisitResult).join(Delegation, Delegation.id == VisitResult.delegation_id)
    nobodys = VisitResult.owner_id.is_(None) & Delegation.unit_id.in_(unit_ids)
    wanted = (
        VisitResult.kind == ResultKind.FOLLOW_UP,
        VisitResult.done_at.is_(None),
        VisitResult.due_on <= until,
        or_(VisitResult.owner_id == user_id, nobodys),
    )
    query = query.where(*wanted).options(joinedload(VisitResult.delegation).joinedload(Delegation.institution))
    return list(db.session.scalars(query.order_by(VisitResult.due_on, VisitResult.id)))


def list_to_remind(until: date) -> list[VisitResult]:
    """Every open follow-up that somebody sees to and that is due by that day."""
    query = select(VisitResult).where(
        VisitResult.kind == ResultKind.FOLLOW_UP,
        VisitResult.done_at.is_(None),
        VisitResult.owner_id.is_not(None),
        VisitResult.due_on <= until,
    )
    return list(db.session.scalars(query.order_by(VisitResult.id)))


def get_by_id(result_id: int) -> VisitResult:
    """The result with that id. Raises NotFound."""
    result = db.session.get(VisitResult, result_id)
    if result is None:
        raise NotFound
    return result
