"""What a job costs somebody at a browser: documents loaded, clicks, fields filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True)
class Cost:
    """Documents loaded, clicks, fields."""

    pages: int
    clicks: int
    fields: int

    def __str__(self) -> str:
        return f"{self.pages}/{self.clicks}/{self.fields}"

    def is_within(self, most: Cost) -> bool:
        """Whether none of the three is more than promised."""
        return self.pages <= most.pages and self.clicks <= most.clicks and self.fields <= most.fields


class Counter:
    """Drives a page and counts. A tick, a choice and a text are a field each; a key that does something is a click."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pages = self.clicks = self.fields = 0
        page.on("domcontentloaded", self._loaded)

    def cost(self) -> Cost:
        """What it has cost so far."""
        return Cost(self.pages, self.clicks, self.fields)

    def open(self, url: str) -> None:
        """Come to the first page of the job."""
        self.page.goto(url)

    def click(self, selector: str, *, goes_on: bool = True) -> None:
        """Press what the selector finds; ``goes_on`` says that another document comes."""
        self.clicks += 1
        button = self.page.locator(selector).first
        if not goes_on:
            button.click()
            return
        with self.page.expect_navigation(wait_until="load"):
            button.click()

    def press(self, selector: str, key: str, *, goes_on: bool = True) -> None:
        """Press a key; ``goes_on`` says that another document comes."""
        self.clicks += 1
        if not goes_on:
            self.page.locator(selector).first.press(key)
            return
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(selector).first.press(key)

    def fill(self, name: str, value: str) -> None:
        """Write into a field, choose from it, or tick it."""
        self.fields += 1
        field = self.page.locator(f"main [name='{name}']").first
        kind = field.evaluate("field => field.type")
        if kind == "checkbox":
            field.check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)

    def _loaded(self, _page: Any) -> None:
        self.pages += 1
