"""A delay on a day with 30 activities of 6 delegations: from the tap to the commit, release and notices included.

On SQLite in a file, as a small office runs. Beside it what the same takes for one line moved by hand and released:
the difference is what running through the day costs. Each figure is the median of several taps on fresh days.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.guests import make_office
from benchmarks.results import Result
from coopevents import unit_of_work
from coopevents.app import create_app
from coopevents.config import Settings
from coopevents.db import db, declare_intent
from coopevents.delegations import delegates, itinerary, itinerary_queries, requesting, running_late, sending
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.schedule import queries as schedules
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.releasing import preview, release_schedule
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText

DELEGATIONS, LINES, GUESTS, TAPS = 6, 5, 8, 15
DAY = date(2027, 6, 14)
NOW = datetime(2027, 6, 14, 1, 10, tzinfo=UTC)
BEFORE = datetime(2027, 5, 3, 8, tzinfo=UTC)
MOST_MS = 50.0


def run() -> Iterator[Result]:
    """The figures."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/coopevents.sqlite3"
        variables = {"COOPEVENTS_MODE": "testing", "COOPEVENTS_DATABASE_URL": address, "COOPEVENTS_DATA_DIR": folder}
        app = create_app(Settings.from_environment(variables))
        with app.app_context():
            db.create_all()
            declare_intent(is_reading=False)
            ids = _a_day()
            tapped = [_milliseconds(_tap, ids[number % DELEGATIONS], number) for number in range(TAPS)]
            by_hand = [_milliseconds(_move_one, ids[number % DELEGATIONS], number) for number in range(TAPS)]
            db.session.remove()
    figure, reference = median(tapped), median(by_hand)
    said = f"≤ {MOST_MS:.0f} ms (one line moved by hand and released: {reference:.1f} ms)"
    yield Result("delay", f"{figure:.1f} ms for a tap, the longest {max(tapped):.1f} ms", said, figure <= MOST_MS)


def _milliseconds(deed: object, *said: object) -> float:
    db.session.expire_all()
    begun = perf_counter()
    deed(*said)  # type: ignore[operator]
    unit_of_work.commit()
    taken = perf_counter() - begun
    declare_intent(is_reading=False)
    return taken * 1000


def _tap(delegation_id: int, number: int) -> None:
    delegation = db.session.get_one(Delegation, delegation_id)
    first = itinerary_queries.list_items(delegation.id)[0]
    running_late.run_late(delegation, first.activity_id, 2, key=f"tap-{number}", now=NOW, actor=THE_HOUSE)


def _move_one(delegation_id: int, number: int) -> None:
    item = itinerary_queries.list_items(delegation_id)[-1]
    later = timedelta(minutes=1)
    activity = item.activity
    itinerary.move_item(
        item, starts_at=activity.starts_at + later, ends_at=activity.ends_at + later, now=NOW, actor=THE_HOUSE
    )
    release_schedule(schedules.get_schedule(activity.schedule_id), now=NOW, actor=THE_HOUSE)


def _a_day() -> list[int]:
    unit = make_office()
    hosts = [
        people.add_person(PersonDetails(family_name=f"Host {n}"), unit_id=unit.id, now=BEFORE, actor=THE_HOUSE).id
        for n in range(10)
    ]
    ids = [_visit(unit.id, number, hosts) for number in range(DELEGATIONS)]
    unit_of_work.commit()
    declare_intent(is_reading=False)
    return ids


def _visit(unit_id: int, number: int, hosts: list[int]) -> int:
    by: dict[str, Any] = {"now": BEFORE, "actor": THE_HOUSE}
    details = VisitDetails(
        contact=ContactDetails(name="Guest", email=f"guest{number}@example.edu"),
        organisation=f"University {number}",
        purpose="Meet.",
        days=Days(DAY, DAY),
        head_count=GUESTS,
    )
    delegation = requesting.enter_visit(details, unit_id=unit_id, **by)
    delegation.state = VisitState.ACCEPTED
    for guest in range(GUESTS):
        person = PersonDetails(family_name=f"Guest {guest} of {number}", email=f"g{guest}@{number}.example.edu")
        delegates.name_delegate(delegation, DelegateDetails(person=person), **by)
    for line in range(LINES):
        starts_at = datetime(2027, 6, 14, 1, tzinfo=UTC) + timedelta(minutes=65 * line)
        activity = ActivityDetails(
            kind=ActivityKind.MEETING,
            title=LocalizedText(en=f"Meeting {line}"),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=60),
            people=(ParticipantDetails(hosts[(number + line) % len(hosts)], ParticipantRole.HOST),),
        )
        itinerary.plan_item(delegation, ItemDetails(activity=activity), **by)
    schedule = schedules.get_schedule(delegation.schedule_id or 0)
    sending.send_programme(delegation, expected=preview(schedule, BEFORE).fingerprint, **by)
    return delegation.id


if __name__ == "__main__":
    for result in run():
        print(result.line())
