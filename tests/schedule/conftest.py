"""An office with a schedule, places and people, for tests of schedules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.people.models import Person
from coopevents.places import service as places
from coopevents.places.details import PlaceDetails
from coopevents.places.models import Place, PlaceKind
from coopevents.schedule import service
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.models import Activity, Schedule
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
NINE = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
"""Nine in the morning in Shanghai."""
ORGANISER = Actor("user", 1, "Lin Xiaoyan")


@dataclass
class Office:
    """What tests of schedules stand on."""

    unit: Unit
    schedule: Schedule
    hall: Place
    garden: Place
    people: list[Person] = field(default_factory=list)

    def details(self, **values: object) -> ActivityDetails:
        """A salon of one hour at nine in the hall, some of it replaced."""
        said: dict[str, object] = {
            "kind": ActivityKind.SALON,
            "title": LocalizedText(en="Salon on robotics", zh_Hans_CN="机器人沙龙"),
            "starts_at": NINE,
            "ends_at": NINE + timedelta(hours=1),
            "place_id": self.hall.id,
        }
        return ActivityDetails(**{**said, **values})  # type: ignore[arg-type]

    def plan(self, **values: object) -> Activity:
        """Such an activity on the schedule."""
        return service.plan_activity(self.schedule, self.details(**values), now=NOW, actor=ORGANISER)


@pytest.fixture
def office(context: Flask) -> Office:
    """An office in Shanghai with an empty schedule, a hall, a garden and two people."""
    unit = Unit(kind=UnitKind.OFFICE, slug="office", name=LocalizedText(en="International Office"))
    db.session.add(unit)
    db.session.flush()
    add: Callable[[str, PlaceKind, int | None], Place] = lambda name, kind, capacity: places.add_place(  # noqa: E731
        unit.id, PlaceDetails(kind=kind, name=LocalizedText(en=name), capacity=capacity), now=NOW, actor=ORGANISER
    )
    hall, garden = add("Hall 1", PlaceKind.HALL, 80), add("Garden", PlaceKind.OUTDOOR, None)
    people = [Person(unit_id=unit.id, given_name="Amélie", family_name="Laurent", created_at=NOW)]
    people.append(Person(unit_id=unit.id, given_name="Jun", family_name="Zhou", original_name="周俊", created_at=NOW))
    db.session.add_all(people)
    schedule = service.open_schedule(unit_id=unit.id, time_zone="Asia/Shanghai", now=NOW, actor=ORGANISER)
    return Office(unit, schedule, hall, garden, people)
