"""Organisers' doors to people."""

from __future__ import annotations

from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.exports import read_csv
from coopevents.people.models import Person
from tests.desks import NOW, Desk

AMELIE = {"given_name": "Amélie", "family_name": "Laurent", "email": "amelie@example.fr", "country": "FR"}


def test_a_person_is_added_changed_and_found(desk: Desk) -> None:
    colleague = desk.colleague()
    assert "Nobody here yet" in colleague.get("/desk/people").text
    assert colleague.post("/desk/people/new", AMELIE).status_code == 302
    assert "Amélie Laurent" in colleague.get("/desk/people", q="laurent").text
    assert "Nobody matches" in colleague.get("/desk/people", q="nobody").text
    assert "amelie@example.fr" in colleague.get("/desk/people/1").text
    assert colleague.post("/desk/people/1", {**AMELIE, "original_name": "艾美丽"}).status_code == 302
    assert "艾美丽" in colleague.get("/desk/people", q="美丽").text


def test_a_known_institution_is_linked_by_its_name_in_any_language(desk: Desk) -> None:
    colleague = desk.colleague()
    colleague.post(
        "/desk/partners/new",
        {"name-en": "Shanghai University", "name-zh_Hans_CN": "上海大学", "country": "CN", "kind": "university"},
    )
    colleague.post("/desk/people/new", {**AMELIE, "institution": "上海大学"})
    colleague.post("/desk/people/new", {"family_name": "Doe", "institution": "Unknown Ltd"})
    colleague.get("/desk/people")
    page = colleague.get("/desk/partners/1").text
    assert ("Amélie Laurent" in page, "Doe" in page) == (True, False)


def test_what_is_wrong_is_said_and_kept(desk: Desk) -> None:
    colleague = desk.colleague()
    answer = colleague.post("/desk/people/new", {"position": "Dean of Water"})
    assert (answer.status_code, "Write at least one name" in answer.text, "Dean of Water" in answer.text) == (
        422,
        True,
        True,
    )
    colleague.post("/desk/people/new", AMELIE)
    assert "already has this e-mail" in colleague.post("/desk/people/new", AMELIE).text


def test_the_table_is_safe_and_whole(desk: Desk) -> None:
    colleague = desk.colleague()
    colleague.post("/desk/people/new", {"family_name": "=HYPERLINK(1)", "position": "+49 89", "original_name": "王伟"})
    data = colleague.get("/desk/people/export.csv").data
    assert b'"=HYPERLINK' not in data
    assert read_csv(data)[1][2:4] == ["=HYPERLINK(1)", "王伟"]


def test_hostile_names_come_out_escaped(desk: Desk) -> None:
    colleague = desk.colleague()
    colleague.post("/desk/people/new", {"family_name": "<script>alert(1)</script>", "institution": '"><img src=x>'})
    page = colleague.get("/desk/people").text + colleague.get("/desk/people/1").text
    assert ("<script>alert" in page, "<img src=x" in page) == (False, False)


def test_people_of_another_office_are_not_there(desk: Desk) -> None:
    with desk.writing():
        db.session.add(Person(unit_id=desk.other_unit_id, family_name="Elsewhere", created_at=NOW))
        db.session.commit()
    colleague = desk.colleague()
    assert "Elsewhere" not in colleague.get("/desk/people").text
    assert colleague.get("/desk/people/1").status_code == 404


def test_who_only_looks_may_not_change(desk: Desk) -> None:
    viewer = desk.colleague(Role.UNIT_VIEWER)
    assert viewer.get("/desk/people").status_code == 200
    assert [viewer.get(path).status_code for path in ("/desk/people/new", "/desk/partners/new")] == [403, 403]
