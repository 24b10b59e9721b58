"""axe-core, run inside the page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.readers import node_packages

HERE = Path(__file__).parent

EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""Every rule, best practices included, and targets of at least 24 px."""
COLOURS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""The rules that another theme can break."""
LAYOUT: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "color-contrast"]},
    "rules": {"target-size": {"enabled": True}},
}
"""The rules that a narrower screen can break."""
DRAW_ALL = """() => {
  for (const each of document.querySelectorAll('*'))
    if (getComputedStyle(each).contentVisibility === 'auto') each.style.contentVisibility = 'visible';
}"""
"""What the browser has not drawn yet, because it is far below, has no place of its own that could be measured."""


@cache
def _source() -> str:
    node_packages.require(HERE, newest=True)
    return (HERE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """What axe finds on the page as it is now, a line for each rule and element."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {_source()} }} }}")
    page.evaluate(DRAW_ALL)
    found: list[dict[str, Any]] = page.evaluate(
        "async options => (await axe.run(document, options)).violations", options
    )
    return [
        f"{each['id']} ({each['impact']}): {' '.join(map(str, node['target']))}: {_why(node)}"
        for each in found
        for node in each["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    reasons = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return "; ".join(reasons)[:300]
