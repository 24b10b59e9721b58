"""The board of a small programme in a real browser: its keys, and what a move costs on the page of an activity."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from coopevents import unit_of_work
from coopevents.db import declare_intent
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.text import LocalizedText
from tests.desks import FIRST_DAY, NOW
from tests.journeys.office import Organiser, open_office
from tests.serving import Service

pytestmark = [pytest.mark.browser]

PROGRAMME = "/desk/events/week/programme"
ROWS = """Opening; ceremony; 1; 09:00-10:00; Hall; Amélie Laurent
Robots; salon; 1; 11:00-12:00; Hall; Jun Zhou
Tea; meal; 1; 09:30-10:30; Garden;"""


@pytest.fixture
def organiser(app: Flask, idle_service: Service, page: Page) -> Organiser:
    """Somebody who signed in, before a programme of three activities in two places."""
    open_office(app)
    with app.app_context():
        declare_intent(is_reading=False)
        details = EventDetails(
            kind=EventKind.SYMPOSIUM,
            title=LocalizedText(en="Week"),
            slug="week",
            starts_on=FIRST_DAY,
            ends_on=FIRST_DAY,
            time_zone="Asia/Shanghai",
        )
        events.create_event(details, unit_id=1, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    idle_service.start_web()
    someone = Organiser(page, idle_service.url)
    someone.sign_in()
    someone.open(f"{PROGRAMME}/rows")
    someone.fill("rows", ROWS)
    someone.send("button[value=look]")
    someone.send("button[value=add]")
    return someone


def in_focus(page: Page) -> str | None:
    said: str | None = page.evaluate(
        "document.activeElement.closest('.board-item')?.querySelector('.board-item__title').innerText"
    )
    return said


def test_arrows_walk_over_the_board_and_with_alt_move_what_is_in_focus(
    organiser: Organiser, complaints: list[str]
) -> None:
    page = organiser.page
    opening = page.locator(".board-item", has_text="Opening")
    opening.locator("a").focus()
    walked = []
    for key in ("ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        walked.append(in_focus(page))
    assert walked == ["Robots", "Opening", "Tea", "Opening"]

    page.keyboard.press("Alt+ArrowDown")
    expect(opening.locator(".board-item__time")).to_have_text("09:05–10:05")
    assert in_focus(page) == "Opening"
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("[data-said]")).to_contain_text("are both in Garden")
    assert in_focus(page) == "Opening"
    expect(page.locator(".board-item.has-clash")).to_have_count(2)
    expect(page.locator("#clashes .clash")).to_contain_text("are both in Garden")
    assert complaints == []


def test_a_move_takes_two_pages_and_three_clicks(organiser: Organiser) -> None:
    page = organiser.page
    organiser.open(PROGRAMME)
    pages: list[str] = []
    page.on("framenavigated", lambda frame: pages.append(frame.url))
    page.locator(".board-item", has_text="Opening").click()
    organiser.send("[data-act=open]")
    organiser.send("button[name=shift][value='30']")

    assert len([each for each in pages if "#" not in each or "/programme/" not in each]) == 2
    assert "moved: 09:00–10:00 → 09:30–10:30." in page.locator(".toast__text").first.inner_text()
