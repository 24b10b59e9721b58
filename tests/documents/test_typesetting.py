"""The press: what it refuses, how it is guarded, and what is kept of its work."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from threading import BoundedSemaphore, Event, Thread
from typing import Any

import pytest

from coopevents.documents import typesetting
from coopevents.documents.typesetting import Drawer, Paper, PaperCannotBeSet, PressIsBusy, printed, set_anew

COLOURS = {"accent": "#111111", "strong": "#222222", "soft": "#333333", "rule": "#444444"}
PICTURE: dict[str, Any] = {
    **COLOURS,
    "office": [{"lang": "en", "text": "Office"}],
    "above": [],
    "title": [{"lang": "en", "text": "Title"}],
    "when": [{"lang": "en", "text": "today"}],
    "where": [],
    "is_cancelled": False,
    "cancelled": [],
}


def paper(template: str = "share/share.typ", **instead: Any) -> Paper:
    """A small picture."""
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Paper(template, "png", {**PICTURE, **instead}, title="T", author="A", language="en", written_at=at)


def test_a_paper_that_cannot_be_set_says_why() -> None:
    with pytest.raises(PaperCannotBeSet, match="nowhere"):
        set_anew(paper("share/nowhere.typ"))
    with pytest.raises(PaperCannotBeSet, match="office"):
        set_anew(paper(office=None))


def test_nothing_outside_the_templates_is_read() -> None:
    for outside in ("../../pyproject.toml", "/etc/hostname"):
        with pytest.raises(PaperCannotBeSet):
            set_anew(paper(outside))


def test_the_tag_names_everything_the_bytes_are_made_from() -> None:
    assert paper().tag == paper().tag
    assert paper().tag != paper(is_cancelled=True).tag
    assert paper().tag != Paper("door/door.typ", "png", PICTURE, "T", "A", "en", paper().written_at).tag


def test_a_paper_is_set_once_and_who_waits_too_long_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_DRAWER", Drawer())
    monkeypatch.setattr(typesetting, "_PRESSES", BoundedSemaphore(1))
    monkeypatch.setattr(typesetting, "PATIENCE_SECONDS", 0.05)
    is_set, done = Event(), []
    with typesetting._PRESSES:
        waiting = Thread(target=lambda: (done.append(_refused(paper())), is_set.set()))
        waiting.start()
        assert is_set.wait(10)
        waiting.join()
    assert done == [True]
    first = printed(paper())
    with typesetting._PRESSES:
        assert printed(paper()) is first


def _refused(wanted: Paper) -> bool:
    try:
        printed(wanted)
    except PressIsBusy:
        return True
    return False


def test_the_drawer_lets_the_longest_unasked_paper_go() -> None:
    drawer = Drawer(most_bytes=10)
    for name in ("a", "b"):
        drawer.put(name, name.encode() * 5)
    assert drawer.find("a") == b"aaaaa"
    drawer.put("c", b"ccccc")
    assert [drawer.find(name) for name in ("a", "b", "c")] == [b"aaaaa", None, b"ccccc"]
    drawer.put("huge", b"h" * 50)
    assert drawer.find("huge") == b"h" * 50


def test_the_web_process_never_loads_the_engine() -> None:
    code = "import sys, coopevents.app, coopevents.blueprints.papers; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
