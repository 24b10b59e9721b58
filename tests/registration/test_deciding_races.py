"""The office approves while the guest withdraws: the guest is gone and told so, and the seat is passed on once.

Twenty rounds are exact; without the lock they are not.
"""

from __future__ import annotations

import pytest

from coopevents.approvals import queries as approvals
from coopevents.approvals.models import CaseState
from coopevents.db import db
from coopevents.facts import THE_HOUSE, Subject
from coopevents.mail.models import OutboxMessage
from coopevents.registration import decisions, queries, seats, service
from coopevents.registration.details import TermsDetails
from coopevents.registration.states import RegistrationState as S
from tests.databases import both_databases
from tests.desks import NOW
from tests.registration.at_once import ROUNDS, Races, register

APPROVED_FIRST = (CaseState.APPROVED, ["registration_confirmed", "registration_withdrawn"])
WITHDRAWN_FIRST = (CaseState.CLOSED, ["registration_withdrawn"])
Found = tuple[S, S, int, CaseState, list[str]]
WON: list[Found] = [
    (S.WITHDRAWN, S.PENDING, 1, *APPROVED_FIRST),
    (S.WITHDRAWN, S.PENDING, 1, *WITHDRAWN_FIRST),
]
"""How ben and cem stand, the seats taken, ben's case, and what ben was told after registering."""


def approve_against_withdraw(races: Races, number: int) -> Found:
    """Ben has the only seat and waits for the office, cem waits for a seat; ben is approved and withdraws at once."""
    event_id = races.event(number, capacity=1, terms=TermsDetails(capacity=1, needs_approval=True))
    ben, cem = (races.do(lambda name=name: register(event_id, f"{name}{number}").id) for name in ("ben", "cem"))

    def approve() -> None:
        decisions.approve_registration(queries.get_by_id(ben), now=NOW, actor=THE_HOUSE)

    def withdraw() -> None:
        service.withdraw_registration(queries.get_by_id(ben), now=NOW, actor=THE_HOUSE)

    races.at_once(*((approve, withdraw) if number % 2 else (withdraw, approve)))
    with races.app.app_context():
        (case,) = approvals.list_cases(Subject("registration", ben))
        told = db.session.query(OutboxMessage).filter_by(to_email=f"ben{number}@example.org").order_by(OutboxMessage.id)
        kinds = [each.kind for each in told][1:]
        states = queries.get_by_id(ben).state, queries.get_by_id(cem).state
        return *states, seats.seats_taken(event_id), case.state, kinds


@pytest.mark.slow
@both_databases
def test_who_is_approved_while_withdrawing_is_gone_and_the_seat_is_passed_on_once(races: Races) -> None:
    found = [approve_against_withdraw(races, number) for number in range(ROUNDS)]
    assert [each for each in found if each not in WON] == []


@pytest.mark.slow
@both_databases
def test_the_race_catches_a_house_that_decides_without_the_lock(unlocked: Races) -> None:
    assert any(approve_against_withdraw(unlocked, number) not in WON for number in range(ROUNDS))
