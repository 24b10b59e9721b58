"""Signing in: tries are counted before they are looked at, proofs are checked, sessions begin and end."""

from datetime import datetime

from coopevents import ledger, sealing
from coopevents.accounts import passwords, queries, rules, second_factor, tokens
from coopevents.accounts.facts import RecoveryCodeUsed, SessionsEnded, SignedIn, SignedOut
from coopevents.accounts.models import SignedInSession, SignInAttempt, User
from coopevents.db import db
from coopevents.facts import Actor, Subject


def count_try(email: str, address: str | None, *, now: datetime, purpose: str = "sign-in") -> None:
    """Count one try for the account, known or not, and for the network address, before anything is checked.

    Because each try is counted first, fifty at the same moment are still five. Raises TooManyTries, counting nothing.
    """
    keys = [_account_key(purpose, email), *([_address_key(purpose, address)] if address else [])]
    queries.lock_attempts(keys)
    since = now - rules.TRIES_COUNT_FOR
    rules.ensure_few_tries(queries.count_attempts(key, since=since) for key in keys)
    for outdated in queries.list_attempts_before(since):
        db.session.delete(outdated)
    db.session.add_all(SignInAttempt(key=key, at=now) for key in keys)


def forgive_try(email: str, address: str, *, now: datetime, purpose: str = "sign-in") -> None:
    """The try counted at ``now`` was right: take it off again, and leave earlier ones."""
    for key in (_account_key(purpose, email), _address_key(purpose, address)):
        own = [attempt for attempt in queries.list_attempts([key]) if attempt.at == now]
        if own:
            db.session.delete(own[-1])


def forget_tries(email: str, *, purpose: str = "sign-in") -> None:
    """Whoever proved to be the account's owner begins with a clean slate; the network address does not."""
    for attempt in queries.list_attempts([_account_key(purpose, email)]):
        db.session.delete(attempt)


def find_user_with_password(email: str, password: str) -> User | None:
    """The user with that address and that password; takes equally long when there is none. Changes nothing."""
    user = queries.find_user_by_email(email)
    kept = user.password_hash if user is not None and user.is_enabled else ""
    return user if passwords.is_right(kept, password) else None


def check_code(user_id: int, typed: str, *, now: datetime) -> User:
    """Accept a code of the user's app, or one of the recovery codes; neither works twice.

    Raises CodeIsWrong, or NotFound for somebody who may not sign in.
    """
    user = queries.lock_user(user_id)
    code = second_factor.plain_code(typed)
    step = second_factor.find_step(sealing.unseal(user.totp_secret), code, now=now, used_step=user.totp_used_step)
    if step is not None:
        user.totp_used_step = step
        return user
    code_hash = sealing.keyed_hash("recovery code", code)
    for recovery in queries.list_recovery_codes(user.id):
        if recovery.code_hash == code_hash and recovery.used_at is None:
            recovery.used_at = now
            ledger.record(RecoveryCodeUsed(at=now, actor=_themself(user), subject=Subject("user", user.id)))
            return user
    raise rules.CodeIsWrong(field="code")


def begin_session(user: User, browser: str, *, now: datetime, password: str = "") -> str:
    """Begin a session and return the secret that its browser keeps; with the password its hash is kept up to date."""
    if password and passwords.needs_rehash(user.password_hash):
        user.password_hash = passwords.hashed(password)
    forget_tries(user.email)
    for outdated in queries.list_outdated_sessions(user.id, started_before=now - rules.SESSIONS_KEPT_FOR):
        db.session.delete(outdated)
    token = tokens.new_token()
    started = SignedInSession(
        user_id=user.id, token_hash=tokens.hash_of(token), browser=browser[:200], started_at=now, seen_at=now
    )
    db.session.add(started)
    ledger.record(SignedIn(at=now, actor=_themself(user), subject=Subject("user", user.id)))
    return token


def end_session(session: SignedInSession, *, now: datetime) -> None:
    """Sign a browser out."""
    session.ended_at = now
    actor = _themself(session.user)
    ledger.record(SignedOut(at=now, actor=actor, subject=Subject("user", session.user_id)))


def end_sessions(user: User, *, besides: SignedInSession | None = None, now: datetime, actor: Actor) -> int:
    """Sign all of a user's browsers out, ``besides`` one; returns how many that were."""
    living = queries.list_living_sessions(user.id, started_after=now - rules.SESSION_LASTS)
    ended = [session for session in living if besides is None or session.id != besides.id]
    for session in ended:
        session.ended_at = now
    if ended:
        changes = {"sessions": (None, len(ended))}
        ledger.record(SessionsEnded(at=now, actor=actor, subject=Subject("user", user.id), changes=changes))
    return len(ended)


def _account_key(purpose: str, email: str) -> str:
    return sealing.keyed_hash(f"{purpose} account", email.strip().lower())


def _address_key(purpose: str, address: str) -> str:
    return sealing.keyed_hash(f"{purpose} address", rules.network_of(address))


def _themself(user: User) -> Actor:
    return Actor("user", user.id, user.name)
