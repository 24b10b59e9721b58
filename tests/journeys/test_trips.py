"""Fourteen of ours go abroad: a roster with an error, a decision sent back once, a companion, three late reports.

Through the real service, each message by a real SMTP conversation. The clock of trips is the watchman's, called at the
days that matter.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from threading import Event

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts import service as account_service
from coopevents.accounts.details import Scope
from coopevents.accounts.roles import Role
from coopevents.db import declare_intent
from coopevents.facts import THE_HOUSE
from coopevents.watching import Watchman
from tests.journeys.office import PASSWORD, Organiser, open_office
from tests.journeys.test_invitations import choose, press
from tests.servers import SmtpSink
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAD, HEAD = "lead@office.example", "head@office.example"
PHONE = {"width": 390, "height": 844}
TODAY = clock.now().date()
LAST = TODAY - timedelta(days=34)
"""They came back so long ago that a report handed in today is late: the day for it was thirty days after this one."""
NAMES = ["Wang", "Chen", "Liu", "Zhao", "Sun", "Zhou", "Wu", "Xu", "Zhu", "Hu", "Guo", "Lin", "He", "Luo"]
LATE = NAMES[-3:]


def roster(*, wrong: str = "") -> str:
    """Fourteen rows; the address of one of them may be none."""
    addresses = {name: name if name == wrong else address(name) for name in NAMES}
    rows = [f"{name},Li,{addresses[name]},{'Teacher' if name == 'Wang' else 'Student'}" for name in NAMES]
    return "\n".join(["Family name,Given name,E-mail,Role with us", *rows])


def test_fourteen_go_abroad_and_three_reports_are_late(
    app: Flask, service: Service, smtp_sink: SmtpSink, browser: Browser, page: Page, complaints: list[str]
) -> None:
    open_office(app)
    staff(app)
    organiser = Organiser(page, service.url)
    organiser.sign_in()
    plan(page, organiser)
    decide(browser, service.url, page)
    links = links_of_all(smtp_sink)
    assert sorted(links) == sorted(address(name) for name in NAMES)

    go_round(app, datetime.combine(LAST + timedelta(days=1), time(4), UTC))
    phone = browser.new_context(locale="en-GB", viewport=PHONE).new_page()
    for name in NAMES[:-3]:
        hand_in(phone, service.url + links[address(name)], name)
    page.reload()
    expect(page.locator("main")).to_contain_text("11 of 14 reports are in.")

    before = len(smtp_sink.wait_for(1))
    for _time in range(2):
        go_round(app, clock.now())
    reminders = reminded(smtp_sink, before)
    assert sorted(reminders) == sorted(address(name) for name in LATE), "each of the three once, nobody else"

    organiser.open("/desk/")
    expect(page.get_by_role("link", name="3 reports of a trip are late")).to_be_visible()
    press(page, "3 reports of a trip are late")
    for name in LATE:
        hand_in(phone, service.url + reminders[address(name)], name)
    page.reload()
    expect(page.locator("main h2").first).to_have_text("All reports are in")
    expect(page.locator("main")).to_contain_text("14 of 14 reports are in.")
    look_at_figures(page, organiser)
    assert [each for each in complaints if "422" not in each] == [], "but for the roster that was sent back"


def plan(page: Page, organiser: Organiser) -> None:
    """A group, named by a spreadsheet in which one row is mended first, and submitted."""
    organiser.open("/desk/trips")
    press(page, "New trip")
    page.check("[name=is_group]")
    page.fill("[name=title]", "Summer school on the circular economy")
    page.fill("[name=host]", "University of Rousse")
    page.select_option("[name=country]", "BG")
    page.fill("[name=starts_on]", (LAST - timedelta(days=13)).isoformat())
    page.fill("[name=ends_on]", LAST.isoformat())
    page.select_option("[name=purpose]", "short_course")
    page.check("[name=is_invited]")
    press(page, "Plan the trip")
    choose(page, roster(wrong="Liu"))
    expect(page.locator("main")).to_contain_text("Row 4, E-mail:")
    expect(page.get_by_role("button", name="Name them all")).to_have_count(0)
    press(page, "Choose the mended file")
    choose(page, roster())
    press(page, "Name them all")
    expect(page.get_by_role("heading", name="14 travellers")).to_be_visible()
    press(page, "Submit for approval")


def decide(browser: Browser, url: str, page: Page) -> None:
    """The unit asks back once, a companion is added, then unit and office approve."""
    lead = signed_in(browser, url, LEAD)
    press(lead, "Decide about the trip")
    lead.fill("[name=reason]", "Who looks after the students on the way?")
    press(lead, "Send back")
    page.reload()
    expect(page.locator("main")).to_contain_text("Who looks after the students on the way?")
    page.get_by_role("link", name="Li Wang", exact=True).click()
    press(page, "Edit")
    page.fill("[name=companions]", "Li Na, spouse, looks after the students")
    press(page, "Save")
    expect(page.locator("main")).to_contain_text("looks after the students")
    press(page, "Submit for approval")
    lead.goto(f"{url}/desk/")
    press(lead, "Decide about the trip")
    press(lead, "Approve")
    office = signed_in(browser, url, HEAD)
    press(office, "Decide about the trip")
    press(office, "Approve")
    expect(office.locator("main")).to_contain_text("They may travel")


def hand_in(phone: Page, link: str, name: str) -> None:
    """A traveller's own page names nobody else, and takes the report."""
    phone.goto(link)
    main = phone.locator("main")
    expect(main).to_contain_text(name)
    shown = main.inner_text()
    assert [each for each in NAMES if f"Li {each}" in shown] == [name]
    phone.fill("[name=report]", f"{name}: two weeks of courses, one project.")
    press(phone, "Hand in the report")
    expect(phone.get_by_text("Your report is in").first).to_be_visible()


