"""Markdown becomes blocks of plain runs; nothing in it is carried out."""

from __future__ import annotations

import re

from coopevents.papers.pieces import ACCENTS
from coopevents.papers.prose import blocks
from tests.house.repository import ROOT


def said(markdown: str) -> list[tuple[str, str, str]]:
    """Kind, mark and text of every block."""
    return [(each["kind"], each["mark"], "".join(run["text"] for run in each["runs"])) for each in blocks(markdown)]


def test_headings_paragraphs_and_lists_keep_their_kind() -> None:
    assert said("# Visa\n\nBring\nit.\n\n1. First\n2. Second\n   - inner\n\nEnd") == [
        ("heading", "", "Visa"),
        ("paragraph", "", "Bring it."),
        ("item", "1.", "First"),
        ("item", "2.", "Second"),
        ("item", "•", "inner"),
        ("paragraph", "", "End"),
    ]


def test_strong_words_are_marked_in_chinese_too() -> None:
    (block,) = blocks("**从机场。**乘出租车")
    assert block["runs"] == [{"text": "从机场", "is_strong": True}, {"text": "。乘出租车", "is_strong": False}]


def test_links_bring_their_address_onto_the_paper() -> None:
    assert said("[Map](https://maps.example/x) or <a@b.example>, <script>x</script>") == [
        ("paragraph", "", "Map (https://maps.example/x) or a@b.example, <script>x</script>")
    ]
    assert said("[here](/e/week)") == [("paragraph", "", "here")]


def test_the_accents_of_paper_are_those_of_the_screen() -> None:
    css = (ROOT / "frontend" / "css" / "accents.css").read_text(encoding="utf-8")
    shown = {
        name: tuple(re.findall(r"--accent(?:-strong|-soft|-rule)?: light-dark\((#\w+)", body))
        for name, body in re.findall(r"\[data-accent=(\w+)\] \{(.*?)\}", css, re.DOTALL)
    }
    assert shown == ACCENTS
