"""What came of a visit, through the doors of the desk."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from coopevents.accounts.roles import Role
from coopevents.delegations import itinerary_queries, result_queries
from tests.blueprints.organiser.test_campus_board import a_visit_of_today
from tests.desks import Desk, desk

__all__ = ["desk"]

TODAY = datetime.now(UTC).date()


def begun(desk: Desk) -> tuple[int, str]:
    """A visit with a line that has begun: its number, and the address of what came of it."""
    number = a_visit_of_today(desk, begins=timedelta(hours=-1))
    return number, f"/desk/delegations/{number}/after"


def test_minutes_and_who_came_are_kept_and_stand_in_the_report(desk: Desk) -> None:
    (number, here), officer = begun(desk), desk.colleague()
    page = officer.get(here).text
    [door] = re.findall(r'action="([^"]*/after/lines/\d+)"', page)
    first = re.findall(r'name="came" value="(\d+)"', page)[0]
    for text in ("We agreed on a module.", "We agreed on a joint module."):
        officer.post(door, text=text, came=first)
    with desk.app.app_context():
        [minutes] = result_queries.list_results(number)
        assert minutes.text == "We agreed on a joint module."
        assert [len(each) for each in itinerary_queries.map_attendance(number).values()] == [1]
    assert f'value="{first}" checked' in officer.get(here).text
    officer.post(door, text="")
    with desk.app.app_context():
        assert result_queries.list_results(number) == []
        assert itinerary_queries.map_attendance(number) == {}


def test_a_follow_up_stands_on_the_first_page_until_it_is_done(desk: Desk) -> None:
    (_number, here), officer = begun(desk), desk.colleague()
    said = {"follow-up-text": "Send the draft", "follow-up-due_on": TODAY.isoformat()}
    assert officer.post(f"{here}/follow-ups", said).status_code == 302
    assert "Send the draft" in officer.get("/desk/").text
    [door] = re.findall(r'action="([^"]*/results/\d+/done)"', officer.get(here).text)
    for _time in range(2):
        officer.post(door)
    assert "Send the draft" not in officer.get("/desk/").text
    officer.post(door.removesuffix("done") + "open")
    assert "Send the draft" in officer.get("/desk/").text


def test_what_is_missing_is_said_and_nothing_typed_is_lost(desk: Desk) -> None:
    (_number, here), officer = begun(desk), desk.colleague()
    answer = officer.post(f"{here}/follow-ups", {"follow-up-text": "Send the draft"})
    assert (answer.status_code, "Say by when." in answer.text, "Send the draft" in answer.text) == (422, True, True)
    empty = officer.post(f"{here}/outcomes", {"outcome-text": " "})
    assert (empty.status_code, "Write a sentence." in empty.text) == (422, True)


def test_an_outcome_is_written_and_removed(desk: Desk) -> None:
    (number, here), officer = begun(desk), desk.colleague()
    officer.post(f"{here}/outcomes", {"outcome-text": "A joint module from 2028"})
    page = officer.get(here).text
    [door] = re.findall(r'action="([^"]*/results/\d+/remove)"', page)
    assert "A joint module from 2028" in page
    officer.post(door)
    with desk.app.app_context():
        assert result_queries.list_results(number) == []


def test_who_only_sees_visits_writes_nothing(desk: Desk) -> None:
    (_number, here), viewer = begun(desk), desk.colleague(Role.UNIT_VIEWER)
    assert viewer.get(here).status_code == 200
    assert viewer.post(f"{here}/outcomes", {"outcome-text": "x"}).status_code == 403
