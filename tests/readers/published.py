"""Schedules that real congresses published, and the program that writes them as schedule.xml.

Nothing of either is part of the project: the first test that needs them fetches them by name and hash.
"""

from __future__ import annotations

import fcntl
import os
import pickletools
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

from scripts.stamps import Stamp, digest_of

HERE = Path(__file__).parent
LOCK, WRITER = HERE / "published.lock", HERE / "write_published.py"


@cache
def schedule_json(congress: str) -> bytes:
    """The whole schedule.json of a congress such as ``34C3``, byte for byte as it was published."""
    kept = _packages() / "pyfahrplan" / "fahrplan_cache2.sqlite"
    ending = f"/{congress}_schedule/master/everything.schedule.json"
    with closing(sqlite3.connect(f"{kept.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        pickles = [row[0] for row in connection.execute("SELECT value FROM responses")]
    answers = (dict(_attributes(each)) for each in pickles)
    return next(bytes(each["_content"]) for each in answers if str(each.get("url", "")).endswith(ending))


@cache
def schedule_xml(congress: str) -> bytes:
    """The same as the congress's own program writes it as schedule.xml."""
    environment = {**os.environ, "PYTHONPATH": str(_packages()), "GIT_PYTHON_REFRESH": "quiet"}
    command = [sys.executable, str(WRITER), str(_packages() / "voc")]
    done = subprocess.run(command, input=schedule_json(congress), env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def _attributes(pickle: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Names and values of an object that was pickled, read without bringing any object to life."""
    name = ""
    for _code, value, _at in pickletools.genops(pickle):
        if isinstance(value, str) and name not in {"url", "_content"}:
            name = value
        elif isinstance(value, str | bytes):
            yield name, value
            name = ""


@cache
def _packages() -> Path:
    """The folder of the packages, or the end of the test with one line that says what is missing."""
    folder = Path(sys.prefix) / "published"
    stamp, digest = Stamp(folder / ".installed"), digest_of([LOCK])
    # Test processes run side by side; only one of them installs.
    with (Path(tempfile.gettempdir()) / f"coopevents-published-{os.getuid()}.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if not stamp.holds(digest):
            _install(folder)
            stamp.write(digest)
    return folder


def _install(folder: Path) -> None:
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    where = ["--upgrade", "--target", str(folder), "-r", str(LOCK)]
    done = subprocess.run([sys.executable, "-m", "pip", "install", *options, *where], capture_output=True, check=False)
    if done.returncode != 0:
        _give_up("needs the packages of tests/readers/published.lock, which could not be fetched")


def _give_up(sentence: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
