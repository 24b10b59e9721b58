"""Registering to help, confirming the address, changing what one said, pausing, withdrawing."""

from datetime import datetime, timedelta

from coopevents.accounts import queries as accounts
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.helping import keeping, queries, rules
from coopevents.helping.details import HelperDetails
from coopevents.helping.facts import (
    HelperAddressAsked,
    HelperChanged,
    HelperConfirmed,
    HelperFact,
    HelperLinkAsked,
    HelperPaused,
    HelperRegistered,
    HelperResumed,
    HelperWithdrawn,
)
from coopevents.helping.models import Helper, HelperTerms
from coopevents.helping.recording import day_of, record
from coopevents.helping.states import LIVE, HelperState
from coopevents.helping.tokens import is_address_key, new_uid

AN_HOUR = timedelta(hours=1)


def register(
    details: HelperDetails,
    *,
    unit_id: int,
    has_consented: bool,
    privacy_version: int = 1,
    intention: str = "",
    now: datetime,
    actor: Actor,
) -> Helper:
    """Keep what they say until their address is confirmed; the same intention is one registration.

    Whoever answers cannot tell whether an address is known: one that is known is sent the way to its page, at most
    every ten minutes. What was not confirmed yet is said anew. Raises NotOpen, TooManyNow, ConsentIsMissing, or what
    names a field.
    """
    accounts.lock_units([unit_id])
    known = queries.find_by_intention(intention[:64])
    if known is not None:
        return known
    terms = _open_terms(unit_id)
    if not has_consented:
        raise rules.ConsentIsMissing(field="has_consented")
    details = rules.tidied(details, day_of(now))
    rules.ensure_details_hold(details)
    known = queries.find_live(unit_id, details.email)
    if known is not None:
        return _again(known, details, now, actor)
    if queries.count_unconfirmed(unit_id, now - AN_HOUR) >= rules.MOST_IN_AN_HOUR:
        raise rules.TooManyNow
    helper = Helper(
        unit_id=unit_id, uid=new_uid(), intention=intention[:64] or None, email=details.email, state_since=now,
        created_at=now, changed_at=now, consented_at=now, link_sent_at=now,
        privacy_version=min(max(privacy_version, 1), terms.privacy_version),
    )  # fmt: skip
    keeping.fill(helper, details)
    db.session.add(helper)
    db.session.flush()
    record(HelperRegistered, helper, now=now, actor=actor)
    return helper


def confirm(helper: Helper, *, now: datetime, actor: Actor) -> None:
    """The address is theirs; said twice, nothing changes."""
    helper = queries.lock_helper(helper.id)
    if helper.state is not HelperState.UNCONFIRMED:
        return
    helper.state, helper.state_since = HelperState.WAITING, now
    db.session.flush()
    record(HelperConfirmed, helper, now=now, actor=actor)


def change(helper: Helper, details: HelperDetails, *, now: datetime, actor: Actor) -> None:
    """Let them say it anew; another address holds once it is confirmed.

    Raises StateForbids, or what names a field.
    """
    helper = queries.lock_helper(helper.id)
    rules.ensure_state(helper.state, *LIVE)
    details = rules.tidied(details, day_of(now))
    rules.ensure_details_hold(details)
    wanted = details.email if details.email != helper.email else ""
    is_new = wanted not in ("", helper.wanted_email)
    keeping.fill(helper, details)
    helper.wanted_email, helper.changed_at = wanted, now
    keeping.keep_in_step(helper, now=now, actor=actor)
    record(HelperChanged, helper, now=now, actor=actor)
    if is_new:
        record(HelperAddressAsked, helper, now=now, actor=actor)


def confirm_address(helper: Helper, key: str, *, now: datetime, actor: Actor) -> None:
    """Write to them at the new address from now on. Raises StateForbids for a wrong key, or EmailIsRegistered."""
    helper = queries.lock_helper(helper.id)
    rules.ensure_state(helper.state, *LIVE)
    if not is_address_key(helper, key):
        raise rules.StateForbids
    accounts.lock_units([helper.unit_id])
    if queries.find_live(helper.unit_id, helper.wanted_email) is not None:
        raise rules.EmailIsRegistered(field="email")
    helper.email, helper.wanted_email, helper.changed_at = helper.wanted_email, "", now
    keeping.index(helper)
    keeping.keep_in_step(helper, now=now, actor=actor)
    record(HelperChanged, helper, now=now, actor=actor)


def pause(helper: Helper, *, now: datetime, actor: Actor) -> None:
    """Offer them nothing for now. Raises StateForbids."""
    _pause(helper, True, HelperPaused, now, actor)


def resume(helper: Helper, *, now: datetime, actor: Actor) -> None:
    """They can be offered something again. Raises StateForbids."""
    _pause(helper, False, HelperResumed, now, actor)


def withdraw(helper: Helper, *, now: datetime, actor: Actor) -> None:
    """They do not want to help any more: nothing is offered to them. Raises StateForbids."""
    helper = queries.lock_helper(helper.id)
    rules.ensure_state(helper.state, *LIVE)
    helper.state, helper.state_since = HelperState.WITHDRAWN, now
    keeping.let_go(helper, now=now, actor=actor)
    record(HelperWithdrawn, helper, now=now, actor=actor)


def _open_terms(unit_id: int) -> HelperTerms:
    terms = queries.find_terms(unit_id)
    if terms is None or not terms.is_open:
        raise rules.NotOpen
    return terms


def _pause(helper: Helper, is_paused: bool, kind: type[HelperFact], now: datetime, actor: Actor) -> None:
    helper = queries.lock_helper(helper.id)
    rules.ensure_state(helper.state, HelperState.WAITING, HelperState.APPROVED)
    if helper.is_paused is is_paused:
        return
    helper.is_paused = is_paused
    db.session.flush()
    record(kind, helper, now=now, actor=actor)


def _again(known: Helper, details: HelperDetails, now: datetime, actor: Actor) -> Helper:
    helper = queries.lock_helper(known.id)
    if helper.state is HelperState.UNCONFIRMED:
        keeping.fill(helper, details)
        db.session.flush()
    if helper.link_sent_at is None or now - helper.link_sent_at >= rules.BETWEEN_LINKS:
        helper.link_sent_at = now
        record(HelperLinkAsked, helper, now=now, actor=actor)
    return helper
