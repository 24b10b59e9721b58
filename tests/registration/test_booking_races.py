"""Guests who want the last places of an activity at the same moment: never one too many, none left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.registration import queries, tokens
from coopevents.schedule import service as schedules
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.desks import NOW, Desk
from tests.registration.conftest import NOW as TODAY
from tests.registration.racing import Crowd, start_unlocked
from tests.serving import Service

GUESTS = 30
ROUNDS = 6
THREADS = 16
STARTS = TODAY.replace(year=2030)


@dataclass
class Tours:
    """An event with guests, and tours whose places they all want."""

    desk: Desk
    service: Service
    crowd: Crowd
    links: list[str]
    uids: dict[str, int]

    def states(self, uid: str) -> Counter[str]:
        """How many stand how to a tour."""
        with self.desk.app.app_context():
            return Counter(each.state.value for each in sign_ups.list_roster(self.uids[uid]))

    def links_of_booked(self, uid: str) -> list[str]:
        """The personal links of those with a place."""
        with self.desk.app.app_context():
            booked = {each.person_id for each in sign_ups.list_roster(self.uids[uid]) if each.state == "booked"}
            return [link for link in self.links if queries.find_by_link_token(link).person_id in booked]


@pytest.fixture
def prepared(desk: Desk, idle_service: Service) -> Iterator[Tours]:
    """Thirty guests with a place at the event; tours with one, three and ten places."""
    event_id = desk.event("race", starts_on=date(2030, 11, 20))
    for number in range(GUESTS):
        desk.guest(event_id, f"guest{number}@example.org", family_name=f"Number {number}")
    uids = {}
    with desk.writing():
        event = events.get_event(event_id)
        for number in range(ROUNDS):
            starts_at = STARTS + timedelta(days=number)
            details = ActivityDetails(
                kind=ActivityKind.TOUR,
                title=LocalizedText(en=f"Tour {number}"),
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=1),
                capacity=(1, 3, 10)[number % 3],
                takes_sign_ups=True,
            )
            made = schedules.plan_activity(event.schedule, details, now=NOW, actor=THE_HOUSE)
            uids[made.uid] = made.id
        publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
        links = [tokens.link_token(each) for each in queries.list_seated(event_id)]
        unit_of_work.commit()
    crowd = Crowd(idle_service.port, GUESTS)
    yield Tours(desk, idle_service, crowd, links, uids)
    crowd.leave()


@pytest.mark.slow
@both_databases
def test_places_are_given_exactly_and_pass_on_without_a_gap(prepared: Tours) -> None:
    prepared.service.start_web(threads=THREADS)
    prepared.crowd.open_places(prepared.links)
    for number, uid in enumerate(prepared.uids):
        places = (1, 3, 10)[number % 3]
        assert set(prepared.crowd.book(prepared.links, uid, wanted=True)) == {302}
        assert prepared.states(uid) == Counter(booked=places, waiting=GUESTS - places)
        assert set(prepared.crowd.book(prepared.links_of_booked(uid), uid, wanted=False)) == {302}
        assert prepared.states(uid) == Counter(booked=places, waiting=GUESTS - 2 * places)


@pytest.mark.slow
@both_databases
def test_the_race_catches_a_house_that_counts_places_without_a_lock(prepared: Tours) -> None:
    start_unlocked(prepared.service, THREADS)
    prepared.crowd.open_places(prepared.links)
    for number, uid in enumerate(prepared.uids):
        prepared.crowd.book(prepared.links, uid, wanted=True)
        if prepared.states(uid)["booked"] > (1, 3, 10)[number % 3]:
            return
    pytest.fail("without the lock no tour was oversold: the test would not notice a missing lock")
