"""A conference as schedule.json, as the c3voc's schema demands. Pure: same input, same bytes.

The schema leaves room under ``conference.meta``: there stand titles and texts in every language, for our own kind.
"""

import json
import re
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.schedule.exchange.identities import guid_of, is_address
from coopevents.schedule.exchange.json_reading import OURS
from coopevents.schedule.exchange.moments import length_text
from coopevents.schedule.exchange.records import Day, Link, Outline, Record, RecordedPerson

_CODE = re.compile(r"[A-Z0-9]+")
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+.*|UTC")
_REFERENCES = {"slides", "paper", "web", "blog", "article", "media", "related", "activitypub"}


def json_of(outline: Outline) -> bytes:
    """The file's bytes, in UTF-8."""
    zone = ZoneInfo(outline.zone)
    conference: dict[str, Any] = {
        "acronym": outline.acronym,
        "title": outline.title,
        "start": outline.starts_on.isoformat(),
        "end": outline.ends_on.isoformat(),
        "daysCount": len(outline.days),
        "timeslot_duration": outline.timeslot,
        "url": outline.page,
        "tracks": [_track(*each) for each in outline.tracks],
        "rooms": [_room(*each) for each in outline.rooms],
        "days": [_day(each, zone) for each in outline.days],
    }
    if _ZONE.fullmatch(outline.zone):
        conference["time_zone_name"] = outline.zone
    if outline.logo:
        conference["logo"] = outline.logo
    if outline.color:
        conference["colors"] = dict(outline.color)
    if outline.texts:
        conference["meta"] = {OURS: {"texts": dict(outline.texts)}}
    file = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "coopevents", "version": outline.generator},
        "schedule": {"version": outline.version, "base_url": outline.base, "conference": conference},
    }
    return json.dumps(file, ensure_ascii=False, indent=1).encode()


def _track(name: str, slug: str, color: str) -> dict[str, str]:
    return {"name": name, "slug": slug, **({"color": color} if color else {})}


def _room(name: str, guid: str, seats: int | None) -> dict[str, Any]:
    return {"name": name, "guid": guid, "capacity": seats}


def _day(day: Day, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "index": day.index,
        "date": day.on.isoformat(),
        "day_start": day.starts_at.astimezone(zone).isoformat(timespec="seconds"),
        "day_end": day.ends_at.astimezone(zone).isoformat(timespec="seconds"),
        "rooms": {name: [_event(each, zone) for each in records] for name, records in day.rooms.items()},
    }


def _event(record: Record, zone: ZoneInfo) -> dict[str, Any]:
    assert record.starts_at is not None  # noqa: S101 - only what has a time is written
    starts = record.starts_at.astimezone(zone)
    said: dict[str, Any] = {
        "guid": record.guid,
        "id": record.number,
        "date": starts.isoformat(timespec="seconds"),
        "start": f"{starts:%H:%M}",
        "duration": length_text(record.minutes),
        "room": record.room,
        "slug": record.slug,
        "url": record.url,
        "title": record.title,
        "subtitle": record.subtitle,
        "track": record.track or None,
        "type": record.kind,
        "language": record.language or None,
        "abstract": record.abstract,
        "description": record.description,
        "logo": record.logo or None,
        "recording_license": record.license,
        "persons": [_person(each) for each in record.people],
        "links": [_reference(each) for each in record.links if each.url],
        "attachments": [_reference(each) for each in record.attachments if each.url],
    }
    if record.do_not_record is not None:
        said["do_not_record"] = record.do_not_record
    if _CODE.fullmatch(record.code):
        said["code"] = record.code
    return said | {name: getattr(record, name) for name in _ADDRESSES if is_address(getattr(record, name))}


_ADDRESSES = ("feedback_url", "origin_url")
_OF_PEOPLE = ("url", "avatar", "biography")


def _person(each: RecordedPerson) -> dict[str, Any]:
    said: dict[str, Any] = {"name": each.name}
    if each.number is not None:
        said["id"] = each.number
    if each.guid:
        said["guid"] = guid_of(each.guid)
    if _CODE.fullmatch(each.code):
        said["code"] = each.code
    return said | {name: getattr(each, name) for name in _OF_PEOPLE if getattr(each, name)}


def _reference(each: Link) -> dict[str, str]:
    said = {"url": each.url, "title": each.title}
    return said | ({"type": each.kind} if each.kind in _REFERENCES else {})
