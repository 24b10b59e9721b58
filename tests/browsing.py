"""Chromium, driven by Playwright: fixtures `browser`, `page` and `shots`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

from tests.provisioning import ensure, ensure_browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-features=NetworkServiceInProcess2",  # a process less to wake up for every file
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for this test process."""
    ensure("fonts-noto-cjk")
    executable = str(ensure_browser())
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile without a past, in English, in Shanghai."""
    profile = browser.new_context(locale="en-GB", timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900})
    profile.set_default_timeout(15_000)
    yield profile
    profile.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complained about in `page`: errors, and violations of the security policy."""
    return []


@pytest.fixture
def page(browser_context: BrowserContext, complaints: list[str]) -> Page:
    """An empty page; what its console complains about is gathered in `complaints`."""
    page = browser_context.new_page()
    listen(page, complaints)
    return page


def listen(page: Page, complaints: list[str]) -> Callable[[], None]:
    """Gather what the page's console complains about, until what is returned is called."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{page.url}: {message.text}")

    def failed(error: Error) -> None:
        complaints.append(f"{page.url}: {error}")

    def stop() -> None:
        page.remove_listener("console", heard)
        page.remove_listener("pageerror", failed)

    page.on("console", heard)
    page.on("pageerror", failed)
    return stop


@pytest.fixture(scope="session")
def shots(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: the folder of --shots, else one that is thrown away."""
    folder: Path = request.config.getoption("--shots") or tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
