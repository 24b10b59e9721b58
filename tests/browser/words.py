"""The words a reader meets on a page: texts, labels, placeholders, names of buttons; are they translated?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import Page

GATHER = """() => {
  const skipped = new Set(['SCRIPT', 'STYLE', 'SVG', 'NOSCRIPT', 'TEXTAREA']);
  const page = document.documentElement.lang;
  const found = new Set([document.title]);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const isContent = (element) =>
    element.closest('[lang]').lang !== page || element.closest('bdi, address, select[name=country], select[name=zone]');
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    const text = walk.currentNode.nodeValue.replace(/\\s+/g, ' ').trim();
    if (text && !skipped.has(parent.tagName.toUpperCase()) && !isContent(parent)) found.add(text);
  }
  for (const name of ['placeholder', 'aria-label', 'title', 'alt']) {
    for (const element of document.body.querySelectorAll(`[${name}]`)) {
      const text = element.getAttribute(name).trim();
      if (text && !isContent(element)) found.add(text);
    }
  }
  return [...found];
}"""

WORD = re.compile(r"[^\W\d_]{2,}")
LATIN = re.compile(r"[A-Za-z]{3,}")


def words_on(page: Page) -> set[str]:
    """Every text of the page that is not marked as content in another language."""
    return set(page.evaluate(GATHER))


def share_translated(
    texts: set[str], english: set[str], known: Iterable[str], *, is_latin: bool
) -> tuple[float, set[str]]:
    """The share of texts that were translated, and those that were not.

    What is ``known`` (names, addresses, what the office wrote) is nobody's to translate. In a language that is not
    written in Latin letters no other Latin word may be left; in one that is, no text may be as it is in English.
    """
    content = sorted((each for each in known if each), key=len, reverse=True)
    left = {text: _without(text, content) for text in texts}
    words = {text for text, rest in left.items() if WORD.search(rest)}
    wrong = words & english if is_latin else {text for text in words if LATIN.search(left[text])}
    return (1 - len(wrong) / len(words) if words else 0.0), wrong


def _without(text: str, content: list[str]) -> str:
    text = re.sub(r"[\w.+-]+@[\w.-]+|\S+://\S+|webcal:\S+", " ", text)  # whole, before a name takes a part out of them
    for each in content:
        text = text.replace(each, " ")
    return re.sub(r"\b[A-ZÀ-ÖØ-Þ]{2}\b", " ", text)
