"""The camera of a gate reads the code of a badge, in a browser that has no reader of its own."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, expect

from coopevents.registration.states import RegistrationState
from tests.blueprints.onsite.halls import Hall
from tests.browsing import FLAGS, listen
from tests.desks import Desk
from tests.provisioning import ensure, find
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def film_of(code: str, path: Path) -> Path:
    """A film in which a badge with that code is held before the camera."""
    picture = io.BytesIO()
    segno.make(code, error="m").save(picture, kind="png", scale=8, border=4)
    badge, frame, jpeg = Image.open(picture).convert("RGB"), Image.new("RGB", (640, 480), "white"), io.BytesIO()
    frame.paste(badge, ((640 - badge.width) // 2, (480 - badge.height) // 2))
    frame.save(jpeg, "JPEG", quality=90)
    path.write_bytes(jpeg.getvalue() * 5)
    return path


def test_the_camera_reads_a_badge(
    desk: Desk, idle_service: Service, browser: Browser, complaints: list[str], tmp_path: Path
) -> None:
    hall = Hall(desk)
    film = film_of(hall.guest("anna"), tmp_path / "badge.mjpeg")
    idle_service.start_web()
    ensure("chromium")  # the shell has no camera
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    flags = [*FLAGS, *fake, f"--use-file-for-fake-video-capture={film}"]
    with browser.browser_type.launch(executable_path=str(find("chromium")), args=flags) as camera:
        page = camera.new_page(locale="en-GB")
        listen(page, complaints)
        assert not page.evaluate("'BarcodeDetector' in window")
        page.goto(f"{idle_service.url}/gate/{hall.token}/")
        page.get_by_role("button", name="Camera").click()
        expect(page.locator("[data-part=headline]")).to_have_text("Checked in", timeout=20_000)
        expect(page.locator("[data-part=name]")).to_have_text("Anna")
        page.get_by_role("button", name="Camera").click()
        expect(page.locator("video")).to_be_hidden()
    assert hall.states() == {"Anna": RegistrationState.CHECKED_IN}
    assert complaints == []
