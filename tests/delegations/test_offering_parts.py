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
from coopevents.helping import deciding, registering, terms
from coopevents.helping.free_times import Half, bit_of
from coopevents.helping.states import Service
from coopevents.mail.models import OutboxMessage
from coopevents.people import absences, availability
from coopevents.schedule.states import ParticipantRole
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.delegations.conftest import Reception
from tests.delegations.test_itinerary_races import at_once
from tests.delegations.visiting import a_line, at, colleague, named, planned
from tests.helping.saying import details_of

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


def test_who_became_busy_or_went_away_meanwhile_cannot_take_it(reception: Reception, line: ItineraryItem) -> None:
    busy, away = (colleague(reception, f"Li {name}", speaks="en") for name in ("Busy", "Away"))
    offers = {each.person_id: each for each in offer(reception, line, busy.id, away.id)}
    other = reception.accepted()
    named(reception, other, "Bo Guest")
    [taken] = planned(reception, other, a_line("Other", 1.5, people={busy.id: ParticipantRole.HOST}))
    absences.set_absence("trip-1", away.id, at(0), at(5))
    for each in (busy, away):
        with pytest.raises(offer_rules.IsBusyMeanwhile):
            offering_parts.accept_offer(offers[each.id], **reception.by())
    assert (interpreters(line), offers[busy.id].state) == ([], PartOfferState.OPEN)
    itinerary.move_item(taken, starts_at=at(5), ends_at=at(6), **reception.by())
    offering_parts.accept_offer(offers[busy.id], **reception.by())
    assert interpreters(line) == [busy.id]


def test_who_registered_is_found_for_what_they_would_do_when_they_are_free(
    reception: Reception, line: ItineraryItem
) -> None:
    terms.set_terms(reception.unit_id, is_open=True, privacy_text=LocalizedText(), **reception.by())
    mornings = sum(bit_of(day, Half.MORNING) for day in range(7))
    helpers = {}
    for name, said in {
        "Mornings": {"free": mornings},
        "Evenings": {"free": bit_of(0, Half.EVENING)},
        "Drives": {"services": (Service.DRIVING,)},
        "Paused": {},
    }.items():
        by = reception.by()
        helpers[name] = registering.register(
            details_of(name, **said), unit_id=reception.unit_id, has_consented=True, **by
        )
        registering.confirm(helpers[name], **by)
        deciding.approve(helpers[name], **reception.by())
    registering.pause(helpers["Paused"], **reception.by())

    def found(role: ParticipantRole, language: str = "en") -> list[tuple[str, bool]]:
        candidates = offer_queries.list_candidates(line, [reception.unit_id], language, role)
        return [(each.name.removeprefix("Ruoxi "), each.is_free) for each in candidates]

    assert found(INTERPRETER) == [("Mornings", True), ("Evenings", False)]
    assert found(INTERPRETER, "fr") == found(ParticipantRole.GUIDE) == []
    assert found(ParticipantRole.DRIVER, "") == [("Drives", True)]
    driver = helpers["Drives"].person_id or 0
    said = {"role": ParticipantRole.DRIVER, "language": "", "hours": 48, "unit_ids": [reception.unit_id]}
    offering_parts.offer_part(line, [driver], **said, **reception.by())
    [made] = offer_queries.list_open_offers(driver, reception.now)
    offering_parts.accept_offer(made, **reception.by())
    registering.withdraw(helpers["Drives"], **reception.by())
    unit_of_work.commit()
    declare_intent(is_reading=False)
    assert [each.answer for each in part_queries.list_parts_of_person(driver)] == [PartAnswer.NO]
    assert found(ParticipantRole.DRIVER, "") == []


@both_databases
def test_of_two_lines_at_one_time_somebody_takes_one_even_at_the_same_moment(reception: Reception) -> None:
    person, offers, line_ids = colleague(reception, "Li One", speaks="en").id, [], []
    for _each in range(2):
        delegation = reception.accepted()
        named(reception, delegation, "Aoife Byrne")
        [item] = planned(reception, delegation, a_line("Meeting", 1))
        line_ids.append((delegation.id, item.id))
        offers.append(offer(reception, item, person)[0].id)
    unit_of_work.commit()
    db.session.remove()

    def accept(number: int) -> None:
        found = offer_queries.get_offer(person, offers[number])
        offering_parts.accept_offer(found, now=reception.now, actor=reception.actor())

    assert at_once(reception.desk.app, accept) == ["", "IsBusyMeanwhile"]
    assert sum(len(interpreters(itinerary_queries.get_item(*each))) for each in line_ids) == 1


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
