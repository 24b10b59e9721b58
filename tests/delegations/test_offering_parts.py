"""A line is offered to those who could interpret there; the first to say yes has it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents import unit_of_work
from coopevents.db import db, declare_intent
from coopevents.delegations import (
    itinerary,
    itinerary_queries,
    offer_queries,
    offer_rules,
    offering_parts,
    part_queries,
)
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.offer_models import PartOffer, PartOfferState
from coopevents.delegations.part_models import PartAnswer
from coopevents.mail.models import OutboxMessage
from coopevents.people import availability
from coopevents.schedule.states import ParticipantRole
from tests.databases import both_databases
from tests.delegations.conftest import Reception
from tests.delegations.test_itinerary_races import at_once
from tests.delegations.visiting import a_line, at, colleague, named, planned

INTERPRETER = ParticipantRole.INTERPRETER


@pytest.fixture
def line(reception: Reception) -> ItineraryItem:
    """A meeting that needs somebody who interprets from English."""
    delegation = reception.accepted()
    named(reception, delegation, "Aoife Byrne")
    return planned(reception, delegation, a_line("Meeting", 1))[0]


def offer(reception: Reception, item: ItineraryItem, *person_ids: int) -> list[PartOffer]:
    """Offer it to these for two days; every offer of the line, as whom they were asked."""
    offering_parts.offer_part(
        item,
        person_ids,
        role=INTERPRETER,
        language="en",
        hours=48,
        unit_ids=[reception.unit_id],
        **reception.by(),
    )
    return offer_queries.list_offers(item.id)


def interpreters(item: ItineraryItem) -> list[int]:
    """Who interprets in it, as the database has it."""
    found = itinerary_queries.get_item(item.delegation_id, item.id)
    return [each.person_id for each in found.activity.participants if each.role is INTERPRETER]


def test_who_fits_comes_in_order_of_time_clashes_and_hours_served(reception: Reception, line: ItineraryItem) -> None:
    busy = colleague(reception, "Bai Busy", speaks="en")
    served = colleague(reception, "Shen Served", speaks="en fr")
    away = colleague(reception, "An Elsewhere", speaks="en")
    fresh = colleague(reception, "Zhou Fresh", speaks="zh en")
    colleague(reception, "Fu French", speaks="fr")
    availability.state_availability(away, at(8), at(10), **reception.by())
    other = reception.accepted()
    named(reception, other, "Bo Guest")
    planned(
        reception,
        other,
        a_line("Other", 1.5, people={busy.id: ParticipantRole.HOST}),
        a_line("Before", 4, 2, people={served.id: INTERPRETER}),
    )
    found = offer_rules.in_order(offer_queries.list_candidates(line, [reception.unit_id], "en"))
    assert [(each.person_id, each.hours) for each in found] == [
        (fresh.id, 0), (served.id, 2), (away.id, 0), (busy.id, 0)
    ]  # fmt: skip


def test_the_first_who_says_yes_has_it_and_the_others_are_told(reception: Reception, line: ItineraryItem) -> None:
    first, second, third = (colleague(reception, f"Li {name}", speaks="en") for name in ("One", "Two", "Three"))
    one, two, three = offer(reception, line, first.id, second.id, third.id)
    offering_parts.decline_offer(three, **reception.by())
    offering_parts.accept_offer(two, **reception.by())
    unit_of_work.commit()
    declare_intent(is_reading=False)
    assert interpreters(line) == [second.id]
    assert [one.state, two.state, three.state] == [
        PartOfferState.TAKEN, PartOfferState.ACCEPTED, PartOfferState.DECLINED
    ]  # fmt: skip
    [part] = part_queries.list_parts_of_person(second.id)
    assert part.answer is PartAnswer.YES
    with pytest.raises(offer_rules.OfferIsOver):
        offering_parts.accept_offer(one, **reception.by())
    sent = {(each.kind, each.to_email) for each in db.session.query(OutboxMessage) if each.kind.startswith("part_")}
    told = {("part_offered", f"li.{name}@example.edu") for name in ("one", "two", "three")}
    assert sent == told | {("part_offer_taken", "li.one@example.edu")}


def test_an_offer_ends_with_its_hours_and_when_the_line_moves(reception: Reception, line: ItineraryItem) -> None:
    person = colleague(reception, "Li One", speaks="en")
    [made] = offer(reception, line, person.id)
    by = reception.by()
    assert offer_queries.list_open_offers(person.id, by["now"]) == [made]
    with pytest.raises(offer_rules.OfferIsOver):
        offering_parts.accept_offer(made, now=by["now"] + timedelta(hours=48), actor=by["actor"])
    itinerary.move_item(line, starts_at=at(2), ends_at=at(3), **reception.by())
    assert offer_queries.list_open_offers(person.id, reception.now) == []
    with pytest.raises(offer_rules.OfferIsOver):
        offering_parts.accept_offer(made, **reception.by())
    [anew] = offer(reception, line, person.id)
    until = anew.answer_by
    assert offer(reception, line, person.id)[0].answer_by == until
    offering_parts.accept_offer(anew, **reception.by())
    assert interpreters(line) == [person.id]


def test_only_who_fits_is_offered_it(reception: Reception, line: ItineraryItem) -> None:
    french = colleague(reception, "Fu French", speaks="fr")
    with pytest.raises(offer_rules.DoesNotFit):
        offer(reception, line, french.id)
    with pytest.raises(offer_rules.NobodyIsChosen):
        offer(reception, line)


@both_databases
@pytest.mark.parametrize("is_one_line", [True, False])
def test_of_two_who_accept_at_once_exactly_one_has_it(reception: Reception, is_one_line: bool) -> None:
    """The control: of two lines each takes one."""
    delegation = reception.accepted()
    named(reception, delegation, "Aoife Byrne")
    lines = planned(reception, delegation, a_line("Meeting", 1), a_line("Dinner", 5))
    people = [colleague(reception, f"Li {name}", speaks="en").id for name in ("One", "Two")]
    wanted = [lines[0 if is_one_line else number] for number in range(2)]
    offers = [
        next(each.id for each in offer(reception, item, person_id) if each.person_id == person_id)
        for item, person_id in zip(wanted, people, strict=True)
    ]
    delegation_id, line_ids = delegation.id, [each.id for each in lines]
    unit_of_work.commit()
    db.session.remove()

    def accept(number: int) -> None:
        found = offer_queries.get_offer(people[number], offers[number])
        offering_parts.accept_offer(found, now=reception.now, actor=reception.actor())

    got = at_once(reception.desk.app, accept)
    taken = sum(len(interpreters(itinerary_queries.get_item(delegation_id, each))) for each in line_ids)
    assert (got, taken) == ((["", "OfferIsOver"], 1) if is_one_line else (["", ""], 2))
