"""Ten colleagues of one institution want its last places at once: as many get one as the quota says, in every round."""

from __future__ import annotations

import pytest

from coopevents import unit_of_work
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.registration import quotas, service
from coopevents.registration.details import GuestDetails
from coopevents.registration.models import Registration
from coopevents.registration.quota_states import QuotaKind
from coopevents.registration.quotas import QuotaDetails
from tests.databases import both_databases
from tests.desks import NOW
from tests.registration.at_once import ROUNDS, Races

MOST, ACTORS = 3, 10


def register(event_id: int, number: int) -> Registration:
    details = GuestDetails(
        email=f"guest{number}@example.org", family_name="Sato", institution_name="Sing Institute", has_consented=True
    )
    return service.register_guest(events.get_event(event_id), details, now=NOW, actor=THE_HOUSE)


def let_in(races: Races, number: int) -> int:
    """Ten at once, three places; returns how many got one."""
    event_id = races.event(number, capacity=100)
    with races.desk.writing():
        quota = QuotaDetails(kind=QuotaKind.INSTITUTION, most=MOST)
        quotas.set_quota(events.get_event(event_id), quota, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    races.at_once(*(lambda each=each: register(event_id, each).id for each in range(ACTORS)))
    return races.taken(event_id)


@pytest.mark.slow
@both_databases
def test_a_quota_is_never_exceeded(races: Races) -> None:
    assert [let_in(races, number) for number in range(ROUNDS)] == [MOST] * ROUNDS


@pytest.mark.slow
@both_databases
def test_the_race_catches_a_house_without_the_lock(unlocked: Races) -> None:
    assert any(let_in(unlocked, number) != MOST for number in range(ROUNDS))
