"""What a mail server can do to a message: nothing is lost, and nothing goes out twice that need not."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coopevents import clock, unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.config import Settings
from coopevents.db import db
from coopevents.jobs import Courier
from coopevents.mail.models import MessageState, OutboxMessage
from tests.databases import both_databases
from tests.mail.samples import StubbornServer, a_message, carry, queue

S = MessageState


@pytest.fixture
def server() -> Iterator[StubbornServer]:
    """A mail server that answers as the test says."""
    stubborn = StubbornServer()
    stubborn.start()
    yield stubborn
    stubborn.stop()


@pytest.fixture
def environment(request: pytest.FixtureRequest, environment: dict[str, str]) -> dict[str, str]:
    """The application hands over to that server, when the test asks for it, and waits a second at most."""
    if "server" not in request.fixturenames:
        return environment
    port = request.getfixturevalue("server").port
    return {
        **environment,
        "COOPEVENTS_MAIL_SERVER": "127.0.0.1",
        "COOPEVENTS_MAIL_PORT": str(port),
        "COOPEVENTS_MAIL_TIMEOUT": "1",
    }


def test_a_message_arrives_with_the_identity_it_was_given(server: StubbornServer, context: Flask) -> None:
    queue(3, clock.now())
    carry(context)
    assert sorted(server.taken) == ["guest0@example.org", "guest1@example.org", "guest2@example.org"]
    assert states() == {S.SENT: 3}
    assert {message.attempts for message in messages()} == {1}


def test_a_bad_recipient_fails_at_once_and_stops_nobody(server: StubbornServer, context: Flask) -> None:
    server.at_recipient = lambda email, _try: "550 5.1.1 No such user" if email.startswith("guest1") else "250 OK"
    queue(3, clock.now())
    carry(context)
    assert states() == {S.SENT: 2, S.FAILED: 1}
    assert messages()[1].last_error == "recipient_refused 550 5.1.1 No such user"
    assert [entry.subject_id for entry in failures()] == [messages()[1].id]


def test_a_refused_message_fails_at_once(server: StubbornServer, context: Flask) -> None:
    server.at_data = lambda _email, _try: "554 5.7.1 Spam"
    queue(1, clock.now())
    carry(context)
    assert messages()[0].last_error == "message_refused 554 5.7.1 Spam"
    assert states() == {S.FAILED: 1}


def test_a_greylisted_message_waits_and_arrives(server: StubbornServer, context: Flask) -> None:
    server.at_recipient = lambda _email, number: "450 4.2.0 Greylisted" if number == 1 else "250 OK"
    before = clock.now()
    queue(2, before)
    carry(context)
    assert states() == {S.QUEUED: 2}
    assert all(timedelta(seconds=30) <= message.due_at - before < timedelta(seconds=40) for message in messages())
    assert messages()[0].last_error == "postponed 450 4.2.0 Greylisted"
    make_all_due()
    carry(context)
    assert states() == {S.SENT: 2}
    assert {message.last_error for message in messages()} == {""}


def test_a_storm_of_delays_ends_after_a_day(server: StubbornServer, context: Flask) -> None:
    server.at_data = lambda _email, _try: "451 4.3.0 Try again later"
    queue(1, clock.now() - timedelta(hours=25))
    carry(context)
    assert states() == {S.FAILED: 1}
    assert messages()[0].last_error == "postponed 451 4.3.0 Try again later"


def test_a_line_that_breaks_is_tried_again(server: StubbornServer, context: Flask) -> None:
    server.at_data = lambda _email, number: "cut" if number == 1 else "250 OK"
    queue(2, clock.now())
    carry(context)
    assert states() == {S.QUEUED: 2}
    make_all_due()
    carry(context)
    assert states() == {S.SENT: 2}
    assert Counter(server.taken) == {"guest0@example.org": 1, "guest1@example.org": 1}


def test_a_server_that_breaks_every_line_is_left_alone(server: StubbornServer, context: Flask) -> None:
    server.at_data = lambda _email, _try: "cut"
    queue(10, clock.now())
    carry(context)
    assert sum(server.tries.values()) == 3
    assert sorted(message.attempts for message in messages()) == [0] * 7 + [1] * 3
    carry(context)
    assert sum(server.tries.values()) == 3


def test_a_server_that_hangs_is_not_waited_for_ever(server: StubbornServer, context: Flask) -> None:
    server.at_data = lambda _email, _try: "hang"
    queue(1, clock.now())
    carry(context)
    assert states() == {S.QUEUED: 1}
    assert messages()[0].last_error == "silent"


def test_a_server_that_thinks_for_long_gets_no_second_copy(server: StubbornServer, context: Flask) -> None:
    def think(_email: str, _number: int) -> str:
        threading.Event().wait(1.5)
        return "250 OK"

    server.at_data = think
    queue(1, clock.now())
    carry(context)
    assert states() == {S.SENT: 1}
    assert len(server.taken) == 1


def test_a_closing_server_costs_no_message_a_try(server: StubbornServer, context: Flask) -> None:
    server.at_recipient = lambda _email, _try: "421 4.3.2 Closing down"
    queue(5, clock.now())
    carry(context)
    assert {(message.state, message.attempts) for message in messages()} == {(S.QUEUED, 0)}
    assert {message.last_error for message in messages()} == {"unreachable 421 4.3.2 Closing down"}


def test_while_the_server_is_down_messages_wait_and_say_why(server: StubbornServer, context: Flask) -> None:
    server.stop()
    queue(3, clock.now())
    carry(context)
    assert states() == {S.QUEUED: 3}
    assert {message.last_error.split()[0] for message in messages()} == {"unreachable"}
    assert {message.attempts for message in messages()} == {0}
    server.start()
    carry(context)
    assert server.taken == []  # it is left alone for a few seconds
    unit_of_work.discard()
    Courier(context).carry()
    assert states() == {S.SENT: 3}


def test_after_a_day_without_a_server_messages_are_given_up(server: StubbornServer, context: Flask) -> None:
    server.stop()
    queue(2, clock.now() - timedelta(hours=24))
    carry(context)
    server.start()
    assert states() == {S.FAILED: 2}
    assert len(failures()) == 2


def test_without_a_mail_server_messages_wait_untouched(context: Flask) -> None:
    queue(2, clock.now())
    carry(context)
    assert {(message.state, message.attempts, message.last_error) for message in messages()} == {(S.QUEUED, 0, "")}


def test_an_address_that_cannot_be_written_fails_alone(server: StubbornServer, context: Flask) -> None:
    from coopevents.mail import service

    service.queue_message(a_message(to_email="not an address"), key="bad", now=clock.now())
    queue(1, clock.now())
    carry(context)
    assert states() == {S.SENT: 1, S.FAILED: 1}


def test_letters_of_any_script_before_the_at_sign_arrive(server: StubbornServer, context: Flask) -> None:
    from coopevents.mail import service

    service.queue_message(a_message(to_email="用户@例子.example", to_name="张伟"), key="k", now=clock.now())
    unit_of_work.commit()
    carry(context)
    assert states() == {S.SENT: 1}
    assert server.taken == ["用户@xn--fsqu00a.example"]


@both_databases
def test_several_workers_deliver_each_message_once(server: StubbornServer, context: Flask) -> None:
    queue(120, clock.now())
    couriers = [Courier(context) for _number in range(4)]
    db.session.remove()
    with ThreadPoolExecutor(len(couriers)) as pool:
        for done in [pool.submit(courier.carry) for courier in couriers]:
            done.result()
    assert Counter(server.taken) == {f"guest{number}@example.org": 1 for number in range(120)}
    assert states() == {S.SENT: 120}
    assert {message.attempts for message in messages()} == {1}


def test_a_message_left_by_a_lost_worker_is_taken_up_after_its_lease(server: StubbornServer, context: Flask) -> None:
    left, held = queue(2, clock.now())
    left.state = held.state = S.SENDING
    left.due_at, held.due_at = clock.now() - timedelta(seconds=1), clock.now() + timedelta(minutes=5)
    unit_of_work.commit()
    carry(context)
    assert server.taken == ["guest0@example.org"]
    assert states() == {S.SENT: 1, S.SENDING: 1}


def test_the_sender_being_refused_is_nobodys_fault(context: Flask, settings: Settings) -> None:
    class Refusing(StubbornServer):
        async def handle_MAIL(self, _s: Any, _se: Any, _e: Any, _a: str, _o: Any) -> str:  # noqa: N802
            return "550 5.7.1 Not from you"

    refusing = Refusing()
    refusing.start()
    try:
        changed = Settings.from_environment(
            {
                "COOPEVENTS_MODE": "testing", "COOPEVENTS_DATA_DIR": str(settings.data_dir),
                "COOPEVENTS_DATABASE_URL": settings.database_url,
                "COOPEVENTS_MAIL_SERVER": "127.0.0.1", "COOPEVENTS_MAIL_PORT": str(refusing.port),
            }
        )  # fmt: skip
        context.config["SETTINGS"] = changed
        queue(2, clock.now())
        carry(context)
    finally:
        refusing.stop()
    assert {(message.state, message.attempts) for message in messages()} == {(S.QUEUED, 0)}
    assert {message.last_error for message in messages()} == {"sender 550 5.7.1 Not from you"}


def messages() -> list[OutboxMessage]:
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def states() -> dict[MessageState, int]:
    return dict(Counter(message.state for message in messages()))


def failures() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.fact == "MessageFailed")))


def make_all_due() -> None:
    for message in messages():
        message.due_at = clock.now()
    unit_of_work.commit()
