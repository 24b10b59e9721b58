"""What everyday jobs cost: pages, clicks and fields, counted in a real browser on the shortest path."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from coopevents import clock
from tests.browser.counting import Cost, Counter
from tests.browser.demo_service import DESKTOP, PHONE, DemoService
from tests.browser.promises import Promise
from tests.house.pages import Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SEND = "main form button.button--primary"
ROWS = """\
Opening ceremony | 开幕式; ceremony; 1; 09:00–10:00; Jade Hall; Amélie Laurent (École Exemple)
Lecture on water | 水的讲座; lecture; 1; 10:30–12:00; Room Seven; Ifeoma Okonkwo (Lakeview Polytechnic)
Salon on cities | 城市沙龙; salon; 1; 14:00–15:30; Room Eight; Luca Ferreira (Vale Verde)
Matchmaking | 合作对接; matchmaking; 2; 09:00–12:00; Room Seven; Grace Haas (Granit Werkstoffe)
Signing ceremony | 签约仪式; ceremony; 2; 14:00–15:00; Jade Hall; Carmen Silva (Vale Verde), 周俊
"""


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """Somebody at a desk who is not signed in."""
    profile = browser.new_context(locale="en-GB", viewport=DESKTOP, timezone_id="Asia/Shanghai")
    yield profile.new_page()
    profile.close()


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def guest(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A guest on a phone, with and without JavaScript."""
    profile = browser.new_context(locale="en-GB", viewport=PHONE, has_touch=True, java_script_enabled=request.param)
    yield profile.new_page()
    profile.close()


def test_u1_from_sign_in_to_a_published_event(demo_service: DemoService, stranger: Page, promise: Promise) -> None:
    first, most = clock.now().date() + timedelta(days=90), Cost(8, 20, 25)
    job = Counter(stranger)
    job.open(f"{demo_service.url}/account/sign-in")
    job.fill("email", demo_service.sign_in.email)
    job.fill("password", demo_service.sign_in.password)
    job.click(SEND)
    job.click("a[href='/desk/events/new']")
    job.fill("title-en", "Water and Cities")
    job.fill("starts_on", str(first))
    job.fill("ends_on", str(first + timedelta(days=1)))
    job.click(SEND)
    job.click(".steps a[href$='/programme/rows']")
    job.fill("rows", ROWS)
    job.click("main form button[name=step][value=add]")
    expect(stranger.locator("main")).to_contain_text("Lecture on water")
    slug = stranger.url.split("/desk/events/")[1].split("/")[0]
    job.click(f"a[href='/desk/events/{slug}/']")
    job.click("[data-opens-dialog=publish-dialog]", goes_on=False)
    job.click("#publish-dialog button.button--primary")
    cost = job.cost()
    promise("U1", str(cost), f"≤ {most}", cost.is_within(most))
    stranger.goto(f"{demo_service.url}/e/{slug}/programme")
    expect(stranger.locator("main .activity")).to_have_count(5)
    assert demo_service.count_places("Jade Hall", "Room Seven", "Room Eight") == 3
    assert stranger.request.get(f"{demo_service.url}/e/{slug}/register").ok
    assert cost.is_within(most)


def test_u2_a_guest_is_confirmed(demo_service: DemoService, guest: Page, promise: Promise) -> None:
    most = Cost(3, 2, 6)
    job = Counter(guest)
    job.open(f"{demo_service.url}/e/visiting-scholars/")
    job.click("main a[href$='/register']")
    job.fill("given_name", "Elitsa")
    job.fill("family_name", "Petkova")
    job.fill("email", f"elitsa.{id(guest)}@rousse.example")
    job.fill("institution_name", "University of Rousse")
    job.fill("country", "BG")
    job.fill("has_consented", "on")
    job.click(SEND)
    expect(guest.locator("main h1")).to_have_text("Your place is confirmed")
    cost = job.cost()
    promise("U2", str(cost), f"≤ {most}", cost.is_within(most))
    assert cost.is_within(most)


def test_u3_moving_an_activity(demo_service: DemoService, browser: Browser, promise: Promise) -> None:
    demo_service.end_quiet_time("visiting-scholars")
    profile = demo_service.profile(browser, Reader.ORGANISER, locale="en-GB", viewport=DESKTOP)
    page, most = profile.new_page(), Cost(2, 3, 0)
    job = Counter(page)
    job.open(f"{demo_service.url}/desk/events/visiting-scholars/programme")
    told_before = len(demo_service.sink.messages)
    lecture = page.locator(".board-item", has_text="What a battery remembers")
    expect(lecture).to_contain_text("15:00")
    job.press(".board-item:has-text('What a battery remembers') a", "Alt+ArrowDown", goes_on=False)
    expect(lecture).to_contain_text("15:05")
    job.click("a[data-fetches-dialog]", goes_on=False)
    job.click("dialog button:has-text('Release and tell 1 person')")
    cost = job.cost()
    page.close()
    [message] = demo_service.sink.wait_for(told_before + 1)[told_before:]
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    is_told = "15:00\u201316:30" in text and "15:05\u201316:35" in text
    promise("U3", f"{cost} ({'told' if is_told else 'not told'})", f"≤ {most}, told", cost.is_within(most) and is_told)
    assert is_told, text
    assert cost.is_within(most)


def test_u4_subscribing(demo_service: DemoService, stranger: Page, promise: Promise) -> None:
    most = Cost(1, 1, 0)
    job = Counter(stranger)
    job.open(f"{demo_service.url}/e/partnership-week/")
    address = stranger.locator("main a[href^='webcal:']").first.get_attribute("href") or ""
    job.click("main a[href^='webcal:']", goes_on=False)
    cost = job.cost()
    with urllib.request.urlopen(address.replace("webcal:", "http:"), timeout=10) as answer:
        assert answer.headers["Content-Type"].startswith("text/calendar")
    promise("U4", str(cost), f"≤ {most}", cost.is_within(most))
    assert cost.is_within(most)
