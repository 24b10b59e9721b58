"""Clashes of a schedule with itself and with others, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from coopevents.i18n import force_locale
from coopevents.people.models import Person
from coopevents.places import service as places
from coopevents.schedule import accepting, service
from coopevents.schedule.clash_words import free_words, sentence_of, way_out_words
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.rules import ReasonIsMissing
from coopevents.schedule.states import ParticipantRole
from coopevents.schedule.survey import Survey, survey_of
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.schedule.conftest import NINE, NOW, ORGANISER, Office

QUARTER = timedelta(minutes=15)


@pytest.fixture(autouse=True)
def _in_english(context: Flask) -> None:
    """Words are chosen for a reader."""
    context.test_request_context().push()


def survey(office: Office, *visible: int) -> Survey:
    return survey_of(office.schedule, place_unit_ids=[office.unit.id], visible_unit_ids=visible)


def speaks(person: Person) -> tuple[ParticipantDetails, ...]:
    return (ParticipantDetails(person.id, ParticipantRole.SPEAKER),)


def sentences(office: Office) -> list[str]:
    found = survey(office)
    return [sentence_of(each, found) for each in found.open_clashes]


def test_a_taken_place_is_said_with_both_titles_and_times(office: Office) -> None:
    office.plan()
    later = {"starts_at": NINE + 3 * QUARTER, "ends_at": NINE + 6 * QUARTER}
    office.plan(title=LocalizedText(en="Lecture"), **later)

    assert sentences(office) == [
        "“Salon on robotics” (09:00–10:00) and “Lecture” (09:45–10:30) are both in Hall 1 on Monday, 30 November 2026 "
        "and overlap by 15 minutes."
    ]


def test_a_person_who_cannot_walk_fast_enough_is_named(office: Office) -> None:
    places.set_walking_time(office.hall, office.garden, 12, now=NOW, actor=ORGANISER)
    office.plan(people=speaks(office.people[0]))
    office.plan(
        title=LocalizedText(en="Tea"),
        starts_at=NINE + 4 * QUARTER,
        ends_at=NINE + 5 * QUARTER,
        place_id=office.garden.id,
        people=speaks(office.people[0]),
    )

    assert sentences(office) == [
        "From Hall 1 to Garden it takes 12 minutes on foot. On Monday, 30 November 2026 “Salon on robotics” ends at "
        "10:00 and “Tea” starts at 10:00: 12 minutes are missing for Amélie Laurent."
    ]


def test_turnover_double_booking_and_seats_have_their_sentences(office: Office) -> None:
    office.hall.turnover_minutes = 10
    office.plan(people=speaks(office.people[1]))
    office.plan(starts_at=NINE + 4 * QUARTER, ends_at=NINE + 5 * QUARTER, capacity=200)
    office.plan(place_id=None, ends_at=NINE + QUARTER, people=speaks(office.people[1]))

    said = " ".join(sentences(office))
    assert "Hall 1 needs 10 minutes between two activities." in said
    assert "Jun Zhou is in “Salon on robotics” (09:00–10:00) and in" in said
    assert "“Salon on robotics” is planned for 200 guests, and Hall 1 has 80 seats." in said


def test_ways_out_are_offered_and_really_free(office: Office) -> None:
    office.plan()
    second = office.plan(starts_at=NINE + QUARTER, ends_at=NINE + 3 * QUARTER, title=LocalizedText(en="Tea"))
    found = survey(office)
    ways = found.ways_out(found.open_clashes[0])

    assert [free_words(each, found) for each in ways] == ["“Tea” fits at 10:00–10:30.", "Garden is free at that time."]
    assert [way_out_words(each, found) for each in ways] == ["Move “Tea” to 10:00–10:30", "Move “Tea” to Garden"]
    for way in ways:
        service.move_activity(
            second, starts_at=way.starts_at, ends_at=way.ends_at, place_id=way.place_id, now=NOW, actor=ORGANISER
        )
        assert survey(office).open_clashes == []


@both_databases
def test_another_schedule_clashes_too_but_keeps_its_title_to_itself(office: Office) -> None:
    office.plan()
    other = service.open_schedule(unit_id=office.unit.id, time_zone="Asia/Shanghai", now=NOW, actor=ORGANISER)
    service.plan_activity(other, office.details(title=LocalizedText(en="Secret")), now=NOW, actor=ORGANISER)

    assert "an activity of another event (09:00–10:00)" in sentences(office)[0]
    seen = survey(office, office.unit.id)
    assert "“Secret”" in sentence_of(seen.open_clashes[0], seen)


def test_an_accepted_clash_is_quiet_until_it_changes(office: Office) -> None:
    office.plan()
    second = office.plan(starts_at=NINE + QUARTER, ends_at=NINE + 6 * QUARTER)
    key = survey(office).open_clashes[0].key
    with pytest.raises(ReasonIsMissing):
        accepting.accept_clash(office.schedule, key, " ", now=NOW, actor=ORGANISER)
    accepting.accept_clash(office.schedule, key, "A joint session", now=NOW, actor=ORGANISER)
    accepting.accept_clash(office.schedule, key, "Twice", now=NOW, actor=ORGANISER)

    quiet = survey(office)
    assert quiet.open_clashes == []
    assert [(clash.key, accepted.reason) for clash, accepted in quiet.accepted_clashes] == [(key, "A joint session")]
    moved = {"starts_at": NINE + 2 * QUARTER, "ends_at": NINE + 6 * QUARTER, "place_id": office.hall.id}
    service.move_activity(second, **moved, now=NOW, actor=ORGANISER)  # type: ignore[arg-type]
    assert len(survey(office).open_clashes) == 1


def test_what_is_cancelled_clashes_with_nothing(office: Office) -> None:
    office.plan()
    service.cancel_activity(office.plan(), "Storm", now=NOW, actor=ORGANISER)

    assert survey(office).clashes == []


def test_the_sentence_is_there_in_each_language(office: Office) -> None:
    office.plan()
    office.plan()
    found = survey(office)
    for language in ("en", "fr", "zh_Hans_CN"):
        with force_locale(language):
            assert "09:00–10:00" in sentence_of(found.open_clashes[0], found)
