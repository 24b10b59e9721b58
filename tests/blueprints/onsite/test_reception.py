"""What reception sees of a guest: welcome note, host, badge, photo; and somebody who never registered."""

from __future__ import annotations

import re

from coopevents import clock, unit_of_work
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.registration import queries, service
from coopevents.registration.details import TermsDetails
from coopevents.registration.states import RegistrationState as S
from tests.blueprints.onsite.halls import Hall, desk, hall
from tests.blueprints.onsite.test_gate import said
from tests.blueprints.onsite.test_sync import scan, send

__all__ = ["desk", "hall"]
NOTE = {"welcome_note": "Wait in the lounge", "host_name": "Wang Fang", "host_phone": "+86 21 5021 0000"}
WALK_IN = {"family_name": "Novák", "email": "novak@example.org", "form_slug": "guests", "has_consented": "y"}


def test_reception_reads_what_the_desk_wrote_and_gives_the_badge(hall: Hall) -> None:
    anna = hall.guest("anna")
    officer = hall.desk.colleague()
    officer.post("/desk/events/week/registrations/1/reception", NOTE)
    page = hall.post(code=anna, key="scan-of-anna").text
    assert all(each in page for each in ("Wait in the lounge", "Wang Fang", 'href="tel:+862150210000"'))
    assert "Badge not printed yet" in page
    given = hall.post("badge", number="1", seen="scan-of-anna").text
    assert ("Badge given" in given, said(given)[0]) == (True, "Checked in")
    assert "Badge not printed yet" in hall.post("badge", number="1", seen="scan-of-anna", verb="take-back").text
    told = send(hall, scan(anna, "again-anna"))["verdicts"][0]
    assert (told["reception"]["host"], told["reception"]["badge"]) == ("Wang Fang", "missing")
    shown = officer.get("/desk/events/week/registrations/1").text
    assert ("Wait in the lounge" in shown, "North entrance, Lin Xiaoyan" in shown) == (True, True)


def test_there_is_no_photo_where_none_was_handed_in_and_none_of_other_events(hall: Hall) -> None:
    hall.guest("anna")
    assert [hall.get(f"photo/{number}").status_code for number in (1, 2)] == [404, 404]


def test_who_never_registered_is_registered_and_let_in_once(hall: Hall) -> None:
    intention = re.search(r'name="intention"[^>]* value="([^"]+)"', hall.get("walk-in").text)
    assert intention is not None
    for _ in range(2):
        page = hall.post("walk-in", **WALK_IN, intention=intention[1])
        assert said(page.text)[:2] == ["Checked in", "Novák"]
    assert (hall.states(), hall.outcomes()) == ({"Novák": S.CHECKED_IN}, ["counts"])


def test_a_walk_in_beyond_the_capacity_needs_a_reason(hall: Hall) -> None:
    with hall.desk.writing():
        event = events.get_event(hall.event_id)
        service.change_terms(event, TermsDetails(capacity=1), now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    hall.guest("anna")
    refused = hall.post("walk-in", **WALK_IN)
    assert (refused.status_code, "All places are taken" in refused.text, "Novák" in refused.text) == (422, True, True)
    assert said(hall.post("walk-in", **WALK_IN, reason="The rector asked").text)[0] == "Checked in"
    with hall.app.app_context():
        assert queries.count_by_state(hall.event_id) == {S.APPROVED: 1, S.CHECKED_IN: 1}


def test_a_walk_in_without_a_name_or_consent_is_told_at_the_field(hall: Hall) -> None:
    page = hall.post("walk-in", email="novak@example.org")
    assert page.status_code == 422
    assert "Write the family name" in page.text
    assert "without consent we may not keep the data" in page.text
