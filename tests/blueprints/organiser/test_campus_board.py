"""The board of the day through the doors of the desk."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import declare_intent
from coopevents.delegations import delegate_queries, delegates, itinerary, queries, requesting
from coopevents.delegations.details import Days
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from tests.delegations.conftest import request_of
from tests.delegations.visiting import a_line, delegate_named
from tests.desks import Desk, desk

__all__ = ["desk"]

BOARD = "/desk/on-campus"


def a_visit_of_today(
    desk: Desk, *, state: VisitState = VisitState.PROGRAMME_SENT, begins: timedelta | None = None
) -> int:
    """Two guests who are here today, with a line of one hour that begins so long from now; its number."""
    now = datetime.now(UTC)
    by: dict[str, Any] = {"now": now, "actor": THE_HOUSE}
    with desk.writing():
        made = requesting.enter_visit(request_of(days=Days(day_of(now), day_of(now))), unit_id=desk.unit_id, **by)
        made.state = VisitState.ACCEPTED
        for name in ("Byrne", "Ryan"):
            delegates.name_delegate(made, delegate_named("A", name, phone="+353 1 555 0100"), **by)
        details = a_line("Meeting with the dean", 1)
        if begins is not None:
            times = {"starts_at": now + begins, "ends_at": now + begins + timedelta(hours=1)}
            details = replace(details, activity=replace(details.activity, **times))
        itinerary.plan_item(made, details, **by)
        made.state = state
        unit_of_work.commit()
        return made.id


def test_who_is_expected_today_stands_on_the_board_with_whom_to_call(desk: Desk) -> None:
    a_visit_of_today(desk)
    page = desk.colleague().get(BOARD).text
    assert ("Technological University Dublin" in page, "0 of 2 here" in page) == (True, True)
    assert 'href="tel:+35315550100"' in page


def test_the_first_arrival_begins_the_visit_and_a_tap_is_taken_back(desk: Desk) -> None:
    number, officer = a_visit_of_today(desk), desk.colleague()
    doors = re.findall(r'action="([^"]*/arrivals/\d+/in)"', officer.get(BOARD).text)
    for _time in range(2):
        officer.post(doors[0])
    with desk.app.app_context():
        assert queries.get_delegation(number).state is VisitState.ON_SITE
        assert [each.arrived_at is not None for each in delegate_queries.list_delegates(number)] == [True, False]
    assert "1 of 2 here" in officer.get(BOARD).text
    officer.post(doors[0].removesuffix("in") + "back")
    assert "0 of 2 here" in officer.get(BOARD).text


def test_a_visit_ends_its_report_is_due_and_it_is_closed(desk: Desk) -> None:
    number, officer = a_visit_of_today(desk), desk.colleague()
    [first, _second] = re.findall(r'action="([^"]*/arrivals/\d+/in)"', officer.get(BOARD).text)
    officer.post(first)
    officer.post(f"/desk/delegations/{number}/complete")
    assert state_of(desk, number) is VisitState.REPORT_DUE
    officer.post(f"/desk/delegations/{number}/close")
    assert state_of(desk, number) is VisitState.CLOSED
    assert "Nobody is expected today" in officer.get(BOARD).text


def state_of(desk: Desk, number: int) -> VisitState:
    with desk.app.app_context():
        declare_intent(is_reading=True)
        return queries.get_delegation(number).state


def test_who_only_sees_visits_taps_nothing_and_strangers_see_none(desk: Desk) -> None:
    number = a_visit_of_today(desk)
    viewer, stranger = desk.colleague(Role.UNIT_VIEWER), desk.colleague(scope_id=desk.other_unit_id)
    page = viewer.get(BOARD).text
    assert ("Technological University Dublin" in page, "/arrivals/" in page) == (True, False)
    assert viewer.post(f"{BOARD}/{number}/arrivals/1/in").status_code == 403
    assert "Technological University Dublin" not in stranger.get(BOARD).text
    assert stranger.post(f"{BOARD}/{number}/arrivals/1/in").status_code == 404


def test_visits_of_other_days_do_not_stand_there(desk: Desk) -> None:
    number = a_visit_of_today(desk)
    with desk.writing():
        made = queries.get_delegation(number)
        made.arrives_on = made.leaves_on = made.arrives_on + timedelta(days=3)
        unit_of_work.commit()
    assert "Nobody is expected today" in desk.colleague().get(BOARD).text
