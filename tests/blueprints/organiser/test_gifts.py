"""Gifts and budgets of visits, through the doors of the desk."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from coopevents.accounts.roles import Role
from coopevents.exports import read_csv
from tests.blueprints.organiser.test_campus_board import a_visit_of_today
from tests.desks import Desk, desk

__all__ = ["desk"]
ITEM = {"name-en": "Silk scarf", "value": "120.5", "currency": "CNY", "in_stock": "1"}


def test_a_gift_goes_from_the_stock_to_the_register(desk: Desk) -> None:
    visit = a_visit_of_today(desk, begins=timedelta(hours=-1))
    officer, here = desk.colleague(), f"/desk/delegations/{visit}/preparation/gifts"
    assert officer.post("/desk/gifts/new", {**ITEM, "name-en": ""}).status_code == 422
    officer.post("/desk/gifts/new", ITEM)
    officer.post("/desk/gifts/rules", {"given": "100", "received": "50", "currency": "CNY"})
    said = {"way": "given", "item": "1", "quantity": "1", "currency": "CNY", "delegate": "1", "ours": "Zhou"}
    assert officer.post(f"{here}/new", {**said, "item": "0"}).status_code == 422
    for _time in range(2):
        assert officer.post(f"{here}/new", said).status_code == 302
    page = officer.get(here).text
    assert page.count("Above the limit") == 2
    handed = re.findall(r'action="([^"]*/handed)"', page)
    officer.post(handed[0])
    assert "Used up" in officer.get("/desk/gifts").text
    assert "There are not so many in stock" in officer.get(officer.post(handed[1]).location).text
    [_head, line] = read_csv(officer.get("/desk/gifts/register/export.csv").data)
    assert [line[4], line[6], line[8], line[10]] == ["Silk scarf", "120.5", "Zhou", "Above the limit"]
    officer.post(handed[0].replace("/handed", "/planned"))
    assert read_csv(officer.get("/desk/gifts/export.csv").data)[1][3] == "1"
    officer.post(handed[0].replace("/handed", "/removed"))
    assert officer.get(here).text.count("Silk scarf</bdi></a>") == 1


def test_a_budget_says_where_more_was_spent_than_planned(desk: Desk) -> None:
    visit = a_visit_of_today(desk, begins=timedelta(hours=-1))
    officer, here = desk.colleague(), f"/desk/delegations/{visit}/preparation/budget"
    said = {"kind": "meals", "text": "Dinner", "payer": "us", "currency": "CNY", "planned": "100", "spent": "100.01"}
    assert officer.post(f"{here}/new", {**said, "planned": "", "spent": ""}).status_code == 422
    officer.post(f"{here}/new", said)
    assert "Over by CN¥0.01" in officer.get(here).text
    officer.post(f"{here}/1", {**said, "spent": "99"})
    assert "Over by" not in officer.get(here).text
    assert read_csv(officer.get(f"{here}/export.csv").data)[1][4:] == ["100.0", "99.0", "0"]
    with ZipFile(BytesIO(officer.get(f"{here}/export.xlsx").data)) as sheet:
        assert any(b"Dinner" in sheet.read(each) for each in sheet.namelist())
    officer.post(f"{here}/1/remove")
    assert "Dinner" not in officer.get(here).text


def test_who_only_sees_writes_nothing_and_another_office_sees_nothing(desk: Desk) -> None:
    visit = a_visit_of_today(desk, begins=timedelta(hours=-1))
    officer, viewer = desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    officer.post("/desk/gifts/new", ITEM)
    neighbour = desk.colleague(Role.OFFICER, scope_id=desk.other_unit_id)
    for part in ("gifts", "budget"):
        here = f"/desk/delegations/{visit}/preparation/{part}"
        assert [each.get(here).status_code for each in (viewer, neighbour)] == [200, 404]
        assert [each.post(f"{here}/new", {}).status_code for each in (viewer, neighbour)] == [403, 404]
    assert [each.post("/desk/gifts/1/count", in_stock="7").status_code for each in (viewer, neighbour)] == [403, 404]
    assert ["Silk scarf" in each.get("/desk/gifts").text for each in (viewer, neighbour)] == [True, False]
    officer.post("/desk/gifts/1/count", in_stock="7")
    assert read_csv(officer.get("/desk/gifts/export.csv").data)[1][3] == "7"
