"""What the office decides about registrations: approve, decline, cancel, check in; one or many."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel.speaklater import LazyString

from coopevents.approvals import service as approvals
from coopevents.approvals.models import CaseState, Verdict
from coopevents.approvals.rules import Decider, ensure_reason
from coopevents.facts import Actor
from coopevents.refusals import Refusal
from coopevents.registration import plans, queries, quotas, rules, seats, snapshots, waiting
from coopevents.registration.facts import (
    CheckInUndone,
    GuestCheckedIn,
    NoteWritten,
    RegistrationApproved,
    RegistrationCancelled,
    RegistrationDeclined,
    StageApproved,
)
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S
from coopevents.text import cleaned


@dataclass
class BulkResult:
    """What became of many: who was dealt with, and who was skipped and why."""

    done: list[Registration] = field(default_factory=list)
    skipped: list[tuple[Registration, "LazyString | str"]] = field(default_factory=list)


def approve_registration(
    registration: Registration,
    *,
    now: datetime,
    actor: Actor,
    reason: str = "",
    decider: Decider | None = None,
    turn: int | None = None,
) -> None:
    """Approve at the present stage; after the last one the guest has a confirmed place.

    Who was declined or cancelled may be approved after all. ``turn`` is the one of the case that was looked at. Raises
    StateForbids, EventIsFull, QuotaForbids, EmailIsRegistered when the address has registered anew meanwhile, or what
    :func:`coopevents.approvals.service.decide` raises.
    """
    terms = seats.lock(registration)
    event, old = registration.event, registration.state
    rules.ensure_may_become(old, S.APPROVED)
    if old in {S.CHECKED_IN, S.NO_SHOW}:
        raise rules.StateForbids(old)
    seats.ensure_seat_for(registration, terms)
    quotas.ensure_approvable(registration)
    live = queries.find_live_by_email(event.id, registration.email)
    if live is not None and live.id != registration.id:
        raise rules.EmailIsRegistered(live.id)
    case = plans.case_for(registration, now=now)
    decider = decider or plans.decider_of(actor, event)
    approvals.decide(case, Verdict.APPROVE, reason, now=now, actor=actor, decider=decider, turn=turn)
    new = S.APPROVED if case.state is CaseState.APPROVED else S.PENDING
    if new is not old:
        seats.move(registration, new, now=now)
    if new is S.APPROVED:
        snapshots.forget(registration)
    kind = RegistrationApproved if new is S.APPROVED else StageApproved
    seats.record(kind, registration, event, now=now, actor=actor, changes=_change(old, new))


def decline_registration(
    registration: Registration,
    reason: str,
    *,
    now: datetime,
    actor: Actor,
    decider: Decider | None = None,
    turn: int | None = None,
) -> None:
    """Tell the guest that there is no place, and why; the seat goes to who waits.

    Raises StateForbids, ReasonIsMissing, or what :func:`coopevents.approvals.service.decide` raises.
    """
    terms = seats.lock(registration)
    event, old, reason = registration.event, registration.state, cleaned(reason)
    rules.ensure_may_become(old, S.DECLINED)
    ensure_reason(Verdict.DECLINE, reason)
    case = plans.case_for(registration, now=now)
    decider = decider or plans.decider_of(actor, event)
    approvals.decide(case, Verdict.DECLINE, reason, now=now, actor=actor, decider=decider, turn=turn)
    snapshots.forget(registration)
    seats.move(registration, S.DECLINED, now=now, reason=reason)
    seats.record(RegistrationDeclined, registration, event, now=now, actor=actor, changes=_change(old, S.DECLINED))
    waiting.pass_on(event, terms, now=now)


def cancel_registration(registration: Registration, reason: str, *, now: datetime, actor: Actor) -> None:
    """Take a place back and tell the guest why; the seat goes to who waits.

    Raises StateForbids or ReasonIsMissing.
    """
    terms = seats.lock(registration)
    event, old, reason = registration.event, registration.state, cleaned(reason)
    rules.ensure_may_become(old, S.CANCELLED)
    if not reason:
        raise rules.ReasonIsMissing
    approvals.close_case(seats.subject_of(registration), now=now)
    snapshots.forget(registration)
    seats.move(registration, S.CANCELLED, now=now, reason=reason)
    seats.record(RegistrationCancelled, registration, event, now=now, actor=actor, changes=_change(old, S.CANCELLED))
    waiting.pass_on(event, terms, now=now)


def approve_many(registrations: Iterable[Registration], *, now: datetime, actor: Actor) -> BulkResult:
    """Approve each that can be approved; the others are skipped with the reason."""
    return _each(registrations, lambda each: approve_registration(each, now=now, actor=actor))


def decline_many(registrations: Iterable[Registration], reason: str, *, now: datetime, actor: Actor) -> BulkResult:
    """Decline each that can be declined; the others are skipped with the reason."""
    return _each(registrations, lambda each: decline_registration(each, reason, now=now, actor=actor))


def check_in_guest(registration: Registration, *, now: datetime, actor: Actor) -> None:
    """The guest has arrived.

    Raises StateForbids.
    """
    seats.lock(registration)
    old = registration.state
    seats.move(registration, S.CHECKED_IN, now=now)
    changes = _change(old, S.CHECKED_IN)
    seats.record(GuestCheckedIn, registration, registration.event, now=now, actor=actor, changes=changes)


def undo_check_in(registration: Registration, *, now: datetime, actor: Actor) -> None:
    """The guest has not arrived after all.

    Raises StateForbids.
    """
    seats.lock(registration)
    if registration.state is not S.CHECKED_IN:
        raise rules.StateForbids(registration.state)
    seats.move(registration, S.APPROVED, now=now)
    changes = _change(S.CHECKED_IN, S.APPROVED)
    seats.record(CheckInUndone, registration, registration.event, now=now, actor=actor, changes=changes)


def write_note(registration: Registration, note: str, *, now: datetime, actor: Actor) -> None:
    """Keep a note that only the office reads."""
    note = cleaned(note)
    if note != registration.internal_note:
        registration.internal_note = note
        seats.record(NoteWritten, registration, registration.event, now=now, actor=actor)


def _each(registrations: Iterable[Registration], decide: Callable[[Registration], None]) -> BulkResult:
    result = BulkResult()
    for registration in registrations:
        try:
            decide(registration)
        except Refusal as refusal:
            result.skipped.append((registration, refusal.message))
        else:
            result.done.append(registration)
    return result


def _change(old: S, new: S) -> dict[str, tuple[str, str]]:
    return {"state": (old.value, new.value)}
