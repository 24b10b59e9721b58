"""Every select of groups and their members."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.registration import tokens
from coopevents.registration.group_models import Group, GroupMember, GroupTerms
from coopevents.registration.group_states import OPEN_GROUPS, UNFILLED, GroupState, MemberState
from coopevents.registration.models import Registration

WARNED_BEFORE = timedelta(days=2)
FRESH = {"populate_existing": True}


def group_terms(event_id: int) -> GroupTerms:
    """The terms on which an event takes groups; those of an event that said nothing are not stored."""
    kept = db.session.get(GroupTerms, event_id)
    fresh = {"is_offered": False, "largest": 30, "hold_days": 14, "may_stay_nameless": False}
    return kept if kept is not None else GroupTerms(event_id=event_id, **fresh)


def find_terms(event_id: int) -> GroupTerms | None:
    """The terms an event stated for groups."""
    return db.session.get(GroupTerms, event_id)


def get_group(event_id: int, number: int) -> Group:
    """The group with that number of that event.

    Raises NotFound.
    """
    query = select(Group).where(Group.event_id == event_id, Group.number == number)
    group = db.session.scalar(query.options(selectinload(Group.members).joinedload(GroupMember.registration)))
    if group is None:
        raise NotFound
    return group


def get_by_id(group_id: int) -> Group:
    """The group with that id, as it is now.

    Raises NotFound.
    """
    group = db.session.scalar(select(Group).where(Group.id == group_id), execution_options=FRESH)
    if group is None:
        raise NotFound
    return group


def group_of(registration: Registration) -> Group | None:
    """The group a guest came with."""
    return db.session.get(Group, registration.group_id) if registration.group_id is not None else None


def refresh(group: Group) -> None:
    """See the group and its places as they are behind the lock."""
    query = select(Group).where(Group.id == group.id).options(selectinload(Group.members))
    db.session.scalar(query, execution_options=FRESH)


def find_by_intention(intention: str) -> Group | None:
    """The group that was made of this form."""
    return db.session.scalar(select(Group).where(Group.intention == intention))


def find_by_token(token: str) -> Group | None:
    """The group whose page the leader's token opens; None for a wrong or replaced one."""
    reference = tokens.reference_in(token)
    query = select(Group).where(Group.reference == (reference or ""))
    group = db.session.scalar(
        query.options(joinedload(Group.event), selectinload(Group.members).joinedload(GroupMember.registration))
    )
    return group if group is not None and tokens.opens_group(group, token) else None


def find_member_by_token(token: str) -> GroupMember | None:
    """The place a member's token opens; None for a wrong or revoked one, and for a place that was taken away."""
    reference = tokens.reference_in(token)
    query = select(GroupMember).where(GroupMember.reference == (reference or ""))
    member = db.session.scalar(query.options(joinedload(GroupMember.group).joinedload(Group.event)))
    is_open = member is not None and member.state in {MemberState.INVITED, MemberState.FILLED}
    return member if member is not None and is_open and tokens.opens_member(member, token) else None


def find_member_of(registration_id: int) -> GroupMember | None:
    """The place of a group that a registration fills."""
    return db.session.scalar(select(GroupMember).where(GroupMember.registration_id == registration_id))


def list_groups(event_id: int) -> Sequence[Group]:
    """The groups of an event, in their order."""
    query = select(Group).where(Group.event_id == event_id).order_by(Group.number)
    return db.session.scalars(query.options(selectinload(Group.members).joinedload(GroupMember.registration))).all()


def count_open(event_id: int) -> int:
    """How many groups of an event still may change."""
    wanted = Group.event_id == event_id, Group.state.in_(OPEN_GROUPS)
    return db.session.scalar(select(func.count()).select_from(Group).where(*wanted)) or 0


def list_holds_to_end(now: datetime) -> list[tuple[int, int]]:
    """(event, group) whose time to name its members is over while places have no name."""
    return _holding(Group.hold_until <= now)


def list_holds_to_warn_of(now: datetime) -> list[tuple[int, int]]:
    """(event, group) whose time is almost over, and whose leader was not told so."""
    return _holding(Group.hold_until > now, Group.hold_until <= now + WARNED_BEFORE, Group.hold_warned_at.is_(None))


def _holding(*conditions: Any) -> list[tuple[int, int]]:
    unfilled = select(GroupMember.id).where(
        GroupMember.group_id == Group.id, GroupMember.state.in_(UNFILLED), GroupMember.offer_id.is_(None)
    )
    wanted = Group.state.in_([GroupState.HELD, GroupState.PARTLY_NAMED]), unfilled.exists()
    query = select(Group.event_id, Group.id).where(*wanted, *conditions).order_by(Group.event_id, Group.id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def next_hold_to_end() -> datetime | None:
    """When the next group has to have named its members."""
    wanted = Group.state.in_([GroupState.HELD, GroupState.PARTLY_NAMED])
    return db.session.scalar(select(func.min(Group.hold_until)).where(wanted))
