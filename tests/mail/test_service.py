"""Queueing once, sending again, discarding."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from coopevents import clock, ledger, unit_of_work
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.mail import queries, rules, service
from coopevents.mail.facts import MessageDiscarded, MessageResent
from coopevents.mail.messages import Enclosure
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.mail.queries import Readers
from tests.blueprints.published import counted_queries
from tests.databases import both_databases
from tests.mail.samples import CALENDAR, NOON, a_message, queue
from tests.servers import SmtpSink

ALL = Readers(frozenset({1}), frozenset({1}))


@both_databases
def test_one_intention_is_one_message(context: Flask) -> None:
    first = service.queue_message(a_message(), key="registration:7:confirmed", now=NOON)
    unit_of_work.commit()
    again = service.queue_message(a_message(subject="Twice"), key="registration:7:confirmed", now=NOON)
    unit_of_work.commit()
    assert again.id == first.id
    assert again.subject == "Your place is confirmed"
    assert sum(queries.count_by_state(ALL).values()) == 1


@both_databases
def test_a_message_is_queued_only_if_the_caller_commits(context: Flask) -> None:
    service.queue_message(a_message(), key="k", now=NOON)
    unit_of_work.discard()
    assert sum(queries.count_by_state(ALL).values()) == 0


def test_each_message_has_an_identity_at_our_host(context: Flask) -> None:
    first, second = (service.queue_message(a_message(), key=key, now=NOON) for key in "ab")
    assert first.message_id != second.message_id
    assert first.message_id.endswith("@localhost>")


def test_control_characters_never_reach_the_outbox(context: Flask) -> None:
    message = a_message(to_name="Anna\r\nBcc: x@y.org", subject="One\nTwo", text_body="a\x00b\r\nc")
    queued = service.queue_message(message, key="k", now=NOON)
    assert (queued.to_name, queued.subject, queued.text_body) == ("Anna Bcc: x@y.org", "One Two", "ab\nc\n")


def test_what_failed_is_tried_again_under_the_same_identity(context: Flask) -> None:
    failed = _in_state(MessageState.FAILED, last_error="recipient_refused 550", attempts=9)
    later = NOON + timedelta(days=3)
    again = service.resend(failed, now=later, actor=THE_HOUSE)
    assert (again.id, again.message_id) == (failed.id, failed.message_id)
    assert (again.state, again.due_at, again.attempts, again.last_error) == (MessageState.QUEUED, later, 0, "")
    assert again.give_up_at == later + rules.PERSISTENCE
    assert [type(fact) for fact in ledger.take()] == [MessageResent]


def test_what_was_sent_goes_out_as_a_second_message_once_a_minute(context: Flask) -> None:
    sent = _in_state(MessageState.SENT)
    copies = [service.resend(sent, now=NOON + timedelta(seconds=second), actor=THE_HOUSE) for second in (0, 5, 90)]
    assert sent.state is MessageState.SENT
    assert copies[0].id == copies[1].id != copies[2].id
    assert len({sent.message_id, *(copy.message_id for copy in copies)}) == 3
    assert {copy.to_email for copy in copies} == {sent.to_email}


def test_a_discarded_message_does_not_go_out(context: Flask) -> None:
    message = _in_state(MessageState.QUEUED)
    service.discard(message, now=NOON, actor=THE_HOUSE)
    assert message.state is MessageState.DISCARDED
    assert [type(fact) for fact in ledger.take()] == [MessageDiscarded]
    unit_of_work.commit()
    assert queries.oldest_due_at(NOON) is None


def test_what_was_sent_cannot_be_discarded(context: Flask) -> None:
    with pytest.raises(rules.MessageWasSent):
        service.discard(_in_state(MessageState.SENT), now=NOON, actor=THE_HOUSE)


def test_messages_are_seen_by_their_unit_and_event_alone(context: Flask) -> None:
    service.queue_message(a_message(unit_id=1, event_id=5), key="ours", now=NOON)
    service.queue_message(a_message(unit_id=None, event_id=None), key="private", now=NOON)
    unit_of_work.commit()
    seen = {
        name: sum(queries.count_by_state(readers).values())
        for name, readers in {
            "unit": Readers(unit_ids=frozenset({1})),
            "event": Readers(event_ids=frozenset({5})),
            "others": Readers(frozenset({2}), frozenset({6})),
            "nobody": Readers(),
        }.items()
    }
    assert seen == {"unit": 1, "event": 1, "others": 0, "nobody": 0}


def test_search_finds_names_addresses_and_subjects_and_takes_signs_literally(context: Flask) -> None:
    service.queue_message(a_message(to_name="李小雨", subject="100% sure"), key="a", now=NOON)
    service.queue_message(a_message(to_name="Anna", to_email="anna@example.org"), key="b", now=NOON)
    unit_of_work.commit()
    found = {text: queries.list_page(ALL, search=text).total for text in ("小雨", "ANNA", "0% sure", "_nna", "place")}
    assert found == {"小雨": 1, "ANNA": 2, "0% sure": 1, "_nna": 0, "place": 1}


def _in_state(state: MessageState, **changes: object) -> OutboxMessage:
    message = service.queue_message(a_message(), key=f"in {state}", now=NOON)
    for name, value in {"state": state, **changes}.items():
        setattr(message, name, value)
    unit_of_work.commit()
    db.session.refresh(message)
    return message


def test_a_message_without_files_costs_the_worker_no_look_for_them(app: Flask, smtp_sink: SmtpSink) -> None:
    enclosure = Enclosure(filename="plan-2.ics", content_type="text/calendar", body=CALENDAR, calendar_method="CANCEL")
    with app.app_context():
        service.queue_message(
            a_message(to_email="files@example.org", enclosures=(enclosure,)), key="files", now=clock.now()
        )
        queue(5, clock.now())
    with counted_queries(app) as statements:
        app.extensions["jobs"].courier.carry()
    assert len([each for each in statements if "outbox_attachment" in each]) == 1
    by_address = {message["To"].addresses[0].addr_spec: message for message in smtp_sink.wait_for(6)}
    [file] = by_address["files@example.org"].iter_attachments()
    assert file["Content-Type"].params["method"] == "CANCEL"
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "plan-2.ics")
    assert file.get_payload(decode=True) == CALENDAR
