"""A conference comes in, is released, and goes out again: equal in every field we keep."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from coopevents.schedule import queries, service
from coopevents.schedule.exchange.identities import guid_of, is_slug
from coopevents.schedule.exchange.json_reading import conference_from_json
from coopevents.schedule.exchange.plans import Verdict
from coopevents.schedule.exchange.records import Conference, Record
from coopevents.schedule.exchange.xml_reading import conference_from_xml
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText
from tests.schedule.conftest import NOW, ORGANISER, Office
from tests.schedule.exchange.congress import BERLIN, schedule_xml
from tests.schedule.exchange.handing import assert_valid, opened, planned, taken, with_formats, written


def comparable(record: Record) -> Record:
    """The record without what is not kept: slugs that no schema takes."""
    return replace(
        record,
        uid="",
        texts={},
        slug=record.slug if is_slug(record.slug) else "",
        url=record.url if "://office.example/" not in record.url else "",
        people=tuple(replace(each, guid=guid_of(each.guid) if each.guid else "") for each in record.people),
    )


def assert_equal(again: Conference, given: Conference) -> None:
    """Field by field, for every talk."""
    before = {each.guid: comparable(each) for each in given.records}
    after = {each.guid: comparable(each) for each in again.records}
    assert after.keys() == before.keys()
    wrong = {
        (guid, name): (getattr(before[guid], name), getattr(after[guid], name))
        for guid in before
        for name in Record.__dataclass_fields__
        if getattr(before[guid], name) != getattr(after[guid], name)
        and not (name == "slug" and not before[guid].slug)
        and name != "texts"
    }
    assert not wrong
    for name in ("acronym", "timeslot_duration", "days"):
        assert again.head.get(name) == given.head.get(name), name


def test_a_congress_of_160_talks_past_midnight_comes_back_equal_in_every_field_we_keep(office: Office) -> None:
    given = conference_from_xml(schedule_xml(), zone="UTC")
    late = [each for each in given.records if each.starts_at.astimezone(BERLIN).date() != each.day]
    assert len(given.records) >= 160
    assert len({each.day for each in given.records}) == 4
    assert len(late) >= 20
    assert not any(each.troubles for each in given.records)
    schedule = opened(office, "Europe/Berlin")
    outcome = taken(office, schedule, given)
    assert len(outcome.added) == len(given.records)
    as_xml, as_json = written(schedule)
    assert_equal(conference_from_xml(as_xml, zone="UTC"), given)
    assert_equal(conference_from_json(as_json, zone="UTC"), given)
    once_more = planned(office, schedule, given)
    assert once_more.does_nothing
    assert not once_more.missing
    versions = {each.id: each.version for each in queries.list_activities(schedule.id)}
    assert not taken(office, schedule, given).changed
    assert {each.id: each.version for each in queries.list_activities(schedule.id)} == versions


@with_formats
def test_what_is_written_is_valid_by_both_schemas(office: Office) -> None:
    given = conference_from_xml(schedule_xml(), zone="UTC")
    schedule = opened(office, "Europe/Berlin")
    taken(office, schedule, given)
    office_plan = office.details(title=LocalizedText(zh_Hans_CN="机器人沙龙"), place_id=None)
    service.plan_activity(schedule, office_plan, now=NOW, actor=ORGANISER)
    for language in ("en", "zh_Hans_CN", "fr"):
        as_xml, as_json = written(schedule, language)
        assert_valid(as_xml, as_json)


def test_what_an_organiser_changes_is_said_and_the_rest_stays_as_it_came(office: Office) -> None:
    given = conference_from_xml(schedule_xml(days=1), zone="UTC")
    schedule = opened(office, "Europe/Berlin")
    activity = taken(office, schedule, given).added[0]
    later = activity.starts_at + timedelta(hours=1)
    details = service.details_of(
        activity,
        title=LocalizedText(en="Another title"),
        kind=ActivityKind.SALON,
        starts_at=later,
        ends_at=later + timedelta(hours=1),
    )
    service.change_activity(activity, details, expected_version=None, now=NOW, actor=ORGANISER)
    again = {each.guid: each for each in conference_from_xml(written(schedule)[0], zone="UTC").records}
    before = given.records[0]
    after = again[before.guid]
    assert (after.title, after.kind, after.starts_at) == ("Another title", "salon", later)
    assert after.description == before.description
    assert after.people == before.people
    plan = planned(office, schedule, given)
    assert [each.row for each in plan.of(Verdict.CHANGED)] == [1]
    labels = [str(each.label) for each in plan.items[0].changes]
    assert "Time" in labels
    assert "Kind" in labels


FRAB = {
    "base_url": "https://example.org/2026/",
    "conference": {
        "title": "C",
        "acronym": "conf",
        "days": [
            {
                "date": "2026-11-30",
                "day_start": "2026-11-30T10:00:00+01:00",
                "day_end": "2026-11-30T20:00:00+01:00",
                "rooms": {
                    "Hall": [
                        {
                            "guid": "1cea9e34-86fa-1bb3-3885-814a15190299",
                            "id": 7,
                            "date": "2026-11-30T09:00:00+01:00",
                            "duration": "0:30",
                            "title": " Early ",
                            "logo": "/logos/7.png",
                            "persons": [
                                {
                                    "id": 3,
                                    "name": "Mira  Anders ",
                                    "url": "https://example.org/mira",
                                    "avatar": "/mira.png",
                                    "biography": "Builds\r\nferries.",
                                }
                            ],
                            "links": ["https://example.org/a"],
                        }
                    ]
                },
            }
        ],
    },
}


def test_relative_addresses_pages_of_people_and_a_talk_before_the_day_begins_come_back(office: Office) -> None:
    schedule = opened(office, "Europe/Berlin")
    (activity,) = taken(office, schedule, json.dumps({"schedule": FRAB}).encode()).added
    again = json.loads(written(schedule)[1])["schedule"]
    (day,), (before,) = again["conference"]["days"], FRAB["conference"]["days"]
    (talk,), (given,) = day["rooms"]["Hall"], before["rooms"]["Hall"]
    assert again["base_url"] == "https://example.org/2026/"
    assert (day["day_start"], day["day_end"]) == (before["day_start"], before["day_end"])
    assert {name: talk[name] for name in ("title", "logo", "persons")} == {
        name: given[name] for name in ("title", "logo", "persons")
    }
    assert talk["links"] == [{"url": "https://example.org/a", "title": "https://example.org/a"}]
    assert "do_not_record" not in talk
    assert b"<recording>" not in written(schedule)[0]
    later = activity.starts_at + timedelta(hours=12)
    moved = service.details_of(activity, starts_at=later, ends_at=later + timedelta(hours=1))
    service.change_activity(activity, moved, expected_version=None, now=NOW, actor=ORGANISER)
    (day,) = json.loads(written(schedule)[1])["schedule"]["conference"]["days"]
    assert (day["day_start"], day["day_end"]) == ("2026-11-30T04:00:00+01:00", "2026-12-01T04:00:00+01:00")
