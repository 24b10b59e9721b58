"""The report on a visit is approved by other eyes and kept; agreements grow out of visits. Through the desk's doors."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.agreements.models import Agreement
from coopevents.db import db
from coopevents.delegations import after_queries, delegate_queries, people_erasing, queries
from coopevents.delegations.states import VisitLevel, VisitState
from coopevents.facts import THE_HOUSE
from coopevents.partners import service as partners
from coopevents.partners.details import InstitutionDetails
from coopevents.text import LocalizedText
from tests.blueprints.organiser.agreements import FORM
from tests.blueprints.organiser.test_campus_board import a_visit_of_today
from tests.desks import NOW, Colleague, Desk, desk
from tests.documents.pdfs import text_of

__all__ = ["desk"]


def over(desk: Desk) -> tuple[int, str]:
    """A visit whose report is due: its number, and the address of what came of it."""
    number = a_visit_of_today(desk, begins=timedelta(hours=-1), state=VisitState.REPORT_DUE)
    with desk.writing():
        queries.get_delegation(number).level = VisitLevel.UNIT
        unit_of_work.commit()
    return number, f"/desk/delegations/{number}/after"


def turn_on(page: str) -> str:
    found = re.search(r'name="turn"[^>]*value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_a_report_goes_back_and_is_approved_by_other_eyes_and_kept(desk: Desk) -> None:
    (number, here), officer, lead = over(desk), desk.colleague(), desk.colleague(Role.UNIT_LEAD)
    both = desk.colleague(Role.ADMIN)
    both.post(f"{here}/outcomes", {"outcome-text": "A joint module"})
    both.post(f"{here}/report/submit")
    assert ("Approve the report: " in lead.get("/desk/").text, "Approve the report: " in both.get("/desk/").text) == (
        True, False,
    )  # fmt: skip
    assert "Four eyes are needed" in both.post(f"{here}/report/unit", verb="approve").text
    assert desk.colleague(Role.UNIT_VIEWER).post(f"{here}/report/unit", verb="approve").status_code == 403
    seen = turn_on(lead.get(here).text)
    both.post(f"{here}/outcomes", {"outcome-text": "A second one"})
    assert "while you were reading" in lead.post(f"{here}/report/unit", verb="approve", turn=seen).text
    assert lead.post(f"{here}/report/unit", verb="return").status_code == 422
    lead.post(f"{here}/report/unit", verb="return", reason="Who pays for it?")
    assert "Who pays for it?" in both.get(here).text
    both.post(f"{here}/report/submit")
    assert lead.post(f"{here}/report/unit", verb="approve", turn=turn_on(lead.get(here).text)).status_code == 302
    [address] = re.findall(r'href="([^"]*/after/report/\d+\.pdf)"', officer.get(here).text)
    kept = officer.get(address).data
    assert "Asecondone" in text_of(kept)
    assert hashlib.sha256(kept).hexdigest() in officer.get(here).text
    both.post(f"{here}/outcomes", {"outcome-text": "Written later"})
    assert officer.get(address).data == kept
    assert desk.colleague(scope_id=desk.other_unit_id).get(address).status_code == 404
    with desk.writing():
        people_erasing.erase_delegate(
            delegate_queries.list_delegates(number)[0], now=NOW, actor=THE_HOUSE, reason="Asked for it"
        )
        unit_of_work.commit()
    assert officer.get(address).status_code == 404
    assert "was erased together with the data of a guest" in officer.get(here).text


def partner_of(desk: Desk, number: int) -> int:
    """Let the visit come from an institution of the register; its id."""
    with desk.writing():
        details = InstitutionDetails(name=LocalizedText(en="Technological University Dublin"), country="IE")
        found = partners.add_institution(details, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE)
        queries.get_delegation(number).institution_id = found.id
        unit_of_work.commit()
        return found.id


def proposed(desk: Desk, officer: Colleague, partner: int, title: str, **said: str) -> str:
    """An agreement proposed at the desk; its address."""
    address = said.pop("at", "/desk/agreements/new")
    answer = officer.post(address, {**FORM, "title-en": title, "partners-0-partner": str(partner), **said})
    assert answer.status_code == 302
    return str(answer.location)


def test_agreements_grow_out_of_a_visit_and_confidential_ones_are_kept_from_others(desk: Desk) -> None:
    (number, here), officer, viewer = over(desk), desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    partner = partner_of(desk, number)
    start = re.findall(r'href="(/desk/agreements/new\?[^"]*)"', officer.get(here).text)[0].replace("&amp;", "&")
    begun = proposed(desk, officer, partner, "Joint training", at=start)
    secret = proposed(desk, officer, partner, "Hidden project", is_confidential="y")
    officer.post(f"{here}/agreements", agreement=secret.rsplit("/", 1)[1])
    page, theirs = officer.get(here).text, viewer.get(here).text
    assert ("Joint training" in page, "Hidden project" in page) == (True, True)
    assert ("Joint training" in theirs, "Hidden project" in theirs) == (True, False)
    assert "Grew out of the visit" in viewer.get(begun).text
    report = f"/desk/delegations/{number}/papers/report.pdf"
    assert ["Hiddenproject" in text_of(each.get(report).data) for each in (officer, viewer)] == [True, False]
    timeline = [each.get(f"/desk/partners/{partner}").text for each in (officer, viewer)]
    assert [each.count("led to ") for each in timeline] == [1, 1]
    with desk.app.app_context():
        hidden = db.session.get(Agreement, int(secret.rsplit("/", 1)[1]))
        assert hidden is not None
        assert [hidden.number in each for each in timeline] == [True, False]
    officer.post(f"{here}/report/submit")
    desk.colleague(Role.UNIT_LEAD).post(f"{here}/report/unit", verb="approve")
    [kept] = re.findall(r'href="([^"]*/after/report/\d+\.pdf)"', viewer.get(here).text)
    assert ["Hiddenproject" in text_of(viewer.get(kept).data), "Jointtraining" in text_of(viewer.get(kept).data)] == [
        False, True,
    ]  # fmt: skip
    officer.post(f"{here}/agreements/{begun.rsplit('/', 1)[1]}/remove")
    with desk.app.app_context():
        assert after_queries.list_visits_of(int(begun.rsplit("/", 1)[1]), [desk.unit_id]) == []
