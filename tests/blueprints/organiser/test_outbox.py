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
from coopevents.mail.messages import Enclosure
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


def draft(desk: Desk, key: str = "k", *, event_id: int | None = None, **changes: Any) -> int:
    """A draft of the office; returns its id."""
    due_at, needs_approval = clock.now() + timedelta(minutes=15), bool(changes.pop("needs_approval", False))
    with desk.writing():
        message = a_message(**{"unit_id": desk.unit_id, "event_id": event_id, **changes})
        kept = service.draft_message(message, key=key, due_at=due_at, needs_approval=needs_approval, now=clock.now())
        unit_of_work.commit()
        return kept.id


def test_drafts_say_when_they_go_or_that_they_wait_and_are_sent_or_discarded_by_hand(desk: Desk) -> None:
    first = draft(desk, "a", to_name="Anna Keller")
    second = draft(desk, "b", to_name="Bo Li", needs_approval=True)
    colleague = desk.colleague()
    page = colleague.get("/desk/outbox").text
    assert "Goes on" in page
    assert "Waits for approval" in page
    assert "Send all 2 drafts now…" in page
    assert colleague.post(f"/desk/outbox/{first}/approve").status_code == 302
    assert colleague.post(f"/desk/outbox/{second}/discard").status_code == 302
    assert (state_of(desk, first), state_of(desk, second)) == (MessageState.QUEUED, MessageState.DISCARDED)
    assert colleague.post(f"/desk/outbox/{first}/approve").status_code == 409


def test_ticked_drafts_are_decided_together_and_what_is_none_is_skipped_with_the_reason(desk: Desk) -> None:
    ids = [draft(desk, key, to_name=f"Guest {key}") for key in "abc"]
    gone = put(desk, "d", MessageState.SENT, to_name="Guest d")
    colleague = desk.colleague()
    answer = colleague.post(
        "/desk/outbox/drafts", {"selected": [str(each) for each in (*ids[:2], gone)], "verb": "approve"}
    )
    page = colleague.get(answer.headers["Location"]).text
    assert "2 messages go out now." in page
    assert "Skipped, because they are no drafts any more: Guest d (Sent)." in page
    assert [state_of(desk, each) for each in ids] == [MessageState.QUEUED, MessageState.QUEUED, MessageState.DRAFT]
    assert colleague.post("/desk/outbox/drafts", {"verb": "explode"}).status_code == 400


def test_all_drafts_of_the_list_are_decided_after_one_question_and_no_others(desk: Desk) -> None:
    event_id = desk.event()
    here, there = draft(desk, "a", event_id=event_id), draft(desk, "b")
    colleague = desk.colleague()
    assert "Discard 1 draft?" in colleague.get("/desk/outbox/drafts/discard", event="week").text
    colleague.post("/desk/outbox/drafts/discard?event=week")
    assert (state_of(desk, here), state_of(desk, there)) == (MessageState.DISCARDED, MessageState.DRAFT)
    colleague.post("/desk/outbox/drafts/approve?q=nobody")
    assert state_of(desk, there) is MessageState.DRAFT
    colleague.post("/desk/outbox/drafts/approve")
    assert state_of(desk, there) is MessageState.QUEUED


def test_drafts_of_others_are_neither_seen_nor_decided(desk: Desk) -> None:
    other = draft(desk, "a", unit_id=desk.other_unit_id)
    viewer, colleague = desk.colleague(Role.UNIT_VIEWER), desk.colleague()
    assert colleague.post(f"/desk/outbox/{other}/approve").status_code == 404
    colleague.post("/desk/outbox/drafts", {"selected": str(other), "verb": "approve"})
    colleague.post("/desk/outbox/drafts/approve")
    assert state_of(desk, other) is MessageState.DRAFT
    ours = draft(desk, "b")
    assert viewer.post(f"/desk/outbox/{ours}/approve").status_code in {403, 404}
    assert state_of(desk, ours) is MessageState.DRAFT


def test_a_message_shows_every_entry_it_has_for_the_calendar(desk: Desk) -> None:
    one = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:%s\r\nBEGIN:VEVENT\r\nUID:1@x\r\nSEQUENCE:3\r\n"
        b"DTSTART:20261130T010000Z\r\nDTEND:20261130T020000Z\r\nSUMMARY:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    enclosure = Enclosure(
        filename="cancellation-2.ics",
        content_type="text/calendar",
        body=one % (b"CANCEL", b"Photons"),
        calendar_method="CANCEL",
    )
    shown = draft(
        desk, calendar_method="REQUEST", calendar_body=one % (b"REQUEST", b"Batteries"), enclosures=(enclosure,)
    )
    colleague = desk.colleague()
    page = colleague.get(f"/desk/outbox/{shown}").text
    assert (
        page.index("Enters or updates it")
        < page.index("Batteries")
        < page.index("Takes it off")
        < page.index("Photons")
    )
    eml = message_from_bytes(colleague.get(f"/desk/outbox/{shown}/message.eml").data, policy=modern)
    names = [part.get_filename() for part in eml.walk() if part.get_filename()]
    assert names == ["invitation.ics", "cancellation-2.ics"]
