"""Markdown of organisers as blocks of plain runs, which a paper sets in its own way. Pure.

What is HTML stays text; pictures and tables are left out, tables by their cells as lines.
"""

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from coopevents.text import markdown_for_chinese

_PARSER = MarkdownIt("commonmark", {"html": False, "typographer": False})
_STYLES = {"strong": "is_strong", "em": "is_strong"}  # there are no italics in Chinese, and none here

Block = dict[str, Any]


def blocks(markdown: str) -> list[Block]:
    """The blocks of a text: ``kind`` is ``paragraph``, ``heading`` or ``item``; an item has a ``mark`` and a depth."""
    found: list[Block] = []
    lists: list[int | None] = []
    kind, mark = "paragraph", ""
    for token in _PARSER.parse(markdown_for_chinese(markdown or "")):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            kind, mark = "item", _next_mark(lists)
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "inline":
            found.append({"kind": kind, "mark": mark, "depth": len(lists), "runs": _runs(token.children or [])})
            kind, mark = ("item", "") if lists else ("paragraph", "")
        elif token.type in {"fence", "code_block"}:
            found.append({"kind": "paragraph", "mark": "", "depth": 0, "runs": [_run(token.content.strip())]})
        elif token.type in {"list_item_close", "heading_close"}:
            kind, mark = "paragraph", ""
    return [each for each in found if each["runs"]]


def _next_mark(lists: list[int | None]) -> str:
    number = lists[-1]
    if number is None:
        return "•"
    lists[-1] = number + 1
    return f"{number}."


def _runs(tokens: Sequence[Token]) -> list[dict[str, Any]]:
    """The text of a block in runs of one style; a link brings its address when that is not its text."""
    runs: list[dict[str, Any]] = []
    strong, address = 0, ""
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _STYLES:
            strong += token.nesting
        elif token.type == "link_open":
            address = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            if runs and address.removeprefix("mailto:") != runs[-1]["text"] and not address.startswith("/"):
                runs.append(_run(f" ({address.removeprefix('mailto:')})"))
            address = ""
        elif token.type in {"softbreak", "hardbreak"}:
            runs.append(_run("\n" if token.type == "hardbreak" else " "))
        elif token.content:
            runs.append(_run(token.content, is_strong=strong > 0))
    return runs


def _run(text: str, *, is_strong: bool = False) -> dict[str, Any]:
    return {"text": text, "is_strong": is_strong}
