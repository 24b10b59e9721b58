"""The worker dies while it writes to the people a release concerns, or hands their messages over: nobody is forgotten
and nobody is told twice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from coopevents import clock, unit_of_work
from coopevents.db import db, reading
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.schedule.release_models import Notice
from coopevents.schedule.states import NoticeState
from tests.databases import both_databases
from tests.mail.test_worker_is_killed import RememberingServer
from tests.reactions.week import Week
from tests.serving import Service

pytestmark = pytest.mark.slow
PEOPLE = 60


@pytest.fixture
def server() -> Iterator[RememberingServer]:
    """A mail server that remembers what it accepted."""
    server = RememberingServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def environment(environment: dict[str, str], server: RememberingServer) -> dict[str, str]:
    """The far end of the wire is that server."""
    return environment | {"COOPEVENTS_MAIL_SERVER": "127.0.0.1", "COOPEVENTS_MAIL_PORT": str(server.port)}


@both_databases
def test_a_worker_killed_between_writing_and_sending_loses_nobody(
    app: Flask, idle_service: Service, server: RememberingServer
) -> None:
    with app.app_context():
        week = Week(app)
        week.put_in("Campus tour", *(week.person(f"host{number}@example.org") for number in range(PEOPLE)))
        week.schedule.quiet_minutes = 0
        week.release()
        unit_of_work.discard()
        db.session.remove()
    idle_service.start_worker()
    wait_until(app, lambda: count(Notice, Notice.written_number.is_not(None)) >= 20)
    idle_service.kill_worker()
    idle_service.start_worker()
    for accepted in (20,):
        server.wait_for(accepted, seconds=60)
        idle_service.kill_worker()
        release_claims(app)
        idle_service.start_worker()
    server.wait_for(PEOPLE, seconds=60)
    wait_until(app, lambda: count(OutboxMessage, OutboxMessage.state == MessageState.SENT) == PEOPLE)
    twice = {identity: number for identity, number in Counter(server.accepted).items() if number > 1}
    assert len(set(server.accepted)) == PEOPLE
    assert sum(twice.values()) - len(twice) <= 2  # under its old identity
    with app.app_context():
        assert count(OutboxMessage) == PEOPLE
        assert count(Notice, Notice.state == NoticeState.TOLD) == PEOPLE
        assert db.session.scalar(select(func.count(func.distinct(OutboxMessage.to_email)))) == PEOPLE
        db.session.remove()


def release_claims(app: Flask) -> None:
    """As if the dead worker's lease were over."""
    with app.app_context():
        db.session.query(OutboxMessage).filter_by(state=MessageState.SENDING).update({"due_at": clock.now()})
        db.session.commit()
        db.session.remove()


def count(kind: type, *conditions: object) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0  # type: ignore[arg-type]


def wait_until(app: Flask, is_so: object) -> None:
    """Come back when it is so."""
    assert callable(is_so)
    for _round in range(600):
        with app.app_context(), reading():
            found = is_so()
            db.session.remove()
        if found:
            return
        time.sleep(0.1)
    raise AssertionError("the worker does not get on")
