"""Organisers' doors to a programme, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event as sql_event

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as event_service
from coopevents.exports import read_csv
from coopevents.facts import THE_HOUSE
from coopevents.places import queries as places
from coopevents.places import service as place_service
from coopevents.places.details import PlaceDetails
from coopevents.places.models import PlaceKind
from coopevents.schedule import queries
from coopevents.schedule.models import Activity
from coopevents.schedule.releases import ReleasedProgramme, programme_of
from coopevents.schedule.states import ActivityState
from coopevents.text import LocalizedText
from tests.desks import NOW, Colleague, Desk

PROGRAMME = "/desk/events/week/programme"
ROWS = """Opening; ceremony; 1; 09:00-10:30; Hall 1; Amélie Laurent (École Exemple), 周俊
Robots | 机器人; salon; 1; 11:00–12:00; Hall 1; Amélie Laurent
Tea; meal; ; 12:00-13:00; Garden;"""


UNTICKED = {"csrf_token", "is_draft", "is_fixed", "takes_sign_ups", "languages"}


class Office:
    """A colleague before an event of their office, with a hall and a garden."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.app = desk, desk.app
        self.colleague: Colleague = desk.colleague()
        desk.event()
        with self.app.app_context():
            for name, seats in (("Hall 1", 80), ("Garden", None)):
                details = PlaceDetails(kind=PlaceKind.HALL, name=LocalizedText(en=name), capacity=seats)
                place_service.add_place(desk.unit_id, details, now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()
            self.hall, self.garden = (each.id for each in places.list_places([desk.unit_id]))

    def add(self, **typed: Any) -> Any:
        """Send the form of a new activity, some of it replaced."""
        said = {
            "title-en": "Salon on robotics",
            "kind": "salon",
            "day": "2026-11-30",
            "starts": "09:00",
            "ends": "10:00",
            "place": str(self.hall),
            "audience": "public",
        }
        return self.colleague.post(f"{PROGRAMME}/new", {**said, **typed})

    def activities(self) -> list[Activity]:
        """What is on the programme."""
        with self.app.app_context():
            found = events.find_event_by_slug("week")
            assert found is not None
            return queries.list_activities(found.schedule_id)

    def tracks(self) -> dict[int | None, str]:
        """The tracks of the programme by id."""
        with self.app.app_context():
            found = events.find_event_by_slug("week")
            assert found is not None
            return {each.id: each.name.in_language("en") for each in queries.list_tracks(found.schedule_id)}

    def released(self) -> ReleasedProgramme | None:
        """What guests read."""
        with self.app.app_context():
            found = events.find_event_by_slug("week")
            assert found is not None
            release = queries.find_latest_release(found.schedule_id)
            return programme_of(release) if release else None

    def publish(self) -> None:
        """Let guests read it."""
        with self.app.app_context():
            found = events.find_event_by_slug("week")
            assert found is not None
            found.schedule.releases_itself = True
            event_service.publish_event(found, now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()


@pytest.fixture
def office(desk: Desk) -> Office:
    """A colleague before an empty programme."""
    return Office(desk)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def form_of(page: str) -> dict[str, str]:
    """What a browser would send back from the activity's form: inputs, texts, choices."""
    body = page[page.index('name="version"') - 200 :]
    fields = dict(re.findall(r'<input[^>]*?name="([\w-]+)"[^>]*?value="([^"]*)"', body))
    for name, options in re.findall(r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        chosen = re.findall(r'<option selected value="([^"]*)"', options)
        fields[name] = chosen[0] if chosen else ""
    return {name: value for name, value in fields.items() if name not in UNTICKED}


def test_an_empty_programme_teaches_what_to_do(office: Office) -> None:
    page = office.colleague.get(PROGRAMME)

    assert page.status_code == 200
    assert "Nothing is planned yet" in text_of(page)


def test_an_activity_is_added_with_people_known_and_new(office: Office) -> None:
    answer = office.add(**{"people-0-role": "speaker", "people-0-name": "Amélie Laurent (École Exemple)"})
    assert answer.status_code == 302
    office.add(starts="11:00", ends="12:00", **{"people-0-role": "chair", "people-0-name": "Amélie Laurent"})

    first, second = office.activities()
    assert [each.role for each in (*first.participants, *second.participants)] == ["speaker", "chair"]
    assert first.participants[0].person_id == second.participants[0].person_id
    assert "Amélie Laurent" in text_of(office.colleague.get(PROGRAMME))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title-en": ""}, "Write this in at least one language."),
        ({"ends": "08:00"}, "It has to end after it starts."),
        ({"ends": "09:00"}, "It has to end after it starts."),
        ({"starts": "half past"}, "Not a valid time value."),
        ({"day": ""}, "Choose the day."),
        ({"capacity": "0"}, "The number of seats is at least 1."),
        ({"place": "4711"}, "This place is no longer used."),
        ({"place": "x"}, "This place is no longer used."),
        ({"kind": "party"}, "Invalid Choice"),
    ],
)
def test_what_cannot_be_is_refused_with_everything_typed_kept(
    office: Office, typed: dict[str, str], sentence: str
) -> None:
    answer = office.add(track="Robots & friends", **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="Robots &amp; friends"' in answer.get_data(as_text=True)
    assert office.activities() == []


def test_a_time_that_the_clocks_skip_names_the_next_one(desk: Desk) -> None:
    colleague = desk.colleague()
    desk.event("paris", time_zone="Europe/Paris")
    said = {"title-en": "Night", "kind": "other", "audience": "public", "day": "2027-03-28"}
    path = "/desk/events/paris/programme/new"

    skipped = colleague.post(path, {**said, "starts": "02:30", "ends": "04:00"})
    assert skipped.status_code == 422
    assert "02:30 does not exist. The next time there is is 03:00." in text_of(skipped)

    twice = {**said, "day": "2026-10-25", "starts": "02:30", "ends": "04:00"}
    asked = colleague.post(path, twice)
    assert "02:30 happens twice" in text_of(asked)
    assert 'name="fold"' in asked.get_data(as_text=True)
    assert colleague.post(path, {**twice, "fold": "1"}).status_code == 302


def test_a_clash_is_said_in_words_as_it_arises_and_may_be_accepted(office: Office) -> None:
    office.add()
    answer = office.add(starts="09:30", ends="10:30", **{"title-en": "Lecture"})
    assert answer.status_code == 302
    page = office.colleague.get(answer.headers["Location"])
    assert "“Salon on robotics” (09:00–10:00) and “Lecture” (09:30–10:30) are both in Hall 1" in text_of(page)
    assert "Move “Lecture” to Garden" in text_of(page)

    board = office.colleague.get(PROGRAMME).get_data(as_text=True)
    assert board.count("time-grid__item--clash") == 2
    (key,) = set(re.findall(r'name="key" value="([^"]+)"', board))
    without = office.colleague.post(f"{PROGRAMME}/clashes/accept", key=key, reason="")
    assert "Say why" in text_of(office.colleague.get(without.headers["Location"]))
    office.colleague.post(f"{PROGRAMME}/clashes/accept", key=key, reason="A joint session")

    quiet = office.colleague.get(PROGRAMME)
    assert "time-grid__item--clash" not in quiet.get_data(as_text=True)
    assert "A joint session" in text_of(quiet)
    office.colleague.post(f"{PROGRAMME}/clashes/reconsider", key=key)
    assert "time-grid__item--clash" in office.colleague.get(PROGRAMME).get_data(as_text=True)


def test_moving_says_where_it_was_and_is_and_can_be_undone(office: Office) -> None:
    office.add()
    (activity,) = office.activities()
    answer = office.colleague.post(f"{PROGRAMME}/{activity.id}/move", shift="30", place_id=str(office.garden))
    page = office.colleague.client.get(answer.headers["Location"]).get_data(as_text=True)

    assert "Salon on robotics moved: 09:00–10:00, Hall 1 → 09:30–10:30, Garden." in page
    (undo,) = re.findall(r'action="([^"]*/move\?[^"]*)"', page)
    office.colleague.post(undo.replace("&amp;", "&"))
    (back,) = office.activities()
    assert (back.starts_at, back.ends_at, back.place_id) == (activity.starts_at, activity.ends_at, office.hall)


@pytest.mark.parametrize(
    "asked",
    [{"shift": "x"}, {"shift": "999999"}, {"time": "25:99"}, {"place_id": "4711"}, {"starts_at": "now"},
     {"starts_at": "2026-11-30T09:00", "ends_at": "2026-11-30T10:00"},
     {"starts_at": "2026-11-30T09:00+08:00", "ends_at": "2026-11-30T08:00+08:00"}],
)  # fmt: skip
def test_a_move_to_nowhere_is_refused(office: Office, asked: dict[str, str]) -> None:
    office.add()
    (activity,) = office.activities()
    answer = office.colleague.post(f"{PROGRAMME}/{activity.id}/move", asked)

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/{activity.id}")
    assert office.activities()[0].version == 1


def test_a_published_programme_follows_every_save(office: Office) -> None:
    office.add()
    office.publish()
    (activity,) = office.activities()
    office.colleague.post(f"{PROGRAMME}/{activity.id}/move", shift="15")
    office.colleague.post(f"{PROGRAMME}/{activity.id}/cancel", reason="The hall is flooded")

    released = office.released()
    assert released is not None
    assert (released.number, released.activities[0].sequence, released.activities[0].is_cancelled) == (3, 2, True)
    office.colleague.post(f"{PROGRAMME}/{activity.id}/reopen")
    assert "takes place after all" in text_of(office.colleague.get(PROGRAMME))


def test_two_colleagues_cannot_overwrite_each_other(office: Office) -> None:
    office.add()
    (activity,) = office.activities()
    path = f"{PROGRAMME}/{activity.id}"
    mine = form_of(office.colleague.get(path).get_data(as_text=True))
    office.colleague.post(f"{path}/move", shift="30")

    refused = office.colleague.post(path, {**mine, "track": "Mine"})
    assert refused.status_code == 409
    assert "Somebody else saved this activity" in text_of(refused)
    assert "What is saved now" in text_of(refused)
    page = refused.get_data(as_text=True)
    assert 'value="Mine"' in page

    assert office.colleague.post(path, {**form_of(page), "track": "Mine"}).status_code == 302
    (saved,) = office.activities()
    assert (office.tracks(), saved.starts_at) == ({saved.track_id: "Mine"}, activity.starts_at)


def test_more_rows_for_people_save_nothing(office: Office) -> None:
    answer = office.add(more="1", **{"people-0-role": "speaker", "people-0-name": "Somebody"})

    assert answer.status_code == 200
    assert answer.get_data(as_text=True).count('list="people"') == 4
    assert 'value="Somebody"' in answer.get_data(as_text=True)
    assert office.activities() == []


def test_copies_are_drafts_and_only_drafts_are_deleted(office: Office) -> None:
    office.add()
    (activity,) = office.activities()
    copied = office.colleague.post(f"{PROGRAMME}/{activity.id}/duplicate")
    copy_path = copied.headers["Location"]
    assert [each.state for each in office.activities()] == [ActivityState.PUBLIC, ActivityState.DRAFT]

    assert "Delete the draft" in text_of(office.colleague.get(f"{copy_path}/delete"))
    assert office.colleague.post(f"{copy_path}/delete").status_code == 302
    assert office.colleague.post(f"{PROGRAMME}/{activity.id}/delete").status_code == 409
    assert len(office.activities()) == 1


def test_pasted_rows_are_looked_at_and_then_planned_with_places_and_people(office: Office) -> None:
    looked = office.colleague.post(f"{PROGRAMME}/rows", rows=ROWS + "\nBroken; salon; 9; 10:00-11:00", step="look")
    assert looked.status_code == 422
    assert "“9” is no day." in text_of(looked)
    assert office.activities() == []

    fine = office.colleague.post(f"{PROGRAMME}/rows", rows=ROWS.replace("Hall 1", "Aula"), step="look")
    assert fine.status_code == 200
    assert "Add 3 activities" in text_of(fine)
    assert "New places: Aula" in text_of(fine)
    assert "New people: Amélie Laurent , 周俊" in text_of(fine)

    added = office.colleague.post(f"{PROGRAMME}/rows", rows=ROWS.replace("Hall 1", "Aula"), step="add")
    assert added.status_code == 302
    opening, robots, tea = office.activities()
    assert robots.title == LocalizedText(en="Robots", zh_Hans_CN="机器人")
    assert opening.place_id == robots.place_id
    assert tea.place_id == office.garden
    assert opening.participants[0].person_id == robots.participants[0].person_id


def test_rows_that_are_nothing_are_refused(office: Office) -> None:
    for rows in ("", "   \n ", "Title; Kind"):
        answer = office.colleague.post(f"{PROGRAMME}/rows", rows=rows, step="add")
        assert answer.status_code == 422


def test_the_list_is_searched_narrowed_and_exported(office: Office) -> None:
    office.colleague.post(f"{PROGRAMME}/rows", rows=ROWS, step="add")

    def titles(**query: str) -> list[str]:
        rows = read_csv(office.colleague.get(f"{PROGRAMME}/export.csv", **query).data)
        return [row[0] for row in rows[1:]]

    assert titles() == ["Opening", "Robots", "Tea"]
    assert titles(q="laurent") == ["Opening", "Robots"]
    assert titles(q="周俊") == ["Opening"]
    assert titles(kind="meal") == ["Tea"]
    assert titles(day="2026-12-01") == []
    assert titles(day="not a day", kind="nothing") == ["Opening", "Robots", "Tea"]
    assert "Nothing matches" in text_of(office.colleague.get(PROGRAMME, view="list", q="zzz"))


def test_hostile_text_comes_out_as_text(office: Office) -> None:
    hostile = '"><script>alert(1)</script> %(x)s {{ 7*7 }}'
    office.add(**{"title-en": hostile, "people-0-role": "speaker", "people-0-name": hostile})
    office.add(**{"title-en": hostile})
    (activity, _other) = office.activities()
    for path in (PROGRAMME, f"{PROGRAMME}?view=list", f"{PROGRAMME}/{activity.id}"):
        page = office.colleague.client.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.get_data(as_text=True)


def test_who_may_do_what(office: Office) -> None:
    office.add()
    (activity,) = office.activities()
    viewer = office.desk.colleague(Role.UNIT_VIEWER)
    stranger = office.desk.colleague(Role.OFFICER, scope_id=office.desk.other_unit_id)
    paths = [f"{PROGRAMME}/new", f"{PROGRAMME}/rows", f"{PROGRAMME}/{activity.id}"]

    assert viewer.get(PROGRAMME).status_code == 200
    assert [viewer.get(path).status_code for path in paths] == [403] * 3
    assert [stranger.get(path).status_code for path in (PROGRAMME, *paths)] == [404] * 4
    assert viewer.post(f"{PROGRAMME}/{activity.id}/move", shift="5").status_code == 403
    assert office.colleague.get(f"{PROGRAMME}/4711").status_code == 404


def test_another_events_activity_cannot_be_reached_through_this_one(office: Office) -> None:
    office.add()
    (activity,) = office.activities()
    office.desk.event("other")

    assert office.colleague.get(f"/desk/events/other/programme/{activity.id}").status_code == 404


def test_more_places_than_the_grid_has_columns_are_all_shown(office: Office) -> None:
    rows = "\n".join(f"A{number}; salon; 1; 09:00-10:00; Place {number}" for number in range(45))
    office.colleague.post(f"{PROGRAMME}/rows", rows=rows, step="add")
    office.add(day="2026-12-01")
    board = office.colleague.get(PROGRAMME, day="2026-11-30").get_data(as_text=True)

    assert board.count('class="time-grid__item ') == 45
    assert "No place or another place" in board
    assert "Hall 1" in office.colleague.get(PROGRAMME, day="2026-12-01").get_data(as_text=True)


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements sent while the test runs."""
    sent: list[str] = []
    with app.app_context():
        engine = db.engine

    def keep(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    sql_event.listen(engine, "before_cursor_execute", keep)
    yield sent
    sql_event.remove(engine, "before_cursor_execute", keep)


def test_the_number_of_queries_does_not_grow_with_the_programme(office: Office, statements: list[str]) -> None:
    counts = []
    for rounds in (1, 10):
        for number in range(rounds):
            rows = f"A{rounds}-{number}; salon; 2; {8 + number}:00-{8 + number}:50; Hall 1; Person {rounds}x{number}"
            office.colleague.post(f"{PROGRAMME}/rows", rows=rows, step="add")
        for query in ({"day": "2026-12-01"}, {"view": "list"}):
            statements.clear()
            assert office.colleague.get(PROGRAMME, **query).status_code == 200
            counts.append(len(statements))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 28
