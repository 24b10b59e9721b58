"""A visit that is on campus now, for tests of its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from coopevents.delegations import delegates, itinerary, requesting, sending
from coopevents.delegations.details import Days
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.schedule import queries as schedules
from coopevents.schedule.releasing import preview
from coopevents.schedule.states import ParticipantRole
from tests.delegations.conftest import request_of
from tests.delegations.visiting import a_line, delegate_named

GUESTS = ("Aoife Byrne", "Sean Ryan", "Niamh Walsh")
TITLES = ("Meeting with the dean", "Laboratory")
ROLES = (ParticipantRole.HOST, ParticipantRole.GUIDE)


def a_visit_today(unit_id: int, now: datetime, *, ours: tuple[str, str], began: int = 10) -> int:
    """Three guests, a meeting that began so many minutes ago and a laboratory an hour long right behind it, with these
    colleagues by their addresses; sent to everybody. Returns its number."""
    by: dict[str, Any] = {"now": now - timedelta(days=1), "actor": THE_HOUSE}
    visit = requesting.enter_visit(request_of(days=Days(day_of(now), day_of(now))), unit_id=unit_id, **by)
    visit.state = VisitState.ACCEPTED
    for name in GUESTS:
        delegates.name_delegate(visit, delegate_named(*name.split(" ")), **by)
    start = now - timedelta(minutes=began)
    for number, (title, address, role) in enumerate(
        zip(("Meeting with the dean", "Laboratory"), ours, ROLES, strict=True)
    ):
        person = people.add_person(PersonDetails(family_name=role.value, email=address), unit_id=unit_id, **by)
        line = a_line(title, 1, people={person.id: role})
        begins = start + timedelta(hours=number)
        times = {"starts_at": begins, "ends_at": begins + timedelta(hours=1)}
        itinerary.plan_item(visit, replace(line, activity=replace(line.activity, **times)), **by)
    schedule = schedules.get_schedule(visit.schedule_id or 0)
    sending.send_programme(visit, expected=preview(schedule, by["now"]).fingerprint, **by)
    visit.state, schedule.quiet_minutes = VisitState.PROGRAMME_SENT, 0
    return visit.id
