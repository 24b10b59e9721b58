"""How the verbs of this room write down what they did."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.agreements import rules
from coopevents.agreements.facts import AgreementFact
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import AgreementState
from coopevents.facts import Actor, Subject


def subject_of(agreement: Agreement) -> Subject:
    """The agreement as engines know it."""
    return Subject("agreement", agreement.id)


def move(agreement: Agreement, state: AgreementState, *, now: datetime) -> dict[str, tuple[str, str]]:
    """Let the agreement come to another state; returns that as a fact's changes.

    Raises StateForbids.
    """
    old = agreement.state
    rules.ensure_may_become(old, state)
    agreement.state, agreement.state_since, agreement.changed_at = state, now, now
    return {"state": (old.value, state.value)}


def record(
    kind: type[AgreementFact],
    agreement: Agreement,
    *,
    now: datetime,
    actor: Actor,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
    **said: Any,
) -> None:
    """Record a fact; of a confidential agreement only its states are told. ``said`` is what that kind of fact says."""
    told = dict(changes or {}) | ({"reason": ("", reason)} if reason else {})
    if agreement.is_confidential:
        told = {name: change for name, change in told.items() if name == "state"}
    subject, unit_id = subject_of(agreement), agreement.unit_id
    ledger.record(kind(at=now, actor=actor, subject=subject, unit_id=unit_id, changes=told, **said))
