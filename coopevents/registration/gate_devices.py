"""The devices that receive guests at a gate: each let in by a link of its own, until somebody takes it back.

The secret in the link is signed with the installation's key and never kept: whoever reads the database alone cannot
make one.
"""

from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Fact, Subject
from coopevents.registration import gate_queries, tokens
from coopevents.registration.gate_facts import DevicePaired, DeviceRevoked
from coopevents.registration.gate_models import Gate, GateDevice
from coopevents.signing import is_signature, signature
from coopevents.text import one_line

PURPOSE = "device at a gate"
MOST_WAITING = 1_000_000


def pair_device(gate: Gate, label: str, *, now: datetime, actor: Actor) -> GateDevice:
    """Let one more device receive guests at the gate; without a ``label`` it is called after who let it in."""
    device = GateDevice(
        gate_id=gate.id,
        gate=gate,
        reference=tokens.new_reference(),
        label=one_line(label)[:120] or actor.label[:120],
        paired_by=actor.label,
        paired_at=now,
        waiting=0,
    )
    db.session.add(device)
    db.session.flush()
    _record(DevicePaired, device, now, actor)
    return device


def revoke_device(device: GateDevice, *, now: datetime, actor: Actor) -> None:
    """Let the device's link be worthless from now on. Twice is once."""
    if device.revoked_at is None:
        device.revoked_at = now
        _record(DeviceRevoked, device, now, actor)


def device_token(device: GateDevice) -> str:
    """The secret in the address with which the device opens its gate."""
    return device.reference + signature(PURPOSE, device.reference)


def find_by_token(token: str) -> GateDevice | None:
    """The device whose link it is, as long as it is let in."""
    reference = tokens.reference_in(token)
    if reference is None or not is_signature(token[tokens.REFERENCE_LENGTH :], PURPOSE, reference):
        return None
    return gate_queries.find_device(reference)


def acting(device: GateDevice) -> Actor:
    """The device as the one who acts, for facts."""
    return Actor("device", device.id, device.label)


def hear_of(device: GateDevice, *, waiting: int, now: datetime) -> None:
    """Note that the device was heard of, and how many scans still wait on it."""
    device.seen_at, device.waiting = now, max(0, min(waiting, MOST_WAITING))


def _record(kind: type[Fact], device: GateDevice, now: datetime, actor: Actor) -> None:
    event = device.gate.event
    fact = kind(
        at=now,
        actor=actor,
        subject=Subject("gate", device.gate_id),
        unit_id=event.unit_id,
        event_id=event.id,
        changes={"device": (None, device.label)},
    )
    ledger.record(fact)
