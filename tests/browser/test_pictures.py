"""The pictures of the documentation, taken anew with: make shots ARGS="--shots docs/pictures -k picture"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, expect

from coopevents import clock, demo, unit_of_work
from coopevents.db import db, declare_intent
from coopevents.events import queries as events
from coopevents.mail.models import OutboxMessage
from coopevents.registration import agendas, gate_devices, tokens
from coopevents.registration.gate_models import GateDevice
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.schedule import queries as schedules
from tests.browser.corners.messages import let_fail
from tests.browser.demo_service import DESKTOP, office_in, wait_until_delivered
from tests.databases import MigratedDatabases
from tests.nursery import Nursery

pytestmark = [pytest.mark.browser, pytest.mark.shots, pytest.mark.slow, pytest.mark.xdist_group("pictures")]

MOST_BYTES = 200_000
TALL_PHONE = {"width": 390, "height": 1100}
WEEK = "/desk/events/partnership-week"


@dataclass(frozen=True)
class Sights:
    """Where the pictures are taken."""

    url: str
    sign_in: demo.DemoSignIn
    guest: str
    monday: str
    gate: str


@pytest.fixture(scope="module")
def sights(migrated: MigratedDatabases, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sights]:
    """The demo office as a newcomer finds it, with one guest's agenda chosen and one message that came back."""
    with office_in(tmp_path_factory.mktemp("sights"), migrated, nursery) as (service, app, _sink):
        sign_in, *found = _furnish(app)
        service.start_web()
        service.start_worker()
        wait_until_delivered(app)
        yield Sights(service.url, sign_in, *found)


def test_pictures_of_guests_pages(sights: Sights, browser: Browser, shots: Path) -> None:
    phone = browser.new_context(locale="en-GB", viewport=TALL_PHONE, has_touch=True, device_scale_factor=2)
    _take(phone, f"{sights.url}/e/partnership-week/programme", shots / "programme-phone.png")
    _take(phone, f"{sights.url}/r/{sights.guest}/", shots / "my-place-phone.png")
    _take(phone, f"{sights.url}/gate/{sights.gate}/", shots / "gate-phone.png")
    phone.close()
    desk = browser.new_context(locale="en-GB", viewport=DESKTOP)
    _take(desk, f"{sights.url}/e/partnership-week/", shots / "event-page.png")
    desk.close()


def test_pictures_of_organisers_pages(sights: Sights, browser: Browser, shots: Path) -> None:
    desk = browser.new_context(locale="en-GB", viewport=DESKTOP, timezone_id="Asia/Shanghai")
    page = desk.new_page()
    page.goto(f"{sights.url}/account/sign-in")
    page.fill("[name=email]", sights.sign_in.email)
    page.fill("[name=password]", sights.sign_in.password)
    with page.expect_navigation():
        page.click("main form button.button--primary")
    page.close()
    _take(desk, f"{sights.url}/desk/", shots / "desk.png")
    _take(desk, f"{sights.url}{WEEK}/programme?day={sights.monday}", shots / "day-grid.png")
    _take(desk, f"{sights.url}{WEEK}/registrations", shots / "registrations.png")
    _take(desk, f"{sights.url}{WEEK}/forms/guests", shots / "form.png")
    _take(desk, f"{sights.url}/desk/outbox", shots / "outbox.png")
    desk.close()


def _furnish(app: Flask) -> tuple[demo.DemoSignIn, str, str, str]:
    now = clock.now()
    with app.app_context():
        declare_intent(is_reading=False)
        sign_in = demo.load(now=now)
        declare_intent(is_reading=False)
        week = events.find_event_by_slug("partnership-week")
        assert week is not None
        guest = db.session.query(Registration).filter_by(event_id=week.id, state=RegistrationState.APPROVED).first()
        assert guest is not None
        for activity in schedules.list_activities(week.schedule_id)[1:9:3]:
            agendas.pick_activity(guest, activity.uid, now=now)
        newest = db.session.query(OutboxMessage).order_by(OutboxMessage.created_at.desc()).limit(2)
        let_fail(newest[1])
        device = db.session.query(GateDevice).order_by(GateDevice.id).first()
        assert device is not None
        found = tokens.link_token(guest), str(week.starts_on), gate_devices.device_token(device)
        unit_of_work.commit()
        db.session.remove()
    return sign_in, *found


def _take(profile: BrowserContext, url: str, path: Path) -> None:
    """Take a picture of the screen, and make it small without anybody seeing it."""
    page = profile.new_page()
    page.goto(url)
    for board in page.locator("[data-board]").all():
        expect(board).to_be_visible()
    page.screenshot(path=path)
    page.close()
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    assert path.stat().st_size <= MOST_BYTES
