"""vdirsyncer and khal: a calendar program that subscribes over HTTP, as a guest's does."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_SYNC = """
[general]
status_path = "{folder}/status"

[pair feed]
a = "remote"
b = "local"
collections = null
conflict_resolution = "a wins"

[storage remote]
type = "http"
url = "{url}"
read_only = true

[storage local]
type = "filesystem"
path = "{folder}/entries"
fileext = ".ics"
"""

_SHOW = """
[calendars]
[[feed]]
path = {folder}/entries
readonly = True
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = {time_zone}
default_timezone = {time_zone}
"""


@dataclass(frozen=True)
class Shown:
    """One line of khal's list: times as the subscriber's clock shows them, a day without time when it is all day."""

    title: str
    start: str
    end: str
    status: str
    location: str
    description: str

    @property
    def is_cancelled(self) -> bool:
        return self.status == "CANCELLED"


class Subscription:
    """A guest's calendar program that knows one feed; `time_zone` is where the guest is."""

    def __init__(self, url: str, folder: Path, *, time_zone: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "entries").mkdir(exist_ok=True)
        (folder / "vdirsyncer.conf").write_text(_SYNC.format(folder=folder, url=url))
        (folder / "khal.conf").write_text(_SHOW.format(folder=folder, time_zone=time_zone))
        self._run("vdirsyncer", "-c", str(folder / "vdirsyncer.conf"), "discover", "feed")

    def sync(self) -> None:
        """Fetch the feed, as the program does every hour."""
        self._run("vdirsyncer", "-c", str(self.folder / "vdirsyncer.conf"), "sync")

    def files(self) -> list[str]:
        """What was fetched, one calendar per entry, as text."""
        return sorted(path.read_text("utf-8") for path in (self.folder / "entries").glob("*.ics"))

    def shows(self, first: date, last: date) -> list[Shown]:
        """What the guest sees on these days, each entry once, in order of time."""
        fields = ("title", "start-long", "end-long", "status", "location", "description")
        wanted = [argument for field in fields for argument in ("--json", field)]
        listed = self._run(
            "khal", "-c", str(self.folder / "khal.conf"), "list", "--once", *wanted, str(first), str(last)
        )  # fmt: skip
        return [_shown(row) for line in listed.splitlines() if line for row in json.loads(line)]

    def _run(self, program: str, *arguments: str) -> str:
        environment = {
            **os.environ,
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder),
            "NO_PROXY": "127.0.0.1,localhost",
            "LC_ALL": "C.UTF-8",
            "PYTHONWARNINGS": "ignore",
        }
        path = Path(sys.executable).parent / program
        done = subprocess.run([str(path), *arguments], env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{program} {' '.join(arguments)}\n{done.stdout}{done.stderr}"
        return done.stdout


def khal_lists(url: str, folder: Path, *, time_zone: str, first: date, last: date) -> list[Shown]:
    """Subscribe, fetch once and list these days."""
    subscription = Subscription(url, folder, time_zone=time_zone)
    subscription.sync()
    return subscription.shows(first, last)


def _shown(row: dict[str, Any]) -> Shown:
    return Shown(
        title=row["title"],
        start=row["start-long"],
        end=row["end-long"],
        status=row["status"],
        location=row["location"],
        description=row["description"],
    )
