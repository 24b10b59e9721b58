"""Guests check themselves in: by the code on their confirmation, or by their number and family name together."""

from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.registration import gate_queries, queries
from coopevents.registration.arriving import ScanDetails, Told, record_scan
from coopevents.registration.codes import read_code
from coopevents.registration.gate_models import Gate
from coopevents.registration.gate_rules import KIOSK_TRIES_COUNT_FOR, CodeIsUnknown, ensure_few_kiosk_tries
from coopevents.registration.models import Registration
from coopevents.text import folded

AT_KIOSK = Actor("guest", None, "guest")


def find_guest(gate: Gate, text: str, family_name: str) -> Registration | None:
    """The guest of the gate's event whose code this is; a number counts only together with the family name."""
    code = read_code(text)
    if code is None:
        return None
    if code.reference:
        found = queries.find_by_reference(code.reference)
        return found if found is not None and found.event_id == gate.event_id else None
    found = next(iter(gate_queries.list_numbered(gate.event_id, [code.number or 0]).values()), None)
    if found is None:
        return None
    names = {folded(name) for name in (found.family_name, found.given_name, found.original_name) if name}
    wanted = folded(family_name)
    is_meant = bool(wanted) and (wanted in names or found.original_name.startswith(family_name.strip()))
    return found if is_meant else None


def check_oneself_in(gate: Gate, text: str, family_name: str, key: str, *, now: datetime) -> Told:
    """Let the guest in, as a scan at the gate.

    Raises CodeIsUnknown for whatever fits nobody, and TooManyKioskTries after many of those; the try is counted on the
    gate, so commit after CodeIsUnknown too.
    """
    gate = gate_queries.lock_gate(gate.id)
    ensure_few_kiosk_tries(gate.kiosk_tries, gate.kiosk_tries_since, now=now)
    guest = find_guest(gate, text, family_name)
    if guest is None:
        _count_try(gate, now=now)
        raise CodeIsUnknown
    return record_scan(gate, guest, ScanDetails(key=key, at=now, device="kiosk"), now=now, actor=AT_KIOSK)


def _count_try(gate: Gate, *, now: datetime) -> None:
    since = gate.kiosk_tries_since
    if since is None or now - since >= KIOSK_TRIES_COUNT_FOR:
        gate.kiosk_tries, gate.kiosk_tries_since = 0, now
    gate.kiosk_tries += 1
    db.session.flush()
