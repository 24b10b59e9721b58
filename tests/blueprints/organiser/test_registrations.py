"""The list of registrations and what the office does with them."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.exports import read_csv
from coopevents.facts import THE_HOUSE
from coopevents.registration import service
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.registration.models import Registration
from tests.blueprints.public.test_registration import publish
from tests.desks import NOW, Colleague, Desk

LIST = "/desk/events/week/registrations"
GUESTS = (
    ("Anna", "Müller", "", "DE", "Hochschule Beispiel"),
    ("Wei", "Zhang", "张伟", "CN", "Shanghai Polytechnic University"),
    ("=1+1", "+49 89", "-", "FR", "@example"),
)


@pytest.fixture
def officer(desk: Desk) -> Colleague:
    """An officer at a desk with three registrations that wait for a decision."""
    event_id = publish(desk, needs_approval=True, capacity=10)
    register(desk, event_id, GUESTS)
    return desk.colleague()


def register(desk: Desk, event_id: int, guests: tuple[tuple[str, str, str, str, str], ...]) -> None:
    """Let these people register."""
    with desk.writing():
        event = events.get_event(event_id)
        for given, family, original, country, institution in guests:
            details = GuestDetails(
                given_name=given, family_name=family, original_name=original, country=country,
                institution_name=institution, email=f"guest{hash((given, family)) % 10**9}@example.org",
                has_consented=True,
            )  # fmt: skip
            service.register_guest(event, details, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()


def states(desk: Desk) -> list[str]:
    """The states of all registrations, by number."""
    with desk.app.app_context():
        return [each.state.value for each in db.session.query(Registration).order_by(Registration.number)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "muller"}, {"Anna Müller"}),
        ({"q": "张伟"}, {"Wei Zhang"}),
        ({"q": "伟"}, {"Wei Zhang"}),
        ({"q": "polytechnic wei"}, {"Wei Zhang"}),
        ({"q": "anna zhang"}, set()),
        ({"country": "DE"}, {"Anna Müller"}),
        ({"state": "approved"}, set()),
        ({}, {"Anna Müller", "Wei Zhang"}),
    ],
)
def test_guests_are_found_in_any_script(officer: Colleague, query: dict[str, str], found: set[str]) -> None:
    page = officer.get(LIST, **query)
    assert page.status_code == 200
    assert {name for name in ("Anna Müller", "Wei Zhang") if f">{name}<" in page.text} == found


def test_many_are_approved_at_once(desk: Desk, officer: Colleague) -> None:
    assert officer.post(f"{LIST}/decide", verb="approve", selected=["1", "2"]).status_code == 302
    assert states(desk) == ["approved", "approved", "pending"]
    page = officer.post(f"{LIST}/decide?state=pending", verb="approve", selected=["1", "3"])
    assert page.headers["Location"] == f"{LIST}?state=pending"
    said = officer.get(LIST).text
    assert "Skipped: 1 (Anna Müller). This is not possible while the state is “Confirmed”." in said


def test_declining_many_asks_for_the_reason_first(desk: Desk, officer: Colleague) -> None:
    asked = officer.post(f"{LIST}/decide", verb="decline", selected=["1", "2"])
    assert (asked.status_code, "Decline and tell 2 people" in asked.text) == (200, True)
    assert officer.post(f"{LIST}/decide", verb="decline", selected=["1", "2"], reason=" ").status_code == 422
    assert states(desk) == ["pending", "pending", "pending"]
    officer.post(f"{LIST}/decide", verb="decline", selected=["1", "2"], reason="No room left.")
    assert states(desk) == ["declined", "declined", "pending"]


def test_one_registration_is_decided_noted_and_checked_in(desk: Desk, officer: Colleague) -> None:
    assert officer.post(f"{LIST}/1", verb="decline", reason="").status_code == 422
    assert officer.post(f"{LIST}/1", verb="approve").status_code == 302
    assert officer.post(f"{LIST}/1/note", internal_note="Met in May.").status_code == 302
    assert officer.post(f"{LIST}/1/check-in").status_code == 302
    assert states(desk)[0] == "checked_in"
    page = officer.get(f"{LIST}/1").text
    assert "Met in May." in page
    assert "Registration approved" in page
    assert "Your place is confirmed: Global Partnership Week" in page
    assert officer.post(f"{LIST}/1/check-in/undo").status_code == 302
    assert states(desk)[0] == "approved"


def test_the_office_registers_somebody_at_the_desk(desk: Desk, officer: Colleague) -> None:
    assert officer.get(f"{LIST}/new").status_code == 200
    said = {"given_name": "Ben", "family_name": "Okafor", "email": "ben@example.org", "country": "NG"}
    answer = officer.post(f"{LIST}/new", said, institution_name="Lakeview", language="en", has_consented="y")
    assert answer.headers["Location"] == f"{LIST}/4"
    assert states(desk)[3] == "approved"


def test_tables_are_safe_to_open_and_lose_nothing(officer: Colleague) -> None:
    raw = officer.get(f"{LIST}/export.csv", sort="oldest").data
    assert b'"\'=1+1"' in raw
    head, *rows = read_csv(raw)
    assert head[:6] == ["Number", "State", "Form of address", "Given name", "Family name", "Name in own script"]
    assert [row[3:6] for row in rows] == [list(guest[:3]) for guest in GUESTS]
    book = CalamineWorkbook.from_filelike(io.BytesIO(officer.get(f"{LIST}/export.xlsx", sort="oldest").data))
    cells = book.get_sheet_by_index(0).to_python()
    assert [row[3:6] for row in cells[1:]] == [list(guest[:3]) for guest in GUESTS]


def test_the_list_asks_as_often_for_a_hundred_rows_as_for_one(desk: Desk, officer: Colleague) -> None:
    with desk.app.app_context():
        engine = db.engine
    from sqlalchemy import event as listening

    counts = []
    for more in (0, 60):
        register(desk, 1, tuple((f"Guest {n}", f"Number {n}", "", "FR", "Université") for n in range(more)))
        statements: list[str] = []
        listening.listen(engine, "before_cursor_execute", lambda *said, kept=statements: kept.append(said[2]))
        officer.get(LIST, q="guest" if more else "anna")
        counts.append(len(statements))
    assert counts[0] >= counts[1] - counts[0]
    assert counts[0] <= 15


def test_reception_checks_in_but_decides_nothing(desk: Desk, officer: Colleague) -> None:
    with desk.writing():
        service.change_terms(events.get_event(1), TermsDetails(capacity=20), now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    officer.post(f"{LIST}/1", verb="approve")
    reception = desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=1)
    assert reception.get(LIST).status_code == 200
    assert reception.post(f"{LIST}/1", verb="decline", reason="No.").status_code == 403
    assert reception.get(f"{LIST}/export.csv").status_code == 403
    assert reception.post(f"{LIST}/1/check-in").status_code == 302


def test_another_office_sees_nothing(desk: Desk, officer: Colleague) -> None:
    stranger = desk.colleague(scope_id=desk.other_unit_id)
    assert stranger.get(LIST).status_code == 404
    assert stranger.get(f"{LIST}/1").status_code == 404
    assert stranger.post(f"{LIST}/1/check-in").status_code == 404
