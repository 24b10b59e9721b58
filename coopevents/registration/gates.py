"""The gates of an event, their self-service pages, its wall page, and what reception knows of guests."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Fact, Subject, changed_fields
from coopevents.registration import gate_queries, seats, tokens
from coopevents.registration.gate_facts import (
    BadgeGiven,
    GateAdded,
    GateChanged,
    KioskClosed,
    KioskOpened,
    WallChanged,
    WelcomeWritten,
)
from coopevents.registration.gate_models import Gate, GuestOnSite, OnSite
from coopevents.registration.gate_rules import GateNeedsAName
from coopevents.registration.models import Registration
from coopevents.schedule.queries import get_activity
from coopevents.signing import SIGNATURE_LENGTH, is_signature, signature
from coopevents.text import LocalizedText, cleaned, one_line

KIOSK, WALL = "kiosk", "wall page"
FIELDS = ("name", "badge_place", "activity_id", "is_open", "is_exit")


@dataclass(frozen=True, kw_only=True)
class GateDetails:
    """What a gate is called and stands for: without ``activity_id`` the event's entrance."""

    name: LocalizedText
    badge_place: LocalizedText = field(default_factory=LocalizedText)
    activity_id: int | None = None
    is_open: bool = True
    is_exit: bool = False


def add_gate(event: Event, details: GateDetails, *, now: datetime, actor: Actor) -> Gate:
    """Let guests be received at one more place. Raises GateNeedsAName, or NotFound for a foreign activity."""
    _ensure_sound(event, details)
    gate = Gate(event_id=event.id, event=event, created_at=now, kiosk_tries=0, **_as_mapping(details))
    db.session.add(gate)
    db.session.flush()
    _record(GateAdded, gate, now, actor, {"name": (None, dict(gate.name))})
    return gate


def change_gate(gate: Gate, details: GateDetails, *, now: datetime, actor: Actor) -> None:
    """Let the gate be this. What was scanned there keeps saying for what it was. Raises as :func:`add_gate`."""
    _ensure_sound(gate.event, details)
    changes = changed_fields(_as_mapping(gate), _as_mapping(details))
    for name, (_old, new) in changes.items():
        setattr(gate, name, new)
    if changes:
        _record(GateChanged, gate, now, actor, changes)


def open_kiosk(gate: Gate, *, now: datetime, actor: Actor) -> None:
    """Give the gate a self-service page with a new address; an older address is worthless from now on."""
    gate.kiosk_reference, gate.kiosk_tries, gate.kiosk_tries_since = tokens.new_reference(), 0, None
    _record(KioskOpened, gate, now, actor)


def close_kiosk(gate: Gate, *, now: datetime, actor: Actor) -> None:
    """Let the address of the self-service page be worthless. Twice is once."""
    if gate.kiosk_reference is not None:
        gate.kiosk_reference = None
        _record(KioskClosed, gate, now, actor)


def kiosk_token(gate: Gate) -> str:
    """The secret in the address of the gate's self-service page."""
    return _token(KIOSK, gate.kiosk_reference or "")


def find_by_kiosk_token(token: str) -> Gate | None:
    """The gate whose self-service page the token opens."""
    reference = _reference_in(KIOSK, token)
    return gate_queries.find_kiosk(reference) if reference else None


def set_wall(event: Event, *, is_shared: bool, shows_names: bool, now: datetime, actor: Actor) -> OnSite:
    """Let the wall page have an address of its own or not, and show names or not."""
    settings = gate_queries.find_on_site(event.id) or OnSite(event_id=event.id, wall_shows_names=False)
    db.session.add(settings)
    old = {"is_shared": settings.wall_reference is not None, "shows_names": bool(settings.wall_shows_names)}
    changes = changed_fields(old, {"is_shared": is_shared, "shows_names": shows_names})
    if "is_shared" in changes:
        settings.wall_reference = tokens.new_reference() if is_shared else None
    settings.wall_shows_names = shows_names
    db.session.flush()
    if changes:
        about = Subject("event", event.id)
        fact = WallChanged(
            at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes
        )
        ledger.record(fact)
    return settings


def wall_token(settings: OnSite) -> str:
    """The secret in the address of the wall page."""
    return _token(WALL, settings.wall_reference or "")


def find_by_wall_token(token: str) -> OnSite | None:
    """The event whose wall page the token opens."""
    reference = _reference_in(WALL, token)
    return gate_queries.find_wall(reference) if reference else None


def give_badge(registration: Registration, is_given: bool, *, now: datetime, actor: Actor) -> None:
    """Note that the guest got the badge, or take the note back. Twice is once."""
    known = _on_site(registration)
    if (known.badge_given_at is not None) is is_given:
        return
    known.badge_given_at = now if is_given else None
    changes = {"given": (not is_given, is_given)}
    seats.record(BadgeGiven, registration, registration.event, now=now, actor=actor, changes=changes)


def write_welcome(
    registration: Registration, *, welcome_note: str, host_name: str, host_phone: str, now: datetime, actor: Actor
) -> None:
    """Keep what reception is to say to the guest, and whom it calls."""
    known = _on_site(registration)
    written = {
        "welcome_note": cleaned(welcome_note)[:1000],
        "host_name": one_line(host_name)[:200],
        "host_phone": one_line(host_phone)[:60],
    }
    names = [name for name, text in written.items() if getattr(known, name) != text]
    for name in names:
        setattr(known, name, written[name])
    if names:
        changes = {"fields": (None, names)}
        seats.record(WelcomeWritten, registration, registration.event, now=now, actor=actor, changes=changes)


def _on_site(registration: Registration) -> GuestOnSite:
    known = gate_queries.find_guest_on_site(registration.id)
    if known is None:
        known = GuestOnSite(registration_id=registration.id, welcome_note="", host_name="", host_phone="")
        db.session.add(known)
        db.session.flush()
    return known


def _ensure_sound(event: Event, details: GateDetails) -> None:
    if not any(text.strip() for text in details.name.values()):
        raise GateNeedsAName
    if details.activity_id is not None:
        get_activity(event.schedule_id, details.activity_id)


def _as_mapping(gate: Gate | GateDetails) -> dict[str, Any]:
    return {name: getattr(gate, name) for name in FIELDS}


def _record(kind: type[Fact], gate: Gate, now: datetime, actor: Actor, changes: dict[str, Any] | None = None) -> None:
    event = gate.event
    about = Subject("gate", gate.id)
    ledger.record(
        kind(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes or {})
    )


def _token(purpose: str, reference: str) -> str:
    return reference + signature(purpose, reference)


def _reference_in(purpose: str, token: str) -> str | None:
    reference = token[: tokens.REFERENCE_LENGTH]
    is_ours = len(token) == tokens.REFERENCE_LENGTH + SIGNATURE_LENGTH and token.isascii() and token.isalnum()
    return reference if is_ours and is_signature(token[tokens.REFERENCE_LENGTH :], purpose, reference) else None
