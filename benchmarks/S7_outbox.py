"""S7: how fast one worker hands messages over to a local SMTP server, and whether its memory stays flat meanwhile.

The reference is the same server fed by the standard library alone, over one connection, with nothing written down.
"""

from __future__ import annotations

import os
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import perf_counter, sleep

from coopevents import clock, unit_of_work
from coopevents.app import create_app
from coopevents.config import Settings
from coopevents.db import db, reading
from coopevents.mail import queries, service
from coopevents.mail.messages import Message
from coopevents.mail.models import MessageState
from coopevents.mail.queries import Readers

MESSAGES = 10_000
LEAST_A_SECOND = 200
MOST_GROWTH_MEBIBYTES = 8.0
OURS = Readers(unit_ids=frozenset({1}))
TEXT = "Dear guest,\n\nyour place at the Global Partnership Week is confirmed. We look forward to meeting you.\n" * 6
CALENDAR = b"BEGIN:VCALENDAR\r\n" + b"DESCRIPTION:An entry as long as an ordinary one\r\n" * 20 + b"END:VCALENDAR\r\n"
SINK = """
import sys, time
from aiosmtpd.controller import Controller
class Sink:
    async def handle_DATA(self, server, session, envelope):
        return "250 OK"
Controller(Sink(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
time.sleep(3600)
"""


def main() -> int:
    """Print the line of the promise."""
    port = _free_port()
    sink = subprocess.Popen([sys.executable, "-c", SINK, str(port)])
    try:
        _wait_for(port)
        with tempfile.TemporaryDirectory() as folder:
            rate, growth = _measured(port, folder)
        plain = _plain_rate(port)
    finally:
        sink.kill()
        sink.wait()
    is_met = rate >= LEAST_A_SECOND and growth <= MOST_GROWTH_MEBIBYTES
    print(
        f"S7 {rate:.0f} messages/s by one worker, its memory grew by {growth:.1f} MiB over the last {MESSAGES // 2} "
        f"≥ {LEAST_A_SECOND}/s, flat (smtplib alone, nothing kept: {plain:.0f}/s) {'met' if is_met else 'missed'}"
    )
    return 0


def _measured(port: int, folder: str) -> tuple[float, float]:
    """Messages a second, and mebibytes between the middle and the end."""
    variables = {
        "COOPEVENTS_MODE": "testing",
        "COOPEVENTS_SECRET_KEY": "a secret of the benchmark, long enough",
        "COOPEVENTS_DATA_DIR": folder,
        "COOPEVENTS_MAIL_SERVER": "127.0.0.1",
        "COOPEVENTS_MAIL_PORT": str(port),
    }
    app = create_app(Settings.from_environment(variables))
    with app.app_context():
        db.create_all()
        _queue_all()
        command = [sys.executable, "-m", "coopevents.cli", "worker"]
        worker = subprocess.Popen(command, env=os.environ | variables)
        try:
            began_with, began = _wait_until_sent(MESSAGES // 10)
            _wait_until_sent(MESSAGES // 2)  # by then the caches, which have a limit, are full
            first = _mebibytes(worker.pid)
            ended_with, ended = _wait_until_sent(MESSAGES)
            return (ended_with - began_with) / (ended - began), _mebibytes(worker.pid) - first
        finally:
            worker.send_signal(signal.SIGTERM)
            worker.wait(timeout=60)
            app.extensions["jobs"].close()


def _queue_all() -> None:
    for number in range(MESSAGES):
        message = Message(
            kind="confirmed", to_email=f"guest{number}@example.org", to_name="Zoë Müller", language="en",
            subject=f"Votre place est confirmée, {number}", text_body=TEXT, html_body=f"<p>{TEXT}</p>",
            calendar_method="REQUEST", calendar_body=CALENDAR, unit_id=1,
        )  # fmt: skip
        service.queue_message(message, key=str(number), now=clock.now())
    unit_of_work.commit()


def _wait_until_sent(count: int) -> tuple[int, float]:
    while True:
        with reading():  # so that looking never takes the worker's place
            sent = queries.count_by_state(OURS)[MessageState.SENT]
            unit_of_work.discard()
        if sent >= count:
            return sent, perf_counter()
        sleep(0.25)


def _plain_rate(port: int) -> float:
    body = f"Subject: x\r\n\r\n{TEXT * 3}".replace("\n", "\r\n").encode()
    with smtplib.SMTP("127.0.0.1", port, "localhost") as client:
        began = perf_counter()
        for number in range(1000):
            client.sendmail("office@example.edu", [f"guest{number}@example.org"], body)
        return 1000 / (perf_counter() - began)


def _mebibytes(pid: int) -> float:
    lines = (Path("/proc") / str(pid) / "smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _wait_for(port: int) -> None:
    for _try in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
