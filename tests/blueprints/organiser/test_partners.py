"""Organisers' doors to institutions."""

from __future__ import annotations

from coopevents.db import db
from coopevents.exports import read_csv
from coopevents.partners.models import Institution, InstitutionKind
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk

ROUSSE = {
    "name-en": "University of Rousse",
    "name-zh_Hans_CN": "鲁塞大学",
    "country": "BG",
    "kind": "university",
    "partner_status": "partner",
    "partner_since": "2024",
    "website": "https://www.uni-ruse.bg",
}


def test_an_institution_is_added_shown_changed_and_found(desk: Desk) -> None:
    colleague = desk.colleague()
    assert "No partners yet" in colleague.get("/desk/partners").text
    assert colleague.post("/desk/partners/new", ROUSSE).location == "/desk/partners/1"
    page = colleague.get("/desk/partners/1").text
    assert ("鲁塞大学" in page, "Bulgaria" in page, "Partner since 2024" in page) == (True, True, True)
    assert colleague.get("/desk/partners/1/edit").status_code == 200
    assert colleague.post("/desk/partners/1/edit", {**ROUSSE, "city": "Ruse"}).status_code == 302
    assert "University of Rousse" in colleague.get("/desk/partners", q="鲁塞 ruse").text
    assert "No institution matches" in colleague.get("/desk/partners", country="FR").text
    assert "1 institution in 1 country" in colleague.get("/desk/partners").text


def test_what_is_wrong_is_said_and_kept(desk: Desk) -> None:
    answer = desk.colleague().post("/desk/partners/new", {**ROUSSE, "website": "javascript:alert(1)"})
    assert (answer.status_code, "Write the full address" in answer.text, "鲁塞大学" in answer.text) == (422, True, True)


def test_the_table_has_every_language(desk: Desk) -> None:
    colleague = desk.colleague()
    colleague.post("/desk/partners/new", ROUSSE)
    [_head, row] = read_csv(colleague.get("/desk/partners/export.csv").data)
    assert row == [
        "University of Rousse", "鲁塞大学", "", "", "", "", "University", "BG", "", "https://www.uni-ruse.bg", "", "",
        "Partner", "2024", "", "",
    ]  # fmt: skip


def test_institutions_of_another_office_are_not_there(desk: Desk) -> None:
    with desk.writing():
        elsewhere = Institution(
            unit_id=desk.other_unit_id,
            kind=InstitutionKind.COMPANY,
            name=LocalizedText(en="Elsewhere"),
            country="DE",
            created_at=NOW,
        )
        db.session.add(elsewhere)
        db.session.commit()
    colleague = desk.colleague()
    assert "Elsewhere" not in colleague.get("/desk/partners").text
    assert [colleague.get(f"/desk/partners/1{path}").status_code for path in ("", "/edit")] == [404, 404]
