"""The kit of a visit: begun by kind and level, counted by who is there, in step with the itinerary, ticked once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.delegations import (
    delegates,
    gifts,
    itinerary,
    kit_queries,
    kit_reading,
    kitting,
    queries,
)
from coopevents.delegations.gifts import GiftDetails
from coopevents.delegations.kit_counts import Around, Counting, counted, parts_of
from coopevents.delegations.kit_details import VisitThingDetails
from coopevents.delegations.kit_values import KitLine, KitState, missing_by
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import VisitKind, VisitLevel
from coopevents.refusals import NotFound
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.delegations.conftest import Reception
from tests.delegations.test_itinerary_races import at_once
from tests.delegations.visiting import a_line, at, colleague, delegate_named, named, planned

HOST, INTERPRETER = ParticipantRole.HOST, ParticipantRole.INTERPRETER
BALLOONS = VisitThingDetails(what=LocalizedText(en="Balloons"), quantity=7, owner="Mei", place="Gate")


def kit(delegation: Delegation, now: Any = None) -> dict[str, KitLine]:
    """What is on the list, by the code of each thing."""
    found = kit_reading.kit_of(delegation, now=now or at(0, -30))
    return {line.code: line for group in found for line in group.shown}


def numbers(delegation: Delegation, item_id: int) -> dict[str, int]:
    """How many of each thing a line of the itinerary needs."""
    return {each.key: each.number for each in kit(delegation).values() if each.item_id == item_id}


@pytest.mark.parametrize(
    ("counting", "number"),
    [
        (Counting.HAND, 9), (Counting.GUESTS, 4), (Counting.PEOPLE, 6), (Counting.FLAGS, 5), (Counting.COUNTRIES, 3),
        (Counting.LISTENERS, 6), (Counting.DIETS, 1), (Counting.SIGNING, 2), (Counting.GIFTS, 3),
    ],
)  # fmt: skip
def test_a_number_follows_who_is_there(counting: Counting, number: int) -> None:
    tea, book = LocalizedText(en="Tea"), LocalizedText(en="Book")
    around = Around(("IE", "FR", "IE", ""), 2, "CN", True, 1, True, ((tea, 1), (book, 1), (tea, 1)))
    assert counted(counting, around, 9) == number
    quiet = replace(around, is_interpreted=False, is_signed=False, diets=0, gifts=())
    needed = {each for each in Counting if counted(each, quiet, 9)}
    assert set(Counting) - needed == {Counting.LISTENERS, Counting.SIGNING, Counting.DIETS, Counting.GIFTS}
    assert [(each.country, each.number) for each in parts_of(Counting.FLAGS, around)] == [
        ("IE", 2),
        ("FR", 1),
        ("CN", 2),
    ]
    assert [(each.text, each.number) for each in parts_of(Counting.GIFTS, around)] == [(tea, 2), (book, 1)]


def test_a_kit_begins_by_kind_and_level_and_follows_people_and_times(reception: Reception) -> None:
    delegation = reception.accepted(kind=VisitKind.SIGNING)
    assert kit(delegation)["folders-0"].number == 12
    named(reception, delegation, "Aoife Byrne", "Liam Walsh")
    delegates.name_delegate(delegation, delegate_named("Niamh", "Brennan", diet="vegan"), **reception.by())
    host, interpreter = colleague(reception, "Mei Lin"), colleague(reception, "Bo Wang")
    people = {host.id: HOST, interpreter.id: INTERPRETER}
    [talks, dinner] = planned(
        reception,
        delegation,
        a_line("Talks", 1, people=people),
        a_line("Dinner", 10, kind=ActivityKind.MEAL, people={host.id: HOST}),
    )
    found = numbers(delegation, talks.id)
    assert {key: found[key] for key in ("plates", "flags", "interpreting", "camera")} == {
        "plates": 5, "flags": 5, "interpreting": 5, "camera": 1,
    }  # fmt: skip
    assert numbers(delegation, dinner.id) == {"plates": 4, "camera": 1, "flowers": 1, "plan": 1, "menus": 4, "diets": 1}
    assert [(each.country, each.number) for each in kit(delegation)[f"flags-{talks.id}"].parts] == [
        ("IE", 3),
        ("CN", 2),
    ]
    assert kit(delegation)["folders-0"].number == 3
    delegates.name_delegate(delegation, delegate_named("Sean", "Kelly"), **reception.by())
    itinerary.change_item(talks, a_line("Talks", 3, people={host.id: HOST}), **reception.by())
    found = numbers(delegation, talks.id)
    assert (found["plates"], found["flags"], "interpreting" in found) == (5, 5, False)
    assert kit(delegation)[f"plates-{talks.id}"].due_at == at(2)
    itinerary.change_item(talks, a_line("Talks", 3, kind=ActivityKind.LECTURE), **reception.by())
    assert set(numbers(delegation, talks.id)) == {"water", "projector", "microphones"}


def test_a_visit_to_a_unit_needs_less(reception: Reception) -> None:
    delegation = _to_unit(reception)
    [talks] = planned(reception, delegation, a_line("Talks", 1))
    assert set(numbers(delegation, talks.id)) == {"plates", "water", "paper", "projector", "slides"}
    photographer = colleague(reception, "Fei Xu")
    said = a_line("Talks", 1, people={photographer.id: ParticipantRole.PHOTOGRAPHER})
    itinerary.change_item(talks, said, **reception.by())
    assert "camera" in numbers(delegation, talks.id)


def _to_unit(reception: Reception) -> Delegation:
    delegation = reception.accepted()
    delegation.kind, delegation.level = VisitKind.INFORMATION, VisitLevel.UNIT
    named(reception, delegation, "Aoife Byrne")
    return delegation


def test_what_was_changed_by_hand_stays_and_what_is_dropped_is_not_needed(reception: Reception) -> None:
    delegation = _to_unit(reception)
    [talks, other] = planned(reception, delegation, a_line("Talks", 1), a_line("More talks", 3))
    plates = f"plates-{talks.id}"
    by_hand = VisitThingDetails(what=LocalizedText(en="Plates"), quantity=20, due_at=at(0.5))
    kitting.change_thing(delegation, plates, by_hand, **reception.by())
    kitting.add_thing(delegation, replace(BALLOONS, item_id=talks.id), **reception.by())
    named(reception, delegation, "Liam Walsh", "Sean Kelly")
    itinerary.change_item(talks, a_line("Talks", 5), **reception.by())
    line = kit(delegation)[plates]
    assert (line.number, line.due_at, line.what["en"]) == (20, at(0.5), "Plates")
    assert kit(delegation)[f"water-{talks.id}"].number == 3
    kitting.tick(delegation, f"projector-{other.id}", **reception.by())
    itinerary.remove_item(other, **reception.by())
    itinerary.remove_item(talks, **reception.by())
    unit_of_work.commit()
    assert [each.item_id for each in kit_queries.list_things(delegation.id)] == []
    assert {each.item_id for each in kit(delegation).values()} == {None}
    with pytest.raises(NotFound):
        kitting.tick(delegation, plates, **reception.by())


def test_things_are_prepared_come_short_and_go_back(reception: Reception) -> None:
    delegation = _to_unit(reception)
    [talks] = planned(reception, delegation, a_line("Talks", 1))
    plates, beamer = f"plates-{talks.id}", f"projector-{talks.id}"

    def states(now: Any) -> list[KitState]:
        return [kit(delegation, now)[each].state for each in (plates, beamer)]

    assert (states(at(0, -1)), states(at(0.7))) == ([KitState.OPEN] * 2, [KitState.LATE] * 2)
    for code in (plates, beamer, beamer):
        kitting.tick(delegation, code, **reception.by())
    assert states(at(0.7)) == [KitState.READY] * 2
    named(reception, delegation, "Liam Walsh", "Sean Kelly")
    assert (states(at(0.7)), kit(delegation)[plates].more) == ([KitState.SHORT, KitState.READY], 2)
    kitting.tick(delegation, plates, **reception.by())
    assert states(at(3)) == [KitState.READY, KitState.TO_RETURN]
    kitting.bring_back(delegation, beamer, **reception.by())
    assert (states(at(3))[1], kit(delegation)[beamer].returned_by) == (KitState.RETURNED, "Officer")
    for _time in range(2):
        kitting.untick(delegation, beamer, **reception.by())
    assert states(at(3))[1] is KitState.PAST
    with pytest.raises(kitting.ThingIsNotThere):
        kitting.bring_back(delegation, beamer, **reception.by())


def test_what_is_missing_today_is_what_is_due_by_its_end(reception: Reception) -> None:
    delegation = _to_unit(reception)
    [_talks, other] = planned(reception, delegation, a_line("Talks", 1), a_line("Talks", 1, day=1))
    groups = kit_reading.kit_of(delegation, now=at(-2))
    zone = at(0).tzinfo
    assert zone is not None
    today = {each.item_id for each in missing_by(groups, at(0).date(), zone)}
    assert (other.id in today, len(today)) == (False, 2)
    assert other.id in {each.item_id for each in missing_by(groups, at(0, 1).date(), zone)}


def test_gifts_are_carried_to_where_they_are_handed_over(reception: Reception) -> None:
    delegation = _to_unit(reception)
    [talks] = planned(reception, delegation, a_line("Talks", 1))
    said = GiftDetails(text="A book", quantity=2, line_id=talks.id)
    gift = gifts.plan_gift(delegation, said, **reception.by())
    gifts.plan_gift(delegation, GiftDetails(text="A vase"), **reception.by())
    found = kit(delegation)
    assert (found[f"gifts-{talks.id}"].number, found["gifts-0"].number) == (2, 1)
    itinerary.remove_item(talks, **reception.by())
    db.session.expire_all()
    assert (kit(delegation)["gifts-0"].number, gift.line_id) == (3, None)
    gifts.hand_over(gift, **reception.by())
    assert kit(delegation)["gifts-0"].number == 1


def test_a_thing_off_the_list_comes_back_as_it_was(reception: Reception) -> None:
    delegation = _to_unit(reception)
    own = str(kitting.add_thing(delegation, BALLOONS, **reception.by()).id)
    for code in (own, "sign-0"):
        kitting.remove_thing(delegation, code, **reception.by())
        assert code not in kit(delegation)
        kitting.restore_thing(delegation, code, **reception.by())
    line = kit(delegation)[own]
    assert (line.what["en"], line.number, line.owner, line.place) == ("Balloons", 7, "Mei", "Gate")
    for code in ("0", "no-0", "water-0", "sign-99", "99999999999", "a b", "plates-0"):
        with pytest.raises(NotFound):
            kitting.remove_thing(delegation, code, **reception.by())


@both_databases
def test_two_who_tick_at_once_tick_one_thing(reception: Reception) -> None:
    delegation = _to_unit(reception)
    number, app = delegation.id, reception.desk.app
    unit_of_work.commit()
    db.session.remove()

    def tick(_which: int) -> None:
        known = queries.get_delegation(number)
        kitting.tick(known, "sign-0", now=reception.now, actor=reception.actor())

    assert at_once(app, tick) == ["", ""]
    assert [each.line_key for each in kit_queries.list_things(number)] == ["sign"]
