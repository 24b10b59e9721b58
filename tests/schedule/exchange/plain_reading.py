"""What schedule.xml and schedule.json say, read without any of our own code: one plain mapping for each talk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from lxml import etree

Talk = dict[str, Any]
TEXTS = ("slug", "url", "title", "subtitle", "track", "type", "language", "abstract", "description", "logo")


def talks_in_json(data: bytes) -> list[Talk]:
    """Every talk of a schedule.json, in its order."""
    days = json.loads(data)["schedule"]["conference"]["days"]
    return [
        {
            "guid": str(UUID(said["guid"])),
            "id": said["id"],
            "day": day["date"],
            "room": said["room"],
            "starts": moment(said["date"]),
            "clock": said["start"],
            "minutes": minutes(said["duration"]),
            **{name: said.get(name) or "" for name in TEXTS},
            "license": said.get("recording_license") or "",
            "optout": said.get("do_not_record"),
            "persons": [
                {"name": each.get("public_name") or each["name"]} | only(each, ("id", "url", "avatar", "biography"))
                for each in said["persons"]
            ],
            "links": [referred(each) for each in said["links"]],
            "attachments": [referred(each) for each in said.get("attachments") or []],
        }
        for day in days
        for talks in day["rooms"].values()
        for said in talks
    ]


def talks_in_xml(data: bytes) -> list[Talk]:
    """Every talk of a schedule.xml, in its order."""
    return [
        {
            "guid": str(UUID(event.get("guid"))),
            "id": int(event.get("id") or 0),
            "day": day.get("date"),
            "room": event.findtext("room"),
            "starts": moment(event.findtext("date") or ""),
            "clock": event.findtext("start"),
            "minutes": minutes(event.findtext("duration") or ""),
            **{name: event.findtext(name) or "" for name in TEXTS},
            "license": event.findtext("recording/license") or "",
            "optout": {"true": True, "false": False, None: None}[event.findtext("recording/optout")],
            "persons": [
                {"name": each.text} | ({"id": int(each.attrib["id"])} if "id" in each.attrib else {})
                for each in event.iterfind("persons/person")
            ],
            "links": [referred({"url": each.get("href"), "title": each.text}) for each in event.iterfind("links/link")],
            "attachments": [
                referred({"url": each.get("href"), "title": each.text})
                for each in event.iterfind("attachments/attachment")
            ],
        }
        for day in etree.fromstring(data).iterfind("day")
        for event in day.iterfind("room/event")
    ]


def bounds_in_json(data: bytes) -> dict[str, list[datetime]]:
    """When each day of the conference begins and ends."""
    days = json.loads(data)["schedule"]["conference"]["days"]
    return {each["date"]: [moment(each["day_start"]), moment(each["day_end"])] for each in days}


def bounds_in_xml(data: bytes) -> dict[str, list[datetime]]:
    """When each day of the conference begins and ends."""
    days = etree.fromstring(data).iterfind("day")
    return {str(each.get("date")): [moment(str(each.get(name))) for name in ("start", "end")] for each in days}


def referred(said: str | Mapping[str, Any]) -> tuple[str, str]:
    """Address and title of a link; one that is only an address is called so."""
    if isinstance(said, str):
        return said, said
    title = said.get("title") or ""
    return str(said.get("url") or title).strip(), title


def only(said: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What is said under these names."""
    return {name: said[name] for name in names if said.get(name) not in {None, ""}}


def moment(written: str) -> datetime:
    """A moment, in UTC."""
    return datetime.fromisoformat(written).astimezone(UTC)


def minutes(written: str) -> int:
    """A length such as ``1:30``, in minutes."""
    hours, rest = written.split(":")
    return int(hours) * 60 + int(rest)
