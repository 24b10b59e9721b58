"""Gates at the desk."""

from __future__ import annotations

import re

from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.registration.gate_models import Gate, GateDevice
from tests.desks import Desk, desk

__all__ = ["desk"]
GATES = "/desk/events/week/gates"


def test_a_gate_is_added_changed_and_closed(desk: Desk) -> None:
    desk.event()
    officer = desk.colleague()
    assert "There is no gate yet" in officer.get(GATES).text
    made = officer.post(f"{GATES}/new", {"name-en": "North entrance", "activity_id": "", "is_open": "y"})
    assert made.headers["Location"] == f"{GATES}/1"
    assert "North entrance" in officer.get(GATES).text
    officer.post(f"{GATES}/1/edit", {"name-en": "North door", "badge_place-en": "Desk 2", "activity_id": ""})
    with desk.app.app_context():
        gate = db.session.query(Gate).one()
        assert (gate.name["en"], gate.badge_place["en"], gate.is_open) == ("North door", "Desk 2", False)


def test_a_gate_without_a_name_is_refused_and_keeps_what_was_typed(desk: Desk) -> None:
    desk.event()
    answer = desk.colleague().post(f"{GATES}/new", {"badge_place-en": "Desk 2", "activity_id": ""})
    assert (answer.status_code, "Desk 2" in answer.text) == (422, True)


def test_a_device_is_let_in_by_a_link_that_can_be_taken_back(desk: Desk) -> None:
    desk.event()
    officer = desk.colleague()
    officer.post(f"{GATES}/new", {"name-en": "North", "activity_id": "", "is_open": "y"})
    reception = desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=1)
    here = reception.post(f"{GATES}/1/devices", {"label": "Bo", "verb": "here"}).headers["Location"]
    other = reception.post(f"{GATES}/1/devices", {"label": "", "verb": "other"}).headers["Location"]
    link = re.search(r'value="https?://[^/]+(/gate/[a-z2-7]+/)"', reception.get(other).text)
    assert link is not None
    assert link[1] != here
    stranger = desk.app.test_client()
    assert [stranger.get(each).status_code for each in (here, link[1])] == [200, 200]
    assert "Bo" in reception.get(f"{GATES}/1").text
    reception.post(f"{GATES}/1/devices/1/revoke")
    assert [stranger.get(each).status_code for each in (here, link[1])] == [404, 200]
    with desk.app.app_context():
        labels = [(each.label, each.revoked_at is not None) for each in db.session.query(GateDevice)]
        assert labels == [("Bo", True), ("Colleague 1", False)]
        assert not any(each.reference in here[6:][26:] for each in db.session.query(GateDevice))


def test_reception_opens_gates_but_does_not_make_them_and_viewers_do_neither(desk: Desk) -> None:
    event_id = desk.event()
    reception = desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=event_id)
    viewer = desk.colleague(Role.EVENT_VIEWER, scope_kind="event", scope_id=event_id)
    assert [reception.get(GATES).status_code, reception.get(f"{GATES}/new").status_code] == [200, 403]
    assert viewer.get(GATES).status_code == 403
