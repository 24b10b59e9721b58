"""Somebody stands at the gate who never registered: registered by the office, checked in, in one step."""

from dataclasses import dataclass
from datetime import datetime

from coopevents.facts import Actor
from coopevents.registration import event_forms, queries, seats, service
from coopevents.registration.arriving import ScanDetails, Told, record_scan
from coopevents.registration.details import GuestDetails
from coopevents.registration.gate_facts import SeatGivenBeyondCapacity
from coopevents.registration.gate_models import Gate
from coopevents.registration.gate_rules import OverrideNeedsReason
from coopevents.text import cleaned


@dataclass(frozen=True)
class WalkIn:
    """Who stands there; ``override_reason`` is why there is a place although all are taken."""

    details: GuestDetails
    override_reason: str = ""


def receive_walk_in(gate: Gate, walk_in: WalkIn, *, now: datetime, actor: Actor) -> Told:
    """Register the guest with a confirmed place and check them in; the same form twice is one guest.

    Raises OverrideNeedsReason when all places are taken and nobody said why, and what ``register_guest`` raises.
    """
    event, details = gate.event, walk_in.details
    terms = queries.lock_terms(event.id)
    reason = cleaned(walk_in.override_reason)
    known = queries.find_by_intention(details.intention) if details.intention else None
    is_full = known is None and not seats.has_room_for(terms, event_forms.get_form(event.id, details.form_slug))
    if is_full and not reason:
        raise OverrideNeedsReason
    made = service.register_guest(event, details, now=now, actor=actor, by_office=True, is_walk_in=True)
    if is_full:
        changes = {"reason": (None, reason)}
        seats.record(SeatGivenBeyondCapacity, made, event, now=now, actor=actor, changes=changes)
    scan = ScanDetails(key=f"walk-in-{made.reference}", at=now)
    return record_scan(gate, made, scan, now=now, actor=actor)
