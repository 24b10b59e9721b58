"""A programme goes out as a table and comes back: nothing changes unless somebody changed a cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from coopevents.db import db
from coopevents.people.models import Person
from coopevents.places.models import Place, PlaceKind, Resource, ResourceKind
from coopevents.schedule import queries as schedules
from coopevents.schedule import service, tracks
from coopevents.schedule.details import ParticipantDetails, ResourceDetails
from coopevents.schedule.exchange.columns import COLUMNS, headings
from coopevents.schedule.exchange.from_tables import plan_of_table
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.plans import Plan, Verdict
from coopevents.schedule.exchange.queries import look_around
from coopevents.schedule.exchange.tables import csv_of, shown, table_of, workbook_of
from coopevents.schedule.exchange.taking_over import Outcome, Wish, take_over
from coopevents.schedule.states import ActivityKind, ActivityState, Audience, ParticipantRole
from coopevents.text import LANGUAGES, LocalizedText
from tests.schedule.conftest import NINE, NOW, ORGANISER, Office

Write = Callable[[Any, Known, str], bytes]
DAYS = tuple(date(2026, 11, 30) + timedelta(days=number) for number in range(5))
KEYS = [each.key for each in COLUMNS]


def look(office: Office, **said: Any) -> Known:
    words = {"days": DAYS, "language": "en", "may_add_places": True, "people": office.people, **said}
    return look_around(office.schedule, place_unit_ids=[office.unit.id], **words)


def odd_programme(office: Office) -> None:
    """Whatever trips up a spreadsheet, once each."""
    twin = Person(unit_id=office.unit.id, given_name="Amélie", family_name="Laurent", created_at=NOW)
    odd = Person(unit_id=office.unit.id, given_name="Ann; Bo:", family_name="(Lee) [#1]", created_at=NOW)
    other_hall = Place(unit_id=office.unit.id, kind=PlaceKind.HALL, name=LocalizedText(en="Hall 1"))
    beamer = Resource(unit_id=office.unit.id, kind=ResourceKind.EQUIPMENT, name=LocalizedText(en="Beamer"), quantity=3)
    db.session.add_all([twin, odd, other_hall, beamer])
    db.session.flush()
    office.people += [twin, odd]
    green = tracks.open_track(office.schedule, LocalizedText(en="Green", zh_Hans_CN="绿色"), now=NOW, actor=ORGANISER)
    who = tuple(ParticipantDetails(each.id, ParticipantRole.HOST) for each in office.people)
    office.plan(
        title=LocalizedText(en="+49 89 12345", zh_Hans_CN="=1+1", fr="-"),
        text=LocalizedText(en="  007\n\n'quoted' \"twice\"; semicolons, commas\ttabs", zh_Hans_CN="中文。"),
        internal_note="@SUM(A1)\n'tis",
        people=who,
        track_id=green.id,
        resources=(ResourceDetails(beamer.id, 2),),
        capacity=40,
        expected=0,
        takes_sign_ups=True,
        is_fixed=True,
        languages=("en", "zh"),
        audience=Audience.INVITED,
    )
    office.plan(title=LocalizedText(en="007"), place_id=other_hall.id, kind=ActivityKind.TOUR)
    late = NINE + timedelta(hours=14)
    office.plan(title=LocalizedText(en="Over midnight"), starts_at=late, ends_at=late + timedelta(hours=3))
    office.plan(title=LocalizedText(en="Until midnight"), starts_at=late, ends_at=late + timedelta(hours=1))
    office.plan(title=LocalizedText(en="Seconds"), ends_at=NINE + timedelta(minutes=59, seconds=30))
    office.plan(title=LocalizedText(zh_Hans_CN="草稿"), state=ActivityState.DRAFT, place_id=None)
    office.plan(title=LocalizedText(en="Tray"), starts_at=None, ends_at=None, length=95, place_id=None)
    office.plan(title=LocalizedText(en="Long"), text=LocalizedText(en="x" * 40_000))
    gone = office.plan(title=LocalizedText(en="Off"))
    service.cancel_activity(gone, "=HYPERLINK(1)", now=NOW, actor=ORGANISER)


@pytest.mark.parametrize("write", [workbook_of, csv_of], ids=["xlsx", "csv"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_back_as_it_went_changes_nothing(office: Office, write: Write, language: str) -> None:
    odd_programme(office)
    known = look(office)
    data = write(known.activities, known, language)
    plan = plan_of_table(table_of(data), known)
    assert [
        (each.title, each.changes, each.troubles) for each in plan.items if each.verdict is not Verdict.UNCHANGED
    ] == []
    assert len(plan.items) == 9
    assert plan.does_nothing
    assert not plan.missing
    assert not plan.unknown_columns
    taken(office, plan, known)
    again = look(office)
    assert table_of(write(again.activities, again, language)) == table_of(data)


def test_times_that_a_clock_shows_twice_come_back_to_the_minute(office: Office) -> None:
    office.schedule.time_zone = "Europe/Berlin"
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    for hours in (0, 1):
        starts_at = first + timedelta(hours=hours)
        office.plan(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20))
    known = look(office)
    data = csv_of(known.activities, known, "en")
    assert b"02:30 UTC+02:00" in data
    assert b"02:30 UTC+01:00" in data
    assert plan_of_table(table_of(data), known).does_nothing
    moved = data.replace(b"02:50 UTC+01:00", b"02:55 UTC+01:00")
    assert plan_of_table(table_of(moved), known).of(Verdict.CHANGED)[0].wanted["ends_at"] == first + timedelta(
        minutes=85
    )
    vague = plan_of_table(table_of(data.replace(b"02:50 UTC+01:00", b"02:55")), known)
    assert "happens twice" in str(vague.of(Verdict.UNREADABLE)[0].troubles[0].words)


def test_no_cell_is_a_live_formula(office: Office) -> None:
    odd_programme(office)
    known = look(office)
    book = workbook_of(known.activities, known, "en")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 2
    assert not any(b"<f>" in each or b"<f " in each for each in sheets)
    assert b'state="frozen"' in sheets[0]
    lines = csv_of(known.activities, known, "en").decode("utf-8-sig")
    assert ',"=' not in lines
    assert ',"+' not in lines
    assert '"\'=HYPERLINK(1)"' in lines


def rows_of(office: Office) -> tuple[Known, list[list[Any]]]:
    known = look(office)
    with CalamineWorkbook.from_filelike(io.BytesIO(workbook_of(known.activities, known, "en"))) as book:
        return known, [list(row) for row in book.get_sheet_by_index(0).to_python()]


def sent(rows: list[list[Any]]) -> bytes:
    """A workbook as a spreadsheet program saves it: dates, times and numbers in cells of their own kind."""
    out = io.BytesIO()
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        page, clock = book.add_worksheet("Sheet"), book.add_format({"num_format": "hh:mm"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, time):
                    page.write_datetime(number, column, cell, clock)
                elif isinstance(cell, date):
                    page.write_datetime(number, column, cell)
                else:
                    page.write(number, column, cell)
    return out.getvalue()


def put(rows: list[list[Any]], title: str, **cells: Any) -> int:
    """Type something into the row of that title; returns the row's number as a spreadsheet counts."""
    number, row = next((number, row) for number, row in enumerate(rows, start=1) if title in row[2:5])
    for key, cell in cells.items():
        row[KEYS.index(key)] = cell
    return number


