"""The accounts whose pages are looked at, and the links sent to them. A colleague in a rare state is added here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from coopevents import sealing
from coopevents.accounts import credentials, invitations, tokens
from coopevents.accounts import second_factor as codes
from coopevents.accounts import service as accounts
from coopevents.accounts.details import Scope
from coopevents.accounts.models import OneTimeLink, Unit, User
from coopevents.accounts.roles import Role, UnitKind
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import THE_HOUSE
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class Readers:
    """The accounts whose pages are looked at, and the secret of the one with a second step."""

    organiser: User
    viewer: User
    newcomer: User
    careful: User


def add_colleagues(university: Unit, now: datetime) -> tuple[User, User, User]:
    """One who only reads, one of a university without anything yet, one with a second step."""
    name = LocalizedText(en="A university that begins", zh_Hans_CN="新大学", fr="Une université qui débute")
    empty = accounts.create_unit(kind=UnitKind.UNIVERSITY, slug="begins", name=name, now=now, actor=THE_HOUSE)

    def somebody(email: str, name: str, unit: Unit, role: Role) -> User:
        user = accounts.create_user(email=email, name=name, now=now, actor=THE_HOUSE)
        accounts.grant_role(user, role, Scope.unit(unit.id), now=now, actor=THE_HOUSE)
        return user

    viewer = somebody("viewer@office.example", "Yiran Gu", university, Role.UNIT_VIEWER)
    newcomer = somebody("newcomer@begins.example", "Nour Haddad", empty, Role.ADMIN)
    careful = somebody("careful@office.example", "Carla Sommer", university, Role.OFFICER)
    db.session.flush()
    secret = codes.new_secret()
    first = codes.code_at(secret, codes.step_at(now))
    credentials.turn_on_second_factor(careful, secret, first, now=now, actor=THE_HOUSE)
    return viewer, newcomer, careful


def add_links(viewer: User, university: Unit, week: Event, now: datetime) -> dict[str, str]:
    """Links that are sent: an invitation, a reset; and the grants whose pages can be opened."""
    scope = Scope.unit(university.id)
    invited = invitations.invite_colleague(
        email="invited@office.example", name="Jiaqi Fang", role=Role.OFFICER, scope=scope, now=now, actor=THE_HOUSE
    )
    event_scope = Scope.event(week.id, week.unit_id)
    helper = invitations.invite_colleague(
        email="helper@office.example",
        name="Lea Marchetti",
        role=Role.RECEPTION,
        scope=event_scope,
        now=now,
        actor=THE_HOUSE,
    )
    reset = tokens.new_token()
    link = OneTimeLink(
        purpose=credentials.PURPOSE,
        user_id=viewer.id,
        token_hash=tokens.hash_of(reset),
        created_at=now,
        expires_at=now + timedelta(days=1),
    )
    db.session.add(link)
    db.session.flush()
    return {
        "invitation": invited.token,
        "reset": reset,
        "colleague": str(viewer.grants[0].id),
        "member": str(helper.user.grants[0].id),
    }


def sealed(secret: str) -> str:
    """A secret as a reader's cookie holds it."""
    return sealing.seal(secret)
