"""axe finds nothing on any page, in both themes, on a desk and on a phone, where the English page fits; no console complains."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.demo_service import DESKTOP, PHONE, DemoService, open_example
from tests.browser.measuring import GUESTS_CONTROLS, sticking_out, too_small
from tests.browsing import listen
from tests.house.pages import PAGES, PageExample

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("example", PAGES, ids=lambda example: example.name)
def test_axe_finds_nothing(demo_service: DemoService, browser: Browser, example: PageExample) -> None:
    profile = demo_service.profile(browser, example.reader, locale="en-GB")
    page, complaints = profile.new_page(), list[str]()
    listen(page, complaints)
    try:
        page.set_viewport_size(DESKTOP)
        answer = open_example(page, demo_service, example)
        assert answer.status == example.status
        found = _found_in_both_themes(page, "desk")
        page.set_viewport_size(PHONE)
        found += _found_in_both_themes(page, "phone")
        found += [f"phone: {each}" for each in sticking_out(page)]
        if example.is_for_guests:
            found += [f"phone: {each}" for each in too_small(page, GUESTS_CONTROLS, 44)]
    finally:
        page.close()
    found += [each for each in complaints if "the server responded with a status of" not in each]
    assert not found, "\n".join(found)


def _found_in_both_themes(page: Page, where: str) -> list[str]:
    page.emulate_media(color_scheme="light")
    found = [f"{where}, light: {each}" for each in axe.findings(page)]
    page.emulate_media(color_scheme="dark")
    return found + [f"{where}, dark: {each}" for each in axe.findings(page, axe.COLOURS)]
