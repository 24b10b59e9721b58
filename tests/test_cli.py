"""The command line: what it does, what it says, and with what status it ends."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopevents.cli import main
from tests.servers import SmtpSink, free_port, wait_for_port

ROOT = Path(__file__).resolve().parent.parent


class CommandLine:
    """Runs ``coopevents`` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []

    def __call__(self, *arguments: str, typed: str = "", **variables: str) -> Result:
        """Run a command to its end in this process; ``MODE="testing"`` sets COOPEVENTS_MODE."""
        return CliRunner().invoke(main, arguments, input=typed, env=self._named(variables))

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start a command that runs until it is stopped, in a process group of its own."""
        process = subprocess.Popen(
            [sys.executable, "-m", "coopevents.cli", *arguments],
            cwd=self.folder,
            env=os.environ | self._named(variables),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def clear(self) -> None:
        """Leave nothing running."""
        for process in self.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate(timeout=10)

    def _named(self, variables: dict[str, str]) -> dict[str, str]:
        return {f"COOPEVENTS_{name}": value for name, value in variables.items()}


@pytest.fixture
def coopevents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CommandLine]:
    """The command, in an empty folder, with nothing configured."""
    for name in [name for name in os.environ if name.startswith("COOPEVENTS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COOPEVENTS_PASSWORD_HASH_COST", "low")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    line = CommandLine(tmp_path)
    yield line
    line.clear()


def get(url: str) -> tuple[int, str]:
    """The status and the text of a page."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def members(group: int) -> list[int]:
    """The processes of a group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def test_every_command_explains_itself(coopevents: CommandLine) -> None:
    overview = coopevents("--help")
    assert overview.exit_code == 0
    listed = re.findall(r"^  (\w+) ", overview.stdout.split("Commands:")[1], re.MULTILINE)
    assert listed == ["db", "demo", "doctor", "keys", "serve", "user", "worker"]
    for command in (["serve"], ["db", "upgrade"], ["user", "create"]):
        explained = coopevents(*command, "--help")
        assert (explained.exit_code, "Usage:" in explained.stdout) == (0, True)


def test_a_bad_configuration_is_complained_about_all_at_once(coopevents: CommandLine) -> None:
    answer = coopevents("worker", MODE="production", MAIL_PORT="many", DEFAULT_TIME_ZONE="Moon/Sea")
    assert answer.exit_code == 2
    assert answer.stdout == ""
    for name in ("SECRET_KEY", "BASE_URL", "MAIL_PORT", "DEFAULT_TIME_ZONE"):
        assert f"COOPEVENTS_{name} " in answer.stderr
    assert "Traceback" not in answer.stderr


def test_wrong_usage_ends_with_two(coopevents: CommandLine) -> None:
    assert coopevents("serve", "--port", "0").exit_code == 2
    assert coopevents("nonsense").exit_code == 2


def test_the_schema_goes_up_and_down(coopevents: CommandLine, tmp_path: Path) -> None:
    assert coopevents("db", "upgrade", MODE="testing").exit_code == 0
    assert "outbox_message" in tables(tmp_path)
    assert coopevents("db", "downgrade", "base", typed="n\n", MODE="testing").exit_code == 1
    assert "outbox_message" in tables(tmp_path)
    assert coopevents("db", "downgrade", "base", "--yes", MODE="testing").exit_code == 0
    assert "outbox_message" not in tables(tmp_path)


def test_the_first_user_makes_the_first_unit(coopevents: CommandLine) -> None:
    coopevents("db", "upgrade", MODE="testing")
    create = ["user", "create", "--email", "Mei@Example.edu", "--name", "Mei Chen", "--unit", "university"]
    by_link = coopevents(*create, "--unit-name", "Polytechnic", "--link", MODE="testing")
    assert by_link.exit_code == 0, by_link.stderr
    assert "Mei Chen may sign in as mei@example.edu." in by_link.stdout
    assert re.search(r"Choose a password: http://127\.0\.0\.1:8000/account/invitation/\S{43}\n", by_link.stdout)
    again = coopevents(*create, "--link", MODE="testing")
    assert again.exit_code == 1
    assert "Traceback" not in again.stderr


def test_a_weak_password_and_an_unknown_unit_are_refused(coopevents: CommandLine) -> None:
    coopevents("db", "upgrade", MODE="testing")
    create = ["user", "create", "--name", "Mei", "--password-from-stdin", "--email"]
    assert coopevents(*create, "mei@example.edu", typed="12345\n", MODE="testing").exit_code == 1
    strong = "four teapots on Mars\n"
    assert coopevents(*create, "mei@example.edu", "--unit", "office", typed=strong, MODE="testing").exit_code == 0
    elsewhere = coopevents(*create, "li@example.edu", "--unit", "nowhere", typed=strong, MODE="testing")
    assert elsewhere.exit_code == 2
    assert "there is no unit 'nowhere'; there are office" in elsewhere.stderr


def test_the_doctor_tells_the_well_from_the_ill(coopevents: CommandLine, smtp_sink: SmtpSink) -> None:
    before = coopevents("doctor", MODE="testing")
    assert before.exit_code == 1
    assert re.search(r"ILL +schema", before.stdout)
    coopevents("db", "upgrade", MODE="testing")
    mail = {"MODE": "testing", "MAIL_SERVER": "127.0.0.1"}
    well = coopevents("doctor", **mail, MAIL_PORT=str(smtp_sink.port))
    assert re.search(r"ok +mail server +ok", well.stdout)
    assert re.search(r"ok +database +ok", well.stdout)
    ill = coopevents("doctor", **mail, MAIL_PORT=str(free_port()))
    assert ill.exit_code == 1
    assert re.search(r"ILL +mail server +The mail server cannot be reached\.", ill.stdout)


def test_a_taken_port_is_said_before_anything_is_done(coopevents: CommandLine, smtp_sink: SmtpSink) -> None:
    answer = coopevents("demo", "--port", str(smtp_sink.port))
    assert answer.exit_code == 1
    assert "choose another --port" in answer.stderr
    assert not (coopevents.folder / "var").exists()


def test_the_demo_office_is_loaded_once(coopevents: CommandLine) -> None:
    first = coopevents("demo", "--no-serve")
    assert first.exit_code == 0, first.stderr
    assert "Loading the demo office" in first.stdout
    secret = coopevents.folder / "var" / "secret-key.txt"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    kept = secret.read_text()
    second = coopevents("demo", "--no-serve")
    assert "Loading the demo office" not in second.stdout
    password = re.compile(r"with the password (\S+)")
    assert password.findall(first.stdout) == password.findall(second.stdout) != []
    assert secret.read_text() == kept


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_web_and_worker_run_and_end_as_one(coopevents: CommandLine, smtp_sink: SmtpSink, how: signal.Signals) -> None:
    port = free_port()
    mail = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(smtp_sink.port)}
    demo = coopevents.start("demo", "--port", str(port), **mail)
    wait_for_port(port, seconds=60)
    assert get(f"http://127.0.0.1:{port}/healthz")[0] == 200
    smtp_sink.wait_for(1, seconds=30)
    group = members(demo.pid)
    assert len(group) == 4
    if how is signal.SIGINT:
        os.killpg(demo.pid, how)  # as Ctrl-C in a terminal reaches every process of the group
    else:
        demo.send_signal(how)
    assert demo.wait(timeout=30) == 0
    assert members(demo.pid) == []
    assert demo.stdout is not None
    told = demo.stdout.read()
    assert f"Open http://127.0.0.1:{port}" in told
    assert "Traceback" not in told


def test_when_one_part_dies_both_end_and_the_status_says_so(coopevents: CommandLine) -> None:
    port = free_port()
    demo = coopevents.start("demo", "--port", str(port))
    wait_for_port(port, seconds=60)
    children = [pid for pid in members(demo.pid) if parent_of(pid) == demo.pid]
    os.kill(max(children), signal.SIGKILL)
    assert demo.wait(timeout=30) == 1
    end = time.monotonic() + 10
    while members(demo.pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert members(demo.pid) == []


def tables(folder: Path) -> set[str]:
    with sqlite3.connect(folder / "var" / "coopevents.sqlite3") as connection:
        found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return found


def parent_of(pid: int) -> int:
    return int((Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[1])


def test_a_key_is_made_and_everything_is_sealed_with_it(coopevents: CommandLine) -> None:
    key = coopevents("keys", "new").output.strip()
    assert len(key) == 44
    coopevents("db", "upgrade", MODE="testing")
    rotated = coopevents("keys", "rotate", MODE="testing", SEALING_KEYS=key)
    assert (rotated.exit_code, rotated.output.splitlines()[-1]) == (
        0,
        "0 values and files are sealed with the newest key.",
    )
    wrong = coopevents("keys", "rotate", MODE="testing", SEALING_KEYS="wrong")
    assert wrong.exit_code == 2
