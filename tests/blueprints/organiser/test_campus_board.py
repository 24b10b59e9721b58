"""The board of the day through the doors of the desk."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.audit.models import AuditEntry
from coopevents.blueprints.organiser.campus_taps import whereabouts
from coopevents.db import db, reading
from coopevents.delegations import delegate_queries, delegates, itinerary, itinerary_queries, queries, requesting
from coopevents.delegations.details import Days
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from coopevents.schedule.states import ParticipantRole
from tests.delegations.conftest import request_of
from tests.delegations.visiting import a_line, delegate_named
from tests.desks import Colleague, Desk, desk

__all__ = ["desk"]

BOARD = "/desk/on-campus/"
USUAL_DELAY = timedelta(minutes=15)


def a_visit_of_today(
    desk: Desk, *, state: VisitState = VisitState.PROGRAMME_SENT, begins: timedelta | None = None, host_id: int = 0
) -> int:
    """Two guests who are here today, with a line of one hour that begins so long from now; its number."""
    now = datetime.now(UTC)
    by: dict[str, Any] = {"now": now, "actor": THE_HOUSE}
    with desk.writing():
        made = requesting.enter_visit(request_of(days=Days(day_of(now), day_of(now))), unit_id=desk.unit_id, **by)
        made.state = VisitState.ACCEPTED
        for name in ("Byrne", "Ryan"):
            delegates.name_delegate(made, delegate_named("A", name, phone="+353 1 555 0100"), **by)
        details = a_line("Meeting with the dean", 1, people={host_id: ParticipantRole.HOST} if host_id else {})
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


def test_our_people_at_a_line_can_be_called_by_who_looks_after_the_visit(desk: Desk) -> None:
    host = {"given_name": "Yulan", "family_name": "Chen", "phone": "+86 21 5555 0123"}
    desk.colleague().post("/desk/people/new", host)
    a_visit_of_today(desk, begins=timedelta(minutes=5), host_id=1)
    seen = [desk.colleague(role).get(BOARD).text for role in (Role.OFFICER, Role.UNIT_VIEWER)]
    assert ["Yulan Chen" in each for each in seen] == [True, True]
    assert ['href="tel:+862155550123"' in each for each in seen] == [True, False]


def taps_in(page: str, kind: str) -> list[dict[str, str]]:
    """The forms of that kind, as a browser without a script would send them."""
    forms = re.findall(rf'<form [^>]*data-tap="{kind}".*?</form>', page, re.S)
    return [dict(re.findall(r'name="(key|kind|party|number)" value="([^"]*)"', each)) for each in forms]


def arrivals_of(desk: Desk, number: int) -> list[str]:
    with desk.app.app_context(), reading():
        return [whereabouts(each) for each in delegate_queries.list_delegates(number)]


def test_the_first_arrival_begins_the_visit_and_every_tap_is_taken_back(desk: Desk) -> None:
    number, officer = a_visit_of_today(desk), desk.colleague()
    first = taps_in(officer.get(BOARD).text, "arrived")[0]
    for _time in range(2):
        officer.post(f"{BOARD}tap", first)
    assert (state_of(desk, number), arrivals_of(desk, number)) == (VisitState.ON_SITE, ["here", "expected"])
    assert "1 of 2 here" in officer.get(BOARD).text
    after = (("left", "left"), ("still_here", "here"), ("left", "left"), ("not_arrived", "expected"))
    for count, (kind, then) in enumerate(after):
        officer.post(f"{BOARD}tap", {**first, "key": f"tap-number-{count}", "kind": kind})
        assert arrivals_of(desk, number) == [then, "expected"], kind
    officer.post(f"{BOARD}tap", first)
    assert arrivals_of(desk, number) == ["expected", "expected"]


def test_a_phone_sends_later_what_was_tapped_and_the_later_moment_holds(desk: Desk) -> None:
    number, officer = a_visit_of_today(desk), desk.colleague()
    now = int(datetime.now(UTC).timestamp() * 1000)
    party = taps_in(officer.get(BOARD).text, "arrived")[0]["party"]
    taps = [
        {"key": "phone-one-left", "kind": "left", "at": now - 60_000, "party": party},
        {"key": "phone-one-arrived", "kind": "arrived", "at": now - 300_000, "party": party},
        {"key": "phone-one-of-old", "kind": "arrived", "at": now - 200_000_000, "party": party},
    ]
    second = [{"key": "phone-two-arrived", "kind": "arrived", "at": now - 240_000, "party": party}]
    answers = [sync(officer, now, each) for each in (taps[1:], second, taps[:1], taps[:2], second)]
    assert [len(each["refused"]) for each in answers] == [1, 0, 0, 0, 0]
    assert answers[-1]["guests"][party] == "left"
    with desk.app.app_context(), reading():
        one = delegate_queries.list_delegates(number)[0]
        moments = [each and int(each.timestamp() * 1000) for each in (one.arrived_at, one.left_at)]
        assert moments == [now - 300_000, now - 60_000]
        facts = db.session.scalars(select(AuditEntry.fact).order_by(AuditEntry.id))
        assert [each for each in facts if each.startswith(("DelegateArriv", "DelegateSeen"))] == [
            "DelegateArrived", "DelegateSeenOff"
        ]  # fmt: skip


def test_one_tap_lets_a_line_run_late_once_and_says_what_clashes_then(desk: Desk) -> None:
    number, officer = a_visit_of_today(desk, begins=timedelta(minutes=5)), desk.colleague()
    page = officer.get(BOARD).text
    [late] = taps_in(page, "late")
    tap = {**late, "number": 15, "key": "late-from-phone", "at": int(datetime.now(UTC).timestamp() * 1000)}
    said = [sync(officer, tap["at"], [tap])["said"] for _time in range(3)]
    assert said == [["1 line moved. Whoever it concerns is told."]] * 3
    with desk.app.app_context(), reading():
        [line] = itinerary_queries.list_items(number)
        assert timedelta(minutes=19) < line.activity.starts_at - datetime.now(UTC) < timedelta(minutes=21)
    [back] = re.findall(r'action="(/desk/[^"]*/take-back)"', officer.get(BOARD).text)
    assert back in officer.get(f"/desk/delegations/{number}/itinerary").text
    officer.post(back, {"from": "board"})
    assert "is at its time again" in officer.get(BOARD).text
    with desk.app.app_context(), reading():
        assert itinerary_queries.list_items(number)[0].activity.starts_at == line.activity.starts_at - USUAL_DELAY
    assert back not in officer.get(f"/desk/delegations/{number}/itinerary").text


def test_who_came_to_a_meeting_is_ticked_on_the_board(desk: Desk) -> None:
    number, officer = a_visit_of_today(desk, begins=timedelta(minutes=-5)), desk.colleague()
    one, _other = taps_in(officer.get(BOARD).text, "came")
    officer.post(f"{BOARD}tap", one)
    with desk.app.app_context(), reading():
        assert [len(each) for each in itinerary_queries.map_attendance(number).values()] == [1]
    officer.post(f"{BOARD}tap", {**one, "key": "not-after-all", "kind": "missed"})
    with desk.app.app_context(), reading():
        assert itinerary_queries.map_attendance(number) == {}


def sync(officer: Colleague, sent_at: int, taps: list[dict[str, Any]]) -> dict[str, Any]:
    answer = officer.client.post(
        f"{BOARD}sync", json={"sent_at": sent_at, "taps": taps}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 200
    return dict(answer.get_json())


def test_a_visit_ends_and_is_closed_once_its_report_was_approved(desk: Desk) -> None:
    number, officer = a_visit_of_today(desk), desk.colleague()
    officer.post(f"{BOARD}tap", taps_in(officer.get(BOARD).text, "arrived")[0])
    officer.post(f"/desk/delegations/{number}/complete")
    assert state_of(desk, number) is VisitState.REPORT_DUE
    officer.post(f"/desk/delegations/{number}/close")
    assert state_of(desk, number) is VisitState.REPORT_DUE
    officer.post(f"/desk/delegations/{number}/after/report/submit")
    desk.colleague(Role.ADMIN).post(f"/desk/delegations/{number}/after/report/office", verb="approve")
    officer.post(f"/desk/delegations/{number}/close")
    assert state_of(desk, number) is VisitState.CLOSED
    assert "Nobody is expected today" in officer.get(BOARD).text


def state_of(desk: Desk, number: int) -> VisitState:
    with desk.app.app_context(), reading():
        return queries.get_delegation(number).state


def test_who_only_sees_visits_taps_nothing_and_strangers_see_none(desk: Desk) -> None:
    number = a_visit_of_today(desk)
    viewer, stranger = desk.colleague(Role.UNIT_VIEWER), desk.colleague(scope_id=desk.other_unit_id)
    page, tap = viewer.get(BOARD).text, {"key": "tap-of-a-stranger", "kind": "arrived", "party": f"{number}-1-0"}
    assert ("Technological University Dublin" in page, "data-tap" in page) == (True, False)
    assert viewer.post(f"{BOARD}tap", tap).status_code == 403
    assert "Technological University Dublin" not in stranger.get(BOARD).text
    assert stranger.post(f"{BOARD}tap", tap).status_code == 404
    refused = sync(stranger, 10**12, [{**tap, "at": 10**12}])
    assert (len(refused["refused"]), refused["guests"], arrivals_of(desk, number)) == (1, {}, ["expected"] * 2)


def test_visits_of_other_days_do_not_stand_there(desk: Desk) -> None:
    number = a_visit_of_today(desk)
    with desk.writing():
        made = queries.get_delegation(number)
        made.arrives_on = made.leaves_on = made.arrives_on + timedelta(days=3)
        unit_of_work.commit()
    assert "Nobody is expected today" in desk.colleague().get(BOARD).text
