"""The main job, end to end: from the organiser's desk to the guest's calendar, through the real service.

A real browser, a real SMTP server, and vdirsyncer with khal as the guest's calendar program, on both databases.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from coopevents import clock
from tests.browsing import listen
from tests.journeys.office import Organiser, open_office
from tests.packaging import also_from_the_wheel
from tests.readers.khal import Subscription
from tests.servers import SmtpSink
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIRST = clock.now().date() + timedelta(days=20)
CEREMONY = {"en": "Signing ceremony: University of Rousse", "zh_Hans_CN": "签约仪式：鲁塞大学"}
CEREMONIES = "Ceremonies"


@also_from_the_wheel
def test_a_week_from_the_desk_to_the_guest_s_calendar(
    app: Flask,
    service: Service,
    smtp_sink: SmtpSink,
    browser: Browser,
    page: Page,
    complaints: list[str],
    tmp_path: Path,
) -> None:
    open_office(app)
    organiser = Organiser(page, service.url)
    organiser.sign_in()
    make_event(organiser)
    plan_programme(organiser)
    publish(organiser)

    with phone(browser, complaints) as guest:
        read_programme(guest, service.url)
        link = register(guest, service.url, smtp_sink)
        agenda_url = choose_ceremony(guest, link)
        change_answers(guest, link)
    with phone(browser, complaints) as second:
        register_as(second, service.url, "Niamh", "Gallagher", "niamh@tudublin.example")
        expect(second.locator("main h1")).to_have_text("We have your registration")
    with phone(browser, complaints) as third:
        expect_full(third, service.url)
        register_as(third, service.url, "Karsten", "Brandt", "karsten@techprotect.example")
        expect(third.locator("main h1")).to_have_text("You are on the waiting list")

    decide(organiser, smtp_sink)
    follow_calendar(organiser, service.url, agenda_url, tmp_path)

    with phone(browser, complaints) as guest:
        withdraw(guest, link, smtp_sink)
    assert complaints == []


def make_event(organiser: Organiser) -> None:
    """An event in two languages, with two places to give and approval."""
    organiser.open("/desk/events/new")
    organiser.write("title", {"en": "Partnership Week", "zh_Hans_CN": "合作伙伴周"})
    organiser.page.fill("[name=starts_on]", str(FIRST))
    organiser.page.fill("[name=ends_on]", str(FIRST + timedelta(days=2)))
    organiser.page.fill("[name=capacity]", "2")
    organiser.page.check("[name=needs_approval]")
    organiser.fill("slug", "week")
    organiser.send("main form button.button--primary")
    expect(organiser.page).to_have_url(re.compile("/desk/events/week/"))
    for name, turnover in (("Signing Hall", "30"), ("Salon", "0")):
        organiser.open("/desk/places/new")
        organiser.write("name", {"en": name})
        organiser.page.fill("[name=turnover_minutes]", turnover)
        organiser.send("main form button.button--primary")
    organiser.open("/desk/places/walking")
    organiser.page.fill("main table input", "10")
    organiser.send("main form button.button--primary")


def plan_programme(organiser: Organiser) -> None:
    """A ceremony and a salon that clash in place and person; one is moved by keyboard, the rest accepted on purpose."""
    add_activity(organiser, CEREMONY, "10:00", "11:00", "Signing Hall", kind="ceremony", track=CEREMONIES)
    add_activity(organiser, {"en": "Salon on water"}, "10:50", "12:00", "Signing Hall")
    expect(organiser.page.locator("main")).to_contain_text("are both in Signing Hall")
    organiser.open("/desk/events/week/programme")
    expect(organiser.page.locator("#clashes .clash")).to_have_count(2)
    move_by_keyboard(organiser, "Salon on water")
    organiser.open("/desk/events/week/programme")
    sentence = organiser.page.locator("#clashes .clash").first
    expect(sentence).to_contain_text("minutes")
    sentence.locator("summary").click()
    sentence.locator("[name=reason]").fill("She walks quickly")
    organiser.send("#clashes .clash form button:has-text('Accept on purpose')")
    expect(organiser.page.locator("#clashes")).to_contain_text("1 accepted on purpose")


def add_activity(
    organiser: Organiser,
    title: dict[str, str],
    starts: str,
    ends: str,
    place: str,
    *,
    kind: str = "salon",
    track: str = "",
) -> None:
    """Through the form, with the same speaker each time."""
    page = organiser.page
    organiser.open("/desk/events/week/programme/new")
    organiser.write("title", title)
    page.fill("[name=starts]", starts)
    page.fill("[name=ends]", ends)
    page.select_option("[name=place]", label=place)
    page.select_option("[name=kind]", kind)
    page.fill("[name=people-0-name]", "Elitsa Petkova (University of Rousse)")
    if track:
        organiser.fill("track", track)
    organiser.send("main form button.button--primary")


def move_by_keyboard(organiser: Organiser, title: str) -> None:
    """On the board: to the next place with Alt and the right arrow, then ten minutes later with Alt and down."""
    organiser.open(f"/desk/events/week/programme?day={FIRST}")
    organiser.page.locator(".board-item a", has_text=title).focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        organiser.page.keyboard.press(f"Alt+{key}")
        expect(organiser.page.locator(".board-item a:focus")).to_have_text(title)
    expect(organiser.page.locator(".board-item.is-pending")).to_have_count(0)
    organiser.open("/desk/events/week/programme?view=list")
    row = organiser.page.locator("tr", has_text=title)
    expect(row.locator("[name^=starts-]")).to_have_value("11:00")
    expect(row).to_contain_text("Salon")


def publish(organiser: Organiser) -> None:
    """Through the page that names the consequence."""
    organiser.open("/desk/events/week/publish")
    organiser.send("main form button.button--primary")
    expect(organiser.page.locator("main")).to_contain_text("Published")


@contextmanager
def phone(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A guest's phone, in Sofia."""
    profile = browser.new_context(
        locale="en-GB", timezone_id="Europe/Sofia", viewport={"width": 390, "height": 844}, has_touch=True
    )
    page = profile.new_page()
    listen(page, complaints)
    yield page
    profile.close()


