"""axe-core, run inside the page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.readers import node_packages

HERE = Path(__file__).parent

# Nothing is played by itself here, so nothing has to be fetched anew to be looked into.
EVERYTHING: dict[str, Any] = {
    "resultTypes": ["violations"],
    "preload": False,
    "rules": {"target-size": {"enabled": True}},
}
"""Every rule, best practices included, and targets of at least 24 px."""
COLOURS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""The rules that another theme can break."""
LAYOUT: dict[str, Any] = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]},
    "rules": {"target-size": {"enabled": True}},
}
"""The rules that a narrower screen can break; colours are the same at every width, and measuring them is most of the
work."""
RUN = """async (options) => {
  // What the browser has not drawn yet, because it is far below, has no place of its own that could be measured.
  for (const each of document.querySelectorAll('*'))
    if (getComputedStyle(each).contentVisibility === 'auto') each.style.contentVisibility = 'visible';
  const { violations } = await axe.run(document, options);
  const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ').slice(0, 300);
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${node.target.join(' ')}: ${why(node)}`));
}"""


@cache
def _source() -> str:
    node_packages.require(HERE, newest=True)
    return (HERE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """What axe finds on the page as it is now, a line for each rule and element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {_source()} }}")  # half a megabyte: once for each page opened
    found: list[str] = page.evaluate(RUN, options)
    return found
