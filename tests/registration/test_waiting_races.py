"""Places that wait: wanted by a group and by singles, answered as the offer expires, passed on by two at once.

Twenty rounds each are exact; without the lock they are not.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.registration import groups, queries, seats, service, waiting_queries, waiting_service
from coopevents.registration.details import GroupDetails
from coopevents.registration.group_models import Group
from coopevents.registration.states import RegistrationState as S
from coopevents.registration.waiting_states import OfferState
from tests.databases import both_databases
from tests.desks import NOW
from tests.registration.at_once import ROUNDS, Races, register


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
