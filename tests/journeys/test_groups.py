"""Groups on the phone: a leader and twelve members; and a group that waits, is offered places, and loses them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from coopevents import clock, unit_of_work
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.registration import group_members, groups, queries, service, waiting
from coopevents.registration.details import GroupTermsDetails, GuestDetails, TermsDetails, WaitingDetails
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.group_states import MemberState
from coopevents.registration.models import Registration
from coopevents.ushering import Usher
from tests.browsing import listen
from tests.desks import Desk
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES = ("Ama", "Bo", "Carla", "Dmitri", "Esi", "Farid", "Gao", "Hugo", "Inès", "Jonas")
DIET = "A peanut could kill me"


@contextmanager
def phone(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A phone that is touched."""
    size = {"width": 390, "height": 844}
    profile = browser.new_context(locale="en-GB", timezone_id="Africa/Accra", viewport=size, has_touch=True)
    profile.set_default_timeout(15_000)
    page = profile.new_page()
    listen(page, complaints)
    yield page
    profile.close()


def tap(page: Page, words: str) -> None:
    """Tap a button or a link by its words, and see that the next page fits the phone."""
    found = page.locator("main").locator("a, button").filter(has_text=words).first
    with page.expect_navigation():
        found.tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url


def fill_in(page: Page, **said: str) -> None:
    """Type into the fields of a form by their names."""
    for name, value in said.items():
        page.fill(f"main [name={name}]", value)


def be_a_member(page: Page, given_name: str, email: str) -> None:
    """What a member says of themselves."""
    fill_in(page, given_name=given_name, family_name="Mensah", email=email, institution_name="Lakeview Polytechnic")
    page.select_option("main [name=country]", "GH")
    page.check("main [name=has_consented]")


def open_week(desk: Desk, capacity: int, *, offer_hours: int | None = None) -> int:
    """A published event that takes groups."""
    event_id = desk.event("week", starts_on=clock.now().date() + timedelta(days=30))
    with desk.writing():
        event, now = events.get_event(event_id), clock.now()
        service.change_terms(event, TermsDetails(capacity=capacity), now=now, actor=THE_HOUSE)
        waiting.change_rules(event, WaitingDetails(offer_hours=offer_hours), now=now, actor=THE_HOUSE)
        groups.change_group_terms(event, GroupTermsDetails(), now=now, actor=THE_HOUSE)
        publishing.publish_event(event, now=now, actor=THE_HOUSE)
        unit_of_work.commit()
    return event_id


def register_group(page: Page, url: str, name: str, places: int, button: str) -> None:
    """From the event's page to the page of the group."""
    page.goto(f"{url}/e/week/")
    tap(page, "Register a group")
    leader = {"leader_name": "Kwame Boateng", "leader_email": "kwame@lakeview.example"}
    fill_in(page, name=name, places=str(places), **leader)
    page.check("main [name=has_consented]")
    tap(page, button)
    expect(page.locator("main h1")).to_have_text(name)


def link_to(desk: Desk, address: str) -> str:
    """The newest link that was sent to an address."""
    with desk.app.app_context():
        found = db.session.query(OutboxMessage).filter_by(to_email=address).order_by(OutboxMessage.id.desc()).first()
        assert found is not None
        return next(line for line in found.text_body.splitlines() if line.startswith("http"))


def fill_the_others(desk: Desk) -> None:
    """Everybody else who got a link fills in a place, each in a unit of work of their own."""
    with desk.app.app_context():
        invited = [each.id for each in db.session.query(GroupMember).filter_by(state=MemberState.INVITED)]
    for member_id in invited:
        with desk.writing():
            member = db.session.get_one(GroupMember, member_id)
            details = GuestDetails(
                email=member.email, given_name=member.name, family_name="Mensah", has_consented=True, country="GH"
            )
            group_members.fill_place(member, details, now=clock.now(), actor=THE_HOUSE)
            unit_of_work.commit()


def send_links(leader: Page) -> None:
    """Ten at once, after a line was mended; one place filled in by the leader; one more link by itself."""
    tap(leader, "Send many links")
    lines = [f"{name}, {number}@lakeview.example" for number, name in enumerate(NAMES)]
    leader.fill("main textarea", "\n".join([*lines[:4], "Somebody without an address", *lines[4:]]))
    tap(leader, "Send the links")
    expect(leader.locator("main")).to_contain_text("Line 5 has no e-mail address: Somebody without an address")
    leader.fill("main textarea", "\n".join(lines))
    tap(leader, "Send the links")

    tap(leader, "Name the next member")
    tap(leader, "Fill in for the member")
    be_a_member(leader, "Kwame", "kwame@lakeview.example")
    tap(leader, "Register the member")
    tap(leader, "Name the next member")
    leader.fill("main [name=email]", "late@lakeview.example")
    tap(leader, "Send the link")
    expect(leader.locator("main ol .badge").filter(has_text="Link sent")).to_have_count(11)


