"""Hosts and others of ours are asked whether they will be there."""

from __future__ import annotations

import pytest

from coopevents import unit_of_work
from coopevents.db import db, declare_intent
from coopevents.delegations import confirming, itinerary, itinerary_rules, part_queries
from coopevents.delegations.models import Delegation
from coopevents.delegations.part_models import AskedPart, PartAnswer
from coopevents.delegations.states import VisitState
from coopevents.mail.models import OutboxMessage
from coopevents.schedule.states import ParticipantRole
from tests.delegations.conftest import Reception
from tests.delegations.visiting import a_line, at, named, planned

HOST, DRIVER = ParticipantRole.HOST, ParticipantRole.DRIVER


@pytest.fixture
def visit(reception: Reception) -> Delegation:
    """A visit with a meeting given by a host and a drive."""
    delegation, other = reception.accepted(), reception.accepted()
    named(reception, delegation, "Aoife Byrne")
    host, driver = named(reception, other, "Lin Host", "Wang Driver")
    planned(
        reception,
        delegation,
        a_line("Meeting", 1, people={host.person_id: HOST}),
        a_line("To the airport", 5, people={driver.person_id: DRIVER}),
    )
    return delegation


def settled(delegation: Delegation) -> VisitState:
    """How far the visit is once all that follows has happened."""
    unit_of_work.commit()
    declare_intent(is_reading=False)
    return delegation.state


def answer(reception: Reception, part: AskedPart, *, comes: bool = True, note: str = "") -> None:
    confirming.answer_part(part, comes=comes, note=note, **reception.by())


def test_hosts_are_confirmed_once_everybody_said_yes(reception: Reception, visit: Delegation) -> None:
    assert confirming.ask_parts(visit, **reception.by()) == 2
    host, driver = part_queries.list_parts(visit.id)
    answer(reception, host)
    assert settled(visit) is VisitState.PLANNING
    answer(reception, driver)
    assert settled(visit) is VisitState.HOSTS_CONFIRMED
    answer(reception, host, comes=False, note="I travel.")
    assert settled(visit) is VisitState.PLANNING
    assert (host.answer, host.note) == (PartAnswer.NO, "I travel.")


def test_everybody_is_asked_once_and_anew_for_another_time(reception: Reception, visit: Delegation) -> None:
    confirming.ask_parts(visit, **reception.by())
    with pytest.raises(itinerary_rules.NobodyToAsk):
        confirming.ask_parts(visit, **reception.by())
    host, driver = part_queries.list_parts(visit.id)
    answer(reception, host)
    answer(reception, driver)
    itinerary.move_item(host.item, starts_at=at(2), ends_at=at(3), **reception.by())
    assert settled(visit) is VisitState.PLANNING
    with pytest.raises(itinerary_rules.LineWasMoved):
        answer(reception, host)
    assert confirming.ask_parts(visit, **reception.by()) == 1
    assert host.answer is PartAnswer.WAITING


def test_a_line_that_is_taken_off_asks_nobody(reception: Reception, visit: Delegation) -> None:
    confirming.ask_parts(visit, **reception.by())
    host, driver = part_queries.list_parts(visit.id)
    answer(reception, driver)
    itinerary.remove_item(host.item, **reception.by())
    assert settled(visit) is VisitState.HOSTS_CONFIRMED
    assert [each.id for each in part_queries.list_parts_of_person(driver.person_id)] == [driver.id]


def test_each_is_written_to_once_however_many_parts_they_have(reception: Reception, visit: Delegation) -> None:
    unit_of_work.commit()
    declare_intent(is_reading=False)
    before = db.session.query(OutboxMessage).count()
    confirming.ask_parts(visit, **reception.by())
    unit_of_work.commit()
    assert db.session.query(OutboxMessage).count() == before + 2


def test_somebody_named_afterwards_is_to_be_asked_too(reception: Reception, visit: Delegation) -> None:
    confirming.ask_parts(visit, **reception.by())
    host, driver = part_queries.list_parts(visit.id)
    answer(reception, host)
    answer(reception, driver)
    planned(reception, visit, a_line("Dinner", 9, people={host.person_id: HOST}))
    assert settled(visit) is VisitState.PLANNING
    assert confirming.ask_parts(visit, **reception.by()) == 1
