"""Messages for tests, and a mail server that can be told to misbehave."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask

from coopevents import unit_of_work
from coopevents.mail import service
from coopevents.mail.messages import Message
from coopevents.mail.models import OutboxMessage
from tests.servers import free_port

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Salon 沙龙\r\nEND:VCALENDAR\r\n".encode()


def a_message(**changes: Any) -> Message:
    """A confirmation to an invented guest."""
    message = Message(
        kind="confirmed",
        to_email="anna.keller@example.org",
        to_name="Anna Keller",
        language="en",
        subject="Your place is confirmed",
        text_body="Dear Anna Keller,\n\nsee you there.\n",
        html_body="<p>Dear Anna Keller,</p><p>see you there.</p>",
        unit_id=1,
        event_id=1,
    )
    return replace(message, **changes)


def queue(count: int, now: datetime, **changes: Any) -> list[OutboxMessage]:
    """Queue and commit this many messages to as many guests."""
    queued = [
        service.queue_message(a_message(to_email=f"guest{number}@example.org", **changes), key=f"k{number}", now=now)
        for number in range(count)
    ]
    unit_of_work.commit()
    return queued


def carry(app: Flask) -> None:
    """Let the courier hand over what is due, as the worker does; the test's own transaction is over by then."""
    unit_of_work.discard()
    app.extensions["jobs"].courier.carry()


class StubbornServer:
    """A real SMTP server whose answers a test may choose, by recipient and number of the try."""

    def __init__(self) -> None:
        self.port = free_port()
        self.taken: list[str] = []
        self.tries: Counter[str] = Counter()
        self.at_recipient: Callable[[str, int], str] = lambda _email, _try: "250 OK"
        self.at_data: Callable[[str, int], str] = lambda _email, _try: "250 OK"
        self._controller: Controller | None = None

    def start(self) -> None:
        """Listen on the port, the same one after each stop."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=10)
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Answer as told."""
        self.tries[address] += 1
        answer = self.at_recipient(address, self.tries[address])
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Answer as told; "hang" never answers, "cut" breaks the line."""
        address = envelope.rcpt_tos[0]
        answer = self.at_data(address, self.tries[address])
        if answer == "hang":
            await asyncio.sleep(60)
        if answer == "cut":
            server.transport.abort()
            return "421 Gone"
        if answer.startswith("2"):
            self.taken.append(address)
        return answer
