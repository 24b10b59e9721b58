"""The doors of the board's own script and of the table, without a browser."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.places import queries as places
from coopevents.places import service as place_service
from coopevents.places.details import PlaceDetails
from coopevents.places.models import PlaceKind
from coopevents.schedule import queries, service
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind, ActivityState
from coopevents.text import LocalizedText
from tests.desks import NOW, Colleague, Desk
from tests.schedule.conftest import NINE

BOARD = "/desk/events/week/board"
TABLE = "/desk/events/week/programme/table"
HOUR = timedelta(hours=1)


class Office:
    """Two colleagues before an opening in the hall, a tea in the garden, and a talk in the tray."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lin, self.wei = desk.colleague(), desk.colleague()
        desk.event()
        with desk.writing():
            for name in ("Hall", "Garden"):
                details = PlaceDetails(kind=PlaceKind.HALL, name=LocalizedText(en=name), capacity=80)
                place_service.add_place(desk.unit_id, details, now=NOW, actor=THE_HOUSE)
            self.hall, self.garden = (each.id for each in places.list_places([desk.unit_id]))
            self.opening = self._plan("Opening", starts_at=NINE, ends_at=NINE + HOUR, place_id=self.hall)
            self.tea = self._plan("Tea", starts_at=NINE + 5 * HOUR, ends_at=NINE + 6 * HOUR, place_id=self.garden)
            self.talk = self._plan("Talk")
            unit_of_work.commit()

    def _plan(self, title: str, **said: Any) -> int:
        event = events.find_event_by_slug("week")
        assert event is not None
        details = ActivityDetails(kind=ActivityKind.SALON, title=LocalizedText(en=title), **said)
        return service.plan_activity(event.schedule, details, now=NOW, actor=THE_HOUSE).id

    def activity(self, activity_id: int) -> Activity:
        """As it stands now."""
        with self.desk.app.app_context():
            found = db.session.get(Activity, activity_id)
            assert found is not None
            return found

    def titles(self) -> list[str]:
        """What there is, tray and all."""
        with self.desk.app.app_context():
            event = events.find_event_by_slug("week")
            assert event is not None
            known = [*queries.list_unscheduled(event.schedule_id), *queries.list_activities(event.schedule_id)]
            return [each.title["en"] for each in known]


@pytest.fixture
def office(desk: Desk) -> Office:
    return Office(desk)


def send(colleague: Colleague, path: str, **said: Any) -> Any:
    """As the script sends it: JSON, with the token in a header."""
    return colleague.client.post(
        f"{BOARD}/{path}", json=said, headers={"X-CSRFToken": colleague.csrf, "Accept-Language": "en"}
    )


def move(activity_id: int, starts: str | None, place: int | None = None, *, version: int = 1, **said: Any) -> Any:
    return {"id": activity_id, "version": version, "starts": starts, "length": 60, "place": place, **said}


def test_the_state_says_everything_on_the_schedules_own_clock(office: Office) -> None:
    state = office.lin.get(f"{BOARD}/state").get_json()

    known = {each["title"]: each for each in state["activities"]}
    opening = known["Opening"]
    assert (opening["starts"], opening["ends"], opening["starts_utc"][:16]) == (
        "2026-11-30T09:00",
        "2026-11-30T10:00",
        "2026-11-30T01:00",
    )
    assert (known["Talk"]["starts"], known["Talk"]["state"], known["Talk"]["length"]) == (None, "unscheduled", 60)
    assert [each["name"] for each in state["places"]] == ["Hall", "Garden"]
    assert (len(state["days"]), state["undo"], state["present"]) == (5, None, [])
    seen = {"revision": state["revision"], "here": state["here"]}
    assert office.lin.get(f"{BOARD}/state", **seen).status_code == 204

    send(office.wei, "presence", activity=office.tea)
    only_people = office.lin.get(f"{BOARD}/state", **seen).get_json()
    assert [(each["name"], each["activity"]) for each in only_people["present"]] == [("Colleague 1", office.tea)]
    send(office.wei, "moves", moves=[move(office.tea, "2026-12-01T15:05", office.hall)])
    assert office.lin.get(f"{BOARD}/state", **seen).get_json()["revision"] != state["revision"]


