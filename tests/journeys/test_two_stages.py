"""Two stages of approval: sent back by the school, answered on the phone, approved by the school and by the office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from coopevents import clock, unit_of_work
from coopevents.accounts import service as accounts
from coopevents.accounts.details import Scope
from coopevents.accounts.roles import Role
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.registration import plans
from coopevents.text import LocalizedText
from tests.browsing import listen
from tests.desks import Desk
from tests.journeys.test_groups import be_a_member, phone, tap
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "lantern-harbour-quartz-77"
GUEST, ASKED = "amina@lakeview.example", "Please name the professor who invites you."


def open_week(desk: Desk) -> None:
    """A published event approved by the school, then by the office, with four eyes; each has a reviewer."""
    event_id = desk.event("week", starts_on=clock.now().date() + timedelta(days=30))
    with desk.writing():
        event, now, reviewers = events.get_event(event_id), clock.now(), []
        for name in ("sam", "olga"):
            email = f"{name}@office.example"
            user = accounts.create_user(email=email, name=name.title(), password=PASSWORD, now=now, actor=THE_HOUSE)
            accounts.grant_role(user, Role.REVIEWER, Scope.event(event_id, desk.unit_id), now=now, actor=THE_HOUSE)
            reviewers.append(user.id)
        db.session.flush()
        stages = [
            StageDetails(name=LocalizedText(en=name), reviewer_ids=(each,), due_days=3)
            for name, each in zip(("School", "Office"), reviewers, strict=True)
        ]
        plans.change_plan(event, PlanDetails(stages=tuple(stages), needs_four_eyes=True), now=now, actor=THE_HOUSE)
        publishing.publish_event(event, now=now, actor=THE_HOUSE)
        unit_of_work.commit()


@contextmanager
def reviewer(browser: Browser, url: str, name: str, complaints: list[str]) -> Iterator[Page]:
    """A colleague at the list of what waits for them."""
    profile = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    profile.set_default_timeout(15_000)
    page = profile.new_page()
    listen(page, complaints)
    page.goto(f"{url}/account/sign-in?next=/desk/reviews")
    page.fill("[name=email]", f"{name}@office.example")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    page.goto(f"{url}/desk/reviews")
    yield page
    profile.close()


def decide(page: Page, button: str, reason: str = "") -> None:
    """Open the only case of the list and decide it."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name="Amina Mensah").first.click()
    page.fill("main [name=reason]", reason)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()


def told(desk: Desk) -> list[tuple[str, str]]:
    """What was queued for whom, in order."""
    with desk.app.app_context():
        found = db.session.query(OutboxMessage).order_by(OutboxMessage.id)
        return [(each.kind, each.text_body) for each in found if each.to_email == GUEST]


def register(guest: Page, url: str) -> None:
    """From the event's page to a place that waits."""
    guest.goto(f"{url}/e/week/")
    tap(guest, "Register")
    be_a_member(guest, "Amina", GUEST)
    guest.locator("main form button.button--primary").tap()
    expect(guest.locator("main h1")).to_have_text("We have your registration")


def answer_on_the_phone(guest: Page) -> None:
    """Read what is asked, change the answers and send them."""
    guest.reload()
    expect(guest.locator("main")).to_contain_text(ASKED)
    tap(guest, "Change my answers")
    guest.fill("main [name=position]", "Invited by Professor Shen")
    guest.locator("main form button.button--primary").tap()
    expect(guest.locator("main")).not_to_contain_text(ASKED)


def ensure_told_once(messages: list[tuple[str, str]]) -> None:
    """Each step is told once, and what was asked only where it was asked."""
    kinds = [kind for kind, _text in messages]
    assert kinds == [
        "registration_received",
        "registration_returned",
        "registration_resubmitted",
        "registration_confirmed",
    ]
    assert [ASKED in text for _kind, text in messages] == [False, True, False, False]


def test_a_guest_is_sent_back_answers_on_the_phone_and_is_approved_in_two_stages(
    desk: Desk, idle_service: Service, browser: Browser, complaints: list[str]
) -> None:
    open_week(desk)
    idle_service.start_web()
    url = idle_service.url
    with (
        phone(browser, complaints) as guest,
        reviewer(browser, url, "sam", complaints) as sam,
        reviewer(browser, url, "olga", complaints) as olga,
    ):
        register(guest, url)
        expect(olga.locator("main")).not_to_contain_text("Amina")

        sam.reload()
        decide(sam, "Send back for changes")
        expect(sam.locator("main [aria-invalid=true]")).to_have_attribute("name", "reason")
        sam.goto(f"{url}/desk/reviews")
        decide(sam, "Send back for changes", ASKED)

        answer_on_the_phone(guest)
        sam.goto(f"{url}/desk/reviews")
        decide(sam, "Approve")
        expect(sam.locator("main")).to_contain_text("Nothing waits for you")
        guest.reload()
        expect(guest.locator("main h1")).not_to_have_text("Your place is confirmed")

        olga.reload()
        decide(olga, "Approve and confirm the place")
        guest.reload()
        expect(guest.locator("main h1")).to_have_text("Your place is confirmed")
    ensure_told_once(told(desk))
    assert [each for each in complaints if "422" not in each] == []