def read_programme(guest: Page, url: str) -> None:
    """In three languages, two time zones, as list and grid, filtered and searched."""
    guest.goto(f"{url}/e/week/?lang=zh_Hans_CN")
    expect(guest.locator("h1")).to_have_text("合作伙伴周")
    guest.goto(f"{url}/e/week/programme")
    expect(guest.locator("main")).to_contain_text(CEREMONY["zh_Hans_CN"])
    guest.goto(f"{url}/e/week/programme?lang=fr&zone=Europe/Sofia&q=签约")
    expect(guest.locator("html")).to_have_attribute("lang", "fr")
    expect(guest.locator("main")).to_contain_text(
        "04:00" if FIRST.month in range(11, 13) or FIRST.month < 4 else "05:00"
    )
    expect(guest.locator("main .activity")).to_have_count(1)
    guest.goto(f"{url}/e/week/programme?lang=en&kind=salon&view=grid")
    expect(guest.locator("main")).to_contain_text("Salon on water")
    expect(guest.locator("main")).not_to_contain_text(CEREMONY["en"])


def register(guest: Page, url: str, smtp_sink: SmtpSink) -> str:
    """From abroad, with two scripts; the message has text, HTML, invitation and link. Returns the personal link."""
    guest.goto(f"{url}/e/week/")
    guest.locator("main a[href$='/register']").first.click()
    fill_in(guest, "Elitsa", "Petkova", "Elitsa.Petkova@Rousse.example")
    guest.fill("[name=original_name]", "Елица Петкова")
    send(guest)
    expect(guest.locator("main h1")).to_have_text("We have your registration")
    message = smtp_sink.wait_for(1)[0]
    assert message["To"] is not None
    assert "elitsa.petkova@rousse.example" in message["To"]
    text, html = body_of(message, "plain"), body_of(message, "html")
    link = re.search(rf"{re.escape(url)}/r/[\w.~-]+/", text)
    assert link is not None
    assert link[0] in html
    return link[0]


def fill_in(guest: Page, given: str, family: str, email: str) -> None:
    """What has to be filled in, and nothing else."""
    guest.fill("[name=given_name]", given)
    guest.fill("[name=family_name]", family)
    guest.fill("[name=email]", email)
    guest.fill("[name=institution_name]", "University of Rousse")
    guest.select_option("[name=country]", "BG")
    guest.check("[name=has_consented]")


def send(guest: Page) -> None:
    with guest.expect_navigation():
        guest.locator("main form button.button--primary").click()


def register_as(guest: Page, url: str, given: str, family: str, email: str) -> None:
    """Register with what has to be filled in."""
    guest.goto(f"{url}/e/week/register")
    fill_in(guest, given, family, email)
    send(guest)


def expect_full(guest: Page, url: str) -> None:
    """The guest is told before anything is typed."""
    guest.goto(f"{url}/e/week/register")
    expect(guest.locator("main form button.button--primary")).to_have_text(re.compile("waiting list"))


def choose_ceremony(guest: Page, link: str) -> str:
    """Put the ceremony on the personal agenda; returns the address of the personal feed, after renewing it once."""
    guest.goto(f"{link}agenda")
    guest.locator(".activity", has_text=CEREMONY["en"]).locator("button").click()
    guest.wait_for_timeout(400)
    guest.goto(link)
    expect(guest.locator("main .activity")).to_have_count(1)
    old = guest.input_value("#feed-address")
    with guest.expect_navigation():
        guest.locator("form[action$='/calendar-address'] button").click()
    new = guest.input_value("#feed-address")
    assert old != new
    assert guest.request.get(old).status == 404
    assert guest.request.get(new).status == 200
    return new


def change_answers(guest: Page, link: str) -> None:
    """By the personal link."""
    guest.goto(f"{link}edit")
    guest.fill("[name=position]", "Vice-Rector")
    send(guest)
    expect(guest.locator("main")).to_contain_text("Vice-Rector")


