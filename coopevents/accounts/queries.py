"""Every select of accounts."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from coopevents.accounts.models import Grant, SignedInSession, Unit, User
from coopevents.accounts.permissions import HeldRole
from coopevents.db import db


def find_user_by_email(email: str) -> User | None:
    """The user with that address, in any case of letters."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def list_held_roles(user_id: int) -> list[HeldRole]:
    """The roles a user holds."""
    query = select(Grant.scope_kind, Grant.scope_id, Grant.role).where(Grant.user_id == user_id)
    return [HeldRole(*row) for row in db.session.execute(query)]


def unit_parents() -> dict[int, int | None]:
    """The tree of units: each unit's id and its parent's."""
    return {row.id: row.parent_id for row in db.session.execute(select(Unit.id, Unit.parent_id))}


def list_units() -> list[Unit]:
    """All units, parents before children."""
    return list(db.session.scalars(select(Unit).order_by(Unit.parent_id.is_not(None), Unit.parent_id, Unit.id)))


def find_living_session(token_hash: str) -> SignedInSession | None:
    """The session with that token, unless it was ended or its user may no longer sign in."""
    query = (
        select(SignedInSession)
        .join(SignedInSession.user)
        .options(contains_eager(SignedInSession.user))
        .where(SignedInSession.token_hash == token_hash, SignedInSession.ended_at.is_(None), User.is_enabled)
    )
    return db.session.scalar(query)
