"""Several organisers release one programme at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.db import db, declare_intent
from coopevents.schedule import queries, release_queries, service
from coopevents.schedule.release_rules import NothingToRelease
from coopevents.schedule.releases import programme_of
from coopevents.schedule.releasing import preview, release_by_hand, release_schedule
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.schedule.conftest import NINE, NOW, ORGANISER, Office

LATER = NOW + timedelta(minutes=1)
CROWD = 6


@pytest.fixture
def schedule_id(office: Office) -> int:
    """An open schedule released by hand, with an activity for each organiser."""
    office.schedule.releases_itself = False
    for hour in range(CROWD):
        start = NINE + timedelta(hours=hour)
        office.plan(title=LocalizedText(en=f"Salon {hour}"), starts_at=start, ends_at=start + timedelta(hours=1))
    service.open_to_public(office.schedule, now=NOW, actor=ORGANISER)
    unit_of_work.commit()
    number = office.schedule.id
    db.session.remove()
    return number


def at_once(app: Flask, act: Callable[[int], object]) -> list[object]:
    """What each of the crowd got, when all act at the same moment, each on a connection of their own."""
    gate = Barrier(CROWD)

    def one(number: int) -> object:
        with app.app_context():
            declare_intent(is_reading=False)
            gate.wait(timeout=30)
            try:
                return act(number)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(CROWD) as crowd:
        return list(crowd.map(one, range(CROWD)))


@both_databases
def test_each_release_has_its_number_and_no_move_is_lost(context: Flask, schedule_id: int) -> None:
    def move_and_release(number: int) -> int:
        activity = queries.list_activities(schedule_id)[number]
        starts_at, ends_at = activity.starts_at + timedelta(minutes=5), activity.ends_at + timedelta(minutes=5)
        service.move_activity(activity, starts_at=starts_at, ends_at=ends_at, place_id=None, now=LATER, actor=ORGANISER)
        release = release_schedule(queries.get_schedule(schedule_id), now=LATER, actor=ORGANISER)
        assert release is not None
        numbered = release.number
        unit_of_work.commit()
        return numbered

    assert sorted(at_once(context, move_and_release)) == list(range(2, CROWD + 2))  # type: ignore[type-var]
    latest = queries.find_latest_release(schedule_id)
    assert latest is not None
    assert [each.sequence for each in programme_of(latest).activities] == [1] * CROWD
    assert [each.counts["moved"] for each in release_queries.list_releases(schedule_id, limit=CROWD)] == [1] * CROWD
    assert preview(queries.get_schedule(schedule_id), LATER).following is None


@both_databases
def test_one_button_pressed_by_many_makes_one_release(context: Flask, schedule_id: int) -> None:
    service.cancel_activity(queries.list_activities(schedule_id)[0], "Rain", now=LATER, actor=ORGANISER)
    unit_of_work.commit()
    seen = preview(queries.get_schedule(schedule_id), LATER).fingerprint
    db.session.remove()

    def press(_number: int) -> bool:
        schedule = queries.get_schedule(schedule_id)
        try:
            release_by_hand(
                schedule, expected=seen, name="", comment=LocalizedText(), tells=True, now=LATER, actor=ORGANISER
            )
            unit_of_work.commit()
        except NothingToRelease:
            unit_of_work.discard()
            return False
        return True

    assert sorted(at_once(context, press)) == [False] * (CROWD - 1) + [True]  # type: ignore[type-var]
    assert queries.get_schedule(schedule_id).release_number == 2
