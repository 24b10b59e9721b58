"""The press: a process of its own that sets one paper and ends, so that the web process neither grows nor waits.

Started by :mod:`coopevents.documents.typesetting` as ``python -m coopevents.documents.press``: an order as JSON comes
in by standard input, the bytes go out by standard output. It is given no environment, and Typst no network: packages
are looked for in an empty place, fonts only in our folder and in Typst itself.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import typst

MOST_SECONDS = 30
MOST_BYTES = 2 * 1024**3
"""What one paper may take of processor and memory before it is given up."""

ACCESSIBLE = "ua-1"


def main() -> int:
    """Set the paper that was ordered; exit status 1, with the reason on standard error, when it cannot be set."""
    os.nice(2)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    order = json.load(sys.stdin.buffer)
    try:
        paper = _set(order)
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message}\n{error.diagnostic}\n")
        return 1
    sys.stdout.buffer.write(paper)
    return 0


def _set(order: dict[str, Any]) -> bytes:
    """The paper, accessible (PDF/UA-1) where that can be: a sign that no font of ours has leaves it merely tagged."""
    if order["format"] != "pdf":
        return _compiled(order, [])
    try:
        return _compiled(order, [ACCESSIBLE])
    except typst.TypstError as error:
        if "PDF/UA" not in error.message:
            raise
    return _compiled(order, [])


def _compiled(order: dict[str, Any], standards: list[Any]) -> bytes:
    root = Path(order["root"])
    made: bytes = typst.compile(
        str(root / order["template"]),
        root=str(root),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[Path(order["fonts"])]
        ),
        ignore_system_fonts=True,
        sys_inputs={"data": order["data"]},
        format=order["format"],
        ppi=72.0,
        pdf_standards=standards,
        package_path=os.devnull,
        package_cache_path=os.devnull,
        timestamp=order["written_at"],
    )
    return made


if __name__ == "__main__":
    sys.exit(main())
