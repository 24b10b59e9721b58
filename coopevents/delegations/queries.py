"""Every select of visits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import VisitLevel, VisitState
from coopevents.refusals import NotFound
from coopevents.text import folded

PER_PAGE = 50


@dataclass(frozen=True)
class VisitFilter:
    """What a list of visits is narrowed to; ``since`` and ``until`` are days on which somebody is here."""

    text: str = ""
    states: frozenset[VisitState] = frozenset()
    level: VisitLevel | None = None
    country: str = ""
    officer_id: int | None = None
    institution_id: int | None = None
    since: date | None = None
    until: date | None = None


def get_delegation(delegation_id: int) -> Delegation:
    """The delegation with that id.

    Raises NotFound.
    """
    delegation = db.session.get(Delegation, delegation_id)
    if delegation is None:
        raise NotFound
    return delegation


def find_by_uid(uid: str) -> Delegation | None:
    """The delegation a requester's link speaks of."""
    return db.session.scalar(select(Delegation).where(Delegation.uid == uid))


def lock_delegation(delegation_id: int) -> Delegation:
    """The delegation as it is now, held until the transaction ends.

    Raises NotFound.
    """
    query = select(Delegation).where(Delegation.id == delegation_id).with_for_update()
    delegation = db.session.scalar(query, execution_options={"populate_existing": True})
    if delegation is None:
        raise NotFound
    return delegation


def list_page(unit_ids: Collection[int], wanted: VisitFilter, *, page: int = 1, per_page: int = PER_PAGE) -> Pagination:
    """One page of the visits these units receive, those that come first first."""
    query = filtered(unit_ids, wanted).options(joinedload(Delegation.institution))
    return db.paginate(query, page=page, per_page=per_page, error_out=False)


def filtered(unit_ids: Collection[int], wanted: VisitFilter) -> Select[Delegation]:
    """The visits these units receive that the filter lets through, by the day they come."""
    query = select(Delegation).where(Delegation.unit_id.in_(unit_ids))
    for word in folded(wanted.text).split():
        query = query.where(Delegation.search_key.contains(word, autoescape=True))
    if wanted.states:
        query = query.where(Delegation.state.in_(wanted.states))
    for column, value in (
        (Delegation.level, wanted.level),
        (Delegation.officer_id, wanted.officer_id),
        (Delegation.institution_id, wanted.institution_id),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.country:
        query = query.where(Delegation.country == wanted.country)
    if wanted.since is not None:
        query = query.where(Delegation.leaves_on >= wanted.since)
    if wanted.until is not None:
        query = query.where(Delegation.arrives_on <= wanted.until)
    return query.order_by(Delegation.arrives_on, Delegation.id)


def count_by_state(unit_ids: Collection[int]) -> dict[VisitState, int]:
    """How many visits these units have in each state."""
    counted = select(Delegation.state, func.count()).where(Delegation.unit_id.in_(unit_ids)).group_by(Delegation.state)
    return dict(db.session.execute(counted).all())