def test_strokes_move_copy_shift_and_go_back(office: Office) -> None:
    answer = send(office.lin, "moves", moves=[move(office.opening, "2026-11-30T09:30", office.garden)], key="a1")
    assert (answer.status_code, answer.get_json()["label"]) == (200, "Move “Opening”")
    again = send(office.lin, "moves", moves=[move(office.opening, "2026-11-30T09:30", office.garden)], key="a1")
    assert again.status_code == 200
    assert office.activity(office.opening).starts_at == NINE + timedelta(minutes=30)

    copied = send(office.lin, "moves", verb="copy", moves=[move(office.tea, "2026-12-02T10:00", None, copy=True)])
    assert office.titles().count("Tea") == 2
    shifted = send(office.lin, "shift", minutes=30, after={"day": "2026-11-30", "time": "14:00", "place": "all"})
    assert (copied.get_json()["label"], shifted.get_json()["label"]) == ("Copy “Tea”", "Move “Tea”")
    assert office.activity(office.tea).starts_at == NINE + 5.5 * HOUR
    new = send(office.lin, "new", title="Panel", kind="lecture", length=90)
    assert (new.get_json()["state"]["undo"], "Panel" in office.titles()) == ("Add “Panel”", True)

    for _step in range(4):
        assert send(office.lin, "undo").status_code == 200
    assert (office.activity(office.opening).starts_at, sorted(office.titles())) == (NINE, ["Opening", "Talk", "Tea"])
    assert send(office.lin, "redo").get_json()["label"] == "Move “Opening”"
    nothing = send(office.wei, "undo")
    assert (nothing.status_code, nothing.get_json()["problem"]) == (409, "There is nothing left to undo.")


def test_who_was_faster_is_told_with_theirs_and_the_new_version(office: Office) -> None:
    send(office.wei, "moves", moves=[move(office.opening, "2026-11-30T10:00", office.garden)])
    moves = [move(office.opening, "2026-11-30T11:00", office.hall), move(office.tea, "2026-11-30T16:00", office.hall)]
    refused = send(office.lin, "moves", moves=moves)

    (conflict,) = refused.get_json()["conflicts"]
    assert (refused.status_code, conflict["by"], conflict["theirs"]) == (
        409,
        "Colleague 1",
        "Mon 30 Nov, 10:00–11:00, Garden",
    )
    assert office.activity(office.tea).version == 1
    moves[0]["version"] = conflict["version"]
    assert send(office.lin, "moves", moves=moves).status_code == 200
    assert office.activity(office.opening).starts_at == NINE + 2 * HOUR


def test_the_preview_says_what_would_clash(office: Office) -> None:
    def said(**query: object) -> Any:
        asked = {"id": office.tea, "starts": "2026-11-30T09:30", "length": 60, "place": office.hall, **query}
        return office.lin.get(f"{BOARD}/preview", **asked).get_json()["clashes"]

    assert "are both in Hall" in said()[0]
    assert said(place=office.garden) == []
    assert "“Talk” (09:30–10:30)" in said(id=office.talk)[0]
    assert office.activity(office.tea).version == 1


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"moves": []},
        {"moves": ["x"]},
        {"moves": [{"id": 1}]},
        {"moves": [move(1, "yesterday")]},
        {"moves": [move(1, "2026-11-30T09:00", 1), move(1, "2026-11-30T10:00", 1)]},
        {"moves": [{**move(1, None), "length": 10**7}]},
        {"moves": [move(1, None)], "key": "k" * 41},
    ],
)
def test_nonsense_is_refused(office: Office, said: dict[str, Any]) -> None:
    assert send(office.lin, "moves", **said).status_code == 400
    assert office.activity(office.opening).version == 1


