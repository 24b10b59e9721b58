"""A stranger builds a form by keyboard alone, told only what a screen reader says; a guest then fills it in."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from playwright.sync_api import Browser, Page, expect

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.db import declare_intent
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.registration import service as registration
from coopevents.registration.details import TermsDetails
from coopevents.text import LocalizedText
from tests.browser.demo_service import DESKTOP, PHONE, DemoService
from tests.house.pages import Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
SLUGS = (f"built-by-a-stranger-{number}" for number in count(1))
"""A new one for each try."""
ASKED = (
    ("Short text", "Job title"),
    ("Telephone number", "Mobile telephone"),
    ("Day", "Day of birth"),
    ("Number", "Suitcases"),
    ("Country or region", "Nationality"),
    ("Flight, train or car", "Arrival"),
    ("Box to tick", "I stay for the dinner"),
    ("Long text", "What you may not eat"),
    ("One of several", "Excursion"),
    ("Language", "Language of the tour"),
)
CONDITIONAL = "What you may not eat"


@pytest.fixture
def event(demo_service: DemoService) -> str:
    """A public event that registers guests; its slug."""
    slug = next(SLUGS)
    with demo_service.app.app_context():
        declare_intent(is_reading=False)
        unit = accounts.find_unit_by_slug("cooperation")
        assert unit is not None
        details = EventDetails(
            kind=EventKind.SYMPOSIUM,
            title=LocalizedText(en="A form of its own"),
            slug=slug,
            starts_on=date(2030, 5, 6),
            ends_on=date(2030, 5, 7),
            time_zone="Asia/Shanghai",
        )
        now = clock.now()
        made = events.create_event(details, unit_id=unit.id, now=now, actor=THE_HOUSE)
        registration.open_registration(made, TermsDetails(), now=now, actor=THE_HOUSE)
        events.publish_event(made, now=now, actor=THE_HOUSE)
        unit_of_work.commit()
    return slug


def spoken(page: Page) -> str:
    """What a screen reader says of what has the focus: its role and its name."""
    focused = page.locator(":focus")
    said = focused.aria_snapshot(timeout=5_000).splitlines() if focused.count() else []
    return said[0].removeprefix("- ") if said else ""


def tab_to(page: Page, words: str, most: int = 70) -> None:
    """Press Tab until something is said that contains these words."""
    said = []
    for _press in range(most):
        page.keyboard.press("Tab")
        said.append(spoken(page))
        if words in said[-1]:
            return
    raise AssertionError(f"nothing said {words!r}: {said}")


def press(page: Page, words: str) -> None:
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def skip(page: Page) -> None:
    """Leave the menu out, as the first link of every page offers."""
    page.keyboard.press("Tab")
    assert "Skip to the content" in spoken(page)
    page.keyboard.press("Enter")


def write(page: Page, words: str, text: str) -> None:
    tab_to(page, words)
    page.keyboard.type(text)


def add(page: Page, kind: str, label: str) -> None:
    """One more question at the end of the section."""
    press(page, "Add a question to")
    skip(page)
    press(page, f'link "{kind}"')
    skip(page)
    write(page, 'textbox "English"', label)
    if kind == "One of several":
        write(page, 'textbox "Answer 1, English"', "The garden")
        write(page, 'textbox "Answer 2, English"', "The harbour")
    if label == CONDITIONAL:
        tab_to(page, "Ask this only after certain answers")
        page.keyboard.press("Enter")
        tab_to(page, 'combobox "Question"')
        page.keyboard.type("I stay")
        tab_to(page, 'combobox "Answer"')
        page.keyboard.type("ticked")
    press(page, 'button "Add the question"')
    expect(page.get_by_role("link", name=label, exact=True)).to_be_focused()


def test_a_stranger_builds_a_form_of_ten_questions_by_keyboard_alone(
    demo_service: DemoService, browser: Browser, event: str
) -> None:
    desk = demo_service.profile(browser, Reader.ORGANISER, viewport=DESKTOP, locale="en-GB")
    page, forms = desk.new_page(), f"{demo_service.url}/desk/events/{event}/forms"
    page.goto(forms)
    press(page, 'link "Registration"')
    press(page, "Add a section")
    write(page, 'textbox "English"', "For the symposium")
    press(page, 'button "Add the section"')
    for kind, label in ASKED:
        page.goto(f"{forms}/guests?at=s-for_the_symposium")
        expect(page.get_by_role("link", name="For the symposium", exact=True)).to_be_focused()
        add(page, kind, label)
    expect(page.get_by_text("Asked when “I stay for the dinner” is ticked")).to_be_visible()
    page.goto(f"{forms}/guests")
    press(page, 'link "Check and put in force"')
    expect(page.get_by_text("new", exact=True)).to_have_count(len(ASKED))
    press(page, 'button "Put in force"')
    expect(page.get_by_role("status").first).to_contain_text("Guests are asked the new form")
    page.close()

    guest = browser.new_context(viewport=PHONE, locale="en-GB")
    phone = guest.new_page()
    phone.goto(f"{demo_service.url}/e/{event}/register")
    hidden = phone.get_by_label(CONDITIONAL)
    for _kind, label in ASKED:
        expect(phone.get_by_text(label).first).to_be_attached()
    expect(hidden).to_be_hidden()
    for name in ("given_name", "family_name", "institution_name"):
        phone.fill(f"[name={name}]", "Petkova")
    phone.fill("[name=email]", "elitsa@rousse.example")
    phone.select_option("[name=country]", "BG")
    dinner = phone.get_by_label("I stay for the dinner")
    for _step in range(3):
        if not dinner.is_visible():
            phone.click("[data-next]")
    dinner.check()
    expect(hidden).to_be_visible()
    guest.close()
