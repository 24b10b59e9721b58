"""Every select of visits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import AFTER, VisitLevel, VisitState
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


def map_by_ids(delegation_ids: Collection[int]) -> dict[int, Delegation]:
    """These visits by their ids, in one select."""
    query = select(Delegation).where(Delegation.id.in_(delegation_ids)).options(joinedload(Delegation.institution))
    return {each.id: each for each in db.session.scalars(query)}


def find_by_uid(uid: str) -> Delegation | None:
    """The delegation a requester's link speaks of."""
    return db.session.scalar(select(Delegation).where(Delegation.uid == uid))


def find_by_intention(intention: str) -> Delegation | None:
    """The request a form with this intention became, if it was sent before."""
    return db.session.scalar(select(Delegation).where(Delegation.intention == intention)) if intention else None


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


def list_earlier_visits(delegation: Delegation, unit_ids: Collection[int]) -> list[Delegation]:
    """The visits from the same institution to these units that took place before this one, the latest first."""
    if delegation.institution_id is None:
        return []
    query = select(Delegation).where(
        Delegation.institution_id == delegation.institution_id,
        Delegation.unit_id.in_(unit_ids),
        Delegation.id != delegation.id,
        Delegation.leaves_on < delegation.arrives_on,
        Delegation.state.in_((*AFTER, VisitState.CLOSED)),
    )
    return list(db.session.scalars(query.order_by(Delegation.arrives_on.desc(), Delegation.id.desc())))


def count_by_state(unit_ids: Collection[int]) -> dict[VisitState, int]:
    """How many visits these units have in each state."""
    counted = select(Delegation.state, func.count()).where(Delegation.unit_id.in_(unit_ids)).group_by(Delegation.state)
    return dict(db.session.execute(counted).all())


def list_countries(unit_ids: Collection[int]) -> list[tuple[str, int]]:
    """The countries visits come from, by code, and how many come from each; the most frequent first."""
    query = select(Delegation.country, func.count()).where(Delegation.unit_id.in_(unit_ids), Delegation.country != "")
    counted = query.group_by(Delegation.country).order_by(func.count().desc(), Delegation.country)
    return [(row[0], row[1]) for row in db.session.execute(counted)]


def list_all(unit_ids: Collection[int], wanted: VisitFilter) -> list[Delegation]:
    """Every visit to these units that the filter lets through, by the day it comes."""
    return list(db.session.scalars(filtered(unit_ids, wanted).options(joinedload(Delegation.institution))))


def list_of_institution(institution_id: int, unit_ids: Collection[int]) -> list[Delegation]:
    """The visits of a partner to these units, the latest first."""
    query = select(Delegation).where(Delegation.institution_id == institution_id, Delegation.unit_id.in_(unit_ids))
    return list(db.session.scalars(query.order_by(Delegation.arrives_on.desc(), Delegation.id.desc())))


def oldest_since(unit_ids: Collection[int], state: VisitState) -> datetime | None:
    """Since when the visit has waited that came to this state first; None when none is in it."""
    wanted = Delegation.unit_id.in_(unit_ids), Delegation.state == state
    return db.session.scalar(select(func.min(Delegation.state_since)).where(*wanted))