def decide(organiser: Organiser, smtp_sink: SmtpSink) -> None:
    """Approve one, decline one with a reason; both hear of it, and the one who waits moves up."""
    smtp_sink.clear()
    organiser.open("/desk/events/week/registrations?q=petkova")
    organiser.page.check("[name=selected]")
    organiser.send("button[name=verb][value=approve]")
    organiser.open("/desk/events/week/registrations/2")
    organiser.page.fill("[name=reason]", "The places for your institution are given.")
    organiser.send("button[name=verb][value=decline]")
    messages = {message["To"].addresses[0].addr_spec: message for message in smtp_sink.wait_for(3)}
    assert set(messages) == {
        "elitsa.petkova@rousse.example",
        "niamh@tudublin.example",
        "karsten@techprotect.example",
    }
    assert "given" in body_of(messages["niamh@tudublin.example"], "plain")
    invitation = Calendar.from_ical(body_of(messages["elitsa.petkova@rousse.example"], "calendar"))
    assert invitation["METHOD"] == "REQUEST"
    assert invitation.walk("VEVENT")[0]["DTSTART"].dt == FIRST


def follow_calendar(organiser: Organiser, url: str, agenda_url: str, folder: Path) -> None:
    """The ceremony is moved, then cancelled; both subscribed calendars follow, with the same identity."""
    whole = Subscription(f"{url}/feeds/e/week.ics", folder / "whole", time_zone="Asia/Shanghai")
    agenda = Subscription(agenda_url, folder / "agenda", time_zone="Europe/Sofia")
    assert starts_in(whole) == {CEREMONY["en"]: f"{FIRST} 10:00", "Salon on water": f"{FIRST} 11:00"}
    assert set(starts_in(agenda)) == {CEREMONY["en"]}
    before = entry_in(f"{url}/feeds/e/week.ics")

    organiser.open("/desk/events/week/programme?view=list")
    organiser.page.locator("tr", has_text=CEREMONY["en"]).locator("a").first.click()
    organiser.send("button[name=shift][value='30']")
    assert entry_in(f"{url}/feeds/e/week.ics")["SEQUENCE"] == before["SEQUENCE"]
    release(organiser)
    after = entry_in(f"{url}/feeds/e/week.ics")
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert starts_in(whole)[CEREMONY["en"]] == f"{FIRST} 10:30"
    assert len(starts_in(agenda)) == 1

    organiser.page.goto(re.sub(r"[#?].*", "", activity_url(organiser)) + "/cancel")
    organiser.page.fill("[name=reason]", "The rector is ill.")
    organiser.send("main form button.button--danger")
    release(organiser)
    cancelled = entry_in(f"{url}/feeds/e/week.ics")
    assert (cancelled["STATUS"], cancelled["SEQUENCE"]) == ("CANCELLED", after["SEQUENCE"] + 1)
    for subscription in (whole, agenda):
        subscription.sync()
        shown = {each.title: each.is_cancelled for each in subscription.shows(FIRST, FIRST + timedelta(days=1))}
        assert [gone for title, gone in shown.items() if CEREMONY["en"] in title] == [True]


def release(organiser: Organiser) -> None:
    """Through the page that says what changes and who hears of it; without a name and a note."""
    organiser.open("/desk/events/week/programme/release")
    expect(organiser.page.locator("main")).to_contain_text(CEREMONY["en"])
    organiser.send("main form button.button--primary")
    expect(organiser.page.locator("body")).to_contain_text("is what readers see now")


def activity_url(organiser: Organiser) -> str:
    """The page of the ceremony at the desk."""
    organiser.open("/desk/events/week/programme?view=list")
    link = organiser.page.locator("tr", has_text=CEREMONY["en"]).locator("a").first.get_attribute("href") or ""
    return f"{organiser.url}{link}"


def starts_in(subscription: Subscription) -> dict[str, str]:
    """Title to start, as the calendar program shows it after fetching."""
    subscription.sync()
    return {each.title: each.start for each in subscription.shows(FIRST, FIRST + timedelta(days=1))}


def entry_in(url: str) -> dict[str, object]:
    """The ceremony in a feed."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        calendar = Calendar.from_ical(answer.read())
    return next(dict(each) for each in calendar.walk("VEVENT") if CEREMONY["en"] in each["SUMMARY"])


def withdraw(guest: Page, link: str, smtp_sink: SmtpSink) -> None:
    """By the personal link; the calendar entry of the invitation is cancelled by message."""
    smtp_sink.clear()
    guest.goto(f"{link}withdraw")
    with guest.expect_navigation():
        guest.locator("main form button").first.click()
    expect(guest.locator("main h1")).to_have_text("You have withdrawn")
    message = smtp_sink.wait_for(1)[0]
    assert Calendar.from_ical(body_of(message, "calendar"))["METHOD"] == "CANCEL"


def body_of(message: EmailMessage, subtype: str) -> str:
    """The part of that kind, decoded."""
    part = next(each for each in message.walk() if each.get_content_type() == f"text/{subtype}")
    return str(part.get_content())
