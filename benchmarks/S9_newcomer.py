"""S9: how soon the demo office answers, and how much memory web and worker take after load.

Memory is the proportional set size (PSS) of every process of the service, from ``/proc``; the reference is a bare Flask
application under the same server in the same run.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import suppress
from pathlib import Path
from time import perf_counter, sleep

MOST_MEBIBYTES = 200.0
MOST_SECONDS = 2.0
PATHS = (
    "/",
    "/e/partnership-week/",
    "/e/partnership-week/programme",
    "/feeds/e/partnership-week.ics",
    "/account/sign-in",
)
ROUNDS = 40
BARE = "from flask import Flask\napp = Flask(__name__)\napp.add_url_rule('/', view_func=lambda: 'hello')\n"


def main() -> int:
    """Print the line of the promise."""
    with tempfile.TemporaryDirectory() as folder:
        variables = {"COOPEVENTS_MODE": "demo", "COOPEVENTS_DATA_DIR": folder}
        service = [sys.executable, "-m", "coopevents.cli", "demo"]
        subprocess.run([*service, "--no-serve"], env=os.environ | variables, check=True, stdout=subprocess.DEVNULL)
        port = _free_port()
        seconds, used = _measured([*service, f"--port={port}"], port, PATHS, variables)
        bare = _bare(Path(folder))
    is_met = 0 < used <= MOST_MEBIBYTES and seconds <= MOST_SECONDS
    print(
        f"S9 {used:.0f} MiB for web and worker after load, first answer {seconds:.2f} s after the start, one command "
        f"≤ {MOST_MEBIBYTES:.0f} MiB, ≤ {MOST_SECONDS:.0f} s (a bare Flask here: {bare:.0f} MiB) "
        f"{'met' if is_met else 'missed'}"
    )
    return 0


def _bare(folder: Path) -> float:
    """Mebibytes of a bare Flask application under the same server."""
    (folder / "bare.py").write_text(BARE)
    port = _free_port()
    options = [
        "-k",
        "gthread",
        "--threads",
        "8",
        "-b",
        f"127.0.0.1:{port}",
        "--no-control-socket",
        "--log-level",
        "error",
    ]
    command = [sys.executable, "-m", "gunicorn", *options, "--chdir", str(folder), "bare:app"]
    return _measured(command, port, ("/",), {})[1]


def _measured(command: list[str], port: int, paths: tuple[str, ...], variables: dict[str, str]) -> tuple[float, float]:
    """Seconds to the first answer, and mebibytes after load, of a service started by this command."""
    begun = perf_counter()
    process = subprocess.Popen(command, env=os.environ | variables, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        seconds = _first_answer(port, process, begun)
        for _round in range(ROUNDS):
            for path in paths:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10).read()
        return seconds, _pss_of_session(process.pid) / 1024
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _first_answer(port: int, process: subprocess.Popen[bytes], begun: float) -> float:
    while perf_counter() - begun < 60 and process.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read()
            return perf_counter() - begun
        sleep(0.02)
    raise RuntimeError("the service did not answer")


def _pss_of_session(session: int) -> float:
    """Kibibytes of every process of that session."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ProcessLookupError):
            if os.getsid(int(folder.name)) == session:
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
