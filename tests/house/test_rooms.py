"""The house rules about who does what: one commit, one clock, one place for addresses, real ways back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import PACKAGE, ROOT, place, python_files, tree_of

# One process reads the whole code; what it made of it serves the next test.
pytestmark = pytest.mark.xdist_group("house")

DOORS = (
    "app.py",
    "cli.py",
    "jobs.py",
    "draftsman.py",
    "importer.py",
    "purger.py",
    "ushering.py",
    "watching.py",
    "blueprints",
    "cli",
    "demo",
)


def test_only_the_unit_of_work_commits() -> None:
    calls = [
        place(path, node.lineno)
        for path, node in _attribute_calls("commit", besides=("unit_of_work.py",))
        if ast.unparse(node.func) not in {"unit_of_work.commit", "super().commit"}
    ]
    assert calls == []


def test_only_doors_read_the_clock() -> None:
    calls = [
        place(path, node.lineno)
        for path, node in _attribute_calls("now", besides=(*DOORS, "clock.py"))
        if ast.unparse(node.func) in {"clock.now", "datetime.now", "date.today"}
    ]
    assert calls == []


def test_only_doors_and_links_make_addresses() -> None:
    uses = [
        place(path, node.lineno)
        for path in _files(besides=("app.py", "blueprints", "links.py"))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Name) and node.id == "url_for"
    ]
    assert uses == []


def test_every_migration_leads_back() -> None:
    one_way = [
        path.name
        for path in sorted((ROOT / "migrations" / "versions").glob("*.py"))
        if not any(_does_something(node) for node in tree_of(path).body if _is_named(node, "downgrade"))
    ]
    assert one_way == []


def _does_something(node: ast.stmt) -> bool:
    return any(isinstance(child, ast.Call) for child in ast.walk(node))


def _is_named(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == name


def _attribute_calls(name: str, besides: tuple[str, ...]) -> Iterator[tuple[Path, ast.Call]]:
    for path in _files(besides):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
                yield path, node


def _files(besides: tuple[str, ...]) -> list[Path]:
    return [path for path in python_files("coopevents") if path.relative_to(PACKAGE).parts[0] not in besides]
