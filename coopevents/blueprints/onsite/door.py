"""From the secret in the address to the device, and what every page of a gate needs."""

import re
from typing import Any

from flask import Blueprint, abort, g

from coopevents import clock
from coopevents.i18n import localized, zone_named
from coopevents.registration import gate_devices, gate_queries, tokens
from coopevents.registration.gate_models import GateDevice
from coopevents.reports.arrivals import progress_of

gate = Blueprint("onsite_gate", __name__)
IS_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
"""What an intention of a device looks like."""


def device_of(token: str) -> GateDevice:
    """The device the token lets in; 404 for a wrong one, and for one that is let in no longer."""
    device = gate_devices.find_by_token(token)
    if device is None:
        abort(404)
    g.uses_camera = True
    return device


def frame(device: GateDevice, token: str) -> dict[str, Any]:
    """What every page of a gate needs."""
    event = device.gate.event
    arrived, expected = progress_of(device.gate)
    return {
        "device": device,
        "gate": device.gate,
        "event": event,
        "accent": event.accent,
        "event_title": localized(event.title),
        "token": token,
        "zone": zone_named(event.time_zone),
        "arrived": arrived,
        "expected": expected,
        "now": clock.now(),
        "scan_key": tokens.new_reference(),
        "last_scans": gate_queries.list_of_device(device.reference, most=5),
    }
