"""Inviting at the desk, without JavaScript."""

from __future__ import annotations

import html
import io
import re
from datetime import date

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.exports import read_csv
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_states import InvitationState as I
from tests.desks import NOW, Colleague, Desk, desk

__all__ = ["desk"]
LIST = "/desk/events/week/invitations"
LEE = {
    "email": "lee@example.org",
    "title": "H.E.",
    "given_name": "Lee",
    "family_name": "Okafor",
    "language": "en",
    "form_slug": "guests",
    "answer_by": "2099-11-20",
    "keeps_place": "y",
    "is_vip": "y",
    "host_name": "=Wang Min",
    "words-en": "Do come.",
}


@pytest.fixture
def officer(desk: Desk) -> Colleague:
    """At the desk of a published event with a hundred places."""
    event_id = desk.event(starts_on=date(2099, 11, 30))
    with desk.writing():
        publishing.publish_event(events.get_event(event_id), now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    return desk.colleague()


def states(desk: Desk) -> list[I]:
    with desk.app.app_context():
        return list(db.session.scalars(db.select(Invitation.state).order_by(Invitation.id)))


def test_an_invitation_is_written_sent_and_taken_back_and_that_is_undone(desk: Desk, officer: Colleague) -> None:
    answer = officer.post(f"{LIST}/new", LEE, verb="send")
    assert (answer.status_code, states(desk)) == (302, [I.SENT])
    page = officer.get(f"{LIST}/1").text
    assert all(
        text in page for text in ("Lee Okafor", "H.E.", "=Wang Min", "Do come.", "Invitation sent", "is held now")
    )
    officer.post(f"{LIST}/1/withdraw")
    assert states(desk) == [I.WITHDRAWN]
    assert f"{LIST}/1/restore" in officer.get(f"{LIST}/1").text
    officer.post(f"{LIST}/1/restore")
    assert states(desk) == [I.SENT]
    officer.post(f"{LIST}/1/send")
    with desk.app.app_context():
        assert [each.kind for each in db.session.query(OutboxMessage)] == ["guest_invitation"] * 2


def test_what_is_wrong_stands_at_its_field_and_keeps_what_was_typed(desk: Desk, officer: Colleague) -> None:
    for said, sentence in (
        ({"email": "nobody"}, "Write an e-mail address"),
        ({"answer_by": ""}, "Say until when to answer"),
        ({"answer_by": "2020-01-01"}, "Choose a day to come"),
    ):
        answer = officer.post(f"{LIST}/new", LEE, verb="send", **said)
        assert (answer.status_code, sentence in answer.text, 'value="Okafor"' in answer.text) == (422, True, True)
    assert states(desk) == []


def test_drafts_are_sent_together_once_confirmed_or_wait_in_the_outbox(desk: Desk, officer: Colleague) -> None:
    for name in ("lee", "mia", "noa"):
        officer.post(f"{LIST}/new", LEE, email=f"{name}@example.org", verb="keep")
    assert "Send 3 invitations?" in officer.get(f"{LIST}/send").text
    officer.post(f"{LIST}/decide", selected="3", verb="withdraw")
    officer.post(f"{LIST}/send", verb="outbox")
    assert states(desk) == [I.WAITING, I.WAITING, I.WITHDRAWN]
    with desk.app.app_context():
        assert [each.state for each in db.session.query(OutboxMessage)] == [MessageState.DRAFT] * 2
    assert "Send all 2 drafts now" in officer.get("/desk/outbox").text
    officer.post("/desk/outbox/1/approve")
    assert states(desk) == [I.SENT, I.WAITING, I.WITHDRAWN]


def test_the_list_is_narrowed_searched_and_taken_away(desk: Desk, officer: Colleague) -> None:
    officer.post(f"{LIST}/new", LEE, verb="send")
    officer.post(f"{LIST}/new", email="mia@example.org", family_name="Müller", form_slug="guests", verb="keep")
    for query, found in (
        ({}, ["Lee Okafor", "Müller"]),
        ({"q": "muller"}, ["Müller"]),
        ({"state": "sent"}, ["Lee Okafor"]),
        ({"vip": "1"}, ["Lee Okafor"]),
        ({"q": "nobody"}, []),
    ):
        page = officer.get(LIST, **query).text
        assert [name for name in ("Lee Okafor", "Müller") if f"<bdi>{name}</bdi>" in page] == found
    head, *rows = read_csv(officer.get(f"{LIST}/export.csv", state="sent").data)
    assert [dict(zip(head, row, strict=True))["Host to call"] for row in rows] == ["=Wang Min"]


def test_a_spreadsheet_is_looked_at_then_drafted_and_a_wrong_one_changes_nothing(
    desk: Desk, officer: Colleague
) -> None:
    def look(text: str) -> tuple[int, str]:
        answer = officer.post(f"{LIST}/table", {"file": (io.BytesIO(text.encode()), "people.csv")})
        return answer.status_code, answer.text

    assert look("")[0] == 422
    status, page = look("E-mail,Family name\nnobody,X\n")
    assert (status, "Row 2, E-mail:" in page, "table/take" in page) == (422, True, False)
    status, page = look("E-mail,Family name\nmia@example.org,Müller\nnoa@example.org,Sato\n")
    found = re.search(r'name="rows" type="hidden" value="([^"]*)"', page)
    assert found is not None
    rows = html.unescape(found[1])
    terms = {"rows": rows, "form_slug": "guests", "keeps_place": "y"}
    assert officer.post(f"{LIST}/table/take", terms).status_code == 422
    assert states(desk) == []
    assert officer.post(f"{LIST}/table/take", terms, answer_by="2099-11-20").status_code == 302
    assert states(desk) == [I.DRAFTED] * 2


def test_who_may_only_look_changes_nothing(desk: Desk, officer: Colleague) -> None:
    officer.post(f"{LIST}/new", LEE, verb="keep")
    viewer = desk.colleague(Role.EVENT_VIEWER, scope_kind="event", scope_id=1)
    assert viewer.get(LIST).status_code == 403
    reviewer = desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=1)
    for path in ("new", "send", "decide", "1/send", "1/withdraw", "1/restore", "1/edit"):
        assert reviewer.post(f"{LIST}/{path}", LEE, verb="send").status_code == 403
    assert states(desk) == [I.DRAFTED]


def test_another_event_knows_nothing_of_it(desk: Desk, officer: Colleague) -> None:
    officer.post(f"{LIST}/new", LEE, verb="keep")
    desk.event("other", starts_on=date(2099, 12, 30))
    assert officer.get("/desk/events/other/invitations/1").status_code == 404
