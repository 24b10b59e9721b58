"""A guest with a passport to show: from the event's page to a confirmed place, and what the office sees of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, expect

from coopevents import clock, unit_of_work
from coopevents.db import declare_intent
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.forms.fields import Definition, FieldType
from coopevents.forms.service import define_form
from coopevents.registration import event_forms
from coopevents.registration.questions import PURPOSE, TITLE
from tests.blueprints.public.asked import ask, section, when
from tests.browsing import listen
from tests.journeys.office import Organiser, open_office
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NUMBER = "E12345678"
PHONE = ViewportSize(width=390, height=844)
PDF = b"%PDF-1.7\nthe page with the picture\n%%EOF\n"
ASKED = Definition((
    section("coming", ask("visa", FieldType.CONSENT, "I need a letter for my visa")),
    section(
        "passport",
        ask("number", label="Passport number", is_required=True, is_sensitive=True),
        ask("scan", FieldType.FILE, "Scan of the passport", is_required=True, is_sensitive=True),
        condition=when("visa", "yes"),
    ),
))  # fmt: skip


@pytest.fixture
def week(app: Flask, service: Service, page: Page) -> Organiser:
    """A published event that asks who needs a visa for the passport; the organiser is signed in."""
    open_office(app)
    organiser = Organiser(page, service.url)
    organiser.sign_in()
    organiser.open("/desk/events/new")
    first = clock.now().date() + timedelta(days=40)
    organiser.write("title", {"en": "Partnership Week"})
    organiser.page.fill("[name=starts_on]", str(first))
    organiser.page.fill("[name=ends_on]", str(first + timedelta(days=2)))
    organiser.fill("slug", "week")
    organiser.send("main form button.button--primary")
    with app.app_context():
        declare_intent(is_reading=False)
        event = events.find_event_by_slug("week")
        assert event is not None
        form = event_forms.get_form(event.id)
        define_form(event_forms.subject_of(form.id), PURPOSE, ASKED, title=TITLE, now=clock.now())
        publishing.publish_event(event, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    return organiser


@pytest.mark.parametrize("has_script", [True, False], ids=["with-script", "without-script"])
def test_a_guest_who_needs_a_visa_hands_in_the_passport_and_the_office_sees_it_masked(
    week: Organiser, browser: Browser, complaints: list[str], tmp_path: Path, has_script: bool
) -> None:
    scan = tmp_path / "passport.pdf"
    scan.write_bytes(PDF)
    guest = browser.new_context(locale="en-GB", viewport=PHONE, java_script_enabled=has_script).new_page()
    listen(guest, complaints)
    guest.goto(f"{week.url}/e/week/")
    guest.click("main a[href$='/register']")
    write(guest)
    go_on(guest, has_script)
    number = guest.locator("[name=answer_number]")
    expect(number).to_be_hidden()
    guest.check("[name=answer_visa]")
    if not has_script:
        with guest.expect_navigation():
            guest.press("[name=given_name]", "Enter")
        expect(guest.locator("main")).to_contain_text("Because of your answers there is a little more to ask")
    go_on(guest, has_script)
    expect(number).to_be_visible()
    guest.check("[name=answer_passport_consent]")
    guest.set_input_files("[name=answer_scan]", scan)
    if has_script:
        guest.click("[data-next]")
        expect(number).to_be_focused()
    else:
        guest.check("[name=has_consented]")
        send(guest)
        expect(guest.locator("main")).to_contain_text("This cannot stay empty.")
        expect(guest.locator("main")).to_contain_text("passport.pdf")
    number.fill(NUMBER)
    there_and_back(guest)
    go_on(guest, has_script)
    guest.check("[name=has_consented]")
    send(guest)
    expect(guest.locator("main h1")).to_have_text("Your place is confirmed")
    guest.context.close()
    look_as_the_office(week)
    assert [each for each in complaints if "422" not in each] == []


def write(guest: Page) -> None:
    """Who somebody is."""
    typed = {"given_name": "Elitsa", "family_name": "Petkova", "email": "elitsa@rousse.example"}
    for name, text in {**typed, "institution_name": "University of Rousse"}.items():
        guest.fill(f"[name={name}]", text)
    guest.select_option("[name=country]", "BG")


def go_on(guest: Page, has_script: bool) -> None:
    """To the next step; without a script all of them stand on one page."""
    if has_script:
        guest.click("[data-next]")


def send(guest: Page) -> None:
    """Send the form and wait for the answer."""
    with guest.expect_navigation():
        guest.click("main form button.button--primary[type=submit]")


def there_and_back(guest: Page) -> None:
    """Read the form in Chinese and in English again: nothing is lost, nothing is complained about."""
    read_in(guest, "简体中文", "zh-Hans")
    number = guest.locator("[name=answer_number]")
    expect(number).to_have_value(NUMBER)
    expect(number).to_be_visible()
    expect(guest.locator("main")).to_contain_text("passport.pdf")
    expect(guest.locator("[aria-invalid=true]")).to_have_count(0)
    read_in(guest, "English", "en")


def read_in(guest: Page, name: str, tag: str) -> None:
    """Change the language by the menu, in the middle of the form."""
    guest.click(".site-header .menu:has(button) > summary")
    with guest.expect_navigation():
        guest.click(f".site-header .menu button:text-is('{name}')")
    expect(guest.locator("html")).to_have_attribute("lang", tag)


def look_as_the_office(organiser: Organiser) -> None:
    """Masked at first; for a reason the number is shown, and the scan comes as it was handed in."""
    place = "/desk/events/week/registrations/1"
    organiser.open(place)
    main = organiser.page.locator("main")
    expect(main).to_contain_text("Passport number")
    expect(main).not_to_contain_text(NUMBER)
    organiser.open(f"{place}/confidential")
    for box in organiser.page.locator("[name=keys]").all():
        box.check()
    organiser.page.fill("[name=reason]", "For the letter to the consulate")
    organiser.send("main form button.button--primary")
    expect(main).to_contain_text(NUMBER)
    with organiser.page.expect_download() as taken:
        organiser.page.locator("main form[action*='/confidential/scan'] button").click()
    assert taken.value.path().read_bytes() == PDF
