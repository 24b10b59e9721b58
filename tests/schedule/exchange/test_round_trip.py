"""A conference comes in, is released, and goes out again: equal in every field we keep."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from coopevents.schedule import queries, releasing, service
from coopevents.schedule.exchange.from_records import plan_of_records
from coopevents.schedule.exchange.identities import guid_of, is_slug
from coopevents.schedule.exchange.json_reading import conference_from_json
from coopevents.schedule.exchange.json_writing import json_of
from coopevents.schedule.exchange.outlines import Head, outline_of
from coopevents.schedule.exchange.plans import Plan, Verdict
from coopevents.schedule.exchange.queries import look_around
from coopevents.schedule.exchange.records import Conference, Record
from coopevents.schedule.exchange.taking_over import Outcome, Wish, take_over
from coopevents.schedule.exchange.xml_reading import conference_from_xml
from coopevents.schedule.exchange.xml_writing import xml_of
from coopevents.schedule.models import Schedule
from coopevents.schedule.releases import from_json, programme_of, to_json
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText
from tests.schedule.conftest import NOW, ORGANISER, Office
from tests.schedule.exchange.congress import BERLIN, schedule_xml

REAL = os.environ.get("COOPEVENTS_REAL_SCHEDULE", "")
FORMATS = Path(os.environ.get("COOPEVENTS_FORMATS") or Path(__file__).parents[3].parent / "shared" / "formats")
XSD, SCHEMA = FORMATS / "frab-schedule.xsd", FORMATS / "c3voc-schedule.schema.json"
with_formats = pytest.mark.skipif(not XSD.exists(), reason="the schemas of the formats are not beside the project")


def opened(office: Office, zone: str) -> Schedule:
    schedule = service.open_schedule(unit_id=office.unit.id, time_zone=zone, now=NOW, actor=ORGANISER)
    schedule.is_open = True
    return schedule


def planned(office: Office, schedule: Schedule, conference: Conference) -> Plan:
    known = look_around(
        schedule, place_unit_ids=[office.unit.id], people=office.people, days=(), language="en", may_add_places=True
    )
    return plan_of_records(conference, known)


def taken(office: Office, schedule: Schedule, conference: Conference) -> Outcome:
    known = look_around(
        schedule, place_unit_ids=[office.unit.id], people=office.people, days=(), language="en", may_add_places=True
    )
    plan = plan_of_records(conference, known)
    words = {"unit_id": office.unit.id, "slug": "congress", "language": "en", "now": NOW, "actor": ORGANISER}
    return take_over(schedule, plan, known, Wish(), **words)


def written(schedule: Schedule, conference: Conference, language: str = "en") -> tuple[bytes, bytes]:
    """The released programme as both files, by way of the stored snapshot."""
    releasing.release_schedule(schedule, now=NOW, actor=ORGANISER)
    release = queries.find_latest_release(schedule.id)
    assert release is not None
    programme = from_json(json.loads(json.dumps(to_json(programme_of(release)))))
    days = sorted(each.day for each in conference.records if each.day)
    head = Head(
        slug="congress",
        title=LocalizedText(en=conference.title or "Congress"),
        starts_on=days[0],
        ends_on=days[-1],
        zone=schedule.time_zone,
        url="https://office.example/e/congress/schedule.xml",
        page="https://office.example/e/congress",
        generator="0.1.0",
        address_of=lambda uid: f"https://office.example/e/congress/programme/{uid}",
        origin=schedule.origin,
    )
    outline = outline_of(programme, head, language)
    return xml_of(outline), json_of(outline)


def comparable(record: Record) -> Record:
    """The record without what is not kept: addresses and slugs that no schema takes, the empty opt-out."""
    return replace(
        record,
        uid="",
        texts={},
        slug=record.slug if is_slug(record.slug) else "",
        url=record.url if "://office.example/" not in record.url else "",
        do_not_record=bool(record.do_not_record),
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
    as_xml, as_json = written(schedule, given)
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
        as_xml, as_json = written(schedule, given, language)
        assert_valid(as_xml, as_json)


def assert_valid(as_xml: bytes, as_json: bytes) -> None:
    schema = etree.XMLSchema(etree.parse(XSD))
    schema.assertValid(etree.fromstring(as_xml))
    said = json.loads(SCHEMA.read_text())
    jsonschema.validators.validator_for(said)(said).validate(json.loads(as_json))


@pytest.mark.skipif(not REAL, reason="COOPEVENTS_REAL_SCHEDULE names no schedule.xml of a real conference")
def test_a_real_schedule_comes_back_equal_in_every_field_we_keep(office: Office) -> None:
    given = conference_from_xml(Path(REAL).read_bytes(), zone="Europe/Berlin")
    assert not [each.troubles for each in given.records if each.troubles]
    schedule = opened(office, given.zone)
    assert len(taken(office, schedule, given).added) == len(given.records)
    as_xml, as_json = written(schedule, given)
    assert_equal(conference_from_xml(as_xml, zone="UTC"), given)
    assert_equal(conference_from_json(as_json, zone="UTC"), given)
    assert planned(office, schedule, given).does_nothing
    if XSD.exists():
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
    again = {each.guid: each for each in conference_from_xml(written(schedule, given)[0], zone="UTC").records}
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
