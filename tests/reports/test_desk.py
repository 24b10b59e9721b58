"""What waits, counted over many events at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.queries import Reach
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.places.models import Place, PlaceKind
from coopevents.registration import service as registration
from coopevents.registration.details import TermsDetails
from coopevents.reports.clashes import count_clashes, survey_of_event
from coopevents.reports.desk import desk_for
from coopevents.reports.events import registration_word
from coopevents.schedule import service as schedule
from coopevents.schedule.clashes import ClashKind
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.models import AcceptedClash
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def unit(context: Flask) -> Unit:
    unit = Unit(kind=UnitKind.OFFICE, slug="office", name=LocalizedText(en="Office"))
    db.session.add(unit)
    db.session.flush()
    return unit


def an_event(unit: Unit, starts_on: date, **terms: object) -> Event:
    details = EventDetails(
        kind=EventKind.SYMPOSIUM,
        title=LocalizedText(en=f"Event of {starts_on}"),
        starts_on=starts_on,
        ends_on=starts_on,
        time_zone="Asia/Shanghai",
    )
    event = events.create_event(details, unit_id=unit.id, now=NOW, actor=THE_HOUSE)
    registration.open_registration(event, TermsDetails(**terms), now=NOW, actor=THE_HOUSE)
    return event


def a_salon(event: Event, place: Place, hour: int) -> None:
    starts_at = datetime(2026, 11, 30, hour, tzinfo=UTC)
    said = ActivityDetails(
        kind=ActivityKind.SALON,
        title=LocalizedText(en="Salon"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place_id=place.id,
    )
    schedule.plan_activity(event.schedule, said, now=NOW, actor=THE_HOUSE)


def waiting(unit: Unit, now: datetime = NOW) -> list[tuple[str, str]]:
    found = desk_for(Reach({unit.id}), now=now, zone=SHANGHAI)
    return [(each.kind, each.event.starts_on.isoformat()) for each in found.waiting]


def test_clashes_within_and_between_events_are_counted(unit: Unit) -> None:
    hall = Place(unit_id=unit.id, kind=PlaceKind.HALL, name=LocalizedText(en="Hall"))
    db.session.add(hall)
    db.session.flush()
    first, second = an_event(unit, date(2026, 11, 30)), an_event(unit, date(2026, 12, 7))
    a_salon(first, hall, 1)
    a_salon(first, hall, 2)
    a_salon(second, hall, 2)
    counts = count_clashes([first, second])
    assert counts == {first.schedule_id: 3, second.schedule_id: 3}  # the second event is a week later
    survey = survey_of_event(second, place_unit_ids={unit.id}, visible_unit_ids={unit.id})
    assert [each.kind for each in survey.open_clashes].count(ClashKind.OUTSIDE_DATES) == 1
    assert len(survey.open_clashes) == counts[second.schedule_id]
    [clash, *_others] = survey_of_event(first, place_unit_ids={unit.id}, visible_unit_ids={unit.id}).open_clashes
    accepted = AcceptedClash(
        schedule_id=first.schedule_id, key=clash.key, reason="Meant so", accepted_by="Lin", accepted_at=NOW
    )
    db.session.add(accepted)
    assert count_clashes([first, second])[first.schedule_id] == 2


def test_drafts_hurt_a_week_before_they_begin_and_registrations_when_they_close(unit: Unit) -> None:
    an_event(unit, date(2026, 12, 1))
    closing = an_event(unit, date(2027, 3, 1), closes_at=NOW + timedelta(days=1))
    events.publish_event(closing, now=NOW, actor=THE_HOUSE)
    an_event(unit, date(2027, 6, 1))
    assert waiting(unit) == [("closing", "2027-03-01"), ("draft", "2026-12-01")]


def test_what_is_over_or_cancelled_does_not_wait(unit: Unit) -> None:
    an_event(unit, date(2026, 11, 1))
    cancelled = an_event(unit, date(2026, 11, 30))
    events.cancel_event(cancelled, "Typhoon", now=NOW, actor=THE_HOUSE)
    db.session.flush()
    assert waiting(unit) == []


@pytest.mark.parametrize(
    ("opens", "closes", "word"),
    [
        (None, None, "open"),
        (1, None, "later"),
        (-1, 1, "open"),
        (-2, -1, "closed"),
        (0, None, "open"),
        (None, 0, "closed"),
    ],
)
def test_registration_is_off_later_open_or_closed(unit: Unit, opens: int | None, closes: int | None, word: str) -> None:
    moments = [NOW + timedelta(days=days) if days is not None else None for days in (opens, closes)]
    event = an_event(unit, date(2026, 11, 30))
    terms = registration.change_terms(
        event, TermsDetails(opens_at=moments[0], closes_at=moments[1]), now=NOW, actor=THE_HOUSE
    )
    assert registration_word(terms, NOW) == word
    assert registration_word(None, NOW) == "off"
