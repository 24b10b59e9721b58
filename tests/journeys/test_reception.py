"""Reception of fifty people at two gates, one of them without a network for ten minutes: nobody comes in twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from coopevents import clock, unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.registration import gate_devices, gate_queries, gates, queries
from coopevents.registration.gate_models import Arrival
from coopevents.registration.gates import GateDetails
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.text import LocalizedText
from tests.browsing import listen
from tests.desks import Desk
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GUESTS = 50
OFFLINE = timedelta(minutes=10)
STEP = timedelta(seconds=28)
"""Between two guests at the gate without a network."""


class Reception:
    """The event, its two gates, and what their guests' badges say."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.app = desk, desk.app
        self.event_id = desk.event(starts_on=clock.now().date())
        for number in range(1, GUESTS + 1):
            desk.guest(self.event_id, f"guest{number}@example.org", given_name="Ada", family_name=f"Number{number}")
        with desk.writing():
            event, now = events.get_event(self.event_id), clock.now()
            publishing.publish_event(event, now=now, actor=THE_HOUSE)
            names = ("North entrance", "South entrance")
            made = [
                gates.add_gate(event, GateDetails(name=LocalizedText(en=name)), now=now, actor=THE_HOUSE)
                for name in names
            ]
            devices = [gate_devices.pair_device(gate, "Lin", now=now, actor=THE_HOUSE) for gate in made]
            self.north, self.south = (f"/gate/{gate_devices.device_token(each)}/" for each in devices)
            self.wall = gates.wall_token(
                gates.set_wall(event, is_shared=True, shows_names=False, now=now, actor=THE_HOUSE)
            )
            self.codes = {each.number: each.reference for each in queries.list_seated(self.event_id)}
            unit_of_work.commit()

    def by_gate(self) -> Counter[str]:
        """How many came in first through which gate."""
        with self.app.app_context():
            firsts = gate_queries.first_arrivals(self.event_id, None).values()
            return Counter(each.gate.name["en"] for each in firsts if each.gate is not None)


@contextmanager
def phone(
    browser: Browser, url: str, complaints: list[str], *, clock_is_behind: timedelta | None = None
) -> Iterator[Page]:
    """A phone at a gate, ready for a network that goes away."""
    profile = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 844}, has_touch=True)
    profile.set_default_timeout(20_000)
    page = profile.new_page()
    listen(page, complaints)
    if clock_is_behind is not None:
        page.clock.install(time=clock.now() - clock_is_behind)
    page.goto(url)
    expect(page.locator(f"html[data-state=kept][data-listed='{GUESTS}']")).to_have_count(1)
    yield page
    profile.close()


def pass_time(page: Page, time: timedelta) -> None:
    """Move the clock of the device on."""
    page.clock.fast_forward(int(time.total_seconds() * 1000))


def set_right(page: Page) -> None:
    """Set the clock of the device: the browser's own loses some hundredths of a second whenever it is moved, and finds
    them again when the page is loaded anew."""
    page.clock.set_system_time(clock.now())


def scan(page: Page, hall: Reception, number: int, headline: str = "Checked in") -> None:
    """A scanner types the code and presses Enter; the answer is shown, and the field is ready for the next guest."""
    page.locator("#code").fill(hall.codes[number])
    page.locator("#code").press("Enter")
    expect(page.locator("[data-part=name]")).to_have_text(f"Ada Number{number}")
    expect(page.locator("[data-part=headline]")).to_have_text(headline)
    expect(page.locator("#code")).to_have_value("")


def receive_fifty(hall: Reception, north: Page, south: Page) -> None:
    """One at the south gate; then its network is gone, and most come while it is; five of them at both gates."""
    scan(south, hall, 50)
    south.context.set_offline(True)
    for number in (26, 27, *range(31, 50)):
        scan(south, hall, number)
        pass_time(south, STEP)
    expect(south.locator("[data-network]")).to_contain_text("Waiting to be sent: 21")
    scan(south, hall, 31, "Already checked in")
    for number in range(1, 31):
        scan(north, hall, number)
    set_right(south)
    for number in (28, 29, 30):
        scan(south, hall, number)
    south.reload()
    set_right(south)
    expect(south.locator("[data-network]")).to_contain_text("Waiting to be sent: 24")
    south.context.set_offline(False)
    expect(south.locator("[data-network]")).to_have_text("Connected.")


def test_fifty_people_come_in_once_at_two_gates_one_of_them_offline(
    desk: Desk, idle_service: Service, browser: Browser, complaints: list[str]
) -> None:
    hall = Reception(desk)
    idle_service.start_web()
    url = idle_service.url
    with (
        phone(browser, url + hall.north, complaints) as north,
        phone(browser, url + hall.south, complaints, clock_is_behind=OFFLINE) as south,
    ):
        receive_fifty(hall, north, south)
        told = south.locator("[data-afterwards] li").all_inner_texts()
        known = [f"Ada Number{number} · Already checked in" for number in (28, 29, 30)]
        assert [each.rpartition(" · ")[0] for each in told] == known
        assert all("North entrance, Lin" in each for each in told)
        wall = north.context.new_page()
        wall.goto(f"{url}/wall/{hall.wall}/")
        expect(wall.locator("[data-arrived]")).to_have_text("50")
        expect(wall.locator(".wall__gates li")).to_have_text(["North entrance 28", "South entrance 22"])
    with hall.app.app_context():
        assert queries.count_by_state(hall.event_id) == {RegistrationState.CHECKED_IN: GUESTS}
        assert Counter(each.outcome.value for each in db.session.query(Arrival)) == {"counts": GUESTS, "repeats": 5}
        assert db.session.query(AuditEntry).filter_by(fact="GuestCheckedIn").count() == GUESTS
        assert db.session.query(Registration).count() == GUESTS
        moments = sorted(each.scanned_at for each in db.session.query(Arrival))
        assert moments[-1] - moments[0] >= timedelta(minutes=9)
    assert hall.by_gate() == {"North entrance": 28, "South entrance": 22}
    assert [each for each in complaints if "ERR_INTERNET_DISCONNECTED" not in each] == []
