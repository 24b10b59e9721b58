"""Every page on a phone of 390 px, in the widest languages: nothing is wider than the screen, everything can be hit.

That targets are at least 24 px is axe's to say (test_accessibility.py); what guests do first is at least 44 px high.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from coopevents.i18n import HTML_LANGUAGES
from tests.browser.demo_service import LOCALES, PHONE, DemoService, open_example
from tests.browser.measuring import GUESTS_CONTROLS, sticking_out, too_small
from tests.browser.words import words_on
from tests.house.pages import PAGES, PageExample

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("phone")]


GUESTS = ("fr", "zh_Hans_CN")
COLLEAGUES = ("fr",)
"""The languages measured here: French words are the longest, Chinese ones the tallest. The English page is measured
where axe looks at it on a phone (test_accessibility.py)."""


@pytest.mark.parametrize("example", PAGES, ids=lambda example: example.name)
def test_a_page_fits_a_phone_in_every_language(
    demo_service: DemoService, browser: Browser, example: PageExample
) -> None:
    found = []
    for language in GUESTS if example.is_for_guests else COLLEAGUES:
        said = {"locale": LOCALES[language], "viewport": PHONE, "has_touch": True}
        with demo_service.tab(browser, example.reader, **said) as page:
            answer = open_example(page, demo_service, example)
            assert answer.status == example.status
            assert page.get_attribute("html", "lang") == HTML_LANGUAGES[language]
            found += [f"{language}: {each}" for each in sticking_out(page)]
            if example.is_for_guests:
                found += [f"{language}: {each}" for each in too_small(page, GUESTS_CONTROLS, 44)]
                demo_service.words[example.name, language] = words_on(page)
    assert not found, "\n".join(found)