def taken(office: Office, plan: Plan, known: Known, wish: Wish | None = None) -> Outcome:
    words = {"unit_id": office.unit.id, "slug": "week", "language": "en", "now": NOW, "actor": ORGANISER}
    return take_over(office.schedule, plan, known, wish or Wish(), **words)


def test_changed_cells_of_every_kind_are_understood(office: Office) -> None:
    odd_programme(office)
    known, rows = rows_of(office)
    put(rows, "+49 89 12345", starts=time(10, 15), ends=0.5, title_fr="Bonjour", capacity=55.0)
    put(rows, "+49 89 12345", people="接待人：周俊; Ines Duarte (IST)")
    put(rows, "007", day=46357, starts="9.30", ends="24:00", place="Garden", kind="Visite", state="draft")
    put(rows, "Over midnight", day=datetime(2026, 12, 2), length=60)
    rows.append(["", "", "Neu", "新的", "", "meal", "1", "18:00", "", "", 90, "New Bistro", "Host: Jun Zhou"])
    plan = plan_of_table(table_of(sent(rows)), known)
    assert [each.troubles for each in plan.items if each.troubles] == []
    assert len(plan.of(Verdict.ADDED)) == 1
    assert plan.new_places == ("New Bistro",)
    assert plan.new_people == ("Ines Duarte",)
    outcome = taken(office, plan, known)
    assert len(outcome.added), len(outcome.changed) == (1, 3)
    by_title = {each.title.in_language("en"): each for each in schedules.list_activities(office.schedule.id)}
    first, tour, night, meal = (by_title[name] for name in ("+49 89 12345", "007", "Over midnight", "Neu"))
    assert (first.starts_at, first.ends_at) == (NINE + timedelta(minutes=75), NINE + timedelta(hours=3))
    assert (first.title["fr"], first.capacity) == ("Bonjour", 55)
    assert [each.role for each in first.participants] == [ParticipantRole.HOST, ParticipantRole.SPEAKER]
    assert (tour.kind, tour.state, tour.place_id) == (ActivityKind.VISIT, ActivityState.DRAFT, office.garden.id)
    assert tour.ends_at - tour.starts_at == timedelta(hours=14, minutes=30)
    assert night.starts_at == NINE + timedelta(days=2, hours=14)
    assert night.ends_at - night.starts_at == timedelta(hours=1)
    assert (meal.starts_at, meal.length, meal.title["zh_Hans_CN"]) == (NINE + timedelta(hours=9), 90, "新的")
    assert plan_of_table(table_of(workbook_of((now := look(office)).activities, now, "fr")), now).does_nothing


