"""Changing what somebody signs in with: password, second factor, recovery codes."""

from datetime import datetime

from coopevents import ledger, sealing
from coopevents.accounts import passwords, queries, rules, second_factor, signing_in, tokens
from coopevents.accounts.facts import (
    PasswordChanged,
    PasswordReset,
    PasswordResetRequested,
    RecoveryCodesRenewed,
    SecondFactorTurnedOff,
    SecondFactorTurnedOn,
)
from coopevents.accounts.invitations import PURPOSE as INVITATION
from coopevents.accounts.invitations import end_links
from coopevents.accounts.models import OneTimeLink, RecoveryCode, SignedInSession, User
from coopevents.db import db
from coopevents.facts import Actor, Subject

PURPOSE = "password_reset"


def request_password_reset(email: str, *, now: datetime, actor: Actor) -> None:
    """Send a link that lasts an hour to the account with that address; when there is none, nothing happens."""
    user = queries.find_user_by_email(email)
    if user is None or not user.is_enabled:
        return
    end_links(user, PURPOSE, now=now)
    token = tokens.new_token()
    link = OneTimeLink(
        purpose=PURPOSE,
        user_id=user.id,
        token_hash=tokens.hash_of(token),
        created_at=now,
        expires_at=now + rules.RESET_LASTS,
    )
    db.session.add(link)
    db.session.flush()
    subject = Subject("user", user.id)
    ledger.record(
        PasswordResetRequested(at=now, actor=actor, subject=subject, user_id=user.id, link_id=link.id, token=token)
    )


def reset_password(token: str, password: str, *, now: datetime) -> User:
    """Set a new password by a link, which then ends; every session of the user ends, too.

    Raises LinkHasEnded, or why the password is not strong enough.
    """
    link = queries.lock_open_link(PURPOSE, tokens.hash_of(token), now=now)
    if link is None:
        raise rules.LinkHasEnded
    user = link.user
    _set_password(user, password)
    end_links(user, PURPOSE, now=now)
    end_links(user, INVITATION, now=now)
    actor = Actor("user", user.id, user.name)
    signing_in.end_sessions(user, now=now, actor=actor)
    signing_in.forget_tries(user.email)
    ledger.record(PasswordReset(at=now, actor=actor, subject=Subject("user", user.id)))
    return user


def change_password(user: User, password: str, *, present: SignedInSession, now: datetime, actor: Actor) -> None:
    """Set a new password and end all other sessions; the caller has checked the old one.

    Raises why the password is not strong enough.
    """
    _set_password(user, password)
    end_links(user, PURPOSE, now=now)
    signing_in.end_sessions(user, besides=present, now=now, actor=actor)
    ledger.record(PasswordChanged(at=now, actor=actor, subject=Subject("user", user.id)))


def ensure_acceptable(user: User, password: str) -> None:
    """Refuse, at the field ``password``, a new password that is too weak for this user."""
    passwords.ensure_strong(password, (user.email, user.name, user.original_name))


def ensure_password(user: User, password: str) -> None:
    """Refuse, at the field ``current_password``, whoever does not know the present password."""
    if not passwords.is_right(user.password_hash, password):
        raise rules.PasswordIsWrong(field="current_password")


def turn_on_second_factor(user: User, secret: str, typed: str, *, now: datetime, actor: Actor) -> list[str]:
    """Ask for a code at every sign-in from now on, once a first one proves that the app works; returns recovery codes.

    Raises CodeIsWrong.
    """
    user = queries.lock_user(user.id)
    step = second_factor.find_step(secret, second_factor.plain_code(typed), now=now, used_step=0)
    if step is None:
        raise rules.CodeIsWrong(field="code")
    user.totp_secret = sealing.seal(secret)
    user.totp_used_step = step
    ledger.record(SecondFactorTurnedOn(at=now, actor=actor, subject=Subject("user", user.id)))
    return _give_recovery_codes(user)


def turn_off_second_factor(user: User, typed: str, *, now: datetime, actor: Actor) -> None:
    """Ask for no code any longer; the caller has checked the password.

    Raises SecondFactorIsOff, or CodeIsWrong.
    """
    if not user.totp_secret:
        raise rules.SecondFactorIsOff
    signing_in.check_code(user.id, typed, now=now)
    user.totp_secret = ""
    _forget_recovery_codes(user)
    ledger.record(SecondFactorTurnedOff(at=now, actor=actor, subject=Subject("user", user.id)))


def renew_recovery_codes(user: User, typed: str, *, now: datetime, actor: Actor) -> list[str]:
    """Make ten new recovery codes; the old ones end.

    Raises SecondFactorIsOff, or CodeIsWrong.
    """
    if not user.totp_secret:
        raise rules.SecondFactorIsOff
    signing_in.check_code(user.id, typed, now=now)
    ledger.record(RecoveryCodesRenewed(at=now, actor=actor, subject=Subject("user", user.id)))
    return _give_recovery_codes(user)


def _set_password(user: User, password: str) -> None:
    ensure_acceptable(user, password)
    user.password_hash = passwords.hashed(password)


def _give_recovery_codes(user: User) -> list[str]:
    _forget_recovery_codes(user)
    codes = second_factor.new_recovery_codes()
    for code in codes:
        code_hash = sealing.keyed_hash("recovery code", second_factor.plain_code(code))
        db.session.add(RecoveryCode(user_id=user.id, code_hash=code_hash))
    return codes


def _forget_recovery_codes(user: User) -> None:
    for code in queries.list_recovery_codes(user.id):
        db.session.delete(code)
