"""Every select of delegates."""

from collections.abc import Collection

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import COMING_DELEGATES, DelegateRole
from coopevents.refusals import NotFound

_BY_ROLE = case({role.value: position for position, role in enumerate(DelegateRole)}, value=Delegate.role)
IN_ORDER = (_BY_ROLE, func.coalesce(Delegate.rank, 1000), Delegate.position, Delegate.id)
"""The head first, then by role, by rank and, among equals, as they were ordered by hand."""


def list_delegates(delegation_id: int, *, is_coming: bool | None = None) -> list[Delegate]:
    """The delegates with their persons, in their order; only those who come (or do not), when that is asked for."""
    query = select(Delegate).where(Delegate.delegation_id == delegation_id).options(joinedload(Delegate.person))
    if is_coming is not None:
        comes = Delegate.state.in_(COMING_DELEGATES)
        query = query.where(comes if is_coming else ~comes)
    return list(db.session.scalars(query.order_by(*IN_ORDER)))


def list_delegates_of(delegation_ids: Collection[int]) -> dict[int, list[Delegate]]:
    """Those who come of each of these delegations, in their order; one select."""
    query = select(Delegate).where(Delegate.delegation_id.in_(delegation_ids), Delegate.state.in_(COMING_DELEGATES))
    found: dict[int, list[Delegate]] = {each: [] for each in delegation_ids}
    for delegate in db.session.scalars(query.options(joinedload(Delegate.person)).order_by(*IN_ORDER)):
        found[delegate.delegation_id].append(delegate)
    return found


def get_delegate(delegation_id: int, delegate_id: int) -> Delegate:
    """That delegate of that delegation. Raises NotFound."""
    delegate = db.session.get(Delegate, delegate_id, options=[joinedload(Delegate.person)])
    if delegate is None or delegate.delegation_id != delegation_id:
        raise NotFound
    return delegate


def find_delegate(delegate_id: int) -> Delegate | None:
    """The delegate with that id, with person and delegation."""
    loaded = [joinedload(Delegate.person), joinedload(Delegate.delegation)]
    return db.session.get(Delegate, delegate_id, options=loaded)


def find_by_uid(uid: str) -> Delegate | None:
    """The delegate an own link speaks of."""
    query = select(Delegate).where(Delegate.uid == uid)
    return db.session.scalar(query.options(joinedload(Delegate.person), joinedload(Delegate.delegation)))


def list_visits_of_person(person_id: int) -> list[Delegation]:
    """The visits a person came with, or is to come with, the latest first."""
    query = select(Delegation).join(Delegate, Delegate.delegation_id == Delegation.id)
    wanted = Delegate.person_id == person_id, Delegate.state.in_(COMING_DELEGATES)
    return list(db.session.scalars(query.where(*wanted).order_by(Delegation.arrives_on.desc(), Delegation.id.desc())))


def count_delegates(delegation_ids: Collection[int]) -> dict[int, int]:
    """How many come with each of these delegations."""
    query = select(Delegate.delegation_id, func.count()).where(
        Delegate.delegation_id.in_(delegation_ids), Delegate.state.in_(COMING_DELEGATES)
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Delegate.delegation_id))}
