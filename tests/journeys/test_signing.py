"""An agreement from its proposal to the frozen, approved text; then three of them planned for one ceremony, rehearsed,
run on a tablet that loses its network, and signed: registry, map, partner pages and alerts follow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, time, timedelta
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from coopevents import clock
from coopevents.agreements import alerts, queries
from coopevents.agreements.alert_rules import AlertKind
from coopevents.agreements.models import Signature
from coopevents.agreements.states import AgreementState
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.states import CeremonyState
from coopevents.db import db
from coopevents.watching import Watchman
from tests.blueprints.organiser.agreements import SIGNATORIES, Office, pdf
from tests.browsing import listen
from tests.desks import Colleague, Desk
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Joint student training"


class Journey:
    """The desk as its colleagues see it in their browsers, and a tablet."""

    def __init__(self, office: Office, browser: Browser, url: str, complaints: list[str], until: ExitStack) -> None:
        self.office, self.browser, self.url, self.complaints, self.until = office, browser, url, complaints, until
        self.app = office.desk.app
        self.pages: dict[int, Page] = {}

    def page(self, who: Colleague | None = None) -> Page:
        """The browser of somebody, signed in; a tablet's when it is nobody's."""
        if id(who) not in self.pages:
            profile = self.browser.new_context(locale="en-GB", timezone_id="Asia/Shanghai")
            profile.set_default_timeout(20_000)
            self.until.callback(profile.close)
            if who is not None:
                name = self.app.config["SESSION_COOKIE_NAME"]
                kept = who.client.get_cookie(name)
                assert kept is not None
                profile.add_cookies([{"name": name, "value": kept.value, "url": self.url}])
            self.pages[id(who)] = profile.new_page()
            listen(self.pages[id(who)], self.complaints)
        return self.pages[id(who)]

    def open(self, path: str, who: Colleague | None = None) -> Page:
        """A page of the office, in the browser of somebody."""
        page = self.page(who)
        page.goto(self.url + path)
        return page

    def press(self, page: Page, name: str, *, exact: bool = True) -> None:
        """Press a button that loads the next page."""
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=exact).first.click()

    def decide(self, who: Colleague, path: str, reason: str) -> None:
        """Approve at the stage that waits."""
        page = self.open(path, who)
        page.locator("[name=reason]").fill(reason)
        self.press(page, "Approve")

    def state(self, number: int) -> AgreementState:
        """The state of an agreement, as the registry has it."""
        return self.office.read(number).state

    def signatures(self) -> list[tuple[int, int]]:
        """Who signed which original, in the order of the moments."""
        with self.app.app_context():
            found = db.session.query(Signature).order_by(Signature.signed_at, Signature.id)
            return [(each.signatory_id, each.original) for each in found]

    def warned(self) -> dict[int, tuple[AgreementState, AlertKind, int]]:
        """What the clock makes of the agreements: their state once they came into force, and of what their people are
        warned 180 days before they end."""
        with self.office.desk.writing():
            Watchman(self.app, Event()).follow_days(clock.now())
            found = {each: queries.get_agreement(each) for each in (1, 2, 3)}
            (ends_on,) = {each.ends_on for each in found.values()}
            assert ends_on is not None
            then = datetime.combine(ends_on - timedelta(days=180), time(12), UTC)
            due = dict(alerts.list_due(then, stalled_days=90))
            return {each: (found[each].state, due[each].kind, due[each].threshold) for each in found}

    def wait_for_signatures(self, count: int) -> None:
        """Come back when so many are recorded."""
        for _turn in range(200):
            if len(self.signatures()) == count:
                return
            self.page().wait_for_timeout(100)
        raise AssertionError(self.signatures())

    def wait_for(self, state: CeremonyState) -> None:
        """Come back when the only ceremony is as the tablet has just told."""
        for _turn in range(200):
            with self.app.app_context():
                found = db.session.query(Ceremony).one().state
            if found is state:
                return
            self.page().wait_for_timeout(100)
        raise AssertionError(found)


@pytest.fixture
def journey(desk: Desk, idle_service: Service, browser: Browser, complaints: list[str]) -> Iterator[Journey]:
    office = Office(desk)
    idle_service.start_web()
    with ExitStack() as until:
        yield Journey(office, browser, idle_service.url, complaints, until)


def propose(journey: Journey) -> str:
    """The proposal with its signatories and its text in two languages; returns the path of its page."""
    page = journey.open("/desk/agreements/new", journey.office.officer)
    page.locator("[name=title-en]").fill(TITLE)
    page.locator("[name=partners-0-partner]").select_option(label="TU Dublin")
    page.locator("[name=languages][value=zh_Hans_CN]").check()
    page.locator("[name=term_years]").fill("5")
    page.locator("[name=is_public]").check()
    with page.expect_navigation():
        page.locator("main form .button--primary").click()
    path = page.url.removeprefix(journey.url)
    page.goto(f"{page.url}/signatories")
    for name, value in SIGNATORIES.items():
        if name.endswith("-name"):
            page.locator(f"[name={name}]").fill(value)
    with page.expect_navigation():
        page.locator("main form .button--primary").click()
    for kind, language, text in (("final", "en", "The text"), ("translation", "zh_Hans_CN", "约定")):
        page.goto(journey.url + path)
        form = page.locator("#add-document")
        if not form.is_visible():
            page.locator("summary", has_text="Add a document").click()
        form.locator("[name=kind]").select_option(kind)
        form.locator("[name=language]").select_option(language)
        file = {"name": f"{language}.pdf", "mimeType": "application/pdf", "buffer": pdf(text)}
        form.locator("[name=file]").set_input_files(file)  # type: ignore[arg-type]
        with page.expect_navigation():
            form.locator("button[type=submit]").click()
    return path


def approve(journey: Journey, path: str) -> list[AgreementState]:
    """Through unit, legal review, freezing, the check of the translation, and the office; returns the states."""
    office, number = journey.office, int(path.rpartition("/")[2])
    seen = [journey.state(number)]

    def note() -> None:
        seen.append(journey.state(number))

    journey.press(journey.open(path, office.officer), "Submit for approval")
    note()
    journey.decide(office.lead, path, "Fits our strategy.")
    note()
    journey.decide(office.legal, path, "Clause 7 is as agreed.")
    note()
    journey.press(journey.open(path, office.officer), "Freeze the final text")
    note()
    journey.press(journey.open(path, office.colleague), "Checked:", exact=False)
    note()
    journey.decide(office.head, path, "May be signed.")
    note()
    return seen


def approve_at_once(office: Office, partner: str) -> None:
    """The same way for an agreement with that partner, through the doors alone."""
    number = office.propose(**{"is_public": "y", "title-en": f"{TITLE} {partner}", "partners-0-partner": partner})
    signatories = {**SIGNATORIES, "signatories-1-side": partner}
    assert office.officer.post(f"/desk/agreements/{number}/signatories", signatories).status_code == 302
    office.add(number, f"The text {partner}", "en", "final")
    office.add(number, f"约定 {partner}", "zh_Hans_CN", "translation")
    office.do(office.officer, number, "submit")
    office.do(office.lead, number, "decide/unit", verb="approve")
    office.do(office.legal, number, "decide/legal", verb="approve")
    office.do(office.officer, number, "freeze")
    with office.desk.app.app_context():
        translation = queries.get_agreement(number).documents[-1].id
    office.do(office.colleague, number, f"documents/{translation}/check")
    office.do(office.head, number, "decide/office", verb="approve")
    assert office.state(number) == "approved"


def plan(journey: Journey) -> Page:
    """One ceremony for all three, tomorrow at ten; returns the page of it."""
    page = journey.open("/desk/ceremonies/new", journey.office.officer)
    for box in page.locator("[name=agreements]").all():
        box.check()
    page.locator("[name=title-en]").fill("Signing of three agreements")
    page.locator("[name=day]").fill(f"{clock.now() + timedelta(days=1):%Y-%m-%d}")
    page.locator("[name=starts]").fill("10:00")
    page.locator("[name=ends]").fill("11:00")
    with page.expect_navigation():
        page.locator("main form .button--primary").click()
    expect(page.locator("h1")).to_have_text("Signing of three agreements")
    return page


def rehearse(journey: Journey, tablet: Page) -> None:
    """From the first line to the end; nothing can be signed."""
    tablet.get_by_role("button", name="Rehearse").click()
    tablet.get_by_role("button", name="Next line").click()
    tablet.locator("[data-signing] > summary").click()
    expect(tablet.get_by_role("button", name="Has signed")).to_have_count(0)
    tablet.get_by_role("button", name="Finish").click()
    expect(tablet.locator("[data-part=now_word]")).to_have_text("It is over")


def run_and_sign(journey: Journey, tablet: Page) -> None:
    """Begun with a network; the lines and most signatures while there is none; then everything arrives."""
    tablet.get_by_role("button", name="Begin").click()
    tablet.get_by_role("button", name="Next line").click()
    missing = tablet.get_by_role("button", name="Has signed")
    missing.first.click()
    expect(missing).to_have_count(11)
    journey.wait_for_signatures(1)
    expect(tablet.locator("html[data-state=kept]")).to_have_count(1)
    tablet.context.set_offline(True)
    tablet.get_by_role("button", name="Next line").click()
    for left in range(11, 0, -1):
        expect(missing).to_have_count(left)
        missing.first.click()
    expect(tablet.locator("[data-count]")).to_have_text("12")
    expect(tablet.locator("[data-said-of-network]")).to_contain_text("Waiting to be sent: 12")
    assert len(journey.signatures()) == 1
    line = tablet.locator("[data-part=count]").inner_text()
    tablet.reload()
    expect(tablet.locator("[data-part=count]")).to_have_text(line)
    expect(tablet.locator("[data-said-of-network]")).to_contain_text("Waiting to be sent: 12")
    tablet.context.set_offline(False)
    journey.wait_for_signatures(12)
    tablet.get_by_role("button", name="Finish").click()
    expect(tablet.locator("[data-part=now_word]")).to_have_text("It is over")


def test_three_agreements_are_approved_signed_at_one_ceremony_and_everything_follows(journey: Journey) -> None:
    path = propose(journey)
    assert approve(journey, path) == [
        AgreementState.PROPOSAL,
        AgreementState.UNIT_APPROVAL,
        AgreementState.LEGAL_REVIEW,
        AgreementState.NEGOTIATION,
        AgreementState.FROZEN,
        AgreementState.TRANSLATIONS_CHECKED,
        AgreementState.APPROVED,
    ]
    office = journey.office
    office.officer.post(
        "/desk/partners/new", {"name-en": "University of Rousse", "kind": "university", "country": "BG"}
    )
    for partner in ("1", "2"):
        approve_at_once(office, partner)
    desk_page = plan(journey)
    assert [journey.state(each) for each in (1, 2, 3)] == [AgreementState.SCHEDULED] * 3
    live = desk_page.get_by_role("link", name="Live mode").get_attribute("href") or ""
    tablet = journey.open(live.removeprefix(journey.url))
    rehearse(journey, tablet)
    journey.wait_for(CeremonyState.REHEARSED)
    run_and_sign(journey, tablet)
    journey.wait_for(CeremonyState.DONE)
    assert len(set(journey.signatures())) == len(journey.signatures()) == 12
    assert [journey.state(each) for each in (1, 2, 3)] == [AgreementState.SIGNED] * 3
    desk_page.goto(f"{desk_page.url}/signing")
    expect(desk_page.get_by_text("4 of 4 signatures")).to_have_count(3)
    everything_follows(journey, path)
    assert [each for each in journey.complaints if "ERR_INTERNET_DISCONNECTED" not in each] == []


def everything_follows(journey: Journey, own: str) -> None:
    """The registry, the public map and list, the pages of both partners, and the alerts."""
    officer = journey.office.officer
    expect(journey.open(own, officer).locator(".badge", has_text="Signed").first).to_be_visible()
    public = journey.open("/partners")
    expect(public.locator(".partners__row", has_text="TU Dublin")).to_contain_text("2 agreements")
    expect(public.locator(".partners__row", has_text="University of Rousse")).to_contain_text("1 agreement")
    expect(public.locator(".world__dots--wide a")).to_have_count(2)
    for number, titles in ((1, (TITLE, f"{TITLE} 1")), (2, (f"{TITLE} 2",))):
        pages = [f"/partners/{number}", f"/desk/partners/{number}"]
        listed = journey.open(f"/desk/agreements?partner={number}", officer)
        expect(listed.locator("tbody tr", has_text="Signed")).to_have_count(len(titles))
        for path in pages:
            page = journey.open(path, officer)
            for title in titles:
                expect(page.get_by_text(title, exact=True).first).to_be_visible()
    assert journey.warned() == dict.fromkeys((1, 2, 3), (AgreementState.IN_FORCE, AlertKind.EXPIRY, 180))
