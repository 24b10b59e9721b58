"""Rosters at the desk, and attendance at the door."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.registration import service as registrations
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.schedule import service as schedules
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind, SignUpState
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk

STARTS = datetime(2030, 3, 4, 1, tzinfo=UTC)


@pytest.fixture
def roster(desk: Desk) -> str:
    """The path of the roster of a tour with one place, at an event with three guests."""
    event_id = desk.event("week", starts_on=date(2030, 3, 4))
    with desk.writing():
        event = events.get_event(event_id)
        registrations.change_terms(event, TermsDetails(), now=NOW, actor=THE_HOUSE)
        publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
        for name in ("Anna", "Ben", "Cleo"):
            details = GuestDetails(
                email=f"{name.lower()}@example.org",
                given_name=name,
                family_name="Müller",
                country="DE",
                institution_name="Hochschule Beispiel",
                has_consented=True,
            )
            registrations.register_guest(event, details, now=NOW, actor=THE_HOUSE)
        tour = ActivityDetails(
            kind=ActivityKind.TOUR,
            title=LocalizedText(en="Tour of the laboratories"),
            starts_at=STARTS,
            ends_at=STARTS + timedelta(hours=1),
            capacity=1,
            takes_sign_ups=True,
        )
        activity = schedules.plan_activity(event.schedule, tour, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
        return f"/desk/events/week/programme/{activity.id}"


def states(desk: Desk, roster: str) -> list[tuple[str, bool]]:
    """How everybody on the roster stands, and whether they came."""
    with desk.app.app_context():
        entries = sign_ups.list_roster(int(roster.rpartition("/")[2]))
        return [(each.state.value, each.attended_at is not None) for each in entries]


def test_guests_are_added_by_hand_wait_and_move_up(desk: Desk, roster: str) -> None:
    manager = desk.colleague(Role.ADMIN)
    found = manager.get(f"{roster}/roster", q="anna").text
    assert "Give a place to Anna Müller" in found
    assert "Ben Müller" not in found
    for number in (1, 2, 2):
        assert manager.post(f"{roster}/roster", number=number).status_code == 302
    assert states(desk, roster) == [("booked", False), ("waiting", False)]
    page = manager.get(f"{roster}/roster").text
    assert "1 of 1 places booked, 1 waiting, 0 present" in page
    with desk.app.app_context():
        first = sign_ups.list_roster(int(roster.rpartition("/")[2]))[0].person_id
    manager.post(f"{roster}/roster", verb="remove", person_id=first)
    assert states(desk, roster) == [("booked", False)]
    overview = manager.get("/desk/events/week/sign-ups").text
    assert "Tour of the laboratories" in overview


def test_attendance_is_noted_at_the_door_walk_ins_too(desk: Desk, roster: str) -> None:
    manager = desk.colleague(Role.ADMIN)
    manager.post(f"{roster}/roster", number=1)
    for _twice in range(2):
        manager.post(f"{roster}/attendance", number=1, wanted="1")
    manager.post(f"{roster}/attendance", number=3, wanted="1")
    assert states(desk, roster) == [("booked", True), (SignUpState.LEFT.value, True)]
    assert "2 present, 1 expected" in manager.get(f"{roster}/attendance").text
    table = list(csv.reader(io.StringIO(manager.get(f"{roster}/roster.csv").text.lstrip("\ufeff"))))
    assert [(row[1], row[5], row[6]) for row in table[1:]] == [
        ("Anna Müller", "Place booked", "yes"),
        ("Cleo Müller", "Without booking", "yes"),
    ]
    manager.post(f"{roster}/attendance", number=3, wanted="0")
    assert states(desk, roster) == [("booked", True)]


def test_reception_takes_attendance_but_gives_no_places_away(desk: Desk, roster: str) -> None:
    with desk.app.app_context():
        event = events.find_event_by_slug("week")
        assert event is not None
    reception = desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=event.id)
    assert reception.get(f"{roster}/roster").status_code == 200
    assert reception.post(f"{roster}/roster", number=1).status_code == 403
    assert reception.get(f"{roster}/roster.csv").status_code == 403
    assert reception.post(f"{roster}/attendance", number=1, wanted="1").status_code == 302
    assert states(desk, roster) == [("left", True)]


def test_somebody_who_is_no_guest_of_the_event_cannot_be_noted(desk: Desk, roster: str) -> None:
    manager = desk.colleague(Role.ADMIN)
    for said in ({"number": 99}, {"person_id": 1}, {"person_id": "²"}, {}):
        assert manager.post(f"{roster}/attendance", wanted="1", **said).status_code == 404
    assert states(desk, roster) == []
