"""An office with people in it, for tests of the accounts room."""

from __future__ import annotations

from datetime import UTC, datetime

from coopevents.accounts import service
from coopevents.accounts.details import Scope
from coopevents.accounts.models import Unit, User
from coopevents.accounts.roles import Role, UnitKind
from coopevents.facts import THE_HOUSE, Actor
from coopevents.text import LocalizedText

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PASSWORD = "four teapots on Mars"


def make_unit(slug: str = "office", parent: Unit | None = None) -> Unit:
    """A unit."""
    name = LocalizedText(en=slug.title())
    return service.create_unit(kind=UnitKind.OFFICE, slug=slug, name=name, parent=parent, now=NOW, actor=THE_HOUSE)


def make_user(name: str = "mei", role: Role | None = None, unit: Unit | None = None, password: str = PASSWORD) -> User:
    """A user with a password and perhaps a role."""
    user = service.create_user(
        email=f"{name}@example.edu", name=name.title(), password=password, now=NOW, actor=THE_HOUSE
    )
    if role is not None and unit is not None:
        service.grant_role(user, role, Scope.unit(unit.id), now=NOW, actor=THE_HOUSE)
    return user


def actor_of(user: User) -> Actor:
    """The user as one who acts."""
    return Actor("user", user.id, user.name)
