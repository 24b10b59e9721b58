"""Asking for a visit on the public page, and following it by one's own link."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from flask.testing import FlaskClient

from coopevents.db import db
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import VisitState
from coopevents.mail.models import OutboxMessage
from tests.desks import Colleague, Desk, desk
from tests.visits import request_of, token_in

__all__ = ["desk"]


def ask(desk: Desk, client: FlaskClient, **said: object) -> str:
    """Ask as a stranger; the address of the requester's own page."""
    answer = client.post("/visits/new", data={**request_of(), "csrf_token": token_in(client), **said})
    assert answer.status_code == 302, answer.text
    return answer.location


def test_who_asks_gets_a_page_of_their_own_and_a_message(desk: Desk) -> None:
    client = desk.app.test_client()
    address = ask(desk, client)
    page = client.get(address).text
    assert "DV-" in page
    assert "We have your request and will look at it." in page
    with desk.app.app_context():
        [visit] = db.session.query(Delegation).all()
        [message] = db.session.query(OutboxMessage).all()
        assert (visit.unit_id, visit.state) == (desk.unit_id, VisitState.REQUESTED)
        assert (message.kind, message.to_email) == ("visit_received", "aoife.byrne@tudublin.example")
        assert address.split("?")[0] in message.text_body


def test_a_request_sent_twice_is_one(desk: Desk) -> None:
    client = desk.app.test_client()
    first = ask(desk, client, intention="once")
    assert ask(desk, client, intention="once").split("?")[0] == first.split("?")[0]
    with desk.app.app_context():
        assert db.session.query(Delegation).count() == 1


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    client = desk.app.test_client()
    said = {**request_of(), "purpose": "", "days_last": "2020-01-01"}
    answer = client.post("/visits/new", data={**said, "csrf_token": token_in(client)})
    assert answer.status_code == 422
    assert "Say what the visit is for" in answer.text
    assert "Technological University Dublin" in answer.text


def test_a_program_that_fills_in_every_field_asks_for_nothing(desk: Desk) -> None:
    client = desk.app.test_client()
    said = {**request_of(), "homepage": "http://spam.example", "csrf_token": token_in(client)}
    assert client.post("/visits/new", data=said).status_code == 422
    with desk.app.app_context():
        assert db.session.query(Delegation).count() == 0


def test_a_question_is_answered_on_the_own_page_and_the_request_goes_on(desk: Desk) -> None:
    client, officer = desk.app.test_client(), desk.colleague()
    address = ask(desk, client).split("?")[0]
    number = visit_id(desk)
    officer.post(f"/desk/delegations/{number}/take-up")
    officer.post(f"/desk/delegations/{number}/turn/ask", question="Who leads the delegation?")
    page = client.get(address).text
    [field] = re.findall(r'name="(answer-\d+)"', page)
    token = {"csrf_token": token_in(client)}
    empty = client.post(f"{address}answers", data=token)
    assert (empty.status_code, "Write your answer." in empty.text) == (422, True)
    client.post(f"{address}answers", data={**token, field: "The president, Prof Byrne."})
    assert "The president, Prof Byrne." in officer.get(f"/desk/delegations/{number}").text
    with desk.app.app_context():
        assert db.session.get(Delegation, number).state is VisitState.TRIAGE


def test_a_request_is_changed_until_somebody_decides(desk: Desk) -> None:
    client, officer = desk.app.test_client(), desk.colleague()
    address = ask(desk, client).split("?")[0]
    said = {**request_of(), "head_count": "9", "csrf_token": token_in(client)}
    assert client.post(f"{address}change", data=said).status_code == 302
    number = visit_id(desk)
    assert "9 people" in officer.get(f"/desk/delegations/{number}").text
    officer.post(f"/desk/delegations/{number}/take-up")
    officer.post(f"/desk/delegations/{number}/submit")
    assert client.get(f"{address}change").status_code == 302
    assert "Your request is being decided." in client.get(address).text


