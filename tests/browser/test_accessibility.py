"""axe finds nothing on any page, in both themes and on a phone, where the English page fits; no console complains."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.demo_service import DESKTOP, PHONE, DemoService, open_example
from tests.browser.measuring import sticking_out
from tests.browsing import listen
from tests.house.pages import PAGES, PageExample

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("example", PAGES, ids=lambda example: example.name)
def test_axe_finds_nothing(demo_service: DemoService, browser: Browser, example: PageExample) -> None:
    complaints = list[str]()
    with demo_service.tab(browser, example.reader, locale="en-GB") as page:
        stop_listening = listen(page, complaints)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESKTOP)
        answer = open_example(page, demo_service, example)
        assert answer.status == example.status
        found = [f"light: {each}" for each in axe.findings(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {each}" for each in axe.findings(page, axe.COLOURS)]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        rules = axe.EVERYTHING if example.is_for_guests else axe.LAYOUT
        found += [f"phone: {each}" for each in (*axe.findings(page, rules), *sticking_out(page))]
        stop_listening()
    found += [each for each in complaints if "the server responded with a status of" not in each]
    assert not found, "\n".join(found)
