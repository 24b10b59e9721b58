"""The worker dies in the middle of its work, as by a power cut: nothing is lost, nothing goes out twice needlessly."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coopevents import clock, unit_of_work
from coopevents.db import db
from coopevents.mail.models import MessageState, OutboxMessage
from tests.mail.samples import StubbornServer, queue
from tests.serving import Service

MESSAGES = 200
KILLS = (25, 60, 95, 130, 165)
"""After how many accepted messages the worker is killed, each time."""


class RememberingServer(StubbornServer):
    """Keeps the identity of every message it accepted, in order; takes a moment for each."""

    def __init__(self) -> None:
        super().__init__()
        self.accepted: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Accept."""
        await asyncio.sleep(0.005)
        self.accepted.append(str(message_from_bytes(envelope.content)["Message-ID"]))
        return "250 OK"

    def wait_for(self, count: int, seconds: float) -> None:
        """Come back once at least this many were accepted."""
        end = time.monotonic() + seconds
        while len(self.accepted) < count:
            assert time.monotonic() < end, f"{len(self.accepted)} of {count} messages came within {seconds} s"
            time.sleep(0.002)


@pytest.fixture
def server() -> Iterator[RememberingServer]:
    """A mail server that remembers."""
    remembering = RememberingServer()
    remembering.start()
    yield remembering
    remembering.stop()


@pytest.fixture
def environment(environment: dict[str, str], server: RememberingServer) -> dict[str, str]:
    """The application and its workers hand over to that server; a lease lasts twelve seconds."""
    told = {"SERVER": "127.0.0.1", "PORT": str(server.port), "TIMEOUT": "1"}
    return environment | {f"COOPEVENTS_MAIL_{name}": value for name, value in told.items()}


@pytest.mark.slow
def test_a_worker_killed_five_times_loses_nothing(
    server: RememberingServer, context: Flask, idle_service: Service
) -> None:
    identities = {message.message_id for message in queue(MESSAGES, clock.now())}
    unit_of_work.discard()
    settled: list[set[str]] = []
    for number in KILLS:
        idle_service.start_worker()
        server.wait_for(number, seconds=30)
        idle_service.kill_worker()
        at_kill = len(server.accepted)
        assert at_kill < MESSAGES
        settled.append(sent())
        assert len(set(server.accepted) - settled[-1]) <= len(settled)
    killed_at = len(server.accepted)
    idle_service.start_worker()
    end = time.monotonic() + 40
    while len(sent()) < MESSAGES and time.monotonic() < end:
        time.sleep(0.1)

    copies = Counter(server.accepted)
    twice = {identity for identity, number in copies.items() if number > 1}
    assert set(copies) == identities  # every one arrived, and each under the identity it was queued with
    assert killed_at < MESSAGES
    assert sum(copies.values()) - MESSAGES <= len(KILLS)  # one copy for each kill at most: the one on its way
    for written_down in settled:
        assert not twice & written_down  # what was written down as sent never went out again
    assert sent() == identities


def sent() -> set[str]:
    """The identities of the messages that are written down as sent."""
    db.session.rollback()
    query = select(OutboxMessage.message_id).where(OutboxMessage.state == MessageState.SENT)
    found = set(db.session.scalars(query))
    db.session.rollback()
    return found
