"""A conference handed in and out, as an office does it."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from coopevents.schedule import queries, releasing, service
from coopevents.schedule.exchange.from_records import plan_of_records
from coopevents.schedule.exchange.json_writing import json_of
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.outlines import Head, outline_of
from coopevents.schedule.exchange.plans import Plan
from coopevents.schedule.exchange.queries import look_around
from coopevents.schedule.exchange.reading import plan_of
from coopevents.schedule.exchange.records import Conference
from coopevents.schedule.exchange.taking_over import Outcome, Wish, take_over
from coopevents.schedule.exchange.xml_writing import xml_of
from coopevents.schedule.models import Schedule
from coopevents.schedule.releases import from_json, programme_of, to_json
from coopevents.text import LocalizedText
from tests.schedule.conftest import NOW, ORGANISER, Office

FORMATS = Path(os.environ.get("COOPEVENTS_FORMATS") or Path(__file__).parents[3].parent / "shared" / "formats")
XSD, SCHEMA = FORMATS / "frab-schedule.xsd", FORMATS / "c3voc-schedule.schema.json"
with_formats = pytest.mark.skipif(not XSD.exists(), reason="the schemas of the formats are not beside the project")


def opened(office: Office, zone: str) -> Schedule:
    """An empty schedule in that zone."""
    schedule = service.open_schedule(unit_id=office.unit.id, time_zone=zone, now=NOW, actor=ORGANISER)
    schedule.is_open = True
    return schedule


def around(office: Office, schedule: Schedule) -> Known:
    """What the office knows around the schedule."""
    return look_around(
        schedule, place_unit_ids=[office.unit.id], people=office.people, days=(), language="en", may_add_places=True
    )


def planned(office: Office, schedule: Schedule, given: Conference | bytes) -> Plan:
    """What taking over a conference, or a file, would do."""
    known = around(office, schedule)
    return plan_of(given, known, host="office.example") if isinstance(given, bytes) else plan_of_records(given, known)


def taken(office: Office, schedule: Schedule, given: Conference | bytes) -> Outcome:
    """Take it over."""
    plan = planned(office, schedule, given)
    words = {"unit_id": office.unit.id, "slug": "congress", "language": "en", "now": NOW, "actor": ORGANISER}
    return take_over(schedule, plan, around(office, schedule), Wish(), **words)  # type: ignore[arg-type]


def written(schedule: Schedule, language: str = "en") -> tuple[bytes, bytes]:
    """The released programme as both files, by way of the stored snapshot."""
    releasing.release_schedule(schedule, now=NOW, actor=ORGANISER)
    release = queries.find_latest_release(schedule.id)
    assert release is not None
    programme = from_json(json.loads(json.dumps(to_json(programme_of(release)))))
    days = [date.fromisoformat(each) for each in sorted(schedule.origin["days"])]
    head = Head(
        slug="congress",
        title=LocalizedText(en="Congress"),
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


def assert_valid(as_xml: bytes, as_json: bytes) -> None:
    """Both files hold against their schemas."""
    schema = etree.XMLSchema(etree.parse(XSD))
    schema.assertValid(etree.fromstring(as_xml))
    said = json.loads(SCHEMA.read_text())
    jsonschema.validators.validator_for(said)(said).validate(json.loads(as_json))
