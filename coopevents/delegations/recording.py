"""How the verbs of this room write down what they did, and which day it is at the office."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coopevents import config, ledger
from coopevents.delegations import rules
from coopevents.delegations.facts import DelegationFact
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import VisitState
from coopevents.facts import Actor, Subject


def subject_of(delegation: Delegation) -> Subject:
    """The delegation as engines know it."""
    return Subject("delegation", delegation.id)


def day_of(now: datetime) -> date:
    """Which day it is at the office."""
    return now.astimezone(ZoneInfo(config.in_force().default_time_zone)).date()


def move(delegation: Delegation, state: VisitState, *, now: datetime) -> dict[str, tuple[str, str]]:
    """Let the visit come to another state; returns that as a fact's changes.

    Raises VisitForbids.
    """
    old = delegation.state
    rules.ensure_may_become(old, state)
    delegation.state, delegation.state_since, delegation.changed_at = state, now, now
    if old is VisitState.POSTPONED:
        delegation.postponed_from = None
    return {"state": (old.value, state.value)}


def record(
    kind: type[DelegationFact],
    delegation: Delegation,
    *,
    now: datetime,
    actor: Actor,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
) -> None:
    """Record a fact about the visit."""
    told = dict(changes or {}) | ({"reason": ("", reason)} if reason else {})
    ledger.record(kind(at=now, actor=actor, subject=subject_of(delegation), unit_id=delegation.unit_id, changes=told))
