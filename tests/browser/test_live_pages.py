"""Pages that live on their own: now and next, the screen in a hall, the frame on another site, the stars."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coopevents import clock, unit_of_work
from coopevents.db import db, declare_intent
from coopevents.events import queries as events
from coopevents.events.sharing import allow_sites
from coopevents.facts import THE_HOUSE
from coopevents.feeds.programmes import find_programme
from tests.browser.demo_service import PHONE, DemoService

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
WEEK = "/e/partnership-week"
HALLS = ({"width": 1920, "height": 1080}, {"width": 1080, "height": 1920})


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of somebody nobody knows."""
    profile = browser.new_context(viewport=PHONE, locale="en-GB", timezone_id="Asia/Shanghai")
    yield profile
    profile.close()


def beginnings(office: DemoService) -> tuple[str, datetime, datetime]:
    """The title of the week's first activity, when it begins and when it ends."""
    with office.app.app_context():
        event = events.find_event_by_slug("partnership-week")
        assert event is not None
        released = find_programme(event.schedule)
        assert released is not None
        first = min(released.shown, key=lambda each: each.starts_at)
        db.session.remove()
        return first.title["en"], first.starts_at, first.ends_at


def at(page: Page, address: str, moment: datetime) -> None:
    """Open a page with the device's clock at a moment."""
    page.clock.install(time=moment)
    page.goto(address)
    page.wait_for_selector("html.has-script, [data-screen]")


def test_now_moves_on_by_itself(demo_service: DemoService, phone: BrowserContext) -> None:
    title, starts_at, ends_at = beginnings(demo_service)
    page = phone.new_page()
    at(page, f"{demo_service.url}{WEEK}/now", starts_at - timedelta(minutes=2))
    running = page.locator("[data-now] > li:not([hidden])")
    expect(page.locator("[data-next] > li:not([hidden])").first).to_contain_text(title)
    expect(running).to_have_count(0)
    page.clock.run_for(timedelta(minutes=3) // timedelta(milliseconds=1))
    expect(running).to_contain_text(title)
    expect(running.locator("[data-left]")).to_contain_text("min left")
    page.clock.fast_forward((ends_at - starts_at) // timedelta(milliseconds=1))
    page.clock.run_for(6000)
    expect(page.locator("[data-now] > li:not([hidden])", has_text=title)).to_have_count(0)


def test_a_hall_s_screen_goes_on_without_a_network_and_says_so(demo_service: DemoService, browser: Browser) -> None:
    title, starts_at, _ends_at = beginnings(demo_service)
    for size in HALLS:
        profile = browser.new_context(viewport=size, locale="en-GB")
        page = profile.new_page()
        at(page, f"{demo_service.url}{WEEK}/screen", starts_at - timedelta(minutes=1))
        said = page.locator("[data-connection]")
        expect(page.locator("[data-clock]")).to_have_text(
            (starts_at + timedelta(hours=8, minutes=-1)).strftime("%H:%M")
        )
        profile.set_offline(True)
        page.clock.run_for(90_000)
        expect(said).to_contain_text("No connection. Last updated")
        expect(page.locator("[data-now] > li:not([hidden])")).to_contain_text(title)
        profile.set_offline(False)
        page.clock.run_for(30_000)
        expect(said).not_to_contain_text("No connection")
        edges = (
            "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
        )
        assert page.evaluate(edges) == [0, 0]
        profile.close()


@pytest.fixture
def foreign_site(demo_service: DemoService) -> Iterator[str]:
    """Another site, which shows the programme's frame and tries to show a page that is not for frames."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            frames = "".join(
                f'<iframe name="{name}" src="{demo_service.url}{WEEK}/{name}" width="600" height="400"></iframe>'
                for name in ("embed", "programme")
            )
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>University</title>{frames}".encode())

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_another_site_shows_the_frame_and_nothing_else(
    demo_service: DemoService, phone: BrowserContext, foreign_site: str
) -> None:
    def shown() -> dict[str, bool]:
        page = phone.new_page()
        page.goto(foreign_site, wait_until="load")
        page.wait_for_timeout(300)
        found = {each.name: each.locator("article.activity").count() > 0 for each in page.frames if each.name}
        page.close()
        return found

    assert shown() == {"embed": False, "programme": False}
    allow(demo_service, foreign_site)
    assert shown() == {"embed": True, "programme": False}
    assert phone.cookies() == []
    allow(demo_service, "")


def allow(office: DemoService, sites: str) -> None:
    with office.app.app_context():
        declare_intent(is_reading=False)
        event = events.find_event_by_slug("partnership-week")
        assert event is not None
        allow_sites(event, sites, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
        db.session.remove()


def test_a_star_stays_and_opens_on_another_phone(
    demo_service: DemoService, phone: BrowserContext, browser: Browser
) -> None:
    page = phone.new_page()
    page.goto(f"{demo_service.url}{WEEK}/programme")
    stars = page.locator(".star--drawn")
    stars.first.click()
    expect(stars.first).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-agenda-said]")).to_contain_text("beginning of your agenda")
    page.reload()
    expect(stars.first).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-agenda-count]")).to_have_text("1")
    page.get_by_role("link", name="My agenda").click()
    link = page.locator("#agenda-link").input_value()
    other = browser.new_context(viewport=PHONE, locale="en-GB")
    there = other.new_page()
    there.goto(link)
    expect(there.locator("article.activity")).to_have_count(1)
    there.get_by_role("button", name="Use it on this device").click()
    there.goto(f"{demo_service.url}{WEEK}/agenda")
    expect(there.locator("article.activity")).to_have_count(1)
    other.close()
