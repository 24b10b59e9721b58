"""Inviting colleagues: a link with which they choose a password."""

from dataclasses import dataclass, field
from datetime import datetime

from coopevents import ledger
from coopevents.accounts import passwords, queries, rules, service, tokens
from coopevents.accounts.details import Scope
from coopevents.accounts.facts import ColleagueInvited, InvitationAccepted, InvitationRevoked
from coopevents.accounts.models import OneTimeLink, User
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.facts import Actor, Subject

PURPOSE = "invitation"


@dataclass(frozen=True)
class Invited:
    """Who was invited, and the secret of the link that was sent (none to somebody who already signs in)."""

    user: User
    token: str = field(default="", repr=False)


def invite_colleague(*, email: str, name: str, role: Role, scope: Scope, now: datetime, actor: Actor) -> Invited:
    """Give somebody a role; who has no account yet is made one and sent a link, who has one is only told of the role.

    Raises RoleDoesNotFit, or RoleIsHeldAlready.
    """
    user = queries.find_user_by_email(email)
    if user is None:
        user = service.create_user(email=email, name=name, now=now, actor=actor)
    service.grant_role(user, role, scope, now=now, actor=actor)
    if user.password_hash:
        return Invited(user)
    return Invited(user, send_invitation(user, scope, now=now, actor=actor))


def send_invitation(user: User, scope: Scope, *, now: datetime, actor: Actor) -> str:
    """Send a new link that lasts seven days, and return its secret; earlier ones end.

    Raises InvitationIsAccepted.
    """
    if user.password_hash:
        raise rules.InvitationIsAccepted
    end_links(user, PURPOSE, now=now)
    token = tokens.new_token()
    link = OneTimeLink(
        purpose=PURPOSE,
        user_id=user.id,
        token_hash=tokens.hash_of(token),
        created_at=now,
        expires_at=now + rules.INVITATION_LASTS,
    )
    db.session.add(link)
    db.session.flush()
    ledger.record(
        ColleagueInvited(
            at=now,
            actor=actor,
            subject=Subject("user", user.id),
            unit_id=scope.unit_id,
            event_id=scope.event_id,
            changes={"colleague": (None, user.name)},
            user_id=user.id,
            link_id=link.id,
            token=token,
            invited_by=actor.label,
        )
    )
    return token


def revoke_invitation(user: User, scope: Scope, *, now: datetime, actor: Actor) -> None:
    """Take an invitation back: its link ends, and with it the roles in that place.

    Raises InvitationIsAccepted.
    """
    if user.password_hash:
        raise rules.InvitationIsAccepted
    for grant in [each for each in user.grants if (each.scope_kind, each.scope_id) == (scope.kind, scope.id)]:
        user.grants.remove(grant)
    if not user.grants:
        end_links(user, PURPOSE, now=now)
    ledger.record(
        InvitationRevoked(
            at=now,
            actor=actor,
            subject=Subject("user", user.id),
            unit_id=scope.unit_id,
            event_id=scope.event_id,
            changes={"colleague": (user.name, None)},
        )
    )


def accept_invitation(token: str, *, name: str, password: str, now: datetime) -> User:
    """Choose a name and a password by an invitation's link, which then ends.

    Raises LinkHasEnded, or why the password is not strong enough.
    """
    link = queries.lock_open_link(PURPOSE, tokens.hash_of(token), now=now)
    if link is None or link.user.password_hash:
        raise rules.LinkHasEnded
    user = link.user
    passwords.ensure_strong(password, (user.email, name))
    user.name = name
    user.password_hash = passwords.hashed(password)
    end_links(user, PURPOSE, now=now)
    actor = Actor("user", user.id, user.name)
    ledger.record(InvitationAccepted(at=now, actor=actor, subject=Subject("user", user.id)))
    return user


def end_links(user: User, purpose: str, *, now: datetime) -> None:
    """Let no earlier link of that purpose work any longer."""
    for link in queries.list_open_links(purpose, [user.id]):
        link.used_at = now
