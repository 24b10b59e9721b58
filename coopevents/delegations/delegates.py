"""The people of a delegation: named, changed, ordered, withdrawn. Their itinerary keeps in step with who comes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.delegations import attending, people_rules
from coopevents.delegations import delegate_queries as queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.people_facts import (
    DelegateBack,
    DelegateChanged,
    DelegateFact,
    DelegateNamed,
    DelegatesOrdered,
    DelegateWithdrawn,
)
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import DelegateState
from coopevents.delegations.recording import record, subject_of
from coopevents.delegations.tokens import new_uid
from coopevents.facts import Actor
from coopevents.people import service as people
from coopevents.text import cleaned, one_line

FIELDS = ("role", "rank", "office", "phone", "diet", "access_needs", "needs_letter", "note")


def name_delegate(delegation: Delegation, details: DelegateDetails, *, now: datetime, actor: Actor) -> Delegate:
    """Somebody is to come, the last in the order; who was withdrawn comes after all.

    Raises VisitIsOver, DelegateIsNamedAlready, DelegationHasAHead, RankIsImpossible, or what makes a person impossible.
    """
    delegation = delegations.lock_delegation(delegation.id)
    people_rules.ensure_people_may_change(delegation.state)
    others = queries.list_delegates(delegation.id)
    details = _tidied(details)
    person = people.find_or_add_person(details.person, unit_id=delegation.unit_id, now=now, actor=actor)
    known = next((each for each in others if each.person_id == person.id), None)
    if known is not None and known.state is not DelegateState.WITHDRAWN:
        raise people_rules.DelegateIsNamedAlready(field="name")
    _ensure_fits(details, [each for each in others if each is not known])
    delegate = known or Delegate(
        delegation_id=delegation.id,
        person_id=person.id,
        uid=new_uid(),
        position=1 + max((each.position for each in others), default=0),
        created_at=now,
    )
    for name in FIELDS:
        setattr(delegate, name, getattr(details, name))
    delegate.state, delegate.changed_at = DelegateState.NAMED, now
    db.session.add(delegate)
    db.session.flush()
    _record(DelegateNamed if known is None else DelegateBack, delegation, delegate, now, actor)
    attending.keep_guests_in_step(delegation, now=now, actor=actor)
    return delegate


def change_delegate(
    delegate: Delegate, details: DelegateDetails, *, seen: int | None = None, now: datetime, actor: Actor
) -> None:
    """Say anew who a delegate is; ``seen`` is the version that was looked at. Nothing happens when nothing differs.

    Raises VisitIsOver, DelegateChangedMeanwhile, or what :func:`name_delegate` raises.
    """
    delegation = delegations.lock_delegation(delegate.delegation_id)
    db.session.refresh(delegate)
    people_rules.ensure_people_may_change(delegation.state)
    if seen is not None and seen != delegate.version:
        raise people_rules.DelegateChangedMeanwhile
    details = _tidied(details)
    _ensure_fits(details, [each for each in queries.list_delegates(delegation.id) if each.id != delegate.id])
    people.change_person(delegate.person, details.person, now=now, actor=actor)
    changed = [name for name in FIELDS if getattr(delegate, name) != getattr(details, name)]
    for name in changed:
        setattr(delegate, name, getattr(details, name))
    if changed:
        delegate.changed_at = now
        db.session.flush()
        _record(DelegateChanged, delegation, delegate, now, actor, {"fields": (None, changed)})


def withdraw_delegate(delegate: Delegate, *, now: datetime, actor: Actor) -> None:
    """Somebody does not come: they leave every line of the itinerary, and their link opens nothing. Twice is once."""
    delegation = delegations.lock_delegation(delegate.delegation_id)
    people_rules.ensure_people_may_change(delegation.state)
    if delegate.state is DelegateState.WITHDRAWN:
        return
    delegate.state, delegate.token_version, delegate.changed_at = (
        DelegateState.WITHDRAWN,
        delegate.token_version + 1,
        now,
    )
    db.session.flush()
    _record(DelegateWithdrawn, delegation, delegate, now, actor)
    attending.keep_guests_in_step(delegation, now=now, actor=actor)


def order_delegates(delegation: Delegation, delegate_ids: Sequence[int], *, now: datetime, actor: Actor) -> None:
    """Give them the order of these ids, by hand; role and rank still come first. Who is not named goes to the end."""
    delegation = delegations.lock_delegation(delegation.id)
    wanted = {delegate_id: position for position, delegate_id in enumerate(delegate_ids, start=1)}
    for delegate in queries.list_delegates(delegation.id):
        delegate.position = wanted.get(delegate.id, len(wanted) + delegate.position)
    db.session.flush()
    record(DelegatesOrdered, delegation, now=now, actor=actor)


def details_of(delegate: Delegate) -> DelegateDetails:
    """A delegate as a caller would bring them."""
    return DelegateDetails(
        person=people.details_of(delegate.person), **{name: getattr(delegate, name) for name in FIELDS}
    )


def _tidied(details: DelegateDetails) -> DelegateDetails:
    return replace(
        details,
        phone=one_line(details.phone),
        diet=one_line(details.diet),
        access_needs=cleaned(details.access_needs),
        note=cleaned(details.note),
    )


def _ensure_fits(details: DelegateDetails, others: Sequence[Delegate]) -> None:
    coming = (each.role for each in others if each.state is not DelegateState.WITHDRAWN)
    people_rules.ensure_may_lead(details.role, coming)
    people_rules.ensure_rank(details.rank)


def _record(
    kind: type[DelegateFact],
    delegation: Delegation,
    delegate: Delegate,
    now: datetime,
    actor: Actor,
    changes: dict[str, tuple[Any, Any]] | None = None,
) -> None:
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=subject_of(delegation),
            unit_id=delegation.unit_id,
            delegate_id=delegate.id,
            changes=changes or {},
        )
    )
