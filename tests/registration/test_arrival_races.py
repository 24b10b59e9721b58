"""Two gates scan the same guest at the same moment: one check-in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from coopevents import unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.db import db, declare_intent
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.registration import arriving, gate_queries, gates, queries
from coopevents.registration.arriving import ScanDetails
from coopevents.registration.gates import GateDetails
from coopevents.registration.states import RegistrationState
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.desks import NOW, Desk, desk

__all__ = ["desk"]
ROUNDS = 20
DEVICES = 4


@both_databases
def test_twenty_rounds_of_two_gates_and_one_guest_are_twenty_check_ins(desk: Desk) -> None:
    event_id = desk.event()
    guests = [desk.guest(event_id, f"guest{number}@example.org") for number in range(ROUNDS)]
    with desk.writing():
        event = events.get_event(event_id)
        made = [GateDetails(name=LocalizedText(en=name)) for name in ("North", "South")]
        gate_ids = [gates.add_gate(event, each, now=NOW, actor=THE_HOUSE).id for each in made]
        unit_of_work.commit()
    start = Barrier(DEVICES)

    def scan(device: int) -> list[str]:
        outcomes = []
        for guest_id in guests:
            start.wait()
            with desk.app.app_context():
                declare_intent(is_reading=False)
                gate = gate_queries.get_gate(event_id, gate_ids[device % 2])
                details = ScanDetails(key=f"{guest_id}-{device // 2}-{device % 2}", at=NOW)
                guest = queries.get_by_id(guest_id)
                told = arriving.record_scan(gate, guest, details, now=NOW, actor=THE_HOUSE)
                outcomes.append(told.outcome.value)
                unit_of_work.commit()
        return outcomes

    with ThreadPoolExecutor(DEVICES) as pool:
        told = list(pool.map(scan, range(DEVICES)))
    assert [sorted(each) for each in zip(*told, strict=True)] == [["counts"] + ["repeats"] * (DEVICES - 1)] * ROUNDS
    with desk.app.app_context():
        assert queries.count_by_state(event_id) == {RegistrationState.CHECKED_IN: ROUNDS}
        assert len(gate_queries.first_arrivals(event_id, None)) == ROUNDS
        assert db.session.query(AuditEntry).filter_by(fact="GuestCheckedIn").count() == ROUNDS
