"""Places that wait: wanted by a group and by singles, answered as the offer expires, passed on by two at once.

Twenty rounds each are exact; without the lock they are not.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import event as hooks
from sqlalchemy.exc import SQLAlchemyError

from coopevents import db as database
from coopevents import unit_of_work
from coopevents.db import db, declare_intent
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.refusals import Refusal
from coopevents.registration import groups, queries, seats, service, waiting, waiting_queries, waiting_service
from coopevents.registration.details import GroupDetails, GroupTermsDetails, GuestDetails, TermsDetails, WaitingDetails
from coopevents.registration.group_models import Group
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S
from coopevents.registration.waiting_states import OfferState
from tests.databases import both_databases
from tests.desks import NOW, Desk

ROUNDS = 20
DAY = date(2030, 11, 20)
Deed = Callable[[], object]


class Races:
    """Deeds that begin at the same moment, each in a thread and a unit of work of its own, as requests are."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.app = desk, desk.app
        self._pool = ThreadPoolExecutor(4)

    def event(self, number: int, capacity: int, *, by_hand: bool = False, offer_hours: int | None = None) -> int:
        """A published event with so many places, a waiting list, and groups."""
        event_id = self.desk.event(f"race-{number}", starts_on=DAY)
        with self.desk.writing():
            event = events.get_event(event_id)
            service.change_terms(event, TermsDetails(capacity=capacity), now=NOW, actor=THE_HOUSE)
            rules = WaitingDetails(offer_hours=offer_hours, passes_on_itself=not by_hand)
            waiting.change_rules(event, rules, now=NOW, actor=THE_HOUSE)
            groups.change_group_terms(event, GroupTermsDetails(), now=NOW, actor=THE_HOUSE)
            publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()
        return event_id

    def do(self, deed: Deed) -> object:
        """One deed, committed; a refusal, or the database's own, is what became of it."""
        with self.app.app_context():
            declare_intent(is_reading=False)
            try:
                found = deed()
                unit_of_work.commit()
            except (Refusal, SQLAlchemyError) as refusal:
                unit_of_work.discard()
                return refusal
            finally:
                db.session.remove()
            return found

    def at_once(self, *deeds: Deed) -> list[object]:
        """All of them at the same moment; what became of each, in their order."""
        start = Barrier(len(deeds))

        def act(deed: Deed) -> object:
            start.wait()
            return self.do(deed)

        return list(self._pool.map(act, deeds))

    def taken(self, event_id: int) -> int:
        """How many seats are given away or held."""
        with self.app.app_context():
            return seats.seats_taken(event_id)

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown()


@pytest.fixture
def races(desk: Desk) -> Races:
    """An office that runs races."""
    races = Races(desk)
    yield races
    races.close()


@pytest.fixture
def unlocked(races: Races, monkeypatch: pytest.MonkeyPatch) -> Races:
    """The same with the lock taken out, for one purpose: to show that the races catch it."""
    monkeypatch.setattr(queries, "lock_terms", queries.get_terms)
    with races.app.app_context():
        engine = database.db.engine
    if engine.dialect.name == "sqlite":
        hooks.remove(engine, "begin", database._begin_sqlite)
        hooks.listen(engine, "connect", _begin_at_the_first_write)
        engine.dispose()
    return races


def _begin_at_the_first_write(connection: object, _record: object) -> None:
    connection.isolation_level = "DEFERRED"  # type: ignore[attr-defined]


def register(event_id: int, name: str) -> Registration:
    details = GuestDetails(email=f"{name}@example.org", family_name=name.title(), has_consented=True)
    return service.register_guest(events.get_event(event_id), details, now=NOW, actor=THE_HOUSE)


def open_pair(event_id: int) -> Group:
    details = GroupDetails(name="Pair", leader_name="Li Wei", leader_email="li.wei@example.org", places=2)
    return groups.open_group(events.get_event(event_id), details, now=NOW, actor=THE_HOUSE)


