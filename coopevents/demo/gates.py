"""The week's gates: two entrances, each with a device."""

from datetime import datetime

from coopevents.demo.office import DemoDesk
from coopevents.events.models import Event
from coopevents.registration import gate_devices, gates
from coopevents.registration.gates import GateDetails
from coopevents.text import LocalizedText

ENTRANCES = (
    (
        LocalizedText(en="North entrance", zh_Hans_CN="北门", fr="Entrée nord"),
        LocalizedText(en="Desk 1, by the stairs", zh_Hans_CN="楼梯旁 1 号台", fr="Comptoir 1, près de l’escalier"),
    ),
    (
        LocalizedText(en="Garden entrance", zh_Hans_CN="花园入口", fr="Entrée du jardin"),
        LocalizedText(
            en="Desk 2, in the winter garden", zh_Hans_CN="冬景花园 2 号台", fr="Comptoir 2, au jardin d’hiver"
        ),
    ),
)


def open_gates(desk: DemoDesk, event: Event, *, now: datetime) -> None:
    """Two entrances with a device each."""
    for name, badge_place in ENTRANCES:
        gate = gates.add_gate(event, GateDetails(name=name, badge_place=badge_place), now=now, actor=desk.actor)
        gate_devices.pair_device(gate, "", now=now, actor=desk.actor)
