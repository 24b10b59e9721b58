"""An event with guests and a gate, and a device at it, for tests of the doors on the spot. Fixture `hall`."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from coopevents import clock, unit_of_work
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.registration import gate_devices, gate_queries, gates, queries
from coopevents.registration.gate_models import Arrival, GateDevice
from coopevents.registration.gates import GateDetails
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.text import LocalizedText
from tests.desks import Desk, desk

__all__ = ["Hall", "desk", "hall"]
HERE = {"Accept-Language": "en", "Sec-Fetch-Site": "same-origin"}


class Hall:
    """A published event with a gate, and short words for what happens there."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.app = desk, desk.app
        self.client = desk.app.test_client()
        self.event_id = desk.event()
        with desk.writing():
            publishing.publish_event(events.get_event(self.event_id), now=clock.now(), actor=THE_HOUSE)
            unit_of_work.commit()
        self.gate_id = self.add_gate("North entrance")
        self.token = self.pair(self.gate_id, "Lin Xiaoyan")

    def add_gate(self, name: str, **said: Any) -> int:
        """One more gate."""
        with self.desk.writing():
            details = GateDetails(name=LocalizedText(en=name), **said)
            made = gates.add_gate(events.get_event(self.event_id), details, now=clock.now(), actor=THE_HOUSE)
            unit_of_work.commit()
            return made.id

    def pair(self, gate_id: int, label: str) -> str:
        """One more device; returns the secret of its link."""
        with self.desk.writing():
            gate = gate_queries.get_gate(self.event_id, gate_id)
            token = gate_devices.device_token(gate_devices.pair_device(gate, label, now=clock.now(), actor=THE_HOUSE))
            unit_of_work.commit()
            return token

    def guest(self, name: str, **said: Any) -> str:
        """Somebody with a confirmed place; returns what their badge says."""
        guest_id = self.desk.guest(self.event_id, f"{name}@example.org", family_name=name.title(), **said)
        with self.app.app_context():
            return queries.get_by_id(guest_id).reference

    def get(self, path: str = "", **query: Any) -> TestResponse:
        """Open a page of the gate."""
        return self.client.get(f"/gate/{self.token}/{path}", query_string=query, headers=HERE)

    def post(self, path: str = "", **form: str) -> TestResponse:
        """Send a form of the gate and follow to the answer."""
        return self.client.post(f"/gate/{self.token}/{path}", data=form, headers=HERE, follow_redirects=True)

    def device(self) -> GateDevice:
        """The device, within an application context."""
        found = gate_devices.find_by_token(self.token)
        assert found is not None
        return found

    def states(self) -> dict[str, RegistrationState]:
        """Every guest's family name and state."""
        with self.app.app_context():
            return {each.family_name: each.state for each in db.session.query(Registration)}

    def outcomes(self) -> list[str]:
        """What became of every scan, in the order of receipt."""
        with self.app.app_context():
            return [each.outcome.value for each in db.session.query(Arrival).order_by(Arrival.id)]


@pytest.fixture
def hall(app: Flask, desk: Desk) -> Hall:
    """A gate whose page can be tried."""
    return Hall(desk)
