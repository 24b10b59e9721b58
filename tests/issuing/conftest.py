"""An office with guests who attended, or did not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.events import queries as events
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.registration import arriving, queries
from coopevents.registration.models import Registration
from coopevents.schedule import service as schedules
from coopevents.schedule import signing_up
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk

OFFICER = Actor("user", 1, "Lin Xiaoyan")
AFTER = NOW + timedelta(days=20)


class Issuing:
    """The week, its guests and activities, and short words for what is noted of them."""

    def __init__(self, desk: Desk, **said: Any) -> None:
        self.desk, self.event_id = desk, desk.event(**said)

    @contextmanager
    def event(self) -> Iterator[Event]:
        """The event, for writing; committed at the end."""
        with self.desk.writing():
            yield events.get_event(self.event_id)
            unit_of_work.commit()

    def guest(self, name: str, *, comes: bool = True, **said: Any) -> int:
        """A guest who comes, or does not; returns the number."""
        guest_id = self.desk.guest(self.event_id, f"{name}@guest.example", **{"given_name": name.title(), **said})
        with self.event():
            guest = queries.get_by_id(guest_id)
            if comes:
                arriving.check_in_by_hand(guest, now=NOW, actor=OFFICER)
            return guest.number

    def registration(self, number: int) -> Registration:
        """The guest with that number."""
        return queries.get_registration(self.event_id, number)

    def activity(self, title: str, starts_at: datetime, minutes: int, *numbers: int) -> int:
        """An activity at which these guests were present; returns its id."""
        with self.event() as event:
            details = ActivityDetails(
                kind=ActivityKind.LECTURE,
                title=LocalizedText(en=title),
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=minutes),
            )
            activity: Activity = schedules.plan_activity(event.schedule, details, now=NOW, actor=OFFICER)
            for number in numbers:
                person_id = self.registration(number).person_id
                signing_up.take_attendance(activity, person_id, True, now=NOW, actor=OFFICER)
            return activity.id


@pytest.fixture
def issuing(desk: Desk) -> Issuing:
    """An office about to issue certificates."""
    return Issuing(desk)
