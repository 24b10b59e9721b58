"""Every kind of clash as a sentence, from an office's own records to the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from coopevents.calendars.public_holidays import holiday_name, holidays_in, known_countries
from coopevents.db import db
from coopevents.i18n import force_locale
from coopevents.people.availability import state_availability
from coopevents.people.models import Person
from coopevents.places import campuses, queries, resources
from coopevents.places import service as places
from coopevents.places.details import OpenHours, PlaceDetails, ResourceDetails
from coopevents.places.models import PlaceKind, ResourceKind
from coopevents.schedule import service
from coopevents.schedule.clash_kinds import ClashKind
from coopevents.schedule.clash_words import free_words, sentence_of, way_out_words
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.details import ResourceDetails as Uses
from coopevents.schedule.rules import HolidaysAreUnknown, QuantityIsImpossible, ResourceIsGone
from coopevents.schedule.settings import change_settings, settings_of
from coopevents.schedule.states import ParticipantRole
from coopevents.schedule.survey import Survey, survey_of
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.schedule.conftest import NINE, NOW, ORGANISER, Office

QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)
MONDAY = date(2026, 11, 30)
LATER = {"starts_at": NINE + 3 * QUARTER, "ends_at": NINE + 6 * QUARTER, "title": LocalizedText(en="Tea")}
BY = {"now": NOW, "actor": ORGANISER}


@pytest.fixture(autouse=True)
def _in_english(context: Flask) -> None:
    """Words are chosen for a reader."""
    context.test_request_context().push()


def survey(office: Office, **more: object) -> Survey:
    return survey_of(office.schedule, place_unit_ids=[office.unit.id], first_day=MONDAY, last_day=MONDAY + DAY, **more)  # type: ignore[arg-type]


def speak(*people: Person) -> tuple[ParticipantDetails, ...]:
    return tuple(ParticipantDetails(each.id, ParticipantRole.SPEAKER) for each in people)


def resource(office: Office, quantity: int, turnover: int = 0) -> int:
    details = ResourceDetails(
        kind=ResourceKind.BOOTH, name=LocalizedText(en="Booth"), quantity=quantity, turnover_minutes=turnover
    )
    return resources.add_resource(office.unit.id, details, **BY).id  # type: ignore[arg-type]


def open_hall(office: Office, *hours: OpenHours) -> None:
    details = PlaceDetails(kind=PlaceKind.HALL, name=office.hall.name, capacity=80, opening=hours)
    places.change_place(office.hall, details, **BY)  # type: ignore[arg-type]


def drive(office: Office) -> None:
    """Hall and garden on two campuses."""
    ids = [campuses.add_campus(office.unit.id, LocalizedText(en=name), **BY).id for name in "AB"]  # type: ignore[arg-type]
    campuses.set_driving_times(office.unit.id, {(ids[0], ids[1]): 40}, **BY)  # type: ignore[arg-type]
    office.hall.campus_id, office.garden.campus_id = ids
    office.plan(people=speak(office.people[0]))
    office.plan(**{**LATER, "starts_at": NINE + 5 * QUARTER}, place_id=office.garden.id, people=speak(*office.people))


def delegation(office: Office) -> None:
    more = [Person(unit_id=office.unit.id, given_name=name, created_at=NOW) for name in ("Nia", "Otto")]
    db.session.add_all(more)
    db.session.flush()
    everybody = speak(*office.people, *more)
    office.plan(people=everybody)
    office.plan(**LATER, place_id=None, people=everybody)


def short(office: Office) -> None:
    booth = resource(office, 1)
    office.plan(resources=(Uses(booth),))
    office.plan(**LATER, place_id=None, resources=(Uses(booth),))


def short_alone(office: Office) -> None:
    office.plan(resources=(Uses(resource(office, 2), 3),))


def not_back(office: Office) -> None:
    booth = resource(office, 1, turnover=10)
    office.plan(resources=(Uses(booth),))
    office.plan(**{**LATER, "starts_at": NINE + 4 * QUARTER}, place_id=None, resources=(Uses(booth),))


def closed(office: Office) -> None:
    open_hall(office, OpenHours(0, 570, 720), OpenHours(0, 780, 1500))
    office.plan()


def closed_all_day(office: Office) -> None:
    open_hall(office, OpenHours(3, 540, 1080))
    office.plan()


def away(office: Office) -> None:
    state_availability(office.people[0], NINE + QUARTER, NINE + 2 * DAY, **BY)  # type: ignore[arg-type]
    office.plan(people=speak(office.people[0]))


def away_all_day(office: Office) -> None:
    state_availability(office.people[0], NINE + DAY, NINE + 2 * DAY, **BY)  # type: ignore[arg-type]
    office.plan(people=speak(office.people[0]))


def holiday(office: Office) -> None:
    wanted = replace(settings_of(office.schedule), holidays_of="JP")
    change_settings(office.schedule, wanted, **BY)  # type: ignore[arg-type]
    for number in range(3):
        office.plan(place_id=None, starts_at=NINE - 7 * DAY, ends_at=NINE - 7 * DAY + (number + 1) * QUARTER)


SENTENCES: dict[str, tuple[Callable[[Office], object], ClashKind, str]] = {
    "by car": (
        drive, ClashKind.TOO_LITTLE_DRIVING_TIME,
        "From Hall 1 to Garden it takes 40 minutes by car. On Monday, 30 November 2026 “Salon on robotics” ends at "
        "10:00 and “Tea” starts at 10:15: 25 minutes are missing for Amélie Laurent.",
    ),
    "several people": (
        delegation, ClashKind.PERSON_TWICE,
        "Amélie Laurent and 3 others are in “Salon on robotics” (09:00–10:00) and in “Tea” (09:45–10:30) on Monday, "
        "30 November 2026: both at once for 15 minutes.",
    ),
    "resource": (
        short, ClashKind.RESOURCE_SHORT,
        "2 of “Booth” are needed at once on Monday, 30 November 2026, and there is 1: “Salon on robotics” "
        "(09:00–10:00) and “Tea” (09:45–10:30).",
    ),
    "resource alone": (
        short_alone, ClashKind.RESOURCE_SHORT,
        "“Salon on robotics” (09:00–10:00, Monday, 30 November 2026) needs 3 of “Booth”, and there are 2.",
    ),
    "resource not back": (
        not_back, ClashKind.RESOURCE_NOT_BACK,
        "“Booth” needs 10 minutes between two uses, and on Monday, 30 November 2026 10 minutes are missing: “Salon on "
        "robotics” (09:00–10:00) and “Tea” (10:00–10:30).",
    ),
    "closed": (
        closed, ClashKind.PLACE_CLOSED,
        "Hall 1 is open 09:30–12:00 and 13:00–01:00 on Monday, 30 November 2026: 30 minutes of “Salon on robotics” "
        "(09:00–10:00) lie outside.",
    ),
    "closed all day": (
        closed_all_day, ClashKind.PLACE_CLOSED,
        "Hall 1 is closed on Monday, 30 November 2026, when “Salon on robotics” (09:00–10:00) is planned there.",
    ),
    "away": (
        away, ClashKind.PERSON_AWAY,
        "Amélie Laurent can be there 09:15–24:00 on Monday, 30 November 2026: 15 minutes of “Salon on robotics” "
        "(09:00–10:00) lie outside.",
    ),
    "away all day": (
        away_all_day, ClashKind.PERSON_AWAY,
        "Amélie Laurent cannot be there on Monday, 30 November 2026, when “Salon on robotics” (09:00–10:00) is "
        "planned.",
    ),
    "expected": (
        lambda office: office.plan(expected=90), ClashKind.MORE_EXPECTED,
        "90 people are expected at “Salon on robotics”, and Hall 1 has 80 seats.",
    ),
    "holiday": (
        holiday, ClashKind.PUBLIC_HOLIDAY,
        "Monday, 23 November 2026 is a public holiday in Japan, Labor Thanksgiving Day: “Salon on robotics”, “Salon on "
        "robotics” and 1 more activity.",
    ),
    "outside": (
        lambda office: office.plan(starts_at=NINE + 2 * DAY, ends_at=NINE + 2 * DAY + QUARTER), ClashKind.OUTSIDE_DATES,
        "Wednesday, 2 December 2026 lies outside the dates of the event (30 Nov – 1 Dec 2026): “Salon on robotics”.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SENTENCES)
def test_what_is_said(office: Office, case: str) -> None:
    plan, kind, sentence = SENTENCES[case]
    plan(office)
    found = survey(office)
    (clash,) = [each for each in found.open_clashes if each.kind is kind]

    said = sentence_of(clash, found).replace("\u2009", " ").replace("\xa0", " ")
    assert said == sentence
    for language in ("fr", "zh_Hans_CN"):
        with force_locale(language):
            assert "%(" not in sentence_of(clash, found)


@both_databases
def test_picks_are_handed_in_and_lead_to_a_larger_place(office: Office) -> None:
    activity = office.plan()
    found = survey(office, picked={activity.uid: 84})
    (clash,) = found.open_clashes
    (way,) = found.ways_out(clash)

    assert sentence_of(clash, found) == "84 people picked “Salon on robotics”, and Hall 1 has 80 seats."
    assert way_out_words(way, found) == "Move “Salon on robotics” to Garden"


def test_a_way_out_on_another_day_names_the_day(office: Office) -> None:
    office.plan(starts_at=NINE + 2 * DAY, ends_at=NINE + 2 * DAY + QUARTER)
    found = survey(office)
    (way,) = found.ways_out(found.open_clashes[0])

    assert way_out_words(way, found) == "Move “Salon on robotics” to Tue 1 Dec 21:45–22:00"
    both = replace(way, place_id=office.garden.id, is_other_place=True)
    assert way_out_words(both, found) == "Move “Salon on robotics” to Garden, Tue 1 Dec 21:45–22:00"
    assert free_words(both, found) == "“Salon on robotics” fits into Garden at Tue 1 Dec 21:45–22:00."


def test_a_holiday_is_accepted_once_for_the_whole_day(office: Office) -> None:
    holiday(office)
    (first,) = [each for each in survey(office).open_clashes if each.kind is ClashKind.PUBLIC_HOLIDAY]
    office.plan(place_id=None, starts_at=NINE - 7 * DAY, ends_at=NINE - 7 * DAY + DAY / 24)

    (later,) = [each for each in survey(office).open_clashes if each.kind is ClashKind.PUBLIC_HOLIDAY]
    assert (later.key, len(later.activity_ids)) == (first.key, 4)
    unknown = replace(settings_of(office.schedule), holidays_of="XX")
    with pytest.raises(HolidaysAreUnknown):
        change_settings(office.schedule, unknown, **BY)  # type: ignore[arg-type]


def test_a_changed_place_is_seen_at_once(office: Office) -> None:
    office.plan()
    assert survey(office).clashes == []
    open_hall(office, OpenHours(0, 600, 720))
    assert [each.kind for each in survey(office).clashes] == [ClashKind.PLACE_CLOSED]
    open_hall(office)
    assert survey(office).clashes == []
    assert queries.list_opening_hours(office.hall.id) == []


def test_another_schedule_that_wants_the_same_booth_is_told_without_its_title(office: Office) -> None:
    booth = resource(office, 1)
    office.plan(resources=(Uses(booth),))
    other = service.open_schedule(unit_id=office.unit.id, time_zone="Asia/Shanghai", **BY)  # type: ignore[arg-type]
    details = office.details(place_id=None, title=LocalizedText(en="Secret"), resources=(Uses(booth),))
    service.plan_activity(other, details, **BY)  # type: ignore[arg-type]

    found = survey(office)
    (clash,) = found.open_clashes
    assert "an activity of another event (09:00–10:00)" in sentence_of(clash, found)


def test_public_holidays_are_named_in_the_readers_language_where_the_library_has_it() -> None:
    labour_day = date(2026, 5, 1)
    names = [holiday_name("CN", labour_day, language) for language in ("en", "zh_Hans_CN", "fr")]

    assert names == ["Labor Day", "劳动节", "Labor Day"]
    assert holiday_name("FR", labour_day, "fr") == "Fête du Travail"
    assert holiday_name("CN", date(2026, 5, 20), "en") == holiday_name("XX", labour_day, "en") == ""
    assert labour_day in holidays_in("CN", 2025, 2027)
    assert holidays_in("XX", 2026, 2026) == frozenset()
    assert {"CN", "FR", "GB"} <= known_countries()


def test_what_lies_in_the_tray_is_judged_with_its_people_and_resources_before_it_is_placed(office: Office) -> None:
    booth = resource(office, 1)
    state_availability(office.people[0], NINE + DAY, NINE + 2 * DAY, **BY)  # type: ignore[arg-type]
    office.plan(resources=(Uses(booth),))
    waiting = office.plan(starts_at=None, ends_at=None, place_id=None, people=speak(office.people[0]))
    found = survey(office)
    wanted = replace(found.slots[0], id=waiting.id, uid=waiting.uid, place_id=None)
    placed = replace(wanted, people=frozenset({office.people[0].id}))

    assert {each.kind for each in found.clashes_if(placed)} == {ClashKind.RESOURCE_SHORT, ClashKind.PERSON_AWAY}


def test_a_copy_leaves_retired_resources_behind(office: Office) -> None:
    booth, projector = resource(office, 1), resource(office, 1)
    office.plan(resources=(Uses(booth), Uses(projector)))
    resources.retire_resource(queries.get_resource(booth), **BY)  # type: ignore[arg-type]
    other = service.open_schedule(unit_id=office.unit.id, time_zone="Asia/Shanghai", **BY)  # type: ignore[arg-type]

    (copy,) = service.copy_activities(office.schedule, other, shift=DAY, **BY)  # type: ignore[arg-type]
    assert [each.resource_id for each in copy.resources] == [projector]
    with pytest.raises(ResourceIsGone):
        office.plan(resources=(Uses(booth),))
    with pytest.raises(QuantityIsImpossible):
        office.plan(resources=(Uses(projector, 0),))
