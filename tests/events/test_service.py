"""Events are made, changed, copied, published and cancelled as promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coopevents import ledger
from coopevents.db import db
from coopevents.events import pages, queries, rules, service
from coopevents.events.details import CloneDetails, EventDetails, PageDetails
from coopevents.events.models import Event
from coopevents.events.queries import EventFilter, Reach
from coopevents.events.states import EventKind, EventState
from coopevents.facts import THE_HOUSE
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as schedule
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind, ActivityState
from coopevents.text import LocalizedText
from tests.databases import both_databases

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
WEEK = EventDetails(
    kind=EventKind.PARTNERSHIP_WEEK,
    title=LocalizedText(en="Global Partnership Week", zh_Hans_CN="国际合作周"),
    starts_on=date(2026, 11, 30),
    ends_on=date(2026, 12, 4),
    time_zone="Europe/Paris",
    venue=LocalizedText(fr="Amphithéâtre"),
)


def created(unit_id: int, details: EventDetails = WEEK) -> Event:
    return service.create_event(details, unit_id=unit_id, now=NOW, actor=THE_HOUSE)


def recorded() -> list[str]:
    return [type(fact).__name__ for fact in ledger.take()]


def found(unit_id: int, text: str) -> list[str]:
    wanted = EventFilter(today=NOW.date(), text=text)
    return [event.slug for event in queries.list_page(Reach({unit_id}), wanted).items]


def test_a_new_event_is_a_draft_with_a_closed_schedule(unit_id: int) -> None:
    event = created(unit_id)
    assert (event.slug, event.state, event.version) == ("global-partnership-week-2026", EventState.DRAFT, 1)
    assert (event.schedule.time_zone, event.schedule.is_open) == ("Europe/Paris", False)
    assert "EventCreated" in recorded()
    assert queries.list_public_events(NOW.date()) == []


def test_two_events_of_one_title_have_two_addresses(unit_id: int) -> None:
    created(unit_id)
    assert created(unit_id).slug == "global-partnership-week-2026-2"


def test_a_taken_address_is_refused(unit_id: int) -> None:
    created(unit_id, replace(WEEK, slug="week"))
    with pytest.raises(rules.AddressIsTaken):
        created(unit_id, replace(WEEK, slug="week"))


def test_what_does_not_differ_is_no_change(unit_id: int) -> None:
    event = created(unit_id)
    recorded()
    service.change_event(event, WEEK, expected_version=1, now=NOW, actor=THE_HOUSE)
    assert (recorded(), event.sequence) == ([], 0)


def test_moving_an_event_gives_its_calendar_entry_a_new_revision(unit_id: int) -> None:
    event = created(unit_id)
    service.change_event(event, replace(WEEK, accent="jade"), now=NOW, actor=THE_HOUSE)
    assert event.sequence == 0
    service.change_event(event, replace(WEEK, ends_on=date(2026, 12, 5), accent="jade"), now=NOW, actor=THE_HOUSE)
    assert event.sequence == 1


def test_nobody_overwrites_what_another_saved(unit_id: int) -> None:
    event = created(unit_id)
    db.session.flush()
    opened_on = event.version
    service.change_event(event, replace(WEEK, accent="jade"), expected_version=opened_on, now=NOW, actor=THE_HOUSE)
    db.session.flush()
    with pytest.raises(rules.EventWasChangedMeanwhile):
        service.change_event(event, replace(WEEK, accent="rust"), expected_version=opened_on, now=NOW, actor=THE_HOUSE)


def test_publishing_opens_the_programme_and_taking_back_closes_it(unit_id: int) -> None:
    event = created(unit_id)
    service.publish_event(event, now=NOW, actor=THE_HOUSE)
    db.session.flush()
    assert (event.schedule.is_open, queries.list_public_events(NOW.date())) == (True, [event])
    service.unpublish_event(event, now=NOW, actor=THE_HOUSE)
    db.session.flush()
    assert (event.schedule.is_open, queries.list_public_events(NOW.date())) == (False, [])


def test_a_published_event_stays_visible_as_cancelled(unit_id: int) -> None:
    event = created(unit_id)
    service.publish_event(event, now=NOW, actor=THE_HOUSE)
    service.cancel_event(event, "A typhoon closes the campus.", now=NOW, actor=THE_HOUSE)
    db.session.flush()
    assert queries.list_public_events(NOW.date()) == [event]
    assert (event.cancellation_reason, event.sequence) == ("A typhoon closes the campus.", 1)


def test_a_draft_that_was_taken_back_and_cancelled_is_not_visible(unit_id: int) -> None:
    event = created(unit_id)
    service.publish_event(event, now=NOW, actor=THE_HOUSE)
    service.unpublish_event(event, now=NOW, actor=THE_HOUSE)
    service.cancel_event(event, "No money.", now=NOW, actor=THE_HOUSE)
    db.session.flush()
    assert queries.list_public_events(NOW.date()) == []


def test_cancelling_an_event_cancels_what_is_on_its_programme(unit_id: int) -> None:
    event = created(unit_id)
    nine = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    said = ActivityDetails(
        kind=ActivityKind.SALON, title=LocalizedText(en="Salon"), starts_at=nine, ends_at=nine + timedelta(hours=1)
    )
    activity = schedule.plan_activity(event.schedule, said, now=NOW, actor=THE_HOUSE)
    service.cancel_event(event, "A typhoon.", now=NOW, actor=THE_HOUSE)
    assert (activity.state, activity.cancellation_reason) == (ActivityState.CANCELLED, "A typhoon.")


def test_a_copy_keeps_the_times_of_day_across_summer_time(unit_id: int) -> None:
    event = created(unit_id)
    paris = ZoneInfo("Europe/Paris")
    nine = datetime(2026, 11, 30, 9, 0, tzinfo=paris)
    said = ActivityDetails(
        kind=ActivityKind.SALON, title=LocalizedText(en="Salon"), starts_at=nine, ends_at=nine + timedelta(hours=1)
    )
    schedule.plan_activity(event.schedule, said, now=NOW, actor=THE_HOUSE)
    pages.add_page(event, PageDetails(LocalizedText(en="Visa")), now=NOW, actor=THE_HOUSE)
    db.session.refresh(event)
    details = CloneDetails(LocalizedText(en="Spring week"), date(2027, 5, 31))
    copy = service.clone_event(event, details, now=NOW, actor=THE_HOUSE)
    [activity] = schedules.list_activities(copy.schedule_id)
    assert activity.starts_at.astimezone(paris) == datetime(2027, 5, 31, 9, 0, tzinfo=paris)
    assert (copy.slug, copy.ends_on, copy.state) == ("spring-week-2027", date(2027, 6, 4), EventState.DRAFT)
    assert [page.slug for page in queries.list_pages(copy.id)] == ["visa"]
    assert copy.uid != event.uid


@both_databases
@pytest.mark.parametrize("text", ["partnership", "WEEK global", "合作", "amphitheatre", "week-2026"])
def test_an_event_is_found_in_every_language(unit_id: int, text: str) -> None:
    event = created(unit_id)
    assert found(unit_id, text) == [event.slug]


@pytest.mark.parametrize("text", ["%", "_", "partner%ship", "\\"])
def test_wildcards_are_ordinary_letters(unit_id: int, text: str) -> None:
    created(unit_id)
    assert found(unit_id, text) == []


def test_events_of_other_units_are_out_of_reach(unit_id: int) -> None:
    event = created(unit_id)
    assert queries.list_page(Reach(), EventFilter(NOW.date())).items == []
    assert queries.list_page(Reach(event_ids={event.id}), EventFilter(NOW.date())).items == [event]


def test_pages_keep_the_order_they_are_given(unit_id: int) -> None:
    event = created(unit_id)
    first, second, third = (
        pages.add_page(event, PageDetails(LocalizedText(en=title)), now=NOW, actor=THE_HOUSE)
        for title in ("Visa", "Arrival", "Visa")
    )
    assert [page.slug for page in queries.list_pages(event.id)] == ["visa", "arrival", "visa-2"]
    pages.raise_page(event, third, now=NOW, actor=THE_HOUSE)
    pages.raise_page(event, first, now=NOW, actor=THE_HOUSE)
    pages.lower_page(event, first, now=NOW, actor=THE_HOUSE)
    db.session.flush()
    assert queries.list_pages(event.id) == [third, first, second]


def test_a_removed_page_stays_in_the_trail(unit_id: int) -> None:
    event = created(unit_id)
    details = PageDetails(LocalizedText(en="Visa"), LocalizedText(en="Apply early."))
    page = pages.add_page(event, details, now=NOW, actor=THE_HOUSE)
    ledger.take()
    pages.remove_page(event, page, now=NOW, actor=THE_HOUSE)
    db.session.flush()
    [fact] = ledger.take()
    assert queries.list_pages(event.id) == []
    assert fact.changes["text"] == (LocalizedText(en="Apply early."), None)
