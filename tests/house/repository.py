"""What the house tests look at: the files of the repository, the code as trees, the templates as text."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
PACKAGE = ROOT / "coopevents"
BINARY = {".png", ".jpg", ".jpeg", ".webp", ".ico", ".woff2", ".ttf", ".gz", ".xlsx", ".pdf"}


@cache
def tracked_files() -> list[Path]:
    """Every file of the repository, as git knows it."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("needs a git checkout")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Every text of the repository with its name, the locks left out."""
    for path in tracked_files():
        if path.suffix not in BINARY and not path.name.endswith((".lock", "package-lock.json")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@cache
def python_files(*folders: str) -> list[Path]:
    """The Python files below these folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def templates(*suffixes: str) -> dict[str, str]:
    """The templates with these endings: name, as the application knows it, and text."""
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATES.rglob("*"))
        if path.is_file() and path.suffix in (suffixes or {".html", ".txt", ".svg", ".xml"})
    }


def place(path: Path, line: int) -> str:
    """A file and a line, as findings name them."""
    return f"{path.relative_to(ROOT).as_posix()}:{line}"
