"""The first page of the desk: what waits, what is coming, what is today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.people.models import Person
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.schedule import service as schedule
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk, a_form

TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()


def test_an_empty_office_is_told_how_to_begin(desk: Desk) -> None:
    assert "Create the first event" in desk.colleague().get("/desk/").text


def test_nobody_enters_without_signing_in(desk: Desk) -> None:
    answer = desk.app.test_client().get("/desk/")
    assert (answer.status_code, "/account/sign-in" in answer.location) == (302, True)


def test_what_waits_is_sorted_by_when_it_hurts(desk: Desk) -> None:
    soon = desk.event("soon", starts_on=TODAY + timedelta(days=3), title=LocalizedText(en="Soon"))
    desk.event("later", starts_on=TODAY + timedelta(days=15), title=LocalizedText(en="Later"))
    desk.event("far", starts_on=TODAY + timedelta(days=90), title=LocalizedText(en="Far"))
    wait(desk, soon)
    page = desk.colleague().get("/desk/").text
    waiting = page[page.index("Waiting for you") : page.index("Coming events")]
    assert "1 guest waits to be confirmed" in waiting
    assert waiting.index("Begins in 3 days") < waiting.index("1 guest waits") < waiting.index("Begins in 15 days")
    assert "Far" not in waiting


def test_todays_programme_is_there(desk: Desk) -> None:
    event_id = desk.event("week", starts_on=TODAY)
    now = datetime.now(UTC).replace(microsecond=0)
    with desk.writing():
        event = events.get_event(event_id)
        said = ActivityDetails(
            kind=ActivityKind.SALON,
            title=LocalizedText(en="Salon on water"),
            starts_at=now - timedelta(minutes=1),
            ends_at=now + timedelta(minutes=1),
        )
        schedule.plan_activity(event.schedule, said, now=now, actor=THE_HOUSE)
        unit_of_work.commit()
    page = desk.colleague().get("/desk/").text
    assert ("Salon on water" in page, "1 activity today" in page) == (True, True)


def test_only_who_can_decide_is_told_what_waits(desk: Desk) -> None:
    event_id = desk.event("soon", starts_on=TODAY + timedelta(days=3))
    wait(desk, event_id)
    page = desk.colleague(Role.EVENT_VIEWER, scope_kind="event", scope_id=event_id).get("/desk/").text
    assert ("Global Partnership Week" in page, "waits to be confirmed" in page) == (True, False)


def test_another_offices_events_are_not_there(desk: Desk) -> None:
    desk.event("secret", unit_id=desk.other_unit_id, starts_on=TODAY, title=LocalizedText(en="Secret meeting"))
    assert "Secret meeting" not in desk.colleague().get("/desk/").text


def wait(desk: Desk, event_id: int) -> None:
    """Somebody waits to be confirmed."""
    with desk.writing():
        person = Person(unit_id=desk.unit_id, family_name="Guest", created_at=NOW)
        guest = Registration(
            event_id=event_id,
            form=a_form(event_id),
            number=1,
            reference="reference",
            person=person,
            email="guest@example.org",
            state=RegistrationState.PENDING,
            language="en",
            privacy_version=1,
            consented_at=NOW,
            submitted_at=NOW,
            changed_at=NOW,
        )
        db.session.add(guest)
        db.session.commit()
