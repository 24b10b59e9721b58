"""The doors through which a whole programme comes in and goes out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as event_service
from coopevents.facts import THE_HOUSE
from coopevents.schedule import queries as schedules
from coopevents.schedule import releasing, service
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.exchange.models import HeldImport
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind, ActivityState
from coopevents.text import LocalizedText
from tests.desks import NOW, Colleague, Desk
from tests.schedule.exchange.congress import schedule_xml

PATH = "/desk/events/week/exchange"
NINE = datetime(2026, 11, 30, 1, tzinfo=UTC)


@pytest.fixture
def week(desk: Desk) -> int:
    """An event with two activities at the same time."""
    event_id = desk.event()
    with desk.writing():
        event = events.get_event(event_id)
        for title in ("Opening", "Salon"):
            details = ActivityDetails(
                kind=ActivityKind.SALON,
                title=LocalizedText(en=title),
                starts_at=NINE,
                ends_at=NINE + timedelta(hours=1),
            )
            service.plan_activity(event.schedule, details, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    return event_id


def send(colleague: Colleague, data: bytes, name: str = "file") -> TestResponse:
    """Send a file; the body is one piece of bytes, for the test client forgets to close large ones of its own."""
    parts = {'name="csrf_token"': colleague.csrf.encode(), f'name="file"; filename="{name}"': data}
    lines = [b"--x\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (k.encode(), v) for k, v in parts.items()]
    body, form = b"".join(lines) + b"--x--\r\n", "multipart/form-data; boundary=x"
    return colleague.client.post(PATH, data=body, content_type=form, headers={"Accept-Language": "en"})


def looked_at(colleague: Colleague, data: bytes, name: str = "file") -> tuple[str, str]:
    """The address of the preview, and the page."""
    answer = send(colleague, data, name)
    assert answer.status_code == 302, answer.text
    page = colleague.get(answer.location)
    assert page.status_code == 200
    return answer.location, page.text


def take(colleague: Colleague, address: str, page: str, **ticked: object) -> TestResponse:
    mark = re.search(r'name="mark" value="([0-9a-f]+)"', page)
    assert mark is not None
    return colleague.post(address, mark=mark[1], **ticked)


def titles(desk: Desk, event_id: int) -> list[str]:
    with desk.app.app_context():
        listed = schedules.list_activities(events.get_event(event_id).schedule_id)
        return [each.title.in_language("en") for each in listed]


def test_a_table_goes_out_is_changed_and_comes_back(desk: Desk, week: int) -> None:
    colleague = desk.colleague()
    for name in ("programme.xlsx", "programme.csv"):
        data = colleague.get(f"{PATH}/{name}").data
        assert "Nothing to change" in looked_at(colleague, data, name)[1]
    changed = (
        data.replace(b'"Salon","","",', b'"Salon of the sea","","",')
        + b'"","","New one","","","","2026-12-01","9:00","10:00"\n'
    )
    address, page = looked_at(colleague, changed, "week.csv")
    assert "From week.csv. Nothing is changed yet." in page
    assert "Salon of the sea" in page
    assert titles(desk, week) == ["Opening", "Salon"]
    answer = take(colleague, address, page)
    assert "day=2026-11-30" in answer.location
    assert titles(desk, week) == ["Opening", "Salon of the sea", "New one"]
    assert "1 activity added, 1 activity changed." in colleague.get("/desk/events/week/programme").text
    assert colleague.get(address).status_code == 404


def test_rows_that_cannot_be_read_stay_and_the_others_are_taken_over(desk: Desk, week: int) -> None:
    colleague = desk.colleague()
    table = b"title_en;day;starts;ends\nGood;1;9:00;10:00\nBad;1;nine;10:00\n"
    address, page = looked_at(colleague, table)
    assert "Cannot be read (1)" in page
    assert "That is no time. Write it as 09:30." in page
    assert ">nine<" in page
    assert "Take over the rows that can be read" in page
    take(colleague, address, page)
    assert titles(desk, week) == ["Opening", "Salon", "Good"]


def test_clashes_are_told_before_anything_is_done(desk: Desk, week: int) -> None:
    colleague = desk.colleague()
    table = b"title_en;day;starts;ends;place;people\n"
    table += b"One;2;9:00;10:00;Dome;Ines Duarte\nTwo;2;9:30;10:30;Dome;Ines Duarte\n"
    page = looked_at(colleague, table)[1]
    assert re.search(r"\d clash(es)? would arise", page)
    assert "Dome" in page
    assert titles(desk, week) == ["Opening", "Salon"]


def test_what_changed_between_look_and_taking_over_is_looked_at_anew(desk: Desk, week: int) -> None:
    colleague = desk.colleague()
    data = colleague.get(f"{PATH}/programme.csv").data.replace(b'"Salon","","",', b'"From the file","","",')
    address, page = looked_at(colleague, data)
    with desk.writing():
        activity = db.session.query(Activity).order_by(Activity.id.desc()).first()
        assert activity is not None
        details = service.details_of(activity, title=LocalizedText(en="From a colleague"))
        service.change_activity(activity, details, expected_version=None, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    answer = take(colleague, address, page)
    assert answer.location == address
    page = colleague.get(address).text
    assert "The programme changed in the meantime." in page
    assert "Changed here after the file was written (1)" in page
    take(colleague, address, page)
    assert titles(desk, week) == ["Opening", "From a colleague"]
    address, page = looked_at(colleague, data)
    row = re.search(r'name="overtaken" value="(\d+)"', page)
    assert row is not None
    take(colleague, address, page, overtaken=row[1])
    assert titles(desk, week) == ["Opening", "From the file"]


def test_what_the_file_leaves_out_is_taken_out_only_when_ticked(desk: Desk, week: int) -> None:
    colleague = desk.colleague()
    lines = colleague.get(f"{PATH}/programme.csv").data.splitlines(keepends=True)
    address, page = looked_at(colleague, b"".join(lines[:2]))
    out = re.search(r'name="out" value="(\d+)"', page)
    assert out is not None
    take(colleague, address, page, out=out[1])
    assert titles(desk, week) == ["Opening"]


def test_an_import_is_undone_in_one_step_unless_somebody_was_there_since(desk: Desk, week: int) -> None:
    colleague = desk.colleague()
    with desk.writing():
        event = events.get_event(week)
        gone = schedules.list_activities(event.schedule_id)[0]
        service.cancel_activity(gone, "Rain", now=NOW, actor=THE_HOUSE)
        details = service.details_of(gone, state=ActivityState.DRAFT, title=LocalizedText(en="Draft"))
        service.plan_activity(event.schedule, details, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    for is_overtaken in (False, True):
        before = colleague.get(f"{PATH}/programme.csv").data
        lines = before.decode("utf-8-sig").splitlines(keepends=True)
        kept = [each for each in lines if '"Draft",""' not in each]
        data = (
            "".join(kept)
            .replace('"Cancelled"', '"On the programme"')
            .replace('"Salon","","",', '"Else","","",')
            .encode()
        )
        data += b'"","","New one","","","","2026-12-01","9:00","10:00"\n'
        address, page = looked_at(colleague, data)
        out = re.search(r'name="out" value="(\d+)"', page)
        assert out is not None
        take(colleague, address, page, out=out[1])
        assert titles(desk, week) == ["Opening", "Else", "New one"]
        assert f"{address}/undo" in colleague.get("/desk/events/week/programme").text
        assert desk.colleague().post(f"{address}/undo").status_code == 404
        if is_overtaken:
            with desk.writing():
                activity = schedules.list_activities(events.get_event(week).schedule_id)[-1]
                service.cancel_activity(activity, "Snow", now=NOW, actor=THE_HOUSE)
                unit_of_work.commit()
        colleague.post(f"{address}/undo")
        if is_overtaken:
            assert titles(desk, week) == ["Opening", "Else", "New one"]
        else:
            assert sorted(titles(desk, week)) == ["Draft", "Opening", "Salon"]
            assert b'"Rain"' in colleague.get(f"{PATH}/programme.csv").data
            assert colleague.post(f"{address}/undo").status_code == 404


def test_a_held_file_is_nobody_elses_and_is_let_go_after_a_day(desk: Desk, week: int) -> None:
    colleague, other, viewer = desk.colleague(), desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    address, page = looked_at(colleague, b"title_en\nHeld\n")
    assert other.get(address).status_code == 404
    assert take(other, address, page).status_code == 404
    assert viewer.get(address).status_code == 403
    assert send(viewer, b"title_en\nx\n").status_code == 403
    assert viewer.get(f"{PATH}/programme.xlsx").status_code == 200
    assert viewer.get(PATH).status_code == 200
    desk.event("another")
    assert colleague.get(address.replace("/week/", "/another/")).status_code == 404
    with desk.writing():
        db.session.query(HeldImport).update({"sent_at": NOW - timedelta(days=2)})
        unit_of_work.commit()
    looked_at(other, b"title_en\nAnother\n")
    assert colleague.get(address).status_code == 404
    with desk.app.app_context():
        assert db.session.query(HeldImport).count() == 1


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", 422, "Choose a file, or paste a table."),
        (b"%PDF-1.7", 422, "This file cannot be read."),
        (b"a,b\n1,2\n", 422, "The first line has to name the columns"),
        (b'<!DOCTYPE s [<!ENTITY a "b">]><schedule/>', 422, "This file defines its own entities"),
        (b"x" * (10 * 1024 * 1024 + 1), 413, "This file is too large."),
    ],
)
def test_files_that_cannot_be_taken_say_why(desk: Desk, week: int, data: bytes, status: int, words: str) -> None:
    answer = send(desk.colleague(), data)
    assert answer.status_code == status
    assert words in answer.text


def test_a_conference_comes_in_and_goes_out_by_its_public_address(desk: Desk, app: Flask) -> None:
    colleague = desk.colleague()
    event_id = desk.event(starts_on=date(2014, 12, 27), time_zone="Europe/Berlin")
    given = schedule_xml(days=1)
    address, page = looked_at(colleague, given, "schedule.xml")
    assert "Saal 6" in page
    assert take(colleague, address, page).status_code == 302
    with desk.writing():
        event = events.get_event(event_id)
        event_service.publish_event(event, now=NOW, actor=THE_HOUSE)
        releasing.release_schedule(event.schedule, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    reader = app.test_client()
    for name, media_type in (("schedule.xml", "application/xml"), ("schedule.json", "application/json")):
        answer = reader.get(f"/e/week/{name}")
        assert answer.status_code == 200
        assert answer.mimetype == media_type
        assert answer.data.count(b"41x3_-_6") >= 40
        again = reader.get(f"/e/week/{name}", headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert "Nothing to change" in looked_at(colleague, answer.data, name)[1]
    assert "Nothing to change" in looked_at(colleague, given)[1]
    calendar = reader.get("/feeds/e/week.ics").data
    assert "Nothing to change" in looked_at(colleague, calendar, "week.ics")[1]
    assert reader.get("/e/nowhere/schedule.xml").status_code == 404


def test_a_draft_event_has_no_public_schedule(desk: Desk, week: int, app: Flask) -> None:
    assert app.test_client().get("/e/week/schedule.xml").status_code == 404
    assert app.test_client().get("/e/week/schedule.json").status_code == 404


def test_the_page_shows_who_may_what(desk: Desk, week: int) -> None:
    assert "Look at what would change" in desk.colleague().get(PATH).text
    viewer = desk.colleague(Role.UNIT_VIEWER).get(PATH).text
    assert "Look at what would change" not in viewer
    assert "Excel workbook" in viewer
    assert desk.colleague(scope_id=desk.other_unit_id).get(PATH).status_code == 404
