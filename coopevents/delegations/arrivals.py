"""The guests come, and go: who has arrived, and how the visit itself begins, ends and is closed."""

from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.delegations import queries as delegations
from coopevents.delegations import reporting
from coopevents.delegations.arrival_facts import (
    DelegateArrivalTakenBack,
    DelegateArrived,
    DelegateSeenOff,
    DelegateSeenOffTakenBack,
    VisitBegun,
    VisitClosed,
    VisitCompleted,
)
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_facts import DelegateFact
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import COMING_DELEGATES
from coopevents.delegations.recording import move, record, subject_of
from coopevents.delegations.rules import VisitForbids, ensure_may_become
from coopevents.delegations.states import COMING, VisitState
from coopevents.facts import Actor


def check_in(delegate: Delegate, *, now: datetime, actor: Actor) -> None:
    """Somebody of ours saw them arrive; the first one begins a visit whose programme was sent. Twice is once, and who
    had left is here again.

    Raises VisitForbids when nobody is expected.
    """
    delegation = delegations.lock_delegation(delegate.delegation_id)
    db.session.refresh(delegate)
    if delegation.state not in COMING or delegate.state not in COMING_DELEGATES:
        raise VisitForbids(delegation.state)
    if delegate.arrived_at is not None:
        take_leave_back(delegate, now=now, actor=actor)
        return
    delegate.arrived_at, delegate.arrived_by, delegate.left_at = now, actor.label, None
    db.session.flush()
    _record(DelegateArrived, delegation, delegate, now, actor)
    if delegation.state is VisitState.PROGRAMME_SENT:
        begin_visit(delegation, now=now, actor=actor)


def take_check_in_back(delegate: Delegate, *, now: datetime, actor: Actor) -> None:
    """It was somebody else, or too early."""
    delegation = delegations.lock_delegation(delegate.delegation_id)
    db.session.refresh(delegate)
    if delegate.arrived_at is None:
        return
    delegate.arrived_at, delegate.arrived_by, delegate.left_at = None, "", None
    db.session.flush()
    _record(DelegateArrivalTakenBack, delegation, delegate, now, actor)


def see_off(delegate: Delegate, *, now: datetime, actor: Actor) -> None:
    """They have left."""
    delegation = delegations.lock_delegation(delegate.delegation_id)
    db.session.refresh(delegate)
    if delegate.arrived_at is None or delegate.left_at is not None:
        return
    delegate.left_at = now
    db.session.flush()
    _record(DelegateSeenOff, delegation, delegate, now, actor)


def take_leave_back(delegate: Delegate, *, now: datetime, actor: Actor) -> None:
    """They have not left after all, or have come back."""
    delegation = delegations.lock_delegation(delegate.delegation_id)
    db.session.refresh(delegate)
    if delegate.left_at is None:
        return
    delegate.left_at = None
    db.session.flush()
    _record(DelegateSeenOffTakenBack, delegation, delegate, now, actor)


def begin_visit(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """The guests are here. Raises VisitForbids before the programme was sent."""
    delegation = delegations.lock_delegation(delegation.id)
    if delegation.state is VisitState.ON_SITE:
        return
    record(VisitBegun, delegation, now=now, actor=actor, changes=move(delegation, VisitState.ON_SITE, now=now))


def complete_visit(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """The guests are gone, and the report is due. Raises VisitForbids for a visit that is not going on."""
    delegation = delegations.lock_delegation(delegation.id)
    changes = move(delegation, VisitState.COMPLETED, now=now)
    record(VisitCompleted, delegation, now=now, actor=actor, changes=changes)
    move(delegation, VisitState.REPORT_DUE, now=now)


def close_visit(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """Nothing is left to do. Raises VisitForbids while the visit goes on, ReportIsNotApproved before its report is."""
    delegation = delegations.lock_delegation(delegation.id)
    ensure_may_become(delegation.state, VisitState.CLOSED)
    if not reporting.may_be_closed(delegation):
        raise reporting.ReportIsNotApproved
    record(VisitClosed, delegation, now=now, actor=actor, changes=move(delegation, VisitState.CLOSED, now=now))


def _record(kind: type[DelegateFact], delegation: Delegation, delegate: Delegate, now: datetime, actor: Actor) -> None:
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=subject_of(delegation),
            unit_id=delegation.unit_id,
            delegate_id=delegate.id,
            changes={},
        )
    )
