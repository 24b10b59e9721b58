"""The plan and the papers of a ceremony at the desk: swaps by hand and undone, papers given out or refused in words."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.ceremonies import adjusting, queries
from coopevents.ceremonies.states import CeremonyRole
from tests.ceremonies.offices import agreements_of
from tests.desks import Colleague, Desk


@pytest.fixture
def plan(desk: Desk) -> str:
    """The address of the plan of a ceremony for three agreements."""
    with desk.writing():
        ceremony = agreements_of(desk.unit_id).plan()
        unit_of_work.commit()
        return f"/desk/ceremonies/{ceremony.id}/plan"


def _places(page: str, part: str) -> list[str]:
    section = page.split(f'id="part-{part}"')[1].split("</section>", maxsplit=1)[0]
    return re.findall(r'name="place" value="([^"]+)"', section)


def _swap(
    officer: Colleague, plan: str, part: str, places: list[str], reason: str = "", query: str = ""
) -> TestResponse:
    return officer.post(f"{plan}/swap{query}", {"part": part, "place": places, "reason": reason})


def test_two_change_places_with_the_rule_and_the_reason_shown_and_come_back(desk: Desk, plan: str) -> None:
    officer = desk.colleague(Role.OFFICER)
    page = officer.get(plan).text
    before = _places(page, "seating")
    assert len(before) == 4
    assert all(said in page for said in ("The first in the centre", "protocolo.org", "<svg", "Originals of 2026-003"))
    assert _swap(officer, plan, "seating", before[:2], "They share an interpreter").status_code == 302
    page = officer.get(plan).text
    assert _places(page, "seating") == [before[1], before[0], *before[2:]]
    assert [said in page for said in ("They share an interpreter", "the rule says: Seat 2")] == [True, True]
    officer.post(f"{plan}/undo?part=seating&number=1")
    officer.post(f"{plan}/undo?part=seating&number=1")
    assert _places(officer.get(plan).text, "seating") == before


def test_another_number_than_two_is_refused_and_everything_typed_is_kept(desk: Desk, plan: str) -> None:
    officer = desk.colleague(Role.OFFICER)
    keys = _places(officer.get(plan).text, "seating")
    for wrong in (keys[:1], keys[:3], [keys[0], "p999"]):
        answer = _swap(officer, plan, "seating", wrong, "A reason")
        assert (answer.status_code, 'value="A reason"' in answer.text) == (422, True)
        assert "Choose two different places to swap." in answer.text
        assert answer.text.count(" checked") == len(set(wrong) & set(keys))


def test_each_signing_has_a_plan_of_its_own(desk: Desk, plan: str) -> None:
    officer = desk.colleague(Role.OFFICER)
    with desk.writing():
        first = queries.get_ceremony(int(plan.split("/")[3])).agreements[0].agreement_id
    own = {"agreement": first}
    two = _places(officer.get(plan, **own).text, "seating")
    _swap(officer, plan, "seating", two, query=f"?agreement={first}")
    assert _places(officer.get(plan, **own).text, "seating") == two[::-1]
    assert "By hand" not in officer.get(plan).text
    officer.post(f"{plan}/rules?agreement={first}")
    assert _places(officer.get(plan, **own).text, "seating") == two
    assert officer.get(plan, agreement=999).status_code == 404


def test_only_who_may_plan_swaps_and_nothing_moves_once_it_is_over(desk: Desk, plan: str) -> None:
    viewer = desk.colleague(Role.UNIT_VIEWER)
    page = viewer.get(plan)
    assert (page.status_code, 'name="place"' in page.text) == (200, False)
    assert _swap(viewer, plan, "seating", ["us", "i1"]).status_code == 403
    assert desk.colleague(Role.OFFICER, scope_id=desk.other_unit_id).get(plan).status_code == 404


def test_papers_are_given_out_in_the_languages_chosen(desk: Desk, plan: str) -> None:
    officer, papers = desk.colleague(Role.OFFICER), plan.replace("/plan", "/papers")
    page = officer.get(papers, languages="fr,zh", arrangement="stacked").text
    assert page.count("languages=fr,zh") + page.count("languages=fr%2Czh") >= 8
    pdf = officer.get(f"{papers}/kit.pdf", languages="fr,zh")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    word = officer.get(f"{papers}/press.docx", languages="fr")
    assert (word.data[:2], "attachment" in word.headers["Content-Disposition"]) == (b"PK", True)
    wrong = ("/kit.docx", "/nothing.pdf", "/nothing.docx")
    assert [officer.get(papers + each).status_code for each in wrong] == [404] * 3
    assert officer.get(f"{papers}/kit.pdf", languages="en,fr,zh").status_code == 404


def test_a_paper_with_a_hole_in_it_is_refused_in_words(desk: Desk, plan: str) -> None:
    officer, papers = desk.colleague(Role.OFFICER), plan.replace("/plan", "/papers")
    with desk.writing():
        ceremony = queries.get_ceremony(int(plan.split("/")[3]))
        for each in [one for one in ceremony.people if one.role is CeremonyRole.SIGNATORY and one.institution_id]:
            ceremony.people.remove(each)
        ceremony.cues.clear()
        ceremony.kit.clear()
        assert adjusting.count(ceremony) == 0
        unit_of_work.commit()
    for paper in ("sheets.pdf", "plates.pdf", "press.docx", "script.pdf", "kit.pdf"):
        assert officer.get(f"{papers}/{paper}").status_code == 409
    page = officer.get(papers).text
    missing = ("signs for TU Dublin", "The run of show has no line yet.", "The kit is empty.")
    assert all(each in page for each in missing)
    assert officer.get(plan).status_code == 200
