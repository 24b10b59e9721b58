"""Organisers' doors to the outbox."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import default as modern
from typing import Any

import pytest

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Role
from coopevents.config import MailServer
from coopevents.db import db
from coopevents.mail import service
from coopevents.mail.models import MessageState, OutboxMessage
from tests.desks import Desk
from tests.mail.samples import CALENDAR, a_message

HOSTILE = "<script>alert('x')</script>"


def put(desk: Desk, key: str = "k", state: MessageState = MessageState.QUEUED, **changes: Any) -> int:
    """A message of the office in that state; returns its id."""
    kept = {name: changes.pop(name) for name in ("last_error", "attempts", "due_at") if name in changes}
    with desk.writing():
        message = service.queue_message(
            a_message(**{"unit_id": desk.unit_id, "event_id": None, **changes}), key=key, now=clock.now()
        )
        message.state = state
        if state is MessageState.SENT:
            message.sent_at = clock.now()
        for name, value in kept.items():
            setattr(message, name, value)
        unit_of_work.commit()
        return message.id


def state_of(desk: Desk, message_id: int) -> MessageState:
    with desk.writing():
        return db.session.get_one(OutboxMessage, message_id).state


def test_an_empty_outbox_says_what_will_be_there(desk: Desk) -> None:
    assert "No messages yet" in desk.colleague().get("/desk/outbox").text


def test_it_says_when_no_mail_server_is_configured(desk: Desk) -> None:
    put(desk)
    page = desk.colleague().get("/desk/outbox").text
    assert "No mail server is configured" in page
    assert "Next try" not in page


def test_it_says_what_failed_and_why(desk: Desk) -> None:
    put(desk, state=MessageState.FAILED, last_error="recipient_refused 550 5.1.1 No such user")
    page = desk.colleague().get("/desk/outbox").text
    assert "The mail server refused the recipient&#39;s address." in page
    assert "550 5.1.1 No such user" in page
    assert "Failed" in page


def test_it_says_when_a_delayed_message_is_tried_next(desk: Desk) -> None:
    desk.app.config["SETTINGS"].__dict__["mail_server"] = MailServer(host="mail.example.edu")
    due_at = clock.now() + timedelta(minutes=16)
    put(desk, attempts=6, due_at=due_at, last_error="postponed 451 Busy")
    page = desk.colleague().get("/desk/outbox").text
    assert "Next try:" in page
    assert "The mail server asked us to try again later." in page


def test_it_warns_when_messages_wait_too_long(desk: Desk) -> None:
    desk.app.config["SETTINGS"].__dict__["mail_server"] = MailServer(host="mail.example.edu")
    put(desk, due_at=clock.now() - timedelta(minutes=20))
    assert "Messages are waiting longer than they should" in desk.colleague().get("/desk/outbox").text


def test_messages_are_narrowed_by_state_and_search(desk: Desk) -> None:
    put(desk, "a", to_name="Anna Keller")
    put(desk, "b", to_name="李小雨", state=MessageState.SENT)
    colleague = desk.colleague()
    assert ("Anna Keller" in colleague.get("/desk/outbox", state="sent").text) is False
    assert "李小雨" in colleague.get("/desk/outbox", state="sent").text
    assert "Anna Keller" in colleague.get("/desk/outbox", q="keller").text
    assert "No message matches" in colleague.get("/desk/outbox", q="nobody").text
    assert colleague.get("/desk/outbox", state="nonsense", page="-1").status_code == 200


def test_a_message_is_shown_as_its_recipient_reads_it(desk: Desk) -> None:
    number = put(desk, subject=f"Hello {HOSTILE}", text_body=f"Dear {HOSTILE}\n\n晚上见。\n", to_name=HOSTILE)
    page = desk.colleague().get(f"/desk/outbox/{number}").text
    assert "晚上见。" in page
    assert "<script>alert" not in page


def test_a_message_can_be_opened_in_a_mail_program(desk: Desk) -> None:
    number = put(desk, calendar_method="REQUEST", calendar_body=CALENDAR)
    answer = desk.colleague().get(f"/desk/outbox/{number}/message.eml")
    assert answer.mimetype == "message/rfc822"
    assert message_from_bytes(answer.data, policy=modern)["To"] == "Anna Keller <anna.keller@example.org>"


def test_a_failed_message_is_sent_again_by_one_click(desk: Desk) -> None:
    number = put(desk, state=MessageState.FAILED, last_error="recipient_refused 550")
    colleague = desk.colleague()
    assert "Try again now" in colleague.get(f"/desk/outbox/{number}").text
    assert colleague.post(f"/desk/outbox/{number}/resend").location == f"/desk/outbox/{number}"
    assert state_of(desk, number) is MessageState.QUEUED


def test_a_sent_message_is_sent_a_second_time_by_its_own_record(desk: Desk) -> None:
    number = put(desk, state=MessageState.SENT)
    answer = desk.colleague().post(f"/desk/outbox/{number}/resend")
    assert answer.location == f"/desk/outbox/{number + 1}"
    assert state_of(desk, number) is MessageState.SENT


def test_a_message_is_discarded_after_one_question(desk: Desk) -> None:
    number = put(desk)
    colleague = desk.colleague()
    assert "Discard this message?" in colleague.get(f"/desk/outbox/{number}/discard").text
    assert state_of(desk, number) is MessageState.QUEUED
    assert colleague.post(f"/desk/outbox/{number}/discard").location == "/desk/outbox"
    assert state_of(desk, number) is MessageState.DISCARDED


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.SENDING])
def test_what_is_on_its_way_cannot_be_discarded(desk: Desk, state: MessageState) -> None:
    number = put(desk, state=state)
    assert desk.colleague().post(f"/desk/outbox/{number}/discard").status_code == 409
    assert state_of(desk, number) is state


def test_messages_of_others_are_not_there(desk: Desk) -> None:
    theirs = put(desk, "theirs", unit_id=desk.other_unit_id)
    private = put(desk, "private", unit_id=None)
    colleague = desk.colleague()
    assert "Anna Keller" not in colleague.get("/desk/outbox").text
    for number in (theirs, private):
        for answer in (
            colleague.get(f"/desk/outbox/{number}"),
            colleague.get(f"/desk/outbox/{number}/message.eml"),
            colleague.get(f"/desk/outbox/{number}/discard"),
            colleague.post(f"/desk/outbox/{number}/discard"),
            colleague.post(f"/desk/outbox/{number}/resend"),
        ):
            assert answer.status_code == 404
        assert state_of(desk, number) is MessageState.QUEUED


def test_who_only_looks_has_no_outbox(desk: Desk) -> None:
    assert desk.colleague(Role.UNIT_VIEWER).get("/desk/outbox").status_code == 403


def test_the_manager_of_one_event_sees_its_messages_alone(desk: Desk) -> None:
    event_id = desk.event()
    put(desk, "of event", event_id=event_id, subject="About the week")
    put(desk, "of office", subject="About something else")
    manager = desk.colleague(Role.MANAGER, scope_kind="event", scope_id=event_id)
    page = manager.get("/desk/outbox").text
    assert ("About the week" in page, "About something else" in page) == (True, False)
    assert manager.get("/desk/outbox", event="week").status_code == 200
    desk.event("other", unit_id=desk.other_unit_id)
    assert manager.get("/desk/outbox", event="other").status_code == 404


def test_a_page_asks_as_much_of_the_database_for_many_messages_as_for_few(desk: Desk) -> None:
    from sqlalchemy import event

    colleague, asked = desk.colleague(), []
    with desk.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    figures = []
    for count in (1, 10, 60):
        for number in range(count):
            put(desk, f"m{number}")
        asked.clear()
        colleague.get("/desk/outbox")
        figures.append(len([statement for statement in asked if statement.startswith("SELECT")]))
    assert figures[0] == figures[1] == figures[2]
