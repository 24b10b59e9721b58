"""Units, users and their roles: the verbs."""

from datetime import datetime
from itertools import count
from typing import Any

from coopevents import ledger
from coopevents.accounts import passwords, queries, rules
from coopevents.accounts.details import ProfileDetails, Scope
from coopevents.accounts.facts import (
    ProfileChanged,
    RoleChanged,
    RoleGranted,
    RoleRevoked,
    UnitChanged,
    UnitCreated,
    UserCreated,
    UserDisabled,
    UserEnabled,
)
from coopevents.accounts.models import Grant, Unit, User
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Role, UnitKind
from coopevents.db import db
from coopevents.facts import Actor, Changes, Fact, Subject
from coopevents.text import LocalizedText, slugified


def create_unit(
    *, kind: UnitKind, slug: str, name: LocalizedText, parent: Unit | None = None, now: datetime, actor: Actor
) -> Unit:
    """Enter a unit of the university, below ``parent`` or at the top."""
    unit = Unit(kind=kind, slug=slug, name=name, parent_id=parent.id if parent else None)
    db.session.add(unit)
    db.session.flush()
    ledger.record(UnitCreated(at=now, actor=actor, subject=Subject("unit", unit.id), unit_id=unit.id))
    return unit


def change_unit(unit: Unit, *, kind: UnitKind, name: LocalizedText, now: datetime, actor: Actor) -> None:
    """Give a unit another name or kind; its place in the tree stays."""
    wanted: dict[str, Any] = {"kind": kind, "name": name}
    changes = {each: (getattr(unit, each), value) for each, value in wanted.items() if getattr(unit, each) != value}
    for each, value in wanted.items():
        setattr(unit, each, value)
    if changes:
        fact = UnitChanged(at=now, actor=actor, subject=Subject("unit", unit.id), unit_id=unit.id, changes=changes)
        ledger.record(fact)


def free_slug(name: LocalizedText) -> str:
    """A slug for a unit of that name which no other has."""
    wanted = slugified(name.in_language("en")) or "unit"
    tries = (wanted if number == 1 else f"{wanted[:55]}-{number}" for number in count(1))
    return next(slug for slug in tries if queries.find_unit_by_slug(slug) is None)


def create_user(
    *,
    email: str,
    name: str,
    password: str = "",
    original_name: str = "",
    language: str = "",
    time_zone: str = "",
    now: datetime,
    actor: Actor,
) -> User:
    """Give somebody an account; without a password they can only come in by an invitation or a reset.

    Raises EmailIsTaken, or why the password is not strong enough.
    """
    email = email.strip().lower()
    if queries.find_user_by_email(email) is not None:
        raise rules.EmailIsTaken(field="email")
    if password:
        passwords.ensure_strong(password, (email, name, original_name))
    user = User(
        email=email,
        name=name,
        original_name=original_name,
        password_hash=passwords.hashed(password) if password else "",
        language=language,
        time_zone=time_zone,
        created_at=now,
    )
    db.session.add(user)
    db.session.flush()
    ledger.record(UserCreated(at=now, actor=actor, subject=Subject("user", user.id)))
    return user


def grant_role(user: User, role: Role, scope: Scope, *, now: datetime, actor: Actor) -> Grant:
    """Let somebody do what the role may, in that place.

    Raises RoleDoesNotFit, or RoleIsHeldAlready.
    """
    rules.ensure_role_fits(role, scope)
    if queries.find_grant(user.id, scope.kind, scope.id, role) is not None:
        raise rules.RoleIsHeldAlready(field="role")
    grant = Grant(user=user, scope_kind=scope.kind, scope_id=scope.id, role=role, granted_at=now)
    db.session.add(grant)
    db.session.flush()
    ledger.record(
        RoleGranted(
            at=now,
            actor=actor,
            subject=Subject("user", user.id),
            unit_id=scope.unit_id,
            event_id=scope.event_id,
            changes={"role": (None, role.value), "colleague": (None, user.name)},
            user_id=user.id,
            role=role.value,
        )
    )
    return grant


def change_role(grant: Grant, role: Role, scope: Scope, *, now: datetime, actor: Actor) -> None:
    """Give somebody another role in the same place.

    Raises RoleDoesNotFit, RoleIsHeldAlready, or LastAdmin.
    """
    rules.ensure_role_fits(role, scope)
    old = grant.role
    if role == old:
        return
    if queries.find_grant(grant.user_id, scope.kind, scope.id, role) is not None:
        raise rules.RoleIsHeldAlready(field="role")
    _ensure_unit_keeps_admin(grant)
    grant.role = role
    changes = {"role": (old.value, role.value), "colleague": (None, grant.user.name)}
    _record(RoleChanged, grant.user, scope, now=now, actor=actor, changes=changes)


def revoke_role(grant: Grant, scope: Scope, *, now: datetime, actor: Actor) -> None:
    """Take a role away; it bites at the next request.

    Raises LastAdmin.
    """
    _ensure_unit_keeps_admin(grant)
    changes = {"role": (grant.role.value, None), "colleague": (grant.user.name, None)}
    _record(RoleRevoked, grant.user, scope, now=now, actor=actor, changes=changes)
    db.session.delete(grant)
    db.session.flush()


def disable_user(user: User, scope: Scope, *, now: datetime, actor: Actor) -> None:
    """Keep somebody from signing in; open sessions end at their next request.

    Raises LastAdmin.
    """
    if not user.is_enabled:
        return
    parents = queries.unit_parents()
    for unit_id in rules.administered_units(queries.list_held_roles(user.id)):
        path = lineage(unit_id, parents)
        queries.lock_units(path)
        rules.ensure_somebody_remains([each.id for each in queries.list_admin_grants(path) if each.user_id != user.id])
    user.is_enabled = False
    _record(UserDisabled, user, scope, now=now, actor=actor)


def enable_user(user: User, scope: Scope, *, now: datetime, actor: Actor) -> None:
    """Let somebody sign in again."""
    if user.is_enabled:
        return
    user.is_enabled = True
    _record(UserEnabled, user, scope, now=now, actor=actor)


def change_profile(user: User, details: ProfileDetails, *, now: datetime, actor: Actor) -> None:
    """Set what somebody says about themself; only the names of changed fields are written down."""
    names = ("name", "original_name", "language", "time_zone", "prefers_compact")
    changed = [name for name in names if getattr(user, name) != getattr(details, name)]
    for name in changed:
        setattr(user, name, getattr(details, name))
    if changed:
        changes = {"fields": (None, changed)}
        ledger.record(ProfileChanged(at=now, actor=actor, subject=Subject("user", user.id), changes=changes))


def _ensure_unit_keeps_admin(grant: Grant) -> None:
    if grant.scope_kind != "unit" or grant.role is not Role.ADMIN:
        return
    path = lineage(grant.scope_id, queries.unit_parents())
    queries.lock_units(path)
    rules.ensure_somebody_remains([each.id for each in queries.list_admin_grants(path) if each.id != grant.id])


def _record(
    kind: type[Fact], user: User, scope: Scope, *, now: datetime, actor: Actor, changes: Changes | None = None
) -> None:
    subject = Subject("user", user.id)
    fact = kind(
        at=now, actor=actor, subject=subject, unit_id=scope.unit_id, event_id=scope.event_id, changes=changes or {}
    )
    ledger.record(fact)
