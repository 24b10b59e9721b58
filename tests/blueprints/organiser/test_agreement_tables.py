"""Agreements leave the registry: as a table for spreadsheets, and as a calendar by a private address."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar, Event
from python_calamine import CalamineWorkbook

from coopevents import clock, unit_of_work
from coopevents.accounts.models import User
from coopevents.accounts.roles import Role
from coopevents.agreements import queries
from coopevents.agreements.states import AgreementKind, TermKind
from coopevents.agreements.states import AgreementState as S
from coopevents.db import db
from coopevents.exports import read_csv
from coopevents.text import LocalizedText
from tests.agreements.conftest import Registry
from tests.desks import Colleague, Desk
from tests.readers import libical, vobject_reader

ENDS = date(2031, 12, 1)
WHAT = "Cooperation on joint student training – TU Dublin"
HOSTILE = {"title": LocalizedText(en="=HYPERLINK(1)"), "kind": AgreementKind.EXCHANGE}
SECRET = {"is_confidential": True, "responsible_id": None}


def in_force(desk: Desk, *saids: dict[str, Any]) -> list[tuple[int, str]]:
    """(id, number) of agreements that hold, without the way that led there."""
    with desk.writing():
        registry = Registry(desk)
        made = [registry.propose(**said) for said in saids]
        for each in made:
            each.state, each.state_since = S.IN_FORCE, registry.now
            each.ends_on = None if each.term is TermKind.EVERGREEN else ENDS
        registry.propose()
        unit_of_work.commit()
        return [(each.id, each.number) for each in made]


def test_the_list_leaves_as_it_is_narrowed_with_safe_cells_and_without_what_one_may_not_know(desk: Desk) -> None:
    (_, exchange), _other, (_, hidden) = in_force(desk, HOSTILE, {}, {"kind": AgreementKind.EXCHANGE, **SECRET})
    path = "/desk/agreements/export.csv"
    rows = read_csv(desk.colleague().get(path, kind="exchange").data)
    assert [row[rows[0].index("Number")] for row in rows[1:]] == [hidden, exchange]
    seen = desk.colleague(Role.UNIT_VIEWER).get(path, kind="exchange").data
    assert b'"\'=HYPERLINK(1)"' in seen
    assert [row[0] for row in read_csv(seen)[1:]] == ["=HYPERLINK(1)"]
    assert desk.colleague(Role.GUIDE).get(path).status_code == 403


def test_the_workbook_says_the_same_and_keeps_days_as_days(desk: Desk) -> None:
    ((_, number),) = in_force(desk, HOSTILE)
    data = desk.colleague().get("/desk/agreements/export.xlsx", kind="exchange").data
    head, row = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    said = dict(zip(head, row, strict=True))
    assert {name: said[name] for name in ("Number", "Title (English)", "Type", "State", "Partners", "Last day")} == {
        "Number": number,
        "Title (English)": "=HYPERLINK(1)",
        "Type": "Exchange agreement",
        "State": "In force",
        "Partners": "TU Dublin",
        "Last day": ENDS,
    }


def subscribe(colleague: Colleague) -> str:
    """The path of the calendar after asking for an address."""
    assert colleague.post("/desk/agreements/calendar").status_code == 302
    page = colleague.get("/desk/agreements/calendar").text
    found = re.search(r"http://localhost(/feeds/agreements/[a-z0-9]+\.ics)\?lang=en", page)
    assert found is not None
    return found[1]


def entries(colleague: Colleague, path: str) -> dict[str, Event]:
    """The entries of the calendar by their identity."""
    answer = colleague.get(path)
    assert answer.status_code == 200
    assert libical.check(answer.data).is_clean
    return {str(each["UID"]): each for each in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_the_calendar_shows_each_day_that_counts(desk: Desk) -> None:
    evergreen = {"term": TermKind.EVERGREEN, "term_years": None, "review_on": ENDS}
    made = in_force(desk, {}, {"term": TermKind.RENEWING, "notice_days": 90}, evergreen, SECRET)
    officer = desk.colleague()
    path = subscribe(officer)
    found = entries(officer, path)
    said = [f"Last day: {WHAT}", f"Last day of notice: {WHAT}", f"Review: {WHAT}"]
    days = [ENDS, ENDS - timedelta(days=90), ENDS, ENDS]
    summaries = [
        *(f"{each} ({number})" for each, (_, number) in zip(said, made, strict=False)),
        f"Last day: {made[3][1]}",
    ]
    assert {uid: (str(each["SUMMARY"]), each["DTSTART"].dt) for uid, each in found.items()} == {
        f"agreement-{made[place][0]}@localhost": (summaries[place], days[place]) for place in range(4)
    }
    tag = officer.get(path).headers["ETag"]
    assert officer.client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_what_is_renewed_is_called_off_under_the_same_identity(desk: Desk) -> None:
    ((agreement_id, _),) = in_force(desk, {})
    officer, uid = desk.colleague(), f"agreement-{agreement_id}@localhost"
    path = subscribe(officer)
    before = int(entries(officer, path)[uid]["SEQUENCE"])
    with desk.writing():
        agreement = queries.get_agreement(agreement_id)
        agreement.state, agreement.state_since = S.RENEWED, clock.now()
        unit_of_work.commit()
    renewed = entries(officer, path)[uid]
    assert (renewed["STATUS"], int(renewed["SEQUENCE"]) > before) == ("CANCELLED", True)
    assert {each.uid: each.status for each in vobject_reader.events(officer.get(path).data)} == {uid: "CANCELLED"}


def test_a_replaced_address_and_that_of_a_colleague_who_left_open_nothing(desk: Desk) -> None:
    in_force(desk, {})
    officer = desk.colleague()
    first, second = subscribe(officer), subscribe(officer)
    assert (officer.get(first).status_code, officer.get(second).status_code) == (404, 200)
    assert officer.get(second).headers["Cache-Control"] == "no-store"
    with desk.writing():
        for each in db.session.query(User):
            each.is_enabled = False
        unit_of_work.commit()
    assert officer.get(second).status_code == 404


@pytest.mark.parametrize("token", ["nothing", "a" * 58, "é" * 58])
def test_a_wrong_address_is_not_found(client: FlaskClient, token: str) -> None:
    assert client.get(f"/feeds/agreements/{token}.ics").status_code == 404


def test_what_one_may_not_know_is_not_in_the_calendar(desk: Desk) -> None:
    (known, _), _hidden = in_force(desk, {}, SECRET)
    viewer = desk.colleague(Role.UNIT_VIEWER)
    assert list(entries(viewer, subscribe(viewer))) == [f"agreement-{known}@localhost"]
