"""The preparation of a visit through the doors of the desk."""

from __future__ import annotations

import re

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import reading
from coopevents.delegations import queries, requesting, triage
from coopevents.delegations.recording import subject_of
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from coopevents.tasks import queries as tasks
from tests.delegations.conftest import START, request_of
from tests.desks import Desk, desk

__all__ = ["desk"]
PREPARATION = "/desk/delegations/1/preparation"


def a_visit(desk: Desk) -> None:
    """A visit that is accepted, without a list yet."""
    by = {"now": START, "actor": THE_HOUSE}
    with desk.writing():
        made = requesting.enter_visit(request_of(), unit_id=desk.unit_id, **by)  # type: ignore[arg-type]
        triage.take_up(made, **by)  # type: ignore[arg-type]
        made.state = VisitState.ACCEPTED
        unit_of_work.commit()


def states(desk: Desk) -> list[str]:
    with desk.app.app_context(), reading():
        return [each.state.value for each in tasks.list_of(subject_of(queries.get_delegation(1)))]


def test_a_list_is_begun_once_added_to_and_done_with_a_way_back(desk: Desk) -> None:
    a_visit(desk)
    officer = desk.colleague()
    assert "Nothing is on the list yet" in officer.get(PREPARATION).text
    for _time in range(2):
        officer.post(f"{PREPARATION}/begin")
    count = len(states(desk))
    assert count > 10
    answer = officer.post(f"{PREPARATION}/new", title="", due_on="2027-06-01")
    assert (answer.status_code, "Write what is to be done." in answer.text) == (422, True)
    officer.post(f"{PREPARATION}/new", title="Call the hotel", due_on="2020-06-01", owner="1")
    page = officer.get(PREPARATION).text
    assert ("1 task is overdue" in page, "Call the hotel" in page) == (True, True)
    assert "Call the hotel" in officer.get("/desk/").text
    mine = officer.get("/desk/tasks").text
    [done] = re.findall(r'action="([^"]*/done)"', mine)
    officer.post(done, back="mine")
    assert "Nothing is waiting for you" in officer.get("/desk/tasks").text
    officer.post(done.replace("/done", "/open"))
    assert "Call the hotel" in officer.get("/desk/tasks").text
    task = done.removesuffix("/done")
    officer.post(task, title="Call the other hotel", due_on="2027-06-01", owner="")
    assert "Call the other hotel" in officer.get(PREPARATION).text
    officer.post(f"{task}/drop")
    assert sorted(set(states(desk))) == ["dropped", "open"]


def test_who_only_sees_visits_settles_nothing_and_strangers_see_none(desk: Desk) -> None:
    a_visit(desk)
    officer, viewer = desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    stranger = desk.colleague(scope_id=desk.other_unit_id)
    officer.post(f"{PREPARATION}/begin")
    officer.post(f"{PREPARATION}/1/done")
    assert ["To do again" in each.get(PREPARATION).text for each in (officer, viewer)] == [True, False]
    assert viewer.post(f"{PREPARATION}/1/open").status_code == 403
    assert "done" in states(desk)
    assert [stranger.get(PREPARATION).status_code, stranger.post(f"{PREPARATION}/1/done").status_code] == [404, 404]
