"""Organisers' doors to the drafting assistant, without JavaScript: ask, wait, look, take over or not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.people import availability
from coopevents.people import queries as people
from coopevents.schedule import board_queries, proposal_queries, queries
from coopevents.schedule.proposal_wishes import Scope
from coopevents.schedule.survey import survey_of
from tests.blueprints.organiser.drafted import NINE, DraftedOffice
from tests.desks import FIRST_DAY, Desk

ASSISTANT = "/desk/events/week/programme/assistant"


@pytest.fixture
def office(desk: Desk) -> DraftedOffice:
    """An event with a tray."""
    return DraftedOffice(desk)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def typed(office: DraftedOffice, **instead: Any) -> dict[str, Any]:
    """The form as it is filled at first."""
    said = {
        "scope": "rest",
        "places": [str(each) for each in office.halls],
        "opens": "09:00",
        "closes": "18:00",
        "break_begins": "12:00",
        "break_ends": "13:00",
        "step": "15",
        "tracks": "1",
        "wishes": "1",
        "keeps_near": "y",
    }
    return {**said, **instead}


def test_from_asking_to_taking_over_and_back(office: DraftedOffice) -> None:
    page = text_of(office.colleague.get(ASSISTANT))
    assert "4 activities without a time" in page
    answer = office.colleague.post(ASSISTANT, typed(office))
    assert answer.status_code == 302
    waiting = office.colleague.get(answer.location)
    assert "The assistant is at work" in text_of(waiting)
    assert "Look again" in text_of(waiting)
    assert office.colleague.get(f"{answer.location}/progress").json == {"progress": 0, "waits": True}

    office.work()
    assert office.colleague.get(f"{answer.location}/progress").json == {"progress": 100, "waits": False}
    result = text_of(office.colleague.get(answer.location))
    assert "4 activities would move" in result
    assert "before" not in result
    assert result.count("in the tray") == 4
    assert re.search(r"The draft has 100\.0 of 100 points; the programme as it stands has 0\.0\. It is proven", result)
    assert office.stands(office.tray[0]) == (None, None), "looking moves nothing"

    taken = office.colleague.post(f"{answer.location}/take", {"selected": [str(each) for each in office.tray[:3]]})
    assert taken.status_code == 302
    assert "3 activities are placed." in text_of(office.colleague.get(taken.location))
    assert "Taken over" in text_of(office.colleague.get(answer.location))
    assert [office.stands(each)[0] is None for each in office.tray] == [False, False, False, True]
    assert "Draft of the programme taken over" in text_of(office.colleague.get("/desk/events/week/audit"))
    with office.desk.writing():
        schedule = events.get_event(office.event_id).schedule
        survey = survey_of(schedule, place_unit_ids=[office.desk.unit_id], first_day=FIRST_DAY, last_day=FIRST_DAY)
        own = {office.standing, office.fixed}
        assert [each for each in survey.open_clashes if not own.issuperset(each.activity_ids)] == []
        step = board_queries.list_steps(schedule.id)[-1]
        assert len(step.changes) == 3, "one stroke of the board, which it can undo"
    again = office.colleague.post(f"{answer.location}/take", {"selected": [str(office.tray[3])]})
    assert "cannot be taken over any more" in text_of(office.colleague.get(again.location))


def test_what_somebody_changed_meanwhile_is_not_moved_silently(office: DraftedOffice) -> None:
    number = office.ask()
    office.work()
    office.change(office.tray[0], internal_note="The speaker called.")
    page = office.colleague.get(f"{ASSISTANT}/{number}")
    assert "changed meanwhile" in text_of(page)
    boxes = re.findall(r'<input class="table-select"[^>]*name="selected" value="(\d+)"[^>]*?( checked)?>', page.text)
    assert {int(value) for value, is_checked in boxes if is_checked} == set(office.tray[1:])
    answer = office.colleague.post(f"{ASSISTANT}/{number}/take", {"selected": [str(each) for each in office.tray]})
    assert "Nothing was moved" in text_of(office.colleague.get(answer.location))
    assert all(office.stands(each)[0] is None for each in office.tray)
    office.colleague.post(f"{ASSISTANT}/{number}/take", {"selected": [str(each) for each in office.tray[1:]]})
    assert [office.stands(each)[0] is None for each in office.tray] == [True, False, False, False]


def test_why_something_has_no_place_is_said_and_proven(office: DraftedOffice) -> None:
    with office.desk.writing():
        person = people.get_person(office.speaker)
        begins = NINE + timedelta(hours=4)
        availability.state_availability(
            person, begins, begins + timedelta(hours=2), now=NINE - timedelta(days=9), actor=THE_HOUSE
        )
        unit_of_work.commit()
    office.plan("Gala", capacity=500)
    number = office.ask()
    office.work()
    page = text_of(office.colleague.get(f"{ASSISTANT}/{number}"))
    assert "“Gala” needs 500 seats, and the largest place it may be in has 80." in page
    assert "4 activities all need Wei Zhang, who is free for 2 hours: 2 hours too little." in page
    assert "This is proven: no other draft can avoid it." in page
    assert "2 activities would move" in page


def test_only_what_may_move_is_moved(office: DraftedOffice) -> None:
    outside = office.plan("On the lawn", starts_at=NINE + timedelta(hours=6), place_id=office.garden)
    late = office.plan("Music", starts_at=NINE + timedelta(hours=10), place_id=office.halls[0])
    with office.desk.writing():
        schedule_id = events.get_event(office.event_id).schedule_id
        tray = {each.id for each in queries.list_unscheduled(schedule_id)}
    found: dict[Scope, set[int]] = {}
    for scope in Scope:
        number = office.ask(scope, days=(FIRST_DAY + timedelta(days=1),))
        with office.desk.writing():
            tasks = proposal_queries.get_proposal(schedule_id, number).wish["problem"]["tasks"]
            found[scope] = {each["id"] for each in tasks}
    assert found[Scope.REST] == found[Scope.DAYS] == tray
    assert found[Scope.FREE] == tray | {office.standing}
    assert found[Scope.FREE].isdisjoint({outside, late, office.fixed})


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"places": []}, "Choose at least one place."),
        ({"scope": "everything"}, "Not a valid choice"),
        ({"opens": ""}, "Say when days begin."),
        ({"closes": "09:00"}, "The day ends when it begins."),
    ],
)
def test_mistakes_are_told_at_their_field(office: DraftedOffice, instead: dict[str, Any], said: str) -> None:
    answer = office.colleague.post(ASSISTANT, typed(office, **instead))
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_nothing_to_place_is_told(office: DraftedOffice) -> None:
    office.desk.event("empty")
    assert "There is nothing to place yet" in text_of(office.colleague.get("/desk/events/empty/programme/assistant"))
    answer = office.colleague.post("/desk/events/empty/programme/assistant", typed(office))
    assert "There is nothing to place: the tray is empty" in text_of(answer)


def test_a_draft_may_be_discarded_and_belongs_to_its_event(office: DraftedOffice) -> None:
    number = office.ask()
    office.desk.event("other")
    other = office.desk.colleague(Role.SCHEDULER, scope_kind="event", scope_id=office.desk.event("third"))
    assert office.colleague.get(f"/desk/events/other/programme/assistant/{number}").status_code == 404
    assert other.get(f"{ASSISTANT}/{number}").status_code == 404
    assert office.colleague.post(f"{ASSISTANT}/{number}/take", {}).status_code == 302
    answer = office.colleague.post(f"{ASSISTANT}/{number}/discard")
    assert "Nothing was moved" in text_of(office.colleague.get(answer.location))
    assert "Discarded" in text_of(office.colleague.get(ASSISTANT))
    assert "It was discarded before it was finished." in text_of(office.colleague.get(f"{ASSISTANT}/{number}"))
    viewer = office.desk.colleague(Role.UNIT_VIEWER)
    assert viewer.get(ASSISTANT).status_code in {403, 404}
