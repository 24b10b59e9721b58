"""Every select of accounts."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from coopevents.accounts.models import Grant, OneTimeLink, RecoveryCode, SignedInSession, SignInAttempt, Unit, User
from coopevents.accounts.permissions import HeldRole
from coopevents.accounts.roles import Role, UnitKind
from coopevents.db import db
from coopevents.refusals import NotFound


def find_user_by_email(email: str) -> User | None:
    """The user with that address, in any case of letters."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def get_user(user_id: int) -> User:
    """The user with that id.

    Raises NotFound.
    """
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def find_user(user_id: int) -> User | None:
    """The user with that id, or None."""
    return db.session.get(User, user_id)


def lock_user(user_id: int) -> User:
    """The user as it is now, kept from others until the commit.

    Raises NotFound.
    """
    query = select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    user: User | None = db.session.scalar(query)
    if user is None:
        raise NotFound
    return user


def count_users() -> int:
    """How many accounts there are."""
    return db.session.scalar(select(func.count(User.id))) or 0


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


def get_first_office() -> Unit:
    """The unit that strangers turn to: the first office of this installation, else its university.

    Raises NotFound.
    """
    order = (Unit.kind != UnitKind.OFFICE, Unit.parent_id.is_not(None), Unit.id)
    unit = db.session.scalar(select(Unit).order_by(*order).limit(1))
    if unit is None:
        raise NotFound
    return unit


def get_university(unit_id: int) -> Unit:
    """The university a unit belongs to: the root of the tree of units.

    Raises NotFound.
    """
    unit, parents = get_unit(unit_id), unit_parents()
    root = unit.id
    while (above := parents[root]) is not None:
        root = above
    return get_unit(root)


def get_unit(unit_id: int) -> Unit:
    """The unit with that id.

    Raises NotFound.
    """
    unit = db.session.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    return unit


def find_unit_by_slug(slug: str) -> Unit | None:
    """The unit with that slug."""
    return db.session.scalar(select(Unit).where(Unit.slug == slug))


def lock_units(unit_ids: Collection[int]) -> list[Unit]:
    """These units, kept from others until the commit (always in one order, so that nobody waits in a circle)."""
    return list(db.session.scalars(select(Unit).where(Unit.id.in_(unit_ids)).order_by(Unit.id).with_for_update()))


def get_grant(grant_id: int) -> Grant:
    """The grant with that id, its user loaded.

    Raises NotFound.
    """
    query = select(Grant).options(joinedload(Grant.user)).where(Grant.id == grant_id)
    grant = db.session.scalar(query)
    if grant is None:
        raise NotFound
    return grant


def find_grant(user_id: int, scope_kind: str, scope_id: int, role: Role) -> Grant | None:
    """The grant of that role to that user in that place."""
    wanted = Grant.user_id == user_id, Grant.scope_kind == scope_kind, Grant.scope_id == scope_id, Grant.role == role
    return db.session.scalar(select(Grant).where(*wanted))


def list_grants(scope_kind: str, scope_ids: Collection[int]) -> list[Grant]:
    """The grants in these places, with their users, by name."""
    query = (
        select(Grant)
        .join(Grant.user)
        .options(contains_eager(Grant.user))
        .where(Grant.scope_kind == scope_kind, Grant.scope_id.in_(scope_ids))
        .order_by(func.lower(User.name), User.id, Grant.id)
    )
    return list(db.session.scalars(query))


def list_admin_grants(unit_ids: Collection[int]) -> list[Grant]:
    """The grants of administrators of these units who can sign in."""
    query = (
        select(Grant)
        .join(Grant.user)
        .where(Grant.scope_kind == "unit", Grant.scope_id.in_(unit_ids), Grant.role == Role.ADMIN)
        .where(User.is_enabled, User.password_hash != "")
    )
    return list(db.session.scalars(query))


