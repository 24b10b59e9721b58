"""Receipts for what a visit cost, through the doors of the desk."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.delegations import receipts
from coopevents.delegations.receipt_models import Receipt
from coopevents.delegations.states import VisitState
from coopevents.storage.images import LARGEST_BYTES
from coopevents.storage.models import StoredFile
from coopevents.storage.uploads import FileIsTooLarge
from tests.blueprints.organiser.test_campus_board import a_visit_of_today
from tests.desks import Colleague, Desk, desk
from tests.documents.pdfs import text_of

__all__ = ["desk"]

COST = {"kind": "meals", "text": "Dinner", "payer": "us", "currency": "CNY", "planned": "900", "spent": "880"}
BILL = b"%PDF-1.7\nDinner for eight, CNY 880\n%%EOF\n"


def a_cost(desk: Desk, officer: Colleague, **said: str) -> str:
    """The budget of a visit with one cost; its address."""
    number = a_visit_of_today(desk, state=VisitState.REPORT_DUE)
    here = f"/desk/delegations/{number}/preparation/budget"
    officer.post(f"{here}/new", {**COST, **said})
    return here


def hand_in(officer: Colleague, line: str, data: bytes, name: str) -> int:
    return officer.post(f"{line}/receipts", {"file": (io.BytesIO(data), name)}).status_code


def receipts_on(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="([^"]*/receipts/\d+)"', page)))


def stored(desk: Desk) -> tuple[int, int]:
    """How many receipts are known, and how many sealed files."""
    with desk.app.app_context():
        return db.session.query(Receipt).count(), db.session.query(StoredFile).count()


def test_a_cost_without_a_receipt_is_named_until_one_is_handed_in(desk: Desk) -> None:
    officer = desk.colleague()
    here = a_cost(desk, officer)
    line = f"{here}/1"
    officer.post(f"{here}/new", {**COST, "text": "Taxi", "payer": "guests"})
    assert ("1 cost without a receipt" in officer.get(here).text, stored(desk)) == (True, (0, 0))
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "GIF")
    wrong = [hand_in(officer, line, data, "bill.pdf") for data in (b"", b"MZ program", out.getvalue())]
    assert wrong == [422, 422, 422]
    with pytest.raises(FileIsTooLarge):
        receipts.read_receipt(BILL + bytes(LARGEST_BYTES))
    viewer = desk.colleague(Role.UNIT_VIEWER)
    assert (hand_in(viewer, line, BILL, "bill.pdf"), stored(desk)) == (403, (0, 0))
    assert hand_in(officer, line, BILL, "Rechnung für Abendessen.pdf") == 302
    page = officer.get(here).text
    assert ("without a receipt" in page, "Rechnung für Abendessen.pdf" in page) == (False, True)
    assert "Receipts" in officer.get(f"{here}/export.csv").text.splitlines()[0]


def test_a_receipt_is_read_by_who_may_see_the_budget_and_goes_with_its_cost(desk: Desk) -> None:
    officer, viewer = desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    here = a_cost(desk, officer)
    hand_in(officer, f"{here}/1", BILL, "bill.pdf")
    hand_in(officer, f"{here}/1", BILL, "copy.pdf")
    first, second = receipts_on(viewer.get(here).text)
    answer = viewer.get(first)
    assert (answer.data, answer.headers["Cache-Control"]) == (BILL, "no-store")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert desk.colleague(scope_id=desk.other_unit_id).get(first).status_code == 404
    assert desk.app.test_client().get(first).status_code in {302, 401}
    other = a_cost(desk, officer)
    assert officer.get(first.replace(here, other)).status_code == 404
    assert viewer.post(f"{first}/remove").status_code == 403
    officer.post(f"{first}/remove")
    assert (officer.get(first).status_code, officer.get(second).status_code, stored(desk)) == (404, 200, (1, 1))
    officer.post(f"{here}/1/remove")
    assert stored(desk) == (0, 0)


def test_receipts_are_erased_ten_years_after_the_visit_and_not_before(desk: Desk) -> None:
    officer = desk.colleague()
    hand_in(officer, f"{a_cost(desk, officer)}/1", BILL, "bill.pdf")
    for years, left in ((9, (1, 1)), (11, (0, 0))):
        with desk.writing():
            receipts.erase_old(datetime.now(UTC) + timedelta(days=years * 365))
            unit_of_work.commit()
        assert stored(desk) == left, years


def test_the_report_tells_what_was_planned_and_spent_by_who_pays_and_currency(desk: Desk) -> None:
    officer = desk.colleague()
    here = a_cost(desk, officer)
    officer.post(f"{here}/new", {**COST, "currency": "EUR", "planned": "50", "spent": ""})
    report = text_of(officer.get(here.replace("preparation/budget", "papers/report.pdf")).data)
    assert ["PlannedCN¥900.00,spentCN¥880.00" in report, "Planned€50.00,spent€0.00" in report] == [True, True]
    assert "Dinner" not in report
