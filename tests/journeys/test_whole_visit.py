"""A visit from the request to the report that is closed, clicked through by everybody who has a part in it: who asks
on a phone in French, the desk, who decides, a delegate. The real service, each message by a real SMTP conversation."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from datetime import timedelta
from email.message import EmailMessage

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from coopevents import clock
from coopevents.db import db, reading
from coopevents.forms.models import Answers
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.schedule.release_models import Notice
from coopevents.schedule.states import NoticeState
from tests.desks import Desk
from tests.documents.pdfs import bare, pages_of, text_of
from tests.journeys.test_groups import fill_in, link_to, phone, tap
from tests.journeys.whole_visit import (
    OURS,
    SHARED,
    Morning,
    address_of,
    colleague,
    follow,
    open_tab,
    press,
    zone_where_talks_are_near,
)
from tests.readers import libical
from tests.servers import SmtpSink
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAD = "Given name,Family name,Role in the delegation,Rank,E-mail,Position,Country or region\n"
NAMES = ["Roussel", "Moreau", "Lefevre", "Garnier", "Faure", "Blanc", "Henry", "Perrin", "Morin", "Clement", "Gauthier"]
PASSPORT = {"name": "ROUSSEL ADA", "number": "PZ1234567", "expires_on": "2034-01-01"}
DINNER, WELCOME, TALKS = "Dinner given by the university", "Welcome by the leadership", "Talks with the schools"
MINUTES, OUTCOME, TO_DO = "A joint module begins in autumn.", "Two places for doctoral students", "Send the draft"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def zone() -> str:
    """Where the office stands: the talks of the first day begin within an hour and a quarter."""
    return zone_where_talks_are_near(clock.now())


@pytest.fixture
def environment(environment: dict[str, str], zone: str) -> dict[str, str]:
    """The office stands there."""
    return environment | {"COOPEVENTS_DEFAULT_TIME_ZONE": zone}


def test_a_visit_from_the_request_to_the_report(
    desk: Desk, zone: str, service: Service, smtp_sink: SmtpSink, browser: Browser, complaints: list[str]
) -> None:
    morning, url = Morning(desk, zone), service.url
    requester = browser.new_context(locale="fr-FR", viewport=PHONE).new_page()
    ask(requester, url, morning)
    with colleague(browser, url, "olga", complaints) as olga:
        bring_to_a_decision(olga, requester, smtp_sink)
        for name in ("mia", "xia"):
            with colleague(browser, url, name, complaints) as other:
                approve(other)
        requester.reload()
        expect(requester.locator("main")).to_contain_text("Vous êtes les bienvenus")
        olga.reload()
        name_twelve(olga)
        get_a_letter(desk, browser, olga, url, complaints)
        plan_two_days(olga)
        read_papers(olga, url)
        read_on_the_phone(desk, browser, requester, complaints)
        be_late(olga, smtp_sink)
        ensure_only_those_concerned_are_told(desk, smtp_sink)
        receive(olga, url)
        write_what_came_of_it(olga, morning)
        read_the_report(olga, url)
        with colleague(browser, url, "xia", complaints) as xia:
            submit_and_approve_the_report(olga, xia, url)
        settle_and_close(olga)
    assert [each for each in complaints if "422" not in each] == []


def ask(guest: Page, url: str, morning: Morning) -> None:
    """A university abroad asks for two days, in French."""
    guest.goto(f"{url}/visits/new")
    said = {
        "organisation": "University of Rousse",
        "contact_name": "Camille Roussel",
        "contact_email": "camille@rousse.example",
        "purpose": "A joint module on recycling.",
        "days_first": morning.today.isoformat(),
        "days_last": (morning.today + timedelta(days=1)).isoformat(),
        "head_count": "12",
    }
    fill_in(guest, **said)
    guest.select_option("[name=level]", "leadership")
    send(guest)
    expect(guest.get_by_text("Merci. Et maintenant")).to_be_visible()


def send(page: Page) -> None:
    """Press the button of the form."""
    with page.expect_navigation():
        page.locator("main form button.button--primary").first.click()


def newest(smtp_sink: SmtpSink, address: str, words: str) -> EmailMessage:
    """The newest message to an address that says so, once it came."""
    for _round in range(300):
        for each in reversed(list(smtp_sink.messages)):
            if address in str(each["To"]) and words in body_of(each):
                return each
        time.sleep(0.1)
    raise AssertionError(f"nothing with {words!r} came to {address}")


def body_of(message: EmailMessage) -> str:
    """The plain text of a message."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def bring_to_a_decision(olga: Page, guest: Page, smtp_sink: SmtpSink) -> None:
    """The desk takes the request up, asks one question back, and submits it."""
    expect(olga.locator("main")).to_contain_text("1 request for a visit is new")
    with olga.expect_navigation():
        olga.locator("main").get_by_role("link", name=re.compile("1 request for a visit is new")).click()
    follow(olga, "University of Rousse")
    press(olga, "Take it up")
    follow(olga, "Ask the requester")
    olga.fill("[name=question]", "Who leads the delegation?")
    send(olga)
    asked = newest(smtp_sink, "camille@rousse.example", "Who leads the delegation?")
    guest.goto(re.findall(r"http://\S+/v/\S+", body_of(asked))[0])
    guest.locator("textarea").fill("La présidente, Mme Roussel.")
    send(guest)
    expect(guest.get_by_text("votre demande suit son cours").first).to_be_visible()
    olga.reload()
    expect(olga.locator("main")).to_contain_text("La présidente, Mme Roussel.")
    press(olga, "Submit for approval")
    expect(olga.locator("main")).to_contain_text("It is being decided")


