"""Simultaneous guests through a real web server: never a seat too many, never one too few."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from coopevents import unit_of_work
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.registration import queries, service, tokens
from coopevents.registration.details import TermsDetails
from coopevents.registration.states import RegistrationState
from tests.databases import both_databases
from tests.desks import NOW, Desk
from tests.registration.racing import Crowd, start_unlocked
from tests.serving import Service

ROUNDS = 20
GUESTS = 50
THREADS = 16
A_PLACE, NO_PLACE = 302, 409


class Races:
    """Events with few seats, and a crowd that wants them."""

    def __init__(self, desk: Desk, service: Service) -> None:
        self.desk, self.service = desk, service
        self.crowd: Crowd | None = None

    def begin(self, slug: str, *, is_locked: bool = True) -> Crowd:
        """Start the web server and let the crowd open its browsers."""
        if is_locked:
            self.service.start_web(threads=THREADS)
        else:
            start_unlocked(self.service, THREADS)
        self.crowd = Crowd(self.service.port, GUESTS)
        self.crowd.open_forms(slug)
        return self.crowd

    def events(self, seats: int, rounds: int, *, has_waiting_list: bool = False) -> dict[str, int]:
        """Published events with that many seats, by slug."""
        made = {}
        for number in range(rounds):
            slug = f"seats-{seats}-{number}{'-waiting' if has_waiting_list else ''}"
            made[slug] = self.desk.event(slug, starts_on=date(2027, 3, 1))
            with self.desk.writing():
                event = events.get_event(made[slug])
                terms = TermsDetails(capacity=seats, has_waiting_list=has_waiting_list)
                service.change_terms(event, terms, now=NOW, actor=THE_HOUSE)
                publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
                unit_of_work.commit()
        return made

    def counts(self, event_id: int) -> dict[RegistrationState, int]:
        """How many guests are in which state."""
        with self.desk.app.app_context():
            return queries.count_by_state(event_id)

    def seated_tokens(self, event_id: int) -> list[str]:
        """The personal links of everybody with a seat."""
        with self.desk.app.app_context():
            return [tokens.link_token(each) for each in queries.list_seated(event_id)]


@pytest.fixture
def races(desk: Desk, idle_service: Service) -> Iterator[Races]:
    """An office that runs races."""
    races = Races(desk, idle_service)
    yield races
    if races.crowd is not None:
        races.crowd.leave()


@pytest.mark.slow
@both_databases
def test_twenty_rounds_of_fifty_guests_never_get_a_seat_too_many_or_too_few(races: Races) -> None:
    prepared = {seats: races.events(seats, ROUNDS) for seats in (1, 3, 10)}
    crowd = races.begin("seats-10-0")
    answers, given = {}, {}
    for seats, made in prepared.items():
        for slug, event_id in made.items():
            statuses = crowd.send_forms(slug)
            answers[slug] = {status: statuses.count(status) for status in set(statuses)}
            given[slug] = races.counts(event_id)
            assert answers[slug] == {A_PLACE: seats, NO_PLACE: GUESTS - seats}, slug
            assert given[slug] == {RegistrationState.APPROVED: seats}, slug
    assert len(given) == 3 * ROUNDS


@pytest.mark.slow
@both_databases
def test_seats_that_are_left_at_once_go_to_who_waits_and_none_stays_empty(races: Races) -> None:
    made = races.events(10, 3, has_waiting_list=True)
    crowd = races.begin(next(iter(made)))
    for slug, event_id in made.items():
        assert set(crowd.send_forms(slug)) == {A_PLACE}
        assert set(crowd.withdraw(races.seated_tokens(event_id))) == {A_PLACE}
        assert races.counts(event_id) == {
            RegistrationState.APPROVED: 10,
            RegistrationState.WAITLISTED: GUESTS - 20,
            RegistrationState.WITHDRAWN: 10,
        }


@pytest.mark.slow
@both_databases
def test_the_race_catches_a_house_that_counts_without_a_lock(races: Races) -> None:
    made = races.events(3, ROUNDS)
    crowd = races.begin(next(iter(made)), is_locked=False)
    for slug, event_id in made.items():
        crowd.send_forms(slug)
        if races.counts(event_id).get(RegistrationState.APPROVED, 0) > 3:
            return
    pytest.fail("without the lock no round was oversold: the test would not notice a missing lock")
