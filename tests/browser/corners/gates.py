"""A gate on the spot: guests who came, and one answer of each kind to a scan."""

from __future__ import annotations

from datetime import datetime

from coopevents.facts import THE_HOUSE
from coopevents.registration import gate_devices, receiving
from coopevents.registration import service as registrations
from coopevents.registration.arriving import ScanDetails
from coopevents.registration.details import GuestDetails
from coopevents.registration.gates import (
    GateDetails,
    add_gate,
    kiosk_token,
    open_kiosk,
    set_wall,
    wall_token,
    write_welcome,
)
from coopevents.text import LocalizedText
from tests.browser.corners.events import find_event
from tests.browser.corners.guests import LONG_NAME

MAIN = LocalizedText(en="Main door", zh_Hans_CN="正门", fr="Porte principale")
SIDE = LocalizedText(en="Side door", zh_Hans_CN="侧门", fr="Porte latérale")
TABLE = LocalizedText(en="Table by the stairs", zh_Hans_CN="楼梯旁的桌子", fr="Table près de l’escalier")
ADA = GuestDetails(
    email="arriving@elsewhere.example",
    family_name=LONG_NAME,
    given_name="Ada",
    original_name="张伟",
    institution_name="Lakeview Polytechnic",
    has_consented=True,
)


def add_gates(now: datetime) -> dict[str, str]:
    """At the lectures: a gate that is open, with a guest who came and came again; and one that is closed."""
    lectures = find_event("visiting-scholars")
    gate = add_gate(lectures, GateDetails(name=MAIN, badge_place=TABLE), now=now, actor=THE_HOUSE)
    device = gate_devices.pair_device(gate, "Xiaoyu Lin", now=now, actor=THE_HOUSE)
    guest = registrations.register_guest(lectures, ADA, now=now, actor=THE_HOUSE, by_office=True)
    for key in ("corner-scan-1", "corner-scan-2"):
        scan = ScanDetails(key=key, at=now, device=device.reference)
        receiving.receive(gate, guest.reference, scan, now=now, actor=gate_devices.acting(device))
    shut = add_gate(lectures, GateDetails(name=SIDE, is_open=False), now=now, actor=THE_HOUSE)
    closed = gate_devices.pair_device(shut, "Xiaoyu Lin", now=now, actor=THE_HOUSE)
    note = {"welcome_note": "Wait in the lounge: the dean comes down.", "host_name": "Wang Fang"}
    write_welcome(guest, **note, host_phone="+86 21 5021 0000", now=now, actor=THE_HOUSE)
    open_kiosk(gate, now=now, actor=THE_HOUSE)
    settings = set_wall(lectures, is_shared=True, shows_names=True, now=now, actor=THE_HOUSE)
    return {
        "kiosk": kiosk_token(gate),
        "wall": wall_token(settings),
        "arriving_code": guest.reference,
        "gate": gate_devices.device_token(device),
        "closed_gate": gate_devices.device_token(closed),
        "gate_id": str(gate.id),
        "gate_device": str(device.id),
    }