def approve(page: Page) -> None:
    """Whoever decides finds it on their first page."""
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Decide about the visit")).click()
    press(page, "Approve")


def table_of(names: list[str]) -> str:
    """The head first, with ranks."""
    roles = ["head", *[""] * (len(names) - 1)]
    rows = [
        f"Ada,{name},{role},{rank},{name.lower()}@rousse.example,Professor,France\n"
        for rank, (name, role) in enumerate(zip(names, roles, strict=True), start=1)
    ]
    return HEAD + "".join(rows)


def hand_in(page: Page, table: str) -> None:
    """Send a spreadsheet to be looked at."""
    page.set_input_files(
        "main input[type=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    press(page, "Look at the rows")


def name_twelve(page: Page) -> None:
    """A row is mended, eleven are taken over, one more is named by hand, and all are sent their links."""
    open_tab(page, "People")
    follow(page, "From a spreadsheet")
    hand_in(page, table_of(NAMES).replace("lefevre@", "lefevre at "))
    expect(page.locator("main")).to_contain_text("Row 4, E-mail: Write an e-mail address")
    follow(page, "Choose the mended file")
    hand_in(page, table_of(NAMES))
    press(page, "Name them all")
    follow(page, "Name a delegate")
    fill_in(page, given_name="Una", family_name="Whelan", email="una@rousse.example")
    page.select_option("main [name=role]", "interpreter")
    press(page, "Save")
    expect(page.locator("main tbody tr")).to_have_count(12)
    press(page, "Send 1 person their own link")


def get_a_letter(desk: Desk, browser: Browser, olga: Page, url: str, complaints: list[str]) -> None:
    """The head says who she is on the phone; one colleague compares the passport, another issues the letter for it."""
    with phone(browser, complaints) as guest:
        guest.goto(link_to(desk, "roussel@rousse.example"))
        fill_in_own(guest)
        olga.reload()
        expect(olga.locator("main tbody tr").first).to_contain_text("Data complete")
        letter = verify(olga)
        with colleague(browser, url, "xia", complaints) as xia:
            xia.goto(letter)
            press(xia, "Issue the letter")
            expect(xia.locator("main")).to_contain_text("The letter is out")
        guest.reload()
        with guest.expect_download() as download:
            guest.get_by_text("My invitation letter (PDF)").tap()
        assert bare("ROUSSEL ADA") in text_of(download.value.path().read_bytes())
        tap(guest, "My data")
        expect(guest.locator("main")).to_contain_text("To compare the passport")
    with desk.app.app_context(), reading():
        assert "PZ1234567" not in str(db.session.query(Answers).one().sealed)
        db.session.remove()


def fill_in_own(guest: Page) -> None:
    """What the letter needs, and who else comes."""
    tap(guest, "Fill in my details")
    fill_in(guest, office="President", diet="No pork")
    guest.check("main [name=answer_needs_letter]")
    guest.check("main [name=answer_passport_consent]")
    fill_in(guest, **{f"answer_passport_{key}": value for key, value in PASSPORT.items()})
    guest.select_option("main [name=answer_nationality]", "FR")
    fill_in(guest, answer_born_on="1970-02-03")
    tap(guest, "Save my details")
    expect(guest.locator("body")).to_contain_text("Your details are saved")
    expect(guest.locator("main section[aria-labelledby=company] li")).to_have_count(12)


def verify(page: Page) -> str:
    """Look at the head's passport for a reason, and write down that it was compared; returns the letter's address."""
    assert "PZ1234567" not in page.content()
    follow(page, "Ada Roussel")
    letter = f"{page.url}/letter"
    follow(page, "Show some of them…")
    page.check("main [name=keys][value=passport_number]")
    fill_in(page, reason="To compare the passport")
    press(page, "Show them")
    expect(page.locator("main")).to_contain_text("PZ1234567")
    page.goto(letter)
    page.check("main [name=was_compared]")
    press(page, "The passport is verified")
    return letter


def plan_two_days(page: Page) -> None:
    """Twelve lines of a template with people and a car, four that other programmes plan; nothing clashes; sent."""
    open_tab(page, "Itinerary")
    follow(page, "Begin with a template")
    page.select_option("main [name=plan]", label="Two-day visit")
    for role, name in OURS.items():
        page.fill(f"main [name={role}]", name)
    page.select_option("main [name=car]", label="Coach")
    press(page, "Put these lines on the itinerary")
    expect(page.locator("main ol > li")).to_have_count(12)
    for title in SHARED:
        follow(page, "Take part in a programme")
        press(page, f"Take part: {title}")
    expect(page.locator("main ol > li")).to_have_count(16)
    expect(page.locator("main .clash, main #clashes")).to_have_count(0)
    follow(page, "Send the programme")
    press(page, "Send the programme")
    expect(page.locator("main")).to_contain_text("Version 1 is what the guests see.")


def read_papers(page: Page, url: str) -> None:
    """The booklet, the briefing and the table plan, as they are printed; then everybody is sent their own link."""
    open_tab(page, "Papers and links")
    for row, names in {
        "Booklet": ("Ada Roussel", *SHARED, "Dîner offert par l’université"),
        "Briefing pack": ("Una Whelan", "Min Zhou"),
        DINNER: ("Gauthier", "Zhou"),
    }.items():
        link = page.locator("main tr", has_text=row).get_by_role("link").first.get_attribute("href")
        answer = page.request.get(f"{url}{link}")
        pages = pages_of(answer.body())
        assert (answer.body()[:5], len(pages) > 0) == (b"%PDF-", True)
        assert [name for name in names if bare(name) not in "".join(pages)] == [], "".join(pages)
    press(page, "Send the links")


def read_on_the_phone(desk: Desk, browser: Browser, requester: Page, complaints: list[str]) -> None:
    """Whoever asked reads the whole programme, the driver the ways by car and nothing else."""
    requester.reload()
    with requester.expect_navigation():
        requester.get_by_role("link", name="Programme de votre visite").click()
    for words in (*SHARED, "Jiayi Tang"):
        expect(requester.locator("main")).to_contain_text(words)
    with phone(browser, complaints) as driver:
        driver.goto(link_to(desk, address_of("driver")))
        expect(driver.locator("main")).to_contain_text("To the airport")
        for words in (*SHARED, DINNER):
            expect(driver.locator("main")).not_to_contain_text(words)


def be_late(page: Page, smtp_sink: SmtpSink) -> None:
    """Twenty minutes, looked at first."""
    open_tab(page, "Itinerary")
    follow(page, f"Late: {TALKS}")
    page.fill("[name=minutes]", "20")
    press(page, "Look first")
    expect(page.locator("main li").filter(has_text=TALKS)).to_contain_text("11:05")
    smtp_sink.clear()
    press(page, "Let it run late")
    expect(page.get_by_text("2 lines moved. Whoever it concerns is told.")).to_be_visible()


def ensure_only_those_concerned_are_told(desk: Desk, smtp_sink: SmtpSink) -> None:
    """Twelve guests, the host and the interpreter are each told once, with a valid update; the driver hears nothing."""
    wait_until_all_is_told(desk)
    guests = [f"{name.lower()}@rousse.example" for name in (*NAMES, "Una")]
    concerned = [*guests, address_of("host"), address_of("interpreter")]
    assert Counter(each for to in smtp_sink.recipients for each in to) == Counter(concerned)
    for message in smtp_sink.messages:
        [part, *_same] = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
        body = part.get_payload(decode=True)
        assert isinstance(body, bytes)
        assert libical.check(body).is_clean
        assert {each.sequence for each in libical.events(body)} == {1}


def wait_until_all_is_told(desk: Desk) -> None:
    """Come back when no notice waits and no message either."""
    for _round in range(300):
        with desk.app.app_context(), reading():
            waiting = db.session.query(Notice).filter(Notice.state == NoticeState.WAITING).count()
            told = db.session.query(Notice).count()
            unsent = db.session.query(OutboxMessage).filter(OutboxMessage.state != MessageState.SENT).count()
            db.session.remove()
        if told and not waiting and not unsent:
            return
        time.sleep(0.1)
    raise AssertionError(f"{told} notices, {waiting} of them and {unsent} messages wait")


def receive(page: Page, url: str) -> None:
    """All twelve arrive, one tap each; then the visit is over."""
    page.goto(f"{url}/desk/delegations")
    follow(page, "On campus today")
    for name in [*(f"Ada {each}" for each in NAMES), "Una Whelan"]:
        page.get_by_role("button", name=f"Has arrived: {name}", exact=True).click()
    expect(page.locator("[data-arrived]")).to_have_text("12 of 12 here")
    follow(page, "University of Rousse")
    press(page, "The visit is over")
    expect(page.locator("main")).to_contain_text("The report is due")


def write_what_came_of_it(page: Page, morning: Morning) -> None:
    """Minutes and who came, an outcome, and what follows with who sees to it and until when."""
    open_tab(page, "After the visit")
    meeting = page.locator("main details", has_text=WELCOME).first
    meeting.locator("summary").click()
    for name in ("Ada Roussel", "Una Whelan"):
        meeting.get_by_label(name).check()
    meeting.locator("textarea").fill(MINUTES)
    press(page, f"Save: {WELCOME}")
    page.fill("[name=outcome-text]", OUTCOME)
    press(page, "Add the outcome")
    page.fill("[name=follow-up-text]", TO_DO)
    page.select_option("[name=follow-up-owner]", label="Olga")
    page.fill("[name=follow-up-due_on]", (morning.today + timedelta(days=14)).isoformat())
    press(page, "Add the follow-up")
    expect(page.locator("main section[aria-labelledby=follow-ups]")).to_contain_text("Olga")


def read_the_report(page: Page, url: str) -> None:
    """On paper and for Word it tells who was there, what was said, what came of it, and who does what."""
    follow(page, "The report")
    row = page.locator("main tr", has_text="Report on the visit").get_by_role("link")
    paper, word = (page.request.get(f"{url}{row.nth(at).get_attribute('href')}").body() for at in range(2))
    document = Document(io.BytesIO(word))
    told = bare("".join(each.text for each in document.paragraphs))
    for words in (MINUTES, OUTCOME, TO_DO, "Olga", "Ada Roussel, Una Whelan"):
        assert bare(words) in text_of(paper), words
        assert bare(words) in told, words


def submit_and_approve_the_report(page: Page, head: Page, url: str) -> None:
    """Who wrote it submits it; other eyes find it on their first page and approve it; it is kept."""
    open_tab(page, "After the visit")
    press(page, "Submit the report")
    head.goto(f"{url}/desk/")
    head.get_by_role("link", name=re.compile("Approve the report")).click()
    press(head, "Approve the report")
    page.reload()
    kept = url + str(page.get_by_role("link", name="The report as approved").get_attribute("href"))
    assert bare(OUTCOME) in text_of(page.request.get(kept).body())


def settle_and_close(page: Page) -> None:
    """What was to follow is done, and nothing is left to do."""
    open_tab(page, "After the visit")
    press(page, f"Done: {TO_DO}")
    open_tab(page, "Overview")
    press(page, "Close the visit")
    expect(page.locator("main")).to_contain_text("The visit is closed")
