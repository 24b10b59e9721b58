"""Organisers' doors to what is kept about a partner: contacts, relations, notes to follow up, documents."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.delegations import requesting
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.partners import service
from coopevents.partners.details import InstitutionDetails
from coopevents.text import LocalizedText
from coopevents.ushering import Usher
from tests.blueprints.organiser.agreements import Office
from tests.delegations.conftest import request_of
from tests.desks import NOW, Colleague, Desk


def two_partners(desk: Desk) -> None:
    with desk.writing():
        for name in ("Ruse University", "Nordhafen"):
            details = InstitutionDetails(LocalizedText(en=name), country="BG")
            service.add_institution(details, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()


@pytest.fixture
def colleague(desk: Desk) -> Colleague:
    """An officer of an office with two partners."""
    two_partners(desk)
    return desk.colleague()


def test_a_contact_is_added_ends_and_stands_apart(colleague: Colleague) -> None:
    said = {"person": "", "given_name": "Elitsa", "family_name": "Petkova", "original_name": "Елица Петкова"}
    answer = colleague.post("/desk/partners/1/contacts/new", {**said, "role": "rector", "from_on": "2020-01-01"})
    assert answer.location == "/desk/partners/1#people"
    page = colleague.get("/desk/partners/1").text
    assert ("Елица Петкова" in page, "since 1 January 2020" in page, "earlier contact" in page) == (True, True, False)
    ended = {"role": "rector", "from_on": "2020-01-01", "until_on": "2021-01-01"}
    colleague.post("/desk/partners/1/contacts/1", ended)
    assert "1 earlier contact" in colleague.get("/desk/partners/1").text
    wrong = colleague.post("/desk/partners/1/contacts/1", {**ended, "until_on": "2019-01-01"})
    assert (wrong.status_code, "The last day is before the first one" in wrong.text) == (422, True)
    missing = colleague.post("/desk/partners/1/contacts/new", {"person": "", "role": "dean"})
    assert missing.status_code == 422
    colleague.post("/desk/partners/1/contacts/1/remove")
    assert "earlier contact" not in colleague.get("/desk/partners/1").text
    assert "Petkova" in colleague.get("/desk/people").text


def test_a_relation_stands_on_both_pages(colleague: Colleague) -> None:
    colleague.post("/desk/partners/1/relations/new", {"kind": "back:member_of", "other": "2", "note": "Circular"})
    assert "has as a member" in colleague.get("/desk/partners/1").text
    assert "is a member of" in colleague.get("/desk/partners/2").text
    again = colleague.post("/desk/partners/2/relations/new", {"kind": "member_of", "other": "1"})
    assert (again.status_code, "there already" in again.text) == (422, True)
    nobody = colleague.post("/desk/partners/2/relations/new", {"kind": "member_of", "other": ""})
    assert nobody.status_code == 422
    colleague.post("/desk/partners/2/relations/1/remove")
    assert "has as a member" not in colleague.get("/desk/partners/1").text


def test_a_note_is_followed_up_from_the_first_page_of_the_desk(desk: Desk, colleague: Colleague) -> None:
    day = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
    said = {"text": "Send the fact sheet", "due_on": day, "owner": "1"}
    assert colleague.post("/desk/partners/1/notes/new", said).location == "/desk/partners/1#notes"
    first = colleague.get("/desk/").text
    assert ("Send the fact sheet" in first, "overdue" in first, "/desk/partners/1#next" in first) == (True, True, True)
    assert "Send the fact sheet" not in desk.colleague().get("/desk/").text
    colleague.post("/desk/partners/1/notes/1/done")
    assert "Send the fact sheet" not in colleague.get("/desk/").text
    assert "Reopen" in colleague.get("/desk/partners/1").text
    colleague.post("/desk/partners/1/notes/1/reopen")
    colleague.post("/desk/partners/1/notes/1", {**said, "text": "Send the map"})
    assert "Send the map" in colleague.get("/desk/").text
    silent = colleague.post("/desk/partners/1/notes/new", {"text": "", "due_on": "", "owner": ""})
    assert (silent.status_code, "Write what is to be remembered" in silent.text) == (422, True)
    colleague.post("/desk/partners/1/notes/1/remove")
    assert "Send the map" not in colleague.get("/desk/partners/1").text


def test_the_worker_tells_the_owner_once(desk: Desk, colleague: Colleague) -> None:
    colleague.post("/desk/partners/1/notes/new", {"text": "Call the rector", "due_on": "2026-12-01", "owner": "1"})
    before, after = datetime(2026, 12, 1, 0, 59, tzinfo=UTC), datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    for now in (before, after, after + timedelta(days=1)):
        Usher(desk.app).usher(now)
        with desk.app.app_context():
            sent = [each.text_body for each in OutboxMessage.query.filter_by(kind="follow_up_due")]
        assert len(sent) == (0 if now == before else 1)
    assert ("Call the rector" in sent[0], "/desk/partners/1" in sent[0]) == (True, True)


def test_a_document_is_kept_downloaded_and_erased(colleague: Colleague) -> None:
    data = b"%PDF-1.7 about them"
    new = "/desk/partners/1/documents/new"
    assert colleague.post(new).status_code == 422
    assert colleague.post(new, {"file": (io.BytesIO(b"MZ program"), "x.pdf")}).status_code == 422
    colleague.post(new, {"file": (io.BytesIO(data), "sheet.pdf"), "name": "Fact sheet"})
    got = colleague.get("/desk/partners/1/documents/1")
    assert (got.data, got.headers["Content-Disposition"]) == (data, 'attachment; filename="Fact sheet.pdf"')
    colleague.post("/desk/partners/1/documents/1/remove")
    assert colleague.get("/desk/partners/1/documents/1").status_code == 404


def test_who_only_looks_changes_nothing_and_others_see_nothing(desk: Desk, colleague: Colleague) -> None:
    colleague.post("/desk/partners/1/notes/new", {"text": "Secret plan", "due_on": "", "owner": ""})
    viewer = desk.colleague(Role.UNIT_VIEWER)
    page = viewer.get("/desk/partners/1").text
    assert ("Secret plan" in page, "notes/new" in page) == (True, False)
    assert viewer.post("/desk/partners/1/notes/1/remove").status_code == 403
    stranger = desk.colleague(scope_id=desk.other_unit_id)
    for path in ("/desk/partners/1", "/desk/partners/1/notes/1", "/desk/partners/1/contacts/new"):
        assert stranger.get(path).status_code == 404
    assert colleague.get("/desk/partners/2/notes/1").status_code == 404


def test_the_page_tells_of_agreements_to_who_may_know_of_them(desk: Desk) -> None:
    office = Office(desk)
    office.propose()
    office.propose(**{"title-en": "Secret research", "is_confidential": "y"})
    page, seen = office.officer.get("/desk/partners/1").text, office.viewer.get("/desk/partners/1").text
    assert ("Joint student training" in page, "Secret research" in page) == (True, True)
    assert ("Joint student training" in seen, "Secret research" in seen) == (True, False)
    assert "Institution added" in page  # the history is for who edits
    assert "Institution added" not in seen


def test_the_timeline_is_narrowed_by_kind(colleague: Colleague) -> None:
    colleague.post("/desk/partners/1/notes/new", {"text": "They called", "due_on": "", "owner": ""})
    everything = colleague.get("/desk/partners/1").text.partition('id="timeline"')[2]
    assert ("They called" in everything, "Institution added" in everything) == (True, True)
    assert ("Internal note" in everything, "Note written" in everything) == (False, False)
    only_notes = colleague.get("/desk/partners/1", show="notes").text.partition('id="timeline"')[2]
    assert ("They called" in only_notes, "Institution added" in only_notes) == (True, False)
    assert colleague.get("/desk/partners/1", show="<b>").status_code == 200


def test_visits_of_its_delegations_stand_on_the_page(desk: Desk, colleague: Colleague) -> None:
    with desk.writing():
        details = request_of(institution_id=1)
        number = requesting.enter_visit(details, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE).number
        unit_of_work.commit()
    page = colleague.get("/desk/partners/1").text
    assert page.count(number) == 2  # among its visits, and on the timeline
    assert number not in colleague.get("/desk/partners/2").text
