"""The small modules of the front end, on the page of components, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.serving import Service


@pytest.fixture
def components(service: Service, page: Page) -> Page:
    page.goto(f"{service.url}/components")
    page.wait_for_selector(".has-script .is-tabbed")
    return page


def test_everything_that_moves_on_the_page_of_components(components: Page, complaints: list[str]) -> None:
    _languages_take_turns(components)
    _a_dialog_opens_in_place_and_escape_closes_it(components)
    _ticked_rows_bring_the_bulk_bar(components)
    _a_menu_closes_on_escape(components)
    _a_toast_can_be_sent_away(components)
    assert complaints == []


def _languages_take_turns(page: Page) -> None:
    tabs = page.get_by_role("tab")
    shown = [page.locator(f"#title-{locale}") for locale in ("en", "zh_Hans_CN", "fr")]
    assert [field.is_visible() for field in shown] == [True, False, False]
    tabs.nth(1).click()
    assert [field.is_visible() for field in shown] == [False, True, False]
    tabs.nth(1).press("ArrowRight")
    assert [field.is_visible() for field in shown] == [False, False, True]
    assert tabs.nth(2).get_attribute("aria-selected") == "true"


def _a_dialog_opens_in_place_and_escape_closes_it(page: Page) -> None:
    page.get_by_role("link", name="Withdraw").click()
    assert page.get_by_role("dialog", name="Withdraw this registration?").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "Withdraw"


def _ticked_rows_bring_the_bulk_bar(page: Page) -> None:
    bar = page.get_by_role("group", name="With the selected rows")
    assert not bar.is_visible()
    page.get_by_label("Select Chen Yulan").check()
    assert bar.locator("[data-count]").inner_text() == "1"
    page.get_by_label("Select all rows").check()
    assert bar.locator("[data-count]").inner_text() == "4"
    page.get_by_label("Select all rows").uncheck()
    assert not bar.is_visible()


def _a_menu_closes_on_escape(page: Page) -> None:
    summary = page.locator(".site-header details.menu summary").first
    summary.click()
    assert page.get_by_role("link", name="Français").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Français").is_visible()


def _a_toast_can_be_sent_away(page: Page) -> None:
    before = page.locator(".toast").count()
    page.get_by_role("button", name="Dismiss").first.click()
    assert page.locator(".toast").count() == before - 1


def test_a_star_that_the_server_refuses_goes_out_again(components: Page) -> None:
    star = components.locator(".star").nth(1)
    with components.expect_response("**/components") as answered:
        star.click()
    assert answered.value.status >= 400
    components.wait_for_function("star => star.ariaPressed === 'false'", arg=star.element_handle())


def test_without_script_nothing_is_out_of_reach(service: Service, browser: Browser) -> None:
    profile = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = profile.new_page()
    page.goto(f"{service.url}/components")

    assert [page.locator(f"#title-{locale}").is_visible() for locale in ("en", "zh_Hans_CN", "fr")] == [True] * 3
    assert page.get_by_role("group", name="With the selected rows").is_visible()
    assert page.get_by_role("button", name="Copy").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    profile.close()