def look_at_figures(page: Page, organiser: Organiser) -> None:
    """The figures of those days, and the list behind one of them."""
    organiser.open(f"/desk/trips/figures?since={LAST - timedelta(days=20)}&until={TODAY}")
    tiles = page.locator(".figure-tile__value")
    assert tiles.all_inner_texts() == ["14", "1", "100 %"]
    rows = {row.locator("th").inner_text(): row.locator("td").inner_text() for row in page.locator("tbody tr").all()}
    assert rows == {"Bulgaria": "14", "Short course": "14", "Student": "13", "Teacher": "1", "Invited": "14"}
    press(page, "Student")
    expect(page.locator(".page-header__lead")).to_have_text("1 trip · 13 people")


def go_round(app: Flask, moment: datetime) -> None:
    """What the worker does at that moment."""
    with app.app_context():
        declare_intent(is_reading=False)
        Watchman(app, Event()).watch(moment)
        unit_of_work.discard()


def links_of_all(smtp_sink: SmtpSink) -> dict[str, str]:
    """The own link of everybody who was told that they may travel."""
    smtp_sink.wait_for(2 + len(NAMES))
    return links_in(smtp_sink.messages)


def reminded(smtp_sink: SmtpSink, before: int) -> dict[str, str]:
    """Who got a link since then; fails when somebody got two."""
    smtp_sink.wait_for(before + len(LATE))
    found = [each for each in smtp_sink.messages[before:] if "/o/" in text_of(each)]
    assert len(found) == len(links_in(found))
    return links_in(found)


def links_in(messages: list[EmailMessage]) -> dict[str, str]:
    """The own page each address was sent, by its path: what a test queues names another port than the service."""
    found = {}
    for each in messages:
        link = re.search(r"/o/\w+/", text_of(each))
        if link is not None:
            found[each["To"].addresses[0].addr_spec] = link[0]
    return found


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def address(name: str) -> str:
    return f"{name.lower()}@sspu.example"


def signed_in(browser: Browser, url: str, email: str) -> Page:
    """Another colleague at the first page of the desk."""
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(f"{url}/account/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    return page


def staff(app: Flask) -> None:
    """Who decides for the unit, and who for the office."""
    now = clock.now()
    with app.app_context():
        declare_intent(is_reading=False)
        unit = accounts.get_first_office()
        for email, role in ((LEAD, Role.UNIT_LEAD), (HEAD, Role.OFFICER)):
            user = account_service.create_user(
                email=email, name=email.partition("@")[0].title(), password=PASSWORD, now=now, actor=THE_HOUSE
            )
            account_service.grant_role(user, role, Scope.unit(unit.id), now=now, actor=THE_HOUSE)
        unit_of_work.commit()
