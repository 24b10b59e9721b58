"""Confidential answers at the desk: masked for everybody, shown once to who may and says why."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from tests.desks import NOW, Colleague, Desk
from tests.sensitive import CONSENT, ask_for_papers, papers

GUEST = "/desk/events/week/registrations/1"
LIST = "/desk/events/week/registrations"
SECRETS = ("E12345678", "Asthma")
SCAN = b"%PDF-1.7 scan of the passport"
WHY = "For the invitation letter"


@pytest.fixture
def officer(desk: Desk) -> Colleague:
    """An officer at a desk with one guest who answered everything."""
    event_id = desk.event("week")
    with desk.writing():
        ask_for_papers(event_id, now=NOW)
        answers = papers(SCAN, now=NOW)
        unit_of_work.commit()
    desk.guest(event_id, "anna@example.org", given_name="Anna", answers=answers)
    return desk.colleague()


def reveals(desk: Desk) -> list[tuple[str, object, object]]:
    """Who looked at what and why, as the audit trail has it."""
    with desk.app.app_context():
        found = db.session.query(AuditEntry).filter_by(fact="AnswersRevealed").order_by(AuditEntry.id)
        return [(each.actor_label, each.changes["answers"][1], each.changes["reason"][1]) for each in found]


@pytest.mark.parametrize("path", ["", "/1", "/export.csv", "/1/confidential", "/confidential-columns"])
def test_no_page_or_export_shows_them_by_itself(officer: Colleague, path: str) -> None:
    answer = officer.get(LIST + path)
    assert answer.status_code == 200
    assert [secret for secret in SECRETS if secret in answer.text] == []


def test_an_excel_export_leaves_their_columns_out(officer: Colleague) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(officer.get(f"{LIST}/export.xlsx").data))
    rows = book.get_sheet_by_index(0).to_python()
    labels = [str(title).partition(" [")[0] for title in rows[0]]
    asked = {"Name on the badge", "Passport number", "Health"}
    assert [label for label in labels if label in asked] == ["Name on the badge"]
    assert "Anna M." in rows[1]


def test_they_are_named_on_the_page_of_the_registration(officer: Colleague) -> None:
    page = officer.get(GUEST).text
    assert "Passport number" in page
    assert "answered, sealed" in page
    assert "file, sealed" in page


def test_they_are_shown_once_for_a_reason_that_is_written_down(desk: Desk, officer: Colleague) -> None:
    answer = officer.post(f"{GUEST}/confidential", keys=["passport", "health"], reason=WHY)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert [secret for secret in SECRETS if secret in answer.text] == list(SECRETS)
    assert reveals(desk) == [("Colleague 0", ["health", "passport"], WHY)]
    page = officer.get(GUEST).text
    assert "Confidential answers looked at" in page
    assert [secret for secret in SECRETS if secret in page] == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"keys": ["passport"], "reason": " "}, "Say in a few words why"),
        ({"reason": WHY}, "Choose at least one answer"),
    ],
)
def test_without_a_reason_or_a_choice_nothing_is_shown(
    desk: Desk, officer: Colleague, said: dict[str, object], sentence: str
) -> None:
    answer = officer.post(f"{GUEST}/confidential", said)
    assert (answer.status_code, sentence in answer.text, "E12345678" in answer.text) == (422, True, False)
    assert reveals(desk) == []


def test_a_file_is_handed_out_for_a_reason(desk: Desk, officer: Colleague) -> None:
    assert officer.post(f"{GUEST}/confidential/scan").status_code == 422
    answer = officer.post(f"{GUEST}/confidential/scan", reason=WHY)
    assert (answer.status_code, answer.data, answer.headers["Cache-Control"]) == (200, SCAN, "no-store")
    assert answer.headers["Content-Disposition"] == "attachment; filename=scan.pdf"
    assert reveals(desk) == [("Colleague 0", ["scan"], WHY)]
    assert officer.post(f"{GUEST}/confidential/passport", reason=WHY).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_of_them_is_made_only_when_asked_for(desk: Desk, officer: Colleague, kind: str) -> None:
    answer = officer.post(f"{LIST}/confidential-columns", keys=["passport"], reason=WHY, kind=kind)
    assert answer.status_code == 200
    if kind == "csv":
        assert answer.text.splitlines()[1:] == ['1,"Anna","Guest","anna@example.org","E12345678"']
    else:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
        assert rows[1] == [1.0, "Anna", "Guest", "anna@example.org", "E12345678"]
    assert reveals(desk) == [("Colleague 0", ["passport"], WHY)]
    assert officer.post(f"{LIST}/confidential-columns", keys=[CONSENT], reason=WHY, kind=kind).status_code == 422


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.RECEPTION, Role.UNIT_VIEWER])
def test_who_may_see_registrations_may_not_look_at_them(desk: Desk, officer: Colleague, role: Role) -> None:
    colleague = desk.colleague(role)
    page = colleague.get(GUEST)
    assert (page.status_code, "Look at them" in page.text) == (200, False)
    for path in ("/1/confidential", "/1/confidential/scan", "/confidential-columns"):
        assert colleague.post(LIST + path, keys=["passport"], reason=WHY).status_code == 403
    assert reveals(desk) == []
