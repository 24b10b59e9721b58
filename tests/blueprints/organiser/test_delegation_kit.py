"""The kit of a visit through the doors of the desk, and both lists on paper."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import reading
from coopevents.delegations import delegates, itinerary, kit_queries, requesting
from coopevents.delegations.details import Days
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.kit_models import VisitThing
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import VisitKind, VisitLevel, VisitState
from coopevents.facts import THE_HOUSE
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText
from tests.delegations.conftest import request_of
from tests.delegations.visiting import delegate_named
from tests.desks import Colleague, Desk, desk
from tests.documents.pdfs import bare, text_of

__all__ = ["desk"]
PREPARATION = "/desk/delegations/1/preparation"
KIT = f"{PREPARATION}/kit"
PLATES = f"{KIT}/plates-1"
HERE = 'id="thing-plates-1"'


@pytest.fixture
def officer(desk: Desk) -> Colleague:
    """Who prepares a visit that is here today: three guests, talks in an hour."""
    now = clock.now()
    by: dict[str, Any] = {"now": now, "actor": THE_HOUSE}
    with desk.writing():
        today = Days(day_of(now), day_of(now))
        said = request_of(days=today, alternatives=(), kind=VisitKind.COURTESY, level=VisitLevel.DEAN)
        made = requesting.enter_visit(said, unit_id=desk.unit_id, **by)
        made.state = VisitState.ACCEPTED
        for name in ("Aoife", "Liam", "Niamh"):
            delegates.name_delegate(made, delegate_named(name, "Byrne"), **by)
        talks = ActivityDetails(
            kind=ActivityKind.MEETING,
            title=LocalizedText(en="Talks", zh_Hans_CN="会谈"),
            starts_at=now + timedelta(hours=1),
            ends_at=now + timedelta(hours=2),
        )
        itinerary.plan_item(made, ItemDetails(activity=talks), **by)
        unit_of_work.commit()
    return desk.colleague()


def stored(desk: Desk) -> list[VisitThing]:
    with desk.app.app_context(), reading():
        return kit_queries.list_things(1)


def counts_in(page: str) -> list[int]:
    """What the chips say: everything, missing today, still to do, to be brought back."""
    return [int(each) for each in re.findall(r'filter__count">(\d+)<', page)]


def test_one_tap_ticks_it_and_can_be_taken_back(desk: Desk, officer: Colleague) -> None:
    page = officer.get(KIT).text
    assert ("Name plates" in page, "Talks" in page, "Ireland 3" in page) == (True, True, True)
    before = counts_in(page)
    assert stored(desk) == []
    answer = officer.post(f"{PLATES}/ready")
    assert answer.location.endswith(f"{KIT}#thing-plates-1")
    page = officer.get(KIT).text
    assert ("prepared by Colleague 0" in page, f'action="{PLATES}/open"' in page) == (True, True)
    assert counts_in(page)[2] == before[2] - 1
    assert HERE not in officer.get(KIT, show="open").text
    officer.post(f"{PLATES}/open")
    assert counts_in(officer.get(KIT).text) == before
    assert [each.done_at for each in stored(desk)] == [None]


def test_what_is_missing_today_stands_alone(desk: Desk, officer: Colleague) -> None:
    later = {"what-en": "Confetti", "quantity": "3", "counting": "hand", "line": "0", "due": "2099-01-01T09:00"}
    officer.post(f"{KIT}/new", later)
    missing = officer.get(KIT, show="today").text
    assert (HERE in missing, "Confetti" in missing) == (True, False)
    answer = officer.post(f"{PLATES}/ready", show="today")
    assert answer.location.endswith("show=today")
    assert HERE not in officer.get(KIT, show="today").text
    assert "No thing on the list is at this point." in officer.get(KIT, show="back").text


def test_things_are_added_changed_and_taken_off_with_a_way_back(desk: Desk, officer: Colleague) -> None:
    answer = officer.post(f"{KIT}/new", {"what-en": "", "quantity": "0", "counting": "hand", "line": "0"})
    assert answer.status_code == 422
    said = {"what-en": "Balloons", "quantity": "7", "counting": "hand", "line": "1", "owner": "Mei", "place": "Gate 2"}
    officer.post(f"{KIT}/new", said)
    [thing] = stored(desk)
    page = officer.get(f"{KIT}/{thing.id}").text
    assert ("Balloons" in page, "Gate 2" in page, thing.item_id) == (True, True, 1)
    officer.post(f"{KIT}/{thing.id}", {**said, "quantity": "9", "line": "0"})
    assert [(each.quantity, each.item_id) for each in stored(desk)] == [(9, None)]
    officer.post(PLATES, {"what-en": "Plates", "quantity": "20", "counting": "hand"})
    assert "× 20" in officer.get(KIT).text
    officer.post(f"{PLATES}/removed")
    page = officer.get(KIT).text
    assert ("1 thing is off the list" in page, "× 20" in page) == (True, False)
    officer.post(f"{PLATES}/restored")
    assert "× 20" in officer.get(KIT).text
    assert officer.get(f"{KIT}/nothing-1").status_code == 404


def test_who_may_not_prepare_the_visit_reads_nothing_of_its_kit(desk: Desk, officer: Colleague) -> None:
    viewer, stranger = desk.colleague(Role.UNIT_VIEWER), desk.colleague(scope_id=desk.other_unit_id)
    for path in (KIT, f"{KIT}.pdf", f"{KIT}/new", PLATES):
        assert [viewer.get(path).status_code, stranger.get(path).status_code] == [403, 404]
    assert [viewer.post(f"{PLATES}/ready").status_code, stranger.post(f"{PLATES}/ready").status_code] == [403, 404]
    assert (KIT in viewer.get(PREPARATION).text, KIT in officer.get(PREPARATION).text) == (False, True)
    assert stranger.get(f"{PREPARATION}/tasks.pdf").status_code == 404
    assert stored(desk) == []


def test_both_lists_are_printed_in_the_language_of_the_reader(desk: Desk, officer: Colleague) -> None:
    officer.post(
        f"{KIT}/new", {"what-en": "Balloons", "quantity": "7", "counting": "hand", "line": "1", "place": "Gate 2"}
    )
    officer.post(f"{PREPARATION}/new", title="Call the hotel", due_on="2027-06-01")
    text = text_of(officer.get(f"{KIT}.pdf").data)
    wanted = (
        "Gate 2",
        "Balloons",
        "Name plates, in the order of the seats",
        "Ireland 3",
        "Placenotdecidedyet",
        "Returned",
    )
    assert [each for each in wanted if bare(each) not in text] == []
    assert text.index("Thewholevisit") < text.index("Placenotdecidedyet")
    assert bare("Call the hotel") in text_of(officer.get(f"{PREPARATION}/tasks.pdf").data)
    text = text_of(officer.get(f"{KIT}.pdf", lang="zh_Hans_CN").data)
    assert [each for each in ("席卡", "会谈", "爱尔兰3") if bare(each) not in text] == []