def find_living_session(token_hash: str) -> SignedInSession | None:
    """The session with that token, unless it was ended or its user may no longer sign in."""
    query = (
        select(SignedInSession)
        .join(SignedInSession.user)
        .options(contains_eager(SignedInSession.user))
        .where(SignedInSession.token_hash == token_hash, SignedInSession.ended_at.is_(None), User.is_enabled)
    )
    return db.session.scalar(query)


def list_living_sessions(user_id: int, *, started_after: datetime) -> list[SignedInSession]:
    """The browsers a user is signed in with, the last used first."""
    query = (
        select(SignedInSession)
        .where(SignedInSession.user_id == user_id, SignedInSession.ended_at.is_(None))
        .where(SignedInSession.started_at > started_after)
        .order_by(SignedInSession.seen_at.desc(), SignedInSession.id.desc())
    )
    return list(db.session.scalars(query))


def list_outdated_sessions(user_id: int, *, started_before: datetime) -> list[SignedInSession]:
    """A user's sessions that began so long ago that nobody asks for them any more."""
    wanted = SignedInSession.user_id == user_id, SignedInSession.started_at < started_before
    return list(db.session.scalars(select(SignedInSession).where(*wanted)))


def count_attempts(key: str, *, since: datetime) -> int:
    """How many tries were counted under a key."""
    query = select(func.count(SignInAttempt.id)).where(SignInAttempt.key == key, SignInAttempt.at > since)
    return db.session.scalar(query) or 0


def lock_attempts(keys: Collection[str]) -> None:
    """Let nobody else count under these keys until the commit (SQLite's write lock already does)."""
    if db.engine.dialect.name == "postgresql":
        for key in sorted(keys):
            db.session.execute(select(func.pg_advisory_xact_lock(int(key[:15], 16))))


def list_attempts(keys: Collection[str]) -> list[SignInAttempt]:
    """The tries counted under these keys."""
    return list(db.session.scalars(select(SignInAttempt).where(SignInAttempt.key.in_(keys))))


def list_attempts_before(moment: datetime, *, limit: int = 100) -> list[SignInAttempt]:
    """Tries so old that they no longer count."""
    return list(db.session.scalars(select(SignInAttempt).where(SignInAttempt.at < moment).limit(limit)))


def find_open_link(purpose: str, token_hash: str, *, now: datetime) -> OneTimeLink | None:
    """The link with that secret, unless it was used, replaced, or has run out, or its user may not sign in."""
    query = (
        select(OneTimeLink)
        .join(OneTimeLink.user)
        .options(contains_eager(OneTimeLink.user))
        .where(OneTimeLink.purpose == purpose, OneTimeLink.token_hash == token_hash)
        .where(OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now, User.is_enabled)
    )
    return db.session.scalar(query)


def lock_open_link(purpose: str, token_hash: str, *, now: datetime) -> OneTimeLink | None:
    """As :func:`find_open_link`, kept from others until the commit."""
    query = select(OneTimeLink).where(OneTimeLink.purpose == purpose, OneTimeLink.token_hash == token_hash)
    link = db.session.scalar(query.with_for_update())
    is_open = link is not None and link.used_at is None and link.expires_at > now and link.user.is_enabled
    return link if is_open else None


def list_open_links(purpose: str, user_ids: Collection[int]) -> list[OneTimeLink]:
    """The links of that purpose that were neither used nor replaced, the newest first."""
    query = (
        select(OneTimeLink)
        .where(OneTimeLink.purpose == purpose, OneTimeLink.user_id.in_(user_ids), OneTimeLink.used_at.is_(None))
        .order_by(OneTimeLink.id.desc())
    )
    return list(db.session.scalars(query))


def list_recovery_codes(user_id: int) -> list[RecoveryCode]:
    """A user's recovery codes, used ones included."""
    return list(db.session.scalars(select(RecoveryCode).where(RecoveryCode.user_id == user_id)))


def list_users_with_grants(user_ids: Collection[int]) -> list[User]:
    """These users with everything they may do, in two queries."""
    return list(db.session.scalars(select(User).where(User.id.in_(user_ids)).options(selectinload(User.grants))))