def test_moving_the_day_keeps_the_night_together_and_an_empty_time_means_the_tray(office: Office) -> None:
    odd_programme(office)
    known, rows = rows_of(office)
    away = put(rows, "+49 89 12345", day="", starts="", ends="", length="")
    put(rows, "Over midnight", day="2026-12-03")
    plan = plan_of_table(table_of(sent(rows)), known)
    assert [each.row for each in plan.of(Verdict.TRAY)] == [away]
    night = plan.of(Verdict.CHANGED)[0].wanted
    assert night["ends_at"] - night["starts_at"] == timedelta(hours=3)
    taken(office, plan, known)
    assert "+49 89 12345" in {
        each.title["en"] for each in schedules.list_unscheduled(office.schedule.id) if "en" in each.title
    }


def test_what_cannot_be_read_is_said_at_its_row_and_column_with_the_value(office: Office) -> None:
    odd_programme(office)
    known, rows = rows_of(office)
    first = put(rows, "+49 89 12345", day="31.2.2026", capacity="many", kind="party")
    second = put(rows, "007", starts="25:00")
    third = put(rows, "Over midnight", uid="0" * 32)
    fourth = put(rows, "Long", ends="08:00", ends_on="2026-11-30")
    fifth = put(rows, "草稿", state="Cancelled")
    sixth = put(rows, "Seconds", text_fr="Twice")
    rows.append(list(rows[sixth - 1]))
    plan = plan_of_table(table_of(sent(rows)), known)
    said = {(each.row, str(one.column)): one.value for each in plan.items for one in each.troubles}
    assert said == {
        (first, "Kind"): "party",
        (first, "Capacity"): "many",
        (first, "Day"): "31.2.2026",
        (second, "Starts"): "25:00",
        (third, "Identity"): "0" * 32,
        (fourth, "Ends"): said[fourth, "Ends"],
        (fifth, "State"): "cancelled",
        (len(rows), "Identity"): rows[sixth - 1][0],
    }
    assert len(plan.items) == 10


def test_nothing_newer_is_overwritten_unless_it_is_ticked(office: Office) -> None:
    activity = office.plan()
    known, rows = rows_of(office)
    put(rows, "Salon on robotics", title_en="From the file")
    details = service.details_of(activity, title=LocalizedText(en="From a colleague"))
    service.change_activity(activity, details, expected_version=None, now=NOW, actor=ORGANISER)
    known = look(office)
    plan = plan_of_table(table_of(sent(rows)), known)
    assert [each.row for each in plan.overtaken] == [2]
    assert not taken(office, plan, known).changed
    assert activity.title["en"] == "From a colleague"
    taken(office, plan, known, Wish(overtaken={2}))
    assert activity.title["en"] == "From the file"


def test_what_is_not_in_the_table_leaves_only_when_it_is_ticked(office: Office) -> None:
    kept, draft, gone = office.plan(), office.plan(state=ActivityState.DRAFT), office.plan()
    known, rows = rows_of(office)
    plan = plan_of_table(table_of(sent(rows[:1] + [each for each in rows if each[0] == kept.uid])), known)
    assert {each.activity_id: each.is_draft for each in plan.missing} == {draft.id: True, gone.id: False}
    assert taken(office, plan, known).taken_out == 0
    taken(office, plan, known, Wish(taken_out={draft.id, gone.id}))
    assert [each.id for each in schedules.list_activities(office.schedule.id)] == [kept.id]
    assert [each.id for each in schedules.list_unscheduled(office.schedule.id)] == [gone.id]


def test_a_pasted_table_and_a_semicolon_file_are_read_by_their_headings(office: Office) -> None:
    known = look(office)
    pasted = "Titre (Français)\tDébut\tJour\tLieu\nAccueil\t9:00\t1\tHall 1\n".encode()
    table = table_of(pasted)
    assert table.language in LANGUAGES
    plan = plan_of_table(table_of(b"title_en;day;starts;length;place;colour\nWelcome;1;9:00;30;Hall 1;red\n"), known)
    assert plan.unknown_columns == ("colour",)
    assert plan.items[0].wanted["ends_at"] == NINE + timedelta(minutes=30)
    assert plan.items[0].wanted["place"] == office.hall.id


def test_a_cell_is_compared_as_it_is_shown() -> None:
    cells = [7.0, 0.5, None, True, date(2026, 11, 30), datetime(2026, 11, 30), time(9, 30), " a\r\nb "]
    assert [shown(each) for each in cells] == ["7", "0.5", "", "yes", "2026-11-30", "2026-11-30", "09:30:00", "a\nb"]
    assert len(headings("zh_Hans_CN")) == len(COLUMNS)
