"""The real thing in processes of its own: gunicorn with threads, and the worker. Fixture `service`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.nursery import WITH_US, Child, Nursery
from tests.servers import free_port, wait_for_port


class Service:
    """A running coopevents: its web server and its worker, started and stopped apart.

    With a nursery they come from there, else from an interpreter.
    """

    def __init__(
        self,
        environment: dict[str, str],
        log: Path,
        interpreter: str = sys.executable,
        nursery: Nursery | None = None,
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, **environment, "COOPEVENTS_BASE_URL": self.url}
        self.log = log
        self.interpreter = interpreter
        self.nursery = nursery
        self.web: subprocess.Popen[bytes] | Child | None = None
        self.worker: subprocess.Popen[bytes] | Child | None = None

    def start_web(self, workers: int = 1, threads: int = 8) -> None:
        """Start gunicorn and wait until it answers."""
        self.web = self._start("serve", f"--port={self.port}", f"--workers={workers}", f"--threads={threads}")
        try:
            wait_for_port(self.port, self.web)
        except TimeoutError:
            raise RuntimeError(f"the service did not start:\n{self.log.read_text()}") from None

    def start_worker(self) -> None:
        """Start the worker, which delivers what is in the outbox."""
        self.worker = self._start("worker")

    def kill_web(self) -> None:
        """End the web server as a power cut would, in the middle of whatever it answers."""
        if self.web is not None:
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait(timeout=10)
            self.web = None

    def kill_worker(self) -> None:
        """End the worker as a power cut would."""
        if self.worker is not None:
            os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait(timeout=10)
            self.worker = None

    def stop(self) -> None:
        """Stop both, gently at first."""
        running = [each for each in (self.web, self.worker) if each is not None]
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(timeout=10)
        self.web = self.worker = None

    def _start(self, *arguments: str) -> subprocess.Popen[bytes] | Child:
        if self.nursery is not None:
            return self.nursery.start([*arguments], self.environment, self.log.parent, self.log)
        command = [*WITH_US, self.interpreter, "-m", "coopevents.cli", *arguments]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                env=self.environment,
                cwd=self.log.parent,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


@pytest.fixture
def idle_service(
    environment: dict[str, str], interpreter: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Service]:
    """A service that the test starts itself."""
    nursery = request.getfixturevalue("nursery") if interpreter == sys.executable else None
    service = Service(environment, tmp_path / "service.log", interpreter, nursery)
    yield service
    service.stop()


@pytest.fixture
def service(idle_service: Service) -> Service:
    """A running service, web and worker, on a fresh database."""
    idle_service.start_web()
    idle_service.start_worker()
    return idle_service
