"""The gates at the desk, and the pages on the spot."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import AT_DESK, LECTURES, SEND, WEEK

SCAN = "main form button"
GATE = {"token": "$gate"}
KIOSK = {"token": "$kiosk"}
AT_GATE = {**LECTURES, "gate_id": "$gate_id"}

ONSITE = [
    PageExample("gates", "organiser_gates.index", LECTURES, **AT_DESK),
    PageExample("gates-empty", "organiser_gates.index", {"event_slug": "bare-visit"}, **AT_DESK),
    PageExample("gate-new", "organiser_gates.create", WEEK, **AT_DESK),
    PageExample("gate-new-mistakes", "organiser_gates.create", WEEK, press=SEND, status=422, **AT_DESK),
    PageExample("gate-show", "organiser_gates.show", AT_GATE, **AT_DESK),
    PageExample("gate-edit", "organiser_gates.edit", AT_GATE, **AT_DESK),
    PageExample("gate-device", "organiser_gates.device", {**AT_GATE, "device_id": "$gate_device"}, **AT_DESK),
    PageExample("gate", "onsite_gate.show", GATE),
    PageExample("gate-closed", "onsite_gate.show", {"token": "$closed_gate"}),
    PageExample("gate-counted", "onsite_gate.show", GATE, "seen=corner-scan-1"),
    PageExample("gate-repeated", "onsite_gate.show", GATE, "seen=corner-scan-2"),
    PageExample("gate-unknown", "onsite_gate.show", GATE, fill={"code": "zzzz nobody"}, press=SCAN, status=422),
    PageExample("gate-found", "onsite_gate.show", GATE, fill={"code": "zhang wei"}, press=SCAN),
    PageExample("gate-walk-in", "onsite_gate.walk_in", GATE),
    PageExample("gate-walk-in-mistakes", "onsite_gate.walk_in", GATE, press=SEND, status=422),
    PageExample("kiosk", "onsite_kiosk.show", KIOSK),
    PageExample("kiosk-unknown", "onsite_kiosk.show", KIOSK, fill={"code": "#99999"}, press=SCAN, status=422),
    PageExample("kiosk-welcome", "onsite_kiosk.show", KIOSK, fill={"code": "$arriving_code"}, press=SCAN),
    PageExample("wall", "onsite_wall.show", {"token": "$wall"}),
]
