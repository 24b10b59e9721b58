"""The servers of the far end, real ones, each started for the tests alone: PostgreSQL, Redis, SMTP."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import Any, Protocol

import psycopg
from aiosmtpd.controller import Controller

from tests.provisioning import find


class Process(Protocol):
    """What says whether it has ended."""

    def poll(self) -> int | None:
        """Its exit status, or None while it runs."""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: Process | None = None, seconds: float = 60) -> None:
    """Come back when something listens on the port; TimeoutError when nothing does, or the process has ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and (process is None or process.poll() is None):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


class PostgresServer:
    """A PostgreSQL server of our own in a folder of its own, thrown away afterwards."""

    def __init__(self) -> None:
        initdb = find("postgresql")
        assert initdb is not None
        self.programs = initdb.parent
        self.folder = Path(tempfile.mkdtemp(prefix="coopevents-pg-"))
        self.port = free_port()

    def start(self) -> None:
        """Make the data folder and start the server; as root it runs as Debian's user postgres."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = (
            f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off "
            "-c full_page_writes=off -c max_connections=200 -c timezone=UTC"
        )
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop at once and remove everything."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        """The address of a database, as COOPEVENTS_DATABASE_URL takes it."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, template: str = "template0") -> str:
        """A new database, a copy of the template; returns its address."""
        self._execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected."""
        self._execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def wait_until_idle(self, database: str, seconds: float = 10) -> None:
        """Come back when nobody is connected to a database: only then it can be copied."""
        end = time.monotonic() + seconds
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            while time.monotonic() < end:
                found = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [database])
                if found.fetchone() == (0,):
                    return
                time.sleep(0.02)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, env=environment, cwd="/", stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program} failed: {log.read_text() if log.exists() else ''}")


class RedisServer:
    """A Redis server that keeps nothing on disk."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, as COOPEVENTS_REDIS_URL takes it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start and wait until it listens."""
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())
        wait_for_port(self.port, self.process)

    def stop(self) -> None:
        """Stop and wait until it is gone."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=10)


class SmtpSink:
    """A real SMTP server that keeps what it is given, in the order in which it came."""

    def __init__(self) -> None:
        self.port = free_port()
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answer = "250 OK"
        self._controller: Controller | None = None

    def start(self) -> None:
        """Listen on the port, the same one after each stop."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=10)
        self._controller.start()

    def stop(self) -> None:
        """Stop listening; what came stays."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the message, unless the sink was told to answer with a refusal."""
        if self.answer.startswith("2"):
            message = message_from_bytes(envelope.content, policy=modern)
            assert isinstance(message, EmailMessage)
            self.messages.append(message)
            self.recipients.append(list(envelope.rcpt_tos))
        return self.answer

    def wait_for(self, count: int, seconds: float = 20) -> list[EmailMessage]:
        """The messages, once at least this many have come; AssertionError when they do not."""
        end = time.monotonic() + seconds
        while len(self.messages) < count and time.monotonic() < end:
            time.sleep(0.05)
        assert len(self.messages) >= count, f"{len(self.messages)} of {count} messages came within {seconds} s"
        return list(self.messages)

    def clear(self) -> None:
        """Forget what came."""
        self.messages.clear()
        self.recipients.clear()
