"""Stamps: remember what a step was made from, so that it is redone only when that changed.

Contents are compared, not times: a fresh clone gives every file the same time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


def digest_of(paths: Iterable[Path], *extra: str) -> str:
    """One digest over the names and contents of these files, and over further plain words."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for word in extra:
        total.update(word.encode() + b"\0")
    return total.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """A small file that holds the digest a step was last done for."""

    path: Path

    def holds(self, digest: str) -> bool:
        """Whether the step was last done for exactly this digest."""
        return self.path.is_file() and self.path.read_text(encoding="utf-8") == digest

    def write(self, digest: str) -> None:
        """Remember that the step is done for this digest."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(digest, encoding="utf-8")