def swap_latifa(desk: Desk, leader: Page, member: Page) -> None:
    """Everybody is named; one is swapped for somebody else, who takes the place by a link of their own."""
    leader.reload()
    expect(leader.locator("main")).to_contain_text("12 of 12 members have a name.")
    tap(leader, "Latifa Mensah")
    assert DIET not in leader.content()
    tap(leader, "Somebody else comes")
    tap(leader, "Name the next member")
    leader.fill("main [name=email]", "next@lakeview.example")
    tap(leader, "Send the link")
    member.goto(link_to(desk, "next@lakeview.example"))
    be_a_member(member, "Nana", "next@lakeview.example")
    tap(member, "Take the place")


def test_a_leader_brings_twelve_members_from_a_phone(
    desk: Desk, idle_service: Service, browser: Browser, complaints: list[str]
) -> None:
    open_week(desk, 20)
    idle_service.start_web()
    with phone(browser, complaints) as leader, phone(browser, complaints) as member:
        register_group(leader, idle_service.url, "Lakeview Delegation", 12, "Hold the places")
        expect(leader.locator("main")).to_contain_text("0 of 12 members have a name.")

        send_links(leader)

        member.goto(link_to(desk, "late@lakeview.example"))
        be_a_member(member, "Latifa", "late@lakeview.example")
        member.fill("main [name=position]", DIET)
        tap(member, "Take the place")
        expect(member.locator("main h1")).to_have_text("Your place is confirmed")
        fill_the_others(desk)

        swap_latifa(desk, leader, member)
        leader.reload()
        tap(leader, "Confirm the group")
        expect(leader.locator("main .badge--good").first).to_have_text("Confirmed")
    assert [each for each in complaints if "422" not in each] == []


def test_a_waiting_group_is_offered_its_places_and_loses_them_to_the_next(
    desk: Desk, idle_service: Service, browser: Browser, complaints: list[str]
) -> None:
    event_id = open_week(desk, 3, offer_hours=24)
    seated = [desk.guest(event_id, f"{number}@example.org") for number in range(3)]
    idle_service.start_web()
    with phone(browser, complaints) as first, phone(browser, complaints) as second:
        for page, name in ((first, "Choir"), (second, "Orchestra")):
            register_group(page, idle_service.url, name, 3, "Join the waiting list")
            expect(page.locator("main")).to_contain_text("3 places are on the waiting list")
        expect(second.locator("main")).to_contain_text("1 person or group waits before you.")
        until = free_all(desk, seated)

        first.reload()
        expect(first.locator("main")).to_contain_text("3 places are offered to your group")
        Usher(desk.app).usher(until - timedelta(minutes=1))
        second.reload()
        expect(second.locator("main")).to_contain_text("You are the next in line.")
        Usher(desk.app).usher(until)
        first.reload()
        expect(first.locator("main")).to_contain_text("The offer has expired")
        second.reload()
        tap(second, "Accept")
        expect(second.locator("main")).to_contain_text("0 of 3 members have a name.")
    with desk.app.app_context():
        kinds = [each.kind for each in db.session.query(OutboxMessage).order_by(OutboxMessage.id)]
        told = [each for each in kinds if each.startswith(("place_", "offer_", "group_"))]
        assert told == [
            "group_registered",
            "group_registered",
            "place_offered",
            "offer_reminder",
            "offer_expired",
            "place_offered",
            "group_moved_up",
        ]
        assert sorted(each.waits_for for each in db.session.query(Group)) == [0, 0]
    assert complaints == []


def free_all(desk: Desk, guest_ids: list[int]) -> datetime:
    """Everybody with a place withdraws; returns until when the places are offered."""
    now = clock.now()
    for each in guest_ids:
        with desk.writing():
            assert db.session.get_one(Registration, each)
            service.withdraw_registration(queries.get_by_id(each), now=now, actor=THE_HOUSE)
            unit_of_work.commit()
    return now + timedelta(hours=24)
