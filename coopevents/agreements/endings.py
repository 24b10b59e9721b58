"""How an agreement comes into force, goes on, and ends: renewed, amended, terminated, expired or abandoned."""

from dataclasses import replace
from datetime import date, datetime

from coopevents.agreements import queries, rules
from coopevents.agreements.dates import last_day_of, next_end
from coopevents.agreements.facts import (
    AgreementAbandoned,
    AgreementAmended,
    AgreementExpired,
    AgreementInForce,
    AgreementProlonged,
    AgreementRenewed,
    AgreementTerminated,
    TerminationRecorded,
)
from coopevents.agreements.models import Agreement
from coopevents.agreements.numbering import day_of
from coopevents.agreements.recording import move, record, subject_of
from coopevents.agreements.service import as_details, propose_agreement
from coopevents.agreements.states import HOLDING, UNSIGNED, Succession, TermKind
from coopevents.agreements.states import AgreementState as S
from coopevents.approvals import service as deciding
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import cleaned


class SuccessorExists(Refusal):
    """It is being renewed or amended already."""

    sentence = _l("This agreement is being renewed or amended already. Go on with that proposal, or abandon it first.")


class EndsBeforeItHeld(Refusal):
    """Nothing ends before it began."""

    status = 422
    sentence = _l("Write a day that is not before the agreement came into force.")


def enter_into_force(agreement: Agreement, *, now: datetime, actor: Actor) -> bool:
    """Let a signed agreement hold once its first day has come; what it renews or amends is over then.

    Returns whether it does.
    """
    agreement = queries.lock_agreement(agreement.id)
    today = day_of(now)
    begins_on = agreement.effective_on or agreement.signed_on
    if agreement.state is not S.SIGNED or begins_on is None or begins_on > today:
        return False
    agreement.effective_on = begins_on
    if agreement.ends_on is None and agreement.term_years is not None:
        agreement.ends_on = last_day_of(begins_on, agreement.term_years)
    record(AgreementInForce, agreement, now=now, actor=actor, changes=move(agreement, S.IN_FORCE, now=now))
    _end_predecessor(agreement, now, actor)
    return True


def _end_predecessor(agreement: Agreement, now: datetime, actor: Actor) -> None:
    if agreement.predecessor_id is None or agreement.succession is None:
        return
    before = queries.lock_agreement(agreement.predecessor_id)
    is_renewal = agreement.succession is Succession.RENEWAL
    state, kind = (S.RENEWED, AgreementRenewed) if is_renewal else (S.AMENDED, AgreementAmended)
    if before.state is S.IN_FORCE or (is_renewal and before.state is S.EXPIRED):
        changes = move(before, state, now=now) | {"successor": ("", agreement.number)}
        record(kind, before, now=now, actor=actor, changes=changes)


def prolong(agreement: Agreement, *, now: datetime, actor: Actor) -> bool:
    """Let an agreement that renews itself go on when its last day has passed; returns whether it did."""
    agreement = queries.lock_agreement(agreement.id)
    today, old = day_of(now), agreement.ends_on
    is_due = agreement.state is S.IN_FORCE and agreement.term is TermKind.RENEWING and agreement.ended_on is None
    if not is_due or old is None or agreement.term_years is None or old >= today:
        return False
    agreement.ends_on = next_end(old, agreement.term_years, today)
    agreement.changed_at = now
    record(AgreementProlonged, agreement, now=now, actor=actor, changes={"ends_on": (old, agreement.ends_on)})
    return True


def expire(agreement: Agreement, *, now: datetime, actor: Actor) -> bool:
    """Let an agreement be over whose last day, or the day it was terminated for, has passed; returns whether it is."""
    agreement = queries.lock_agreement(agreement.id)
    today = day_of(now)
    if agreement.state not in HOLDING:
        return False
    if agreement.ended_on is not None and agreement.ended_on <= today:
        changes = move(agreement, S.TERMINATED, now=now)
        record(AgreementTerminated, agreement, now=now, actor=actor, changes=changes, reason=agreement.end_reason)
        return True
    if agreement.state is S.IN_FORCE and agreement.term is TermKind.FIXED and _has_passed(agreement.ends_on, today):
        record(AgreementExpired, agreement, now=now, actor=actor, changes=move(agreement, S.EXPIRED, now=now))
        return True
    return False


def terminate(agreement: Agreement, on: date, reason: str, *, now: datetime, actor: Actor) -> None:
    """End a signed agreement on a day, today or to come, for a reason.

    Raises ReasonIsMissing, StateForbids, or EndsBeforeItHeld.
    """
    agreement = queries.lock_agreement(agreement.id)
    rules.ensure_reason(reason)
    if agreement.state not in HOLDING:
        raise rules.StateForbids(agreement.state)
    if agreement.effective_on is not None and on < agreement.effective_on:
        raise EndsBeforeItHeld(field="ended_on")
    agreement.ended_on, agreement.end_reason, agreement.changed_at = on, cleaned(reason), now
    if not expire(agreement, now=now, actor=actor):
        changes = {"ended_on": (None, on)}
        record(TerminationRecorded, agreement, now=now, actor=actor, changes=changes, reason=agreement.end_reason)


def abandon(agreement: Agreement, reason: str, *, now: datetime, actor: Actor) -> None:
    """Give an agreement up that nobody, or not everybody, has signed.

    Raises ReasonIsMissing or StateForbids.
    """
    agreement = queries.lock_agreement(agreement.id)
    rules.ensure_reason(reason)
    if agreement.state not in UNSIGNED:
        raise rules.StateForbids(agreement.state)
    agreement.end_reason = cleaned(reason)
    deciding.close_case(subject_of(agreement), now=now)
    changes = move(agreement, S.ABANDONED, now=now)
    record(AgreementAbandoned, agreement, now=now, actor=actor, changes=changes, reason=agreement.end_reason)


def succeed(agreement: Agreement, succession: Succession, *, now: datetime, actor: Actor) -> Agreement:
    """A proposal that renews or amends this agreement, with everything copied but its days and signatures.

    Raises StateForbids, or SuccessorExists.
    """
    agreement = queries.lock_agreement(agreement.id)
    allowed = HOLDING | ({S.EXPIRED} if succession is Succession.RENEWAL else set())
    if agreement.state not in allowed:
        raise rules.StateForbids(agreement.state)
    if queries.list_successors(agreement.id):
        raise SuccessorExists
    copied = as_details(agreement)
    signatories = tuple(replace(each, id=None) for each in copied.signatories)
    is_renewal = succession is Succession.RENEWAL
    details = replace(
        copied,
        signatories=signatories,
        effective_on=None,
        ends_on=None if is_renewal and copied.term_years else copied.ends_on,
        note="",
    )
    return propose_agreement(details, unit_id=agreement.unit_id, now=now, actor=actor, follows=(agreement, succession))


def _has_passed(day: date | None, today: date) -> bool:
    return day is not None and day < today
