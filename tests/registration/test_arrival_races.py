"""Two gates with two devices each scan the same guest at the same moment: one check-in.

Twenty rounds are exact. Without the lock guests come in twice on PostgreSQL, and SQLite loses scans.
"""

from __future__ import annotations

from dataclasses import dataclass

from coopevents import unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.registration import arriving, gate_queries, gates, queries
from coopevents.registration.arriving import ScanDetails
from coopevents.registration.gate_models import Arrival
from coopevents.registration.gates import GateDetails
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.desks import NOW
from tests.registration.at_once import ROUNDS, Races, races, unlocked

__all__ = ["races", "unlocked"]
DEVICES = 4
ONE_CHECK_IN = (["counts"] + ["repeats"] * (DEVICES - 1), 1)


@dataclass(frozen=True)
class Doors:
    """An event with a guest for each round, and its two gates."""

    races: Races
    event_id: int
    guests: list[int]
    gates: list[int]

    def scan(self, guest_id: int, device: int) -> None:
        """One of two devices at one of the gates scans the guest."""
        gate = gate_queries.get_gate(self.event_id, self.gates[device % 2])
        details = ScanDetails(key=f"guest-{guest_id}-device-{device}", at=NOW)
        arriving.record_scan(gate, queries.get_by_id(guest_id), details, now=NOW, actor=THE_HOUSE)

    def scan_at_once(self, guest_id: int) -> tuple[list[str], int]:
        """All devices at once; returns what became of the scans, and how often the guest was checked in."""
        deeds = [lambda device=device: self.scan(guest_id, device) for device in range(DEVICES)]
        self.races.at_once(*deeds)
        with self.races.app.app_context():
            outcomes = [each.outcome.value for each in db.session.query(Arrival).filter_by(registration_id=guest_id)]
            facts = db.session.query(AuditEntry).filter_by(fact="GuestCheckedIn", subject_id=guest_id).count()
            return sorted(outcomes), facts


def open_doors(races: Races) -> Doors:
    event_id = races.event(0, capacity=100)
    guests = [races.desk.guest(event_id, f"guest{number}@example.org") for number in range(ROUNDS)]
    with races.desk.writing():
        event = events.get_event(event_id)
        made = [GateDetails(name=LocalizedText(en=name)) for name in ("North", "South")]
        gate_ids = [gates.add_gate(event, each, now=NOW, actor=THE_HOUSE).id for each in made]
        unit_of_work.commit()
    return Doors(races, event_id, guests, gate_ids)


@both_databases
def test_twenty_rounds_of_two_gates_and_one_guest_are_twenty_check_ins(races: Races) -> None:
    doors = open_doors(races)
    found = [doors.scan_at_once(guest_id) for guest_id in doors.guests]
    assert [each for each in found if each != ONE_CHECK_IN] == []
    with races.app.app_context():
        assert len(gate_queries.first_arrivals(doors.event_id, None)) == ROUNDS


@both_databases
def test_the_race_catches_a_house_without_the_lock(unlocked: Races) -> None:
    doors = open_doors(unlocked)
    found = [doors.scan_at_once(guest_id) for guest_id in doors.guests]
    with unlocked.app.app_context():
        is_postgres = db.engine.dialect.name == "postgresql"
    if is_postgres:
        assert any(checked_in > 1 for _outcomes, checked_in in found)
    else:
        assert any(len(outcomes) < DEVICES for outcomes, _checked_in in found)
