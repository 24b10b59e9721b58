"""The screenshots that are looked at: every page on a phone and on a desk, in English and in Chinese (make shots)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.demo_service import DESKTOP, LOCALES, PHONE, DemoService, open_example
from tests.house.pages import PAGES, PageExample

pytestmark = [pytest.mark.browser, pytest.mark.shots, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SIZES = {"phone": PHONE, "desk": DESKTOP}


@pytest.mark.parametrize("language", ["en", "zh_Hans_CN"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("example", PAGES, ids=lambda example: example.name)
def test_take_a_screenshot(
    demo_service: DemoService, browser: Browser, shots: Path, example: PageExample, size: str, language: str
) -> None:
    locale = LOCALES[language]
    profile = demo_service.profile(browser, example.reader, locale=locale, viewport=SIZES[size])
    page = profile.new_page()
    try:
        open_example(page, demo_service, example)
        folder = shots / f"{language}-{size}"
        folder.mkdir(exist_ok=True)
        page.screenshot(path=folder / f"{example.name}.png", full_page=True)
    finally:
        page.close()
    assert (folder / f"{example.name}.png").stat().st_size > 2_000
