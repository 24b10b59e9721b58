"""The house rules a reader can count: sizes, names, words."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.repository import ROOT, place, python_files, tracked_files, tracked_texts, tree_of

# One process reads the whole code; what it made of it serves the next test.
pytestmark = pytest.mark.xdist_group("house")

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LEFTOVERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers"}
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
REGISTRIES = re.compile(
    r"registry[.]npm|npmmirror[.]|pypi[.]org|pythonhosted[.]|jsdelivr[.]|unpkg[.]com|cdnjs[.]|fonts[.]googleapis[.]"
)
MACHINE_PATHS = re.compile(r"(?<![\w.}~/-])/(?:work|root|home|tmp|Users)/\w")


def test_no_file_outgrows_the_reader() -> None:
    kinds = {".py", ".js", ".mjs", ".css", ".html"}
    files = [path for path in tracked_files() if path.suffix in kinds and "migrations" not in path.parts]
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_outgrows_the_screen() -> None:
    too_long = {}
    for path in python_files("coopevents", "scripts", "benchmarks", "tests"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    too_long[place(path, node.lineno)] = f"{node.name}: {length} lines"
    assert too_long == {}


def test_files_are_named_after_things() -> None:
    code = [path.relative_to(ROOT) for path in tracked_files() if path.suffix in {".py", ".js", ".mjs"}]
    assert [str(path) for path in code if LEFTOVERS & {*path.parts, path.stem}] == []


def test_every_public_thing_says_what_it_promises() -> None:
    silent = [
        place(path, node.lineno) + f" {node.name}"
        for path in python_files("coopevents", "scripts")
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    silent += [
        place(path, 1) for path in python_files("coopevents", "scripts") if tree_of(path).body and not _says_why(path)
    ]
    assert silent == []


def test_nothing_is_left_unfinished() -> None:
    assert _lines_with(UNFINISHED) == []


def test_no_registry_is_named() -> None:
    assert _lines_with(REGISTRIES) == []


def test_no_path_of_somebodys_machine_is_named() -> None:
    assert _lines_with(MACHINE_PATHS) == []


def test_locks_hold_versions_and_hashes_but_no_addresses() -> None:
    locks = [path for path in tracked_files() if path.name.endswith((".lock", "package-lock.json"))]
    assert len(locks) >= 4
    assert [path.name for path in locks if "://" in re.sub(r'"url": "[^"]*"', "", path.read_text("utf-8"))] == []


def test_every_benchmark_is_named_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    scripts = [path.relative_to(ROOT).as_posix() for path in (ROOT / "benchmarks").glob("S*.py")]
    assert [script for script in scripts if script not in readme] == []


def _says_why(path: object) -> bool:
    return ast.get_docstring(tree_of(path)) is not None  # type: ignore[arg-type]


def _lines_with(words: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in tracked_texts()
        for number, line in enumerate(text.splitlines(), 1)
        if words.search(line)
    ]
