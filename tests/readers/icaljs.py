"""ical.js, the reader of Thunderbird, run by Node."""

import json
import subprocess
from datetime import date, datetime
from typing import Any

from tests.readers import ReadEvent, node_packages


def events(calendar: bytes) -> list[ReadEvent]:
    """The events as ical.js reads them in its strict mode, with the calendar's own VTIMEZONE and no other."""
    node = node_packages.require()
    answer = subprocess.run([node.node, "read_events.mjs"], cwd=node_packages.HERE, input=calendar, capture_output=True)
    assert answer.returncode == 0, answer.stderr.decode()
    return [_event(found) for found in json.loads(answer.stdout)]


def _event(found: dict[str, Any]) -> ReadEvent:
    starts_at, ends_at = _moment(found.pop("starts_at")), _moment(found.pop("ends_at"))
    return ReadEvent(starts_at=starts_at, ends_at=ends_at, **found)


def _moment(written: str) -> datetime | date:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