def test_a_wrong_link_opens_nothing(desk: Desk) -> None:
    client = desk.app.test_client()
    address = ask(desk, client).split("?")[0]
    wrong = address[:-2] + ("a/" if address[-2] != "a" else "b/")
    assert [client.get(each).status_code for each in (wrong, "/v/x/", f"{address}letter.pdf")] == [404, 404, 404]


def test_a_refusal_comes_with_a_letter(desk: Desk) -> None:
    client, officer = desk.app.test_client(), desk.colleague()
    address = ask(desk, client).split("?")[0]
    number = visit_id(desk)
    officer.post(f"/desk/delegations/{number}/take-up")
    officer.post(f"/desk/delegations/{number}/turn/decline", reason="The campus is closed that week.")
    page = client.get(address).text
    assert "The campus is closed that week." in page
    letter = client.get(f"{address}letter.pdf")
    assert (letter.status_code, letter.mimetype, letter.data[:5]) == (200, "application/pdf", b"%PDF-")
    with desk.app.app_context():
        told = [each.kind for each in db.session.query(OutboxMessage).order_by(OutboxMessage.id)]
        assert told == ["visit_received", "visit_declined"]


def visit_id(desk: Desk) -> int:
    with desk.app.app_context():
        return db.session.query(Delegation).one().id


def test_the_page_names_usual_times(desk: Desk) -> None:
    page = desk.app.test_client().get("/visits/new").text
    assert [f"{days} days" in page for days in (182, 91, 28)] == [True, True, True]


def test_short_notice_is_a_warning_for_the_desk(desk: Desk) -> None:
    client, officer = desk.app.test_client(), desk.colleague()
    soon = date.today() + timedelta(days=10)  # noqa: DTZ011 - any day soon
    ask(desk, client, days_first=soon.isoformat(), days_last=soon.isoformat(), level="leadership")
    assert "182 days" in officer.get(f"/desk/delegations/{visit_id(desk)}").text


def test_the_desk_exports_the_list_as_it_is_narrowed(desk: Desk) -> None:
    client, officer = desk.app.test_client(), desk.colleague()
    ask(desk, client)
    table = officer.get("/desk/delegations/export.csv", country="IE").text
    assert ("Technological University Dublin" in table, table.count("\n")) == (True, 2)
    assert officer.get("/desk/delegations/export.csv", country="FR").text.count("\n") == 1


def test_another_office_knows_nothing_of_it(desk: Desk) -> None:
    client = desk.app.test_client()
    ask(desk, client)
    stranger: Colleague = desk.colleague(scope_id=desk.other_unit_id)
    assert stranger.get(f"/desk/delegations/{visit_id(desk)}").status_code == 404
    assert "Technological University Dublin" not in stranger.get("/desk/delegations").text


def test_other_days_they_named_are_taken_by_one_tap_and_given_back(desk: Desk) -> None:
    first = datetime.now(UTC).date() + timedelta(days=200)
    other = {"other_0_first": first.isoformat(), "other_0_last": (first + timedelta(days=1)).isoformat()}
    ask(desk, desk.app.test_client(), **other)
    officer, number = desk.colleague(), visit_id(desk)
    own = f"/desk/delegations/{number}"
    wished = days_of(desk, number)
    [door] = re.findall(rf'action="({own}/days[^"]*)"', officer.get(own).text)
    officer.post(door)
    assert days_of(desk, number) == (first, first + timedelta(days=1))
    [undo] = re.findall(rf'action="({own}/days[^"]*{wished[0].isoformat()}[^"]*)"', officer.get(own).text)[:1]
    officer.post(undo)
    assert days_of(desk, number) == wished
    officer.post(f"{own}/days?days=2031-01-01/2031-01-02")
    assert days_of(desk, number) == wished
    assert officer.post(f"{own}/days?days=soon").status_code == 400


def days_of(desk: Desk, number: int) -> tuple[date, date]:
    with desk.app.app_context():
        visit = db.session.get_one(Delegation, number)
        return visit.arrives_on, visit.leaves_on
