"""Web servers under load: two gunicorn workers with threads, asked by eight clients at once."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep

ROOT = Path(__file__).resolve().parent.parent
CLIENTS = 8
SECONDS = 4


@contextmanager
def served(application: str, variables: Mapping[str, str], *, workers: int = 2) -> Iterator[int]:
    """The application behind gunicorn; yields the port."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
        "--workers", str(workers), "--threads", "4", "--no-control-socket", application,
    ]  # fmt: skip
    environment = {**os.environ, **variables}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def rate(port: int, path: str, headers: Mapping[str, str] | None = None) -> float:
    """Answers per second to eight clients; what fails does not count. Warmed up before."""
    for _round in range(20):
        seconds_for(port, path, headers)
    if shutil.which("wrk"):
        return _by_wrk(port, path, headers or {})
    return _by_threads(port, path, headers or {})


def seconds_for(port: int, path: str, headers: Mapping[str, str] | None = None) -> float:
    """From asking to the first byte of the answer. Raises RuntimeError when the door does not answer well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    started = perf_counter()
    connection.request("GET", path, headers=dict(headers or {}))
    answer = connection.getresponse()
    seconds = perf_counter() - started
    answer.read()
    connection.close()
    if answer.status not in {200, 304}:
        raise RuntimeError(f"{path} answered {answer.status}")
    return seconds


def header_of(port: int, path: str, name: str) -> str:
    """A header of the door's answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers[name]


def _by_wrk(port: int, path: str, headers: Mapping[str, str]) -> float:
    given = [f"-H{name}: {value}" for name, value in headers.items()]
    command = ["wrk", "-t2", f"-c{CLIENTS}", f"-d{SECONDS}s", *given, f"http://127.0.0.1:{port}{path}"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    total = int(_figure(r"(\d+) requests in", printed))
    failed = int(_figure(r"Non-2xx or 3xx responses: (\d+)", printed, "0"))
    return _figure_of(r"Requests/sec:\s+([\d.]+)", printed) * (total - failed) / max(total, 1)


def _figure(pattern: str, text: str, default: str = "") -> str:
    found = re.search(pattern, text)
    return found[1] if found else default


def _figure_of(pattern: str, text: str) -> float:
    return float(_figure(pattern, text, "0"))


def _by_threads(port: int, path: str, headers: Mapping[str, str]) -> float:
    counts = [0] * CLIENTS
    end = monotonic() + SECONDS

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while monotonic() < end:
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
            counts[number] += answer.status in {200, 304}

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def _wait_for(port: int) -> None:
    end = monotonic() + 30
    while monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")