def last_place_by_group_and_single(races: Races, number: int) -> int:
    """Two places, wanted by a pair and two singles at once; returns how many were given."""
    event_id = races.event(number, capacity=2)
    races.at_once(
        lambda: open_pair(event_id).id, lambda: register(event_id, "anna").id, lambda: register(event_id, "ben").id
    )
    return races.taken(event_id)


def offer_against_expiry(races: Races, number: int) -> tuple[set[S], set[OfferState], int]:
    """A place offered to ben is accepted by one and expires for another clock; cem is next in line.

    Returns the states of ben and cem, what became of ben's offer, and the seats taken.
    """
    event_id = races.event(number, capacity=1, offer_hours=1)
    anna = races.do(lambda: register(event_id, "anna").id)
    ben, cem = (races.do(lambda name=name: register(event_id, name).id) for name in ("ben", "cem"))
    races.do(lambda: service.withdraw_registration(queries.get_by_id(anna), now=NOW, actor=THE_HOUSE))
    offer_id = races.do(lambda: waiting_queries.find_open_offer(registration_id=ben).id)
    last, too_late = NOW + timedelta(minutes=59), NOW + timedelta(minutes=61)

    def accept() -> None:
        waiting_service.accept_offer(waiting_queries.get_offer(offer_id), now=last, actor=THE_HOUSE)

    def expire() -> None:
        waiting_service.expire_offer(waiting_queries.get_offer(offer_id), now=too_late, actor=THE_HOUSE)

    races.at_once(accept, expire)
    with races.app.app_context():
        states = queries.get_by_id(ben).state, queries.get_by_id(cem).state
        return states, waiting_queries.get_offer(offer_id).state, seats.seats_taken(event_id)


def two_promoters(races: Races, number: int) -> tuple[int, int]:
    """One free place, three who wait, and two colleagues who pass it on at once.

    Returns the seats taken and how many were served.
    """
    event_id = races.event(number, capacity=1, by_hand=True)
    anna = races.do(lambda: register(event_id, "anna").id)
    for name in ("ben", "cem", "dana"):
        races.do(lambda name=name: register(event_id, name).id)
    races.do(lambda: service.withdraw_registration(queries.get_by_id(anna), now=NOW, actor=THE_HOUSE))

    def pass_on() -> int:
        return waiting_service.pass_on(events.get_event(event_id), now=NOW, by_office=True)

    served = races.at_once(pass_on, pass_on)
    return races.taken(event_id), sum(each for each in served if isinstance(each, int))


WON = {
    ((S.APPROVED, S.WAITLISTED), OfferState.ACCEPTED, 1),
    ((S.OFFER_EXPIRED, S.OFFERED), OfferState.EXPIRED, 1),
}


@pytest.mark.slow
@both_databases
def test_the_last_places_go_to_a_group_or_to_singles_and_never_to_both(races: Races) -> None:
    assert [last_place_by_group_and_single(races, number) for number in range(ROUNDS)] == [2] * ROUNDS


@pytest.mark.slow
@both_databases
def test_an_offer_is_either_accepted_or_expires_and_passes_on(races: Races) -> None:
    found = [offer_against_expiry(races, number) for number in range(ROUNDS)]
    assert [each for each in found if each not in WON] == []


@pytest.mark.slow
@both_databases
def test_two_who_pass_one_place_on_serve_one(races: Races) -> None:
    assert [two_promoters(races, number) for number in range(ROUNDS)] == [(1, 1)] * ROUNDS


@pytest.mark.slow
@both_databases
def test_the_races_catch_a_house_without_the_lock(unlocked: Races) -> None:
    wrong = set()
    for number in range(ROUNDS):
        if last_place_by_group_and_single(unlocked, 3 * number) != 2:
            wrong.add("group and single")
        if offer_against_expiry(unlocked, 3 * number + 1) not in WON:
            wrong.add("offer and expiry")
        if two_promoters(unlocked, 3 * number + 2) != (1, 1):
            wrong.add("two promoters")
        if len(wrong) == 3:
            return
    pytest.fail(f"without the lock only these went wrong: {wrong}")
