"""A guest's own agenda."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.registration import queries, service
from coopevents.registration.agendas import ActivityIsNotOnTheProgramme
from coopevents.schedule import service as schedules
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText
from tests.registration.conftest import NOW, OFFICER, Registrar

NINE = datetime(2026, 12, 1, 1, tzinfo=UTC)


def plan(registrar: Registrar, title: str, *, starts_at: datetime = NINE) -> Activity:
    """A salon of an hour on the released programme."""
    details = ActivityDetails(
        kind=ActivityKind.SALON,
        title=LocalizedText(en=title),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
    )
    activity = schedules.plan_activity(registrar.event.schedule, details, now=registrar.later(), actor=OFFICER)
    schedules.release_schedule(registrar.event.schedule, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    return activity


def test_what_overlaps_is_named_and_not_refused(registrar: Registrar) -> None:
    first, second = plan(registrar, "First"), plan(registrar, "Second", starts_at=NINE + timedelta(minutes=30))
    third, guest = plan(registrar, "Third", starts_at=NINE + timedelta(hours=1)), registrar.register()
    assert service.pick_activity(guest, first.uid, now=NOW) == []
    assert [each.title["en"] for each in service.pick_activity(guest, second.uid, now=NOW)] == ["First"]
    assert [each.title["en"] for each in service.pick_activity(guest, third.uid, now=NOW)] == ["Second"]
    service.unpick_activity(guest, second.uid, now=NOW)
    assert queries.list_picks(guest.id) == {first.uid, third.uid}


def test_only_what_readers_see_can_be_picked(registrar: Registrar) -> None:
    guest, activity = registrar.register(), plan(registrar, "First")
    schedules.cancel_activity(activity, "Ill.", now=registrar.later(), actor=OFFICER)
    schedules.release_schedule(registrar.event.schedule, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    for uid in (activity.uid, "unknown"):
        with pytest.raises(ActivityIsNotOnTheProgramme):
            service.pick_activity(guest, uid, now=NOW)
