"""Processes of coopevents that begin with everything imported. Fixture `nursery`: one for each test process.

``python -m coopevents.cli`` is at work for two seconds before its first own line, and the tests start dozens of web
servers and workers. Here one process imports, and forks for each of them; a child then goes through the same `main` as
on the command line, with an environment, a folder, a log and a process group of its own.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
WITH_US = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
"""Ends what we started when the tests are killed."""
PR_SET_PDEATHSIG = 1
PAUSE_SECONDS = 0.02


class Child:
    """A process of the nursery; what `subprocess.Popen` says of one."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self._nursery = nursery
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""
        if self.returncode is None:
            self.returncode = self._nursery.ask(poll=self.pid)
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Come back with its exit status when it has ended; subprocess.TimeoutExpired when it does not."""
        end = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(PAUSE_SECONDS)
        return status

    def terminate(self) -> None:
        """Ask it to end, unless it has."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


class Nursery:
    """The process that has imported everything, as the tests see it."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        command = [*WITH_US, sys.executable, "-m", "tests.nursery", str(theirs.fileno())]
        self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()], start_new_session=True)
        theirs.close()
        self._answers = self._line.makefile("r", encoding="utf-8")

    def start(self, arguments: list[str], environment: dict[str, str], folder: Path, log: Path) -> Child:
        """Start ``coopevents`` with these arguments in that folder; what it prints is added to the log."""
        order = {"arguments": arguments, "environment": environment, "folder": str(folder), "log": str(log)}
        return Child(self, self.ask(start=order))

    def ask(self, **what: Any) -> Any:
        """Say one thing and wait for the answer; RuntimeError when the process is gone."""
        self._line.sendall((json.dumps(what) + "\n").encode())
        answer = self._answers.readline()
        if not answer:
            raise RuntimeError("the process that starts the others has ended")
        return json.loads(answer)

    def close(self) -> None:
        """End it."""
        self._answers.close()
        self._line.close()
        self._process.wait(timeout=30)


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where web servers and workers come from."""
    opened = Nursery()
    yield opened
    opened.close()


def _take_orders(line: socket.socket) -> dict[str, Any] | None:
    """Answer until nobody asks any more; in a child, its order."""
    with line, line.makefile("r", encoding="utf-8") as orders:
        for each in orders:
            asked = json.loads(each)
            if "start" in asked:
                pid = os.fork()
                if pid == 0:
                    os.setpgid(0, 0)
                    return asked["start"]
                _set_group(pid)
                answer = pid
            else:
                answer = _status_of(asked["poll"])
            line.sendall((json.dumps(answer) + "\n").encode())
    return None


def _set_group(pid: int) -> None:
    """Here as well as in the child: whoever comes first, it has a group of its own before anybody knows of it."""
    try:
        os.setpgid(pid, pid)
    except (PermissionError, ProcessLookupError):
        return


def _status_of(pid: int) -> int | None:
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _become(order: dict[str, Any]) -> None:
    """Leave behind what is the nursery's."""
    if WITH_US:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in (1, 2):
        os.dup2(log, number)
    os.close(log)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    time.tzset()


def _variables(folder: str) -> dict[str, str]:
    return {
        "COOPEVENTS_MODE": "testing",
        "COOPEVENTS_SECRET_KEY": "of an application that answers nobody",
        "COOPEVENTS_DATABASE_URL": f"sqlite:///{folder}/none.sqlite3",
        "COOPEVENTS_DATA_DIR": folder,
    }


def _main() -> None:
    line = socket.socket(fileno=int(sys.argv[1]))
    import gunicorn.workers.gthread  # noqa: F401
    from sqlalchemy.orm import configure_mappers

    from coopevents.app import create_app
    from coopevents.cli import main
    from coopevents.config import Settings
    from tests.quick_apps import compile_addresses_once

    configure_mappers()
    compile_addresses_once()
    with TemporaryDirectory() as folder:  # one application, so that the children find every address compiled
        create_app(Settings.from_environment(_variables(folder)))
    gc.freeze()
    order = _take_orders(line)
    if order is not None:
        _become(order)
        sys.argv = ["coopevents", *order["arguments"]]
        main(order["arguments"])


if __name__ == "__main__":
    _main()
