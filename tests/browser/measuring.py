"""What a page measures in the browser: what sticks out of the screen, and what is too small for a thumb."""

from __future__ import annotations

from playwright.sync_api import Page

STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const name = (element) => element.tagName.toLowerCase() + [...element.classList].map((each) => '.' + each).join('');
  const isKeptIn = (element) => {
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) {
      if (getComputedStyle(each).overflowX !== 'visible') return true;
    }
    return false;
  };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || !element.checkVisibility({visibilityProperty: true})) continue;
    if (box.right > width + 1 && !isKeptIn(element)) found.push(`${name(element)} ends at ${Math.round(box.right)} px`);
  }
  const whole = document.documentElement.scrollWidth;
  if (whole > width) found.unshift(`the page is ${whole} px wide on a screen of ${width} px`);
  return found.slice(0, 6);
}"""

TOO_SMALL = """([selector, least]) => {
  const found = [];
  for (const element of document.querySelectorAll(selector)) {
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    const box = element.getBoundingClientRect();
    if (box.height && box.height < least - 0.5) {
      const name = (element.innerText || element.name || element.className).trim();
      found.push(`${name}: ${Math.round(box.height)} px high`);
    }
  }
  return found;
}"""

GUESTS_CONTROLS = (
    "main .button--primary, main .button--secondary, main select, main textarea, main .star, main summary.button, "
    "main input:not([type=hidden], [type=checkbox], [type=radio], [readonly])"
)
"""What a guest has to hit with a thumb."""


def sticking_out(page: Page) -> list[str]:
    """What is wider than the screen, or sticks out of it without being scrolled in a frame of its own."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found


def too_small(page: Page, selector: str, least: int) -> list[str]:
    """What is lower than a thumb needs."""
    found: list[str] = page.evaluate(TOO_SMALL, [selector, least])
    return found
