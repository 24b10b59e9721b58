"""The queue wakes the worker; without it, the sweep finds what is due."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from huey import PostgresHuey, RedisHuey, SqliteHuey

from coopevents import clock, unit_of_work
from coopevents.config import Settings
from coopevents.jobs import Jobs, open_queue
from coopevents.mail import service
from tests.mail.samples import a_message, queue
from tests.servers import PostgresServer, SmtpSink


@contextmanager
def working(app: Flask) -> Iterator[Jobs]:
    """A worker in a thread of this process, as the command runs it."""
    jobs, stop = Jobs(app), threading.Event()
    thread = threading.Thread(target=jobs.work, args=(stop,))
    thread.start()
    yield jobs
    stop.set()
    jobs.courier.stopping.set()
    thread.join(timeout=30)
    assert not thread.is_alive()
    jobs.close()


def test_a_waiting_worker_delivers_within_a_moment(smtp_sink: SmtpSink, context: Flask) -> None:
    with working(context):
        time.sleep(1.5)
        began = time.monotonic()
        queue(1, clock.now())
        smtp_sink.wait_for(1)
        assert time.monotonic() - began < 15, "woken, not found by the sweep of every minute"


def test_a_starting_worker_delivers_what_waited(smtp_sink: SmtpSink, context: Flask) -> None:
    context.extensions["jobs"].wake = None
    queue(5, clock.now())
    with working(context):
        assert len(smtp_sink.wait_for(5)) == 5


def test_the_worker_comes_back_when_a_message_is_due(smtp_sink: SmtpSink, context: Flask) -> None:
    with working(context):
        due = clock.now() + timedelta(seconds=3)
        service.queue_message(a_message(), key="later", now=due)
        unit_of_work.commit()
        smtp_sink.wait_for(1, seconds=15)
        assert clock.now() >= due


def test_nothing_is_delivered_that_was_not_committed(smtp_sink: SmtpSink, context: Flask) -> None:
    service.queue_message(a_message(), key="never", now=clock.now())
    unit_of_work.discard()
    context.extensions["jobs"].courier.carry()
    assert smtp_sink.messages == []


def test_a_broken_queue_is_not_in_the_way(smtp_sink: SmtpSink, context: Flask, settings: Settings) -> None:
    path = settings.data_dir / "queue.sqlite3"
    path.mkdir(parents=True)
    queue(1, clock.now())  # the commit succeeds, though nobody can be woken
    context.extensions["jobs"].courier.carry()
    assert len(smtp_sink.messages) == 1


def test_a_damaged_queue_file_is_replaced(context: Flask, settings: Settings) -> None:
    path = settings.data_dir / "queue.sqlite3"
    path.write_bytes(b"this is no database" * 1000)
    opened = open_queue(settings)
    assert isinstance(opened, SqliteHuey)
    assert opened.pending_count() == 0
    opened.storage.close()


@pytest.mark.redis
def test_redis_wakes_when_it_is_configured(environment: dict[str, str], redis_url: str) -> None:
    opened = open_queue(Settings.from_environment({**environment, "COOPEVENTS_REDIS_URL": redis_url}))
    assert isinstance(opened, RedisHuey)
    assert opened.pending_count() == 0
    opened.storage.close()


@pytest.mark.postgres
def test_postgresql_wakes_where_it_keeps_the_outbox(environment: dict[str, str], postgres: PostgresServer) -> None:
    address = postgres.create("queue_test")
    opened = open_queue(Settings.from_environment({**environment, "COOPEVENTS_DATABASE_URL": address}))
    assert isinstance(opened, PostgresHuey)
    assert opened.pending_count() == 0
    opened.storage.close()
    postgres.drop("queue_test")
