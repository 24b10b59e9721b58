"""Itineraries that begin with a template, and ways that are put in and follow."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from coopevents import unit_of_work
from coopevents.db import declare_intent
from coopevents.delegations import itinerary, itinerary_queries, itinerary_rules, planning_days, ways
from coopevents.delegations.day_plans import builtin_plans, line_from, written
from coopevents.delegations.models import Delegation
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LANGUAGES
from tests.delegations.conftest import JUNE, Reception
from tests.delegations.visiting import a_line, at, named, planned, two_campuses

HOST, DRIVER = ParticipantRole.HOST, ParticipantRole.DRIVER


def on_the_way(delegation: Delegation) -> list[tuple[str, str]]:
    """From when to when the guests are on the way, once all that follows has happened."""
    unit_of_work.commit()
    declare_intent(is_reading=False)
    found = [each.activity for each in itinerary_queries.list_items(delegation.id)]
    found = [each for each in found if each.kind is ActivityKind.TRANSFER]
    return [(f"{each.starts_at:%H:%M}", f"{each.ends_at:%H:%M}") for each in found]


@pytest.mark.parametrize("key", builtin_plans())
def test_a_template_is_whole_and_its_lines_follow_one_another(key: str) -> None:
    plan = builtin_plans()[key]
    times = [each.times_on(date(2027, 6, 14), ZoneInfo("Asia/Shanghai")) for each in plan.lines]
    assert all(first[1] <= second[0] for first, second in pairwise(times))
    assert all(set(each.title) == set(LANGUAGES) for each in plan.lines)
    assert [line_from(written(each)) for each in plan.lines] == list(plan.lines)


def test_a_visit_begins_with_a_template_once(reception: Reception) -> None:
    delegation, other = reception.accepted(), reception.accepted()
    named(reception, delegation, "Aoife Byrne")
    host, driver = named(reception, other, "Lin Host", "Wang Driver")
    lines = builtin_plans()["two-days"].lines
    said = {"first_day": JUNE.first, "ours": {HOST: host.person_id, DRIVER: driver.person_id}}
    assert planning_days.plan_days(delegation, lines, **said, **reception.by()) == 12
    assert planning_days.plan_days(delegation, lines, **said, **reception.by()) == 0
    items = itinerary_queries.list_items(delegation.id)
    assert {each.activity.starts_at.date() for each in items} == {JUNE.first, JUNE.last}
    first = items[0].activity
    assert f"{first.starts_at:%H:%M}" == "00:30"  # half past eight in Shanghai
    assert [each.role for each in first.participants if each.person_id == driver.person_id] == [DRIVER]
    assert sum(each.person_id == host.person_id for item in items for each in item.activity.participants) == 7


def test_an_itinerary_is_kept_as_a_template_without_dates_and_names(reception: Reception) -> None:
    delegation, other = reception.accepted(), reception.accepted()
    with pytest.raises(itinerary_rules.NothingToKeep):
        planning_days.keep_as_plan(delegation, "Deans", **reception.by())
    [host] = named(reception, other, "Lin Host")
    planned(reception, delegation, a_line("Deans meet", 1, people={host.person_id: HOST}), a_line("Lunch", 28))
    with pytest.raises(itinerary_rules.TemplateHasNoName):
        planning_days.keep_as_plan(delegation, " ", **reception.by())
    planning_days.keep_as_plan(delegation, "Deans", **reception.by())
    kept = planning_days.keep_as_plan(delegation, "Deans", **reception.by())
    lines = planning_days.lines_of_plan(f"own-{kept.id}", [reception.unit_id])
    assert [(each.day, each.begins, each.minutes, each.roles) for each in lines] == [
        (0, 9 * 60, 60, (HOST,)),
        (1, 12 * 60, 60, ()),
    ]
    with pytest.raises(itinerary_rules.TemplateIsGone):
        planning_days.lines_of_plan(f"own-{kept.id}", [])


def test_ways_are_put_in_and_follow_what_they_lead_to(reception: Reception) -> None:
    delegation = reception.accepted()
    named(reception, delegation, "Aoife Byrne")
    old, new = two_campuses(reception.unit_id, **reception.by())
    _first, second = planned(
        reception, delegation, a_line("Talks", 1, place_id=old), a_line("Laboratory", 4, place_id=new)
    )
    assert ways.put_travel_in(delegation, **reception.by()) == 1
    assert ways.put_travel_in(delegation, **reception.by()) == 0
    assert on_the_way(delegation) == [("03:35", "04:00")]
    itinerary.move_item(second, starts_at=at(5), ends_at=at(6), **reception.by())
    assert on_the_way(delegation) == [("04:35", "05:00")]
    said = itinerary.item_details(second, frozenset())
    itinerary.change_item(second, a_line("Laboratory", 5, place_id=old), **reception.by())
    assert on_the_way(delegation) == []
    itinerary.change_item(second, said, **reception.by())
    assert ways.put_travel_in(delegation, **reception.by()) == 1
    itinerary.remove_item(second, **reception.by())
    assert on_the_way(delegation) == []
    assert ways.find_gaps(delegation) == []


def test_a_way_keeps_its_driver_and_takes_who_comes(reception: Reception) -> None:
    delegation, other = reception.accepted(), reception.accepted()
    named(reception, delegation, "Aoife Byrne")
    [driver] = named(reception, other, "Wang Driver")
    old, new = two_campuses(reception.unit_id, **reception.by())
    planned(reception, delegation, a_line("Talks", 1, place_id=old), a_line("Laboratory", 4, place_id=new))
    ways.put_travel_in(delegation, **reception.by())
    [way] = [each for each in itinerary_queries.list_items(delegation.id) if each.leads_to is not None]
    itinerary.change_item(
        way, a_line("By coach", 3.5, 0.5, kind=ActivityKind.TRANSFER, people={driver.person_id: DRIVER}),
        **reception.by(),
    )  # fmt: skip
    assert on_the_way(delegation) == [("03:35", "04:00")]
    named(reception, delegation, "Sean Ryan")
    unit_of_work.commit()
    roles = sorted(each.role for each in way.activity.participants)
    assert roles == [DRIVER, ParticipantRole.GUEST, ParticipantRole.GUEST]
