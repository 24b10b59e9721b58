"""Two officers work on one itinerary at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.db import db, declare_intent
from coopevents.delegations import itinerary, itinerary_queries, queries
from coopevents.refusals import Refusal
from coopevents.schedule.models import Schedule
from tests.databases import both_databases
from tests.delegations.conftest import Reception
from tests.delegations.visiting import a_line, named, planned

OFFICERS = 2


def at_once(app: Flask, act: Callable[[int], None]) -> list[str]:
    """What each got: nothing, or the name of the refusal; each on a connection of their own."""
    gate = Barrier(OFFICERS)

    def one(number: int) -> str:
        with app.app_context():
            declare_intent(is_reading=False)
            gate.wait(timeout=60)
            try:
                act(number)
                unit_of_work.commit()
            except Refusal as refusal:
                unit_of_work.discard()
                return type(refusal).__name__
            finally:
                db.session.remove()
        return ""

    with ThreadPoolExecutor(OFFICERS) as officers:
        return sorted(officers.map(one, range(OFFICERS)))


@pytest.fixture
def line(reception: Reception) -> tuple[int, int, int]:
    """A delegation, a line of its itinerary, and the version of it that both officers look at."""
    delegation = reception.accepted()
    named(reception, delegation, "Aoife Byrne")
    [item] = planned(reception, delegation, a_line("Meeting", 1))
    found = delegation.id, item.id, item.activity.version
    unit_of_work.commit()
    db.session.remove()
    return found


def say(reception: Reception, line: tuple[int, int, int], number: int, expected_version: int | None) -> None:
    """One officer lets the line be in a room and at an hour of their own."""
    item = itinerary_queries.get_item(line[0], line[1])
    said = a_line(f"Meeting {number}", 2 + number)
    by = {"now": reception.now, "actor": reception.actor()}
    itinerary.change_item(item, said, expected_version=expected_version, **by)


def read(context: Flask, line: tuple[int, int, int]) -> tuple[str, int]:
    """The title of the line, and how often it was changed."""
    with context.app_context():
        activity = itinerary_queries.get_item(line[0], line[1]).activity
        return activity.title["en"], activity.version - line[2]


@both_databases
def test_of_two_officers_who_change_one_line_one_is_told(reception: Reception, line: tuple[int, int, int]) -> None:
    app = reception.desk.app
    assert at_once(app, lambda number: say(reception, line, number, line[2])) == ["", "ActivityWasChanged"]
    assert read(app, line)[1] == 1


@both_databases
def test_control_without_the_version_the_second_overwrites_the_first(
    reception: Reception, line: tuple[int, int, int]
) -> None:
    app = reception.desk.app
    assert at_once(app, lambda number: say(reception, line, number, None)) == ["", ""]
    assert read(app, line)[1] == 2


@both_databases
def test_two_officers_who_begin_at_once_plan_one_itinerary(reception: Reception) -> None:
    delegation = reception.accepted()
    named(reception, delegation, "Aoife Byrne")
    number = delegation.id
    unit_of_work.commit()
    schedules = db.session.query(Schedule).count()
    db.session.remove()

    def plan(hour: int) -> None:
        by = {"now": reception.now, "actor": reception.actor()}
        itinerary.plan_item(queries.get_delegation(number), a_line(f"Meeting {hour}", hour * 2), **by)

    assert at_once(reception.desk.app, plan) == ["", ""]
    assert [each.activity.title["en"] for each in itinerary_queries.list_items(number)] == ["Meeting 0", "Meeting 1"]
    assert db.session.query(Schedule).count() == schedules + 1