def test_only_who_may_edit_moves_and_only_with_the_token(office: Office) -> None:
    viewer = office.desk.colleague(Role.UNIT_VIEWER)
    stroke = {"moves": [move(office.opening, "2026-11-30T09:30", office.hall)]}
    assert viewer.get(f"{BOARD}/state").status_code == 200
    assert send(viewer, "moves", **stroke).status_code == 403
    assert send(viewer, "presence").status_code == 204
    stranger = office.desk.colleague(scope_id=office.desk.other_unit_id)
    assert (stranger.get(f"{BOARD}/state").status_code, send(stranger, "moves", **stroke).status_code) == (404, 404)
    assert office.lin.client.post(f"{BOARD}/moves", json=stroke).status_code == 400
    elsewhere = send(office.lin, "moves", moves=[move(office.opening, "2026-11-30T09:30", 9999)])
    assert (elsewhere.status_code, "no longer used" in elsewhere.get_json()["problem"]) == (409, True)


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send back from the table."""
    body = page[page.index('id="programme-table"') : page.index("data-bulk-bar")]
    fields = dict(
        re.findall(r'<input[^>]*?name="((?:day|starts|length|version|was|title)-\d+)"[^>]*?value="([^"]*)"', body)
    )
    for name, options in re.findall(r'<select[^>]*name="(place-\d+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        fields[name] = next(iter(re.findall(r'<option value="(\d+)" selected', options)), "")
    return fields


def test_rows_typed_anew_are_one_stroke_that_can_be_undone(office: Office) -> None:
    page = office.lin.get("/desk/events/week/programme", view="list").get_data(as_text=True)
    typed = fields_of(page)
    typed |= {f"starts-{office.opening}": "09:45", f"length-{office.opening}": "30", f"day-{office.tea}": ""}
    typed |= {f"starts-{office.tea}": "", f"day-{office.talk}": "2026-12-01", f"starts-{office.talk}": "18:00"}
    saved = office.lin.post(TABLE, typed, do="save")

    assert saved.status_code == 302
    stands = [office.activity(each) for each in (office.opening, office.tea, office.talk)]
    assert [each.state for each in stands] == [ActivityState.PUBLIC, ActivityState.UNSCHEDULED, ActivityState.PUBLIC]
    assert (stands[0].starts_at, stands[0].length) == (NINE + timedelta(minutes=45), 30)
    assert "Move 3 activities" in office.lin.client.get(saved.headers["Location"]).get_data(as_text=True)
    office.lin.post("/desk/events/week/programme/undo")
    assert office.activity(office.tea).starts_at == NINE + 5 * HOUR
    office.lin.post("/desk/events/week/programme/redo")
    assert office.activity(office.tea).state is ActivityState.UNSCHEDULED


def test_what_was_typed_is_kept_when_somebody_was_faster(office: Office) -> None:
    page = office.lin.get("/desk/events/week/programme", view="list").get_data(as_text=True)
    typed = {**fields_of(page), f"starts-{office.opening}": "11:00"}
    send(office.wei, "moves", moves=[move(office.opening, "2026-11-30T10:00", office.garden)])
    refused = office.lin.post(TABLE, typed, do="save")

    again = refused.get_data(as_text=True)
    assert (refused.status_code, "Theirs: Mon 30 Nov, 10:00–11:00, Garden" in again) == (409, True)
    assert fields_of(again)[f"starts-{office.opening}"] == "11:00"
    wrong = office.lin.post(TABLE, {**fields_of(again), f"starts-{office.tea}": "25:00"}, do="save")
    assert (wrong.status_code, "Tea: Write the time as 09:30." in wrong.get_data(as_text=True)) == (422, True)
    assert office.lin.post(TABLE, fields_of(again), anyway="1").status_code == 302
    assert office.activity(office.opening).starts_at == NINE + 2 * HOUR


def test_the_bulk_bar_does_what_the_board_does(office: Office) -> None:
    def do(verb: str, *ids: int, **said: str) -> Any:
        return office.lin.post(TABLE, {"selected": list(ids), "do": verb, **said})

    do("shift", office.opening, office.tea, office.talk, minutes="30")
    assert office.activity(office.tea).starts_at == NINE + 5.5 * HOUR
    do("day", office.opening, to_day="2026-12-02")
    do("place", office.opening, office.tea, to_place=str(office.garden))
    moved = office.activity(office.opening)
    assert (moved.starts_at, moved.place_id) == (NINE + 48.5 * HOUR, office.garden)
    do("fix", office.tea)
    assert do("shift", office.tea, minutes="30").status_code == 302
    assert office.activity(office.tea).starts_at == NINE + 5.5 * HOUR
    do("unfix", office.tea)
    do("tray", office.tea)
    do("copy", office.opening)
    assert office.titles().count("Opening") == 2
    do("delete", office.tea, office.talk)
    do("cancel", office.opening, reason="Rain")
    assert (sorted(office.titles()), office.activity(office.opening).state) == (
        ["Opening"] * 2,
        ActivityState.CANCELLED,
    )
    assert (do("cancel", office.opening, reason="").status_code, do("shift").status_code) == (422, 422)
    office.lin.post(f"{TABLE}/new", title="Late talk", kind="lecture", length="30")
    assert "Late talk" in office.titles()


def test_everything_from_a_time_on_is_shifted_by_a_form(office: Office) -> None:
    said = {"day": "2026-11-30", "time": "14:00", "place": "all", "minutes": "-15"}
    answer = office.lin.post(f"{TABLE}/shift", said)
    assert answer.status_code == 302
    assert office.activity(office.tea).starts_at == NINE + 4.75 * HOUR
    assert office.activity(office.opening).starts_at == NINE
    for wrong in ({"minutes": "many"}, {"day": ""}, {"time": "noon"}):
        office.lin.post(f"{TABLE}/shift", {**said, **wrong})
    assert office.activity(office.tea).version == 2
