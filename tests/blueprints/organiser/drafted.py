"""An event with activities to place, and the drafts of the assistant, for tests of the worker and of its doors."""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from coopevents import clock, unit_of_work
from coopevents.draftsman import Draftsman
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.places import queries as place_queries
from coopevents.places import service as places
from coopevents.places.details import PlaceDetails
from coopevents.places.models import PlaceKind
from coopevents.schedule import proposals, queries, service
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.proposal_problem import read_problem
from coopevents.schedule.proposal_wishes import Scope, Wish
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText
from tests.desks import FIRST_DAY, NOW, Desk

NINE = datetime.fromisoformat("2026-11-30T09:00:00+08:00")


class DraftedOffice:
    """Two halls, a garden, a speaker; four activities in the tray, one that stands, one that is fixed."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.event_id = desk, desk.event()
        self.colleague = desk.colleague()
        with desk.writing():
            self.halls = [self._place(name, PlaceKind.HALL, seats) for name, seats in (("Hall 1", 80), ("Hall 2", 30))]
            self.garden = self._place("Garden", PlaceKind.OUTDOOR, None)
            details = PersonDetails(given_name="Wei", family_name="Zhang")
            self.speaker = people.add_person(details, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE).id
            self.tray = [self._plan(f"Salon {number}") for number in range(1, 5)]
            self.standing = self._plan("Standing salon", starts_at=NINE, place_id=self.halls[0])
            self.fixed = self._plan("Fixed salon", starts_at=NINE, place_id=self.halls[1], is_fixed=True)
            unit_of_work.commit()

    def _place(self, name: str, kind: PlaceKind, seats: int | None) -> int:
        details = PlaceDetails(kind=kind, name=LocalizedText(en=name), capacity=seats)
        return places.add_place(self.desk.unit_id, details, now=NOW, actor=THE_HOUSE).id

    def _plan(self, title: str, **said: Any) -> int:
        if "starts_at" in said:
            said["ends_at"] = said["starts_at"] + timedelta(hours=1)
        details = ActivityDetails(
            kind=ActivityKind.SALON,
            title=LocalizedText(en=title),
            people=(ParticipantDetails(self.speaker, ParticipantRole.SPEAKER),),
            **said,
        )
        schedule = events.get_event(self.event_id).schedule
        return service.plan_activity(schedule, details, now=NOW, actor=THE_HOUSE).id

    def plan(self, title: str, **said: Any) -> int:
        """One more activity of the speaker, in the tray unless it has a start."""
        with self.desk.writing():
            number = self._plan(title, **said)
            unit_of_work.commit()
            return number

    def plan_many(self, number: int) -> None:
        """So many more in the tray that drafting takes its whole time."""
        with self.desk.writing():
            for each in range(number):
                self._plan(f"Talk {each}")
            unit_of_work.commit()

    def ask(self, scope: Scope = Scope.REST, *, place_ids: Collection[int] | None = None, **said: Any) -> int:
        """The id of a draft that is asked for."""
        with self.desk.writing():
            event = events.get_event(self.event_id)
            wish = Wish(scope=scope, place_ids=tuple(place_ids if place_ids is not None else self.halls), **said)
            read = read_problem(
                event.schedule,
                wish,
                offered=place_queries.list_places([self.desk.unit_id]),
                first_day=FIRST_DAY,
                last_day=FIRST_DAY + timedelta(days=1),
                picked={},
            )
            proposal = proposals.ask_for_draft(event.schedule, wish, read, now=clock.now(), actor=THE_HOUSE)
            number = proposal.id
            unit_of_work.commit()
            return number

    def change(self, activity_id: int, **said: Any) -> None:
        """Say something else about an activity."""
        with self.desk.writing():
            activity = queries.get_activity(events.get_event(self.event_id).schedule_id, activity_id)
            details = service.details_of(activity, **said)
            service.change_activity(activity, details, expected_version=None, now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()

    def stands(self, activity_id: int) -> tuple[datetime | None, int | None]:
        """When it starts and where it is."""
        with self.desk.writing():
            activity = queries.get_activity(events.get_event(self.event_id).schedule_id, activity_id)
            return activity.starts_at, activity.place_id

    def work(self, seconds: float = 8) -> None:
        """Let a worker in a thread of this process draft everything that waits."""
        draftsman = Draftsman(self.desk.app, threading.Event(), seconds=seconds)
        draftsman.look()
        if draftsman._thread is not None:
            draftsman._thread.join(60)
