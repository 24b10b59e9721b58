"""Papers: which template, which values; and the bytes they make, kept by what they are made from.

A paper's ``tag`` names its bytes without making them, so that a reader who has them already is told so. At most two
papers are set at a time; who comes then waits, and is sent away after a while.
"""

import json
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from coopevents.documents.printable import printable_data

PACKAGE = Path(__file__).resolve().parent.parent
FONTS = PACKAGE / "documents" / "fonts"
PDF, PNG = "pdf", "png"
AT_ONCE = 2
PATIENCE_SECONDS = 20.0
"""How long to wait for the press before giving up."""

LONGEST_SECONDS = 60.0
KEPT_BYTES = 24 * 1024 * 1024


class PressIsBusy(Exception):
    """Other papers are being set and the wait was too long; later there will be room."""


class PaperCannotBeSet(Exception):
    """The press gave up; the message says what it said."""


@dataclass(frozen=True)
class Paper:
    """What is to be printed: a template below ``templates/documents`` and its values, as plain JSON.

    Title, author and language (a BCP 47 tag) are written into a PDF; ``written_at``, aware, is the only time in it.
    """

    template: str
    format: str
    values: Mapping[str, Any]
    title: str
    author: str
    language: str
    written_at: datetime

    @cached_property
    def data(self) -> str:
        """The values as the template reads them."""
        about = {"title": self.title, "author": self.author, "language": self.language}
        return json.dumps(printable_data({**self.values, "document": about}), ensure_ascii=False, sort_keys=True)

    @cached_property
    def tag(self) -> str:
        """What names the bytes: all that they are made from."""
        made_from = (self.template, self.format, self.data, str(self.seconds), _house_tag())
        return sha256("\0".join(made_from).encode()).hexdigest()[:32]

    @property
    def seconds(self) -> int:
        """When it was written, in seconds of the Unix clock."""
        return int(self.written_at.timestamp())


class Drawer:
    """Papers set before, the longest unasked one leaving first when there is no more room."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most_bytes = most_bytes
        self._papers: OrderedDict[str, bytes] = OrderedDict()
        self._order = Lock()

    def find(self, tag: str) -> bytes | None:
        """The bytes with that tag, if they are still there."""
        with self._order:
            if tag in self._papers:
                self._papers.move_to_end(tag)
            return self._papers.get(tag)

    def put(self, tag: str, made: bytes) -> None:
        """Keep the bytes."""
        with self._order:
            self._papers[tag] = made
            while sum(map(len, self._papers.values())) > self._most_bytes and len(self._papers) > 1:
                self._papers.popitem(last=False)


_DRAWER = Drawer()
_PRESSES = BoundedSemaphore(AT_ONCE)


def printed(paper: Paper) -> bytes:
    """The paper as a file.

    Raises PressIsBusy when too many others are being set, PaperCannotBeSet when the press gives up.
    """
    kept = _DRAWER.find(paper.tag)
    if kept is not None:
        return kept
    if not _PRESSES.acquire(timeout=PATIENCE_SECONDS):
        raise PressIsBusy
    try:
        made = _DRAWER.find(paper.tag) or set_anew(paper)
    finally:
        _PRESSES.release()
    _DRAWER.put(paper.tag, made)
    return made


def set_anew(paper: Paper) -> bytes:
    """The paper as a file, set in a process of its own whatever was kept.

    Raises PaperCannotBeSet.
    """
    order = {
        "template": paper.template,
        "format": paper.format,
        "data": paper.data,
        "root": str(templates_folder()),
        "fonts": str(FONTS),
        "written_at": paper.seconds,
    }
    command = [sys.executable, "-I", "-c", _START.format(path=str(PACKAGE.parent))]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter with our own module
            command, input=json.dumps(order).encode(), capture_output=True, env={}, timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PaperCannotBeSet(f"{paper.template} took more than {LONGEST_SECONDS:.0f} s") from error
    if done.returncode != 0 or not done.stdout:
        raise PaperCannotBeSet(f"{paper.template}: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout


_START = "import sys; sys.path.append({path!r}); from coopevents.documents import press; sys.exit(press.main())"


@cache
def templates_folder() -> Path:
    """Where the templates of papers are: inside the package in a wheel, beside it in a checkout."""
    inside = PACKAGE / "templates" / "documents"
    return inside if inside.is_dir() else PACKAGE.parent / "templates" / "documents"


@cache
def _house_tag() -> str:
    """What every paper is made from besides its values: the templates, the fonts, the engine."""
    total = sha256(version("typst").encode())
    for path in sorted(templates_folder().rglob("*.typ")):
        total.update(path.read_bytes())
    for path in sorted(FONTS.glob("*.ttf")):
        total.update(f"{path.name}{path.stat().st_size}".encode())
    return total.hexdigest()
