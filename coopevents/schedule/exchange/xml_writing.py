"""A conference as schedule.xml, as frab and pretalx write it and the c3voc's XSD demands. Pure: same input, same bytes.

What the schema does not admit (an address that is none, a slug of another form) is left out rather than written wrong.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml import etree

from coopevents.schedule.exchange.identities import guid_of, is_address, is_slug
from coopevents.schedule.exchange.moments import length_text
from coopevents.schedule.exchange.records import Day, Link, Outline, Record

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODE = re.compile(r"[0-9A-Z]{6}")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TIMESLOT = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{1,2})?")


def xml_of(outline: Outline) -> bytes:
    """The file's bytes, in UTF-8."""
    root = etree.Element("schedule")
    etree.SubElement(root, "generator", name="coopevents", version=outline.generator)
    _add(root, "url", outline.url)
    _add(root, "version", outline.version)
    _write_conference(root, outline)
    zone = ZoneInfo(outline.zone)
    guids = {name: guid for name, guid, _seats in outline.rooms}
    for day in outline.days:
        _write_day(root, day, zone, guids)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _write_conference(root: etree._Element, outline: Outline) -> None:
    conference = etree.SubElement(root, "conference")
    _add(conference, "title", outline.title)
    _add(conference, "acronym", outline.acronym)
    _add(conference, "start", outline.starts_on.isoformat())
    _add(conference, "end", outline.ends_on.isoformat())
    _add(conference, "days", str(len(outline.days)))
    if _TIMESLOT.fullmatch(outline.timeslot):
        _add(conference, "timeslot_duration", outline.timeslot)
    _add(conference, "base_url", outline.base)
    _add(conference, "url", outline.page)
    if is_address(outline.logo):
        _add(conference, "logo", outline.logo)
    _add(conference, "time_zone_name", outline.zone)
    colors = {name: value for name, value in outline.color.items() if _COLOR.fullmatch(value)}
    if "primary" in colors:
        etree.SubElement(conference, "color", {str(name): value for name, value in colors.items()})
    for name, slug, color in outline.tracks:
        track = etree.SubElement(conference, "track", name=_plain(name), slug=slug)
        if _COLOR.fullmatch(color):
            track.set("color", color)
        track.text = _plain(name)


def _write_day(root: etree._Element, day: Day, zone: ZoneInfo, guids: dict[str, str]) -> None:
    element = etree.SubElement(
        root,
        "day",
        date=day.on.isoformat(),
        start=_written(day.starts_at, zone),
        end=_written(day.ends_at, zone),
        index=str(day.index),
    )
    for name, records in day.rooms.items():
        room = etree.SubElement(element, "room", name=_plain(name))
        if _UUID.fullmatch(guids.get(name, "")):
            room.set("guid", guids[name])
        for record in records:
            _write_event(room, record, zone)


def _write_event(room: etree._Element, record: Record, zone: ZoneInfo) -> None:
    event = etree.SubElement(room, "event", id=str(record.number), guid=record.guid)
    if _CODE.fullmatch(record.code):
        event.set("code", record.code)
    assert record.starts_at is not None  # noqa: S101 - only what has a time is written
    _add(event, "date", _written(record.starts_at, zone))
    _add(event, "start", record.starts_at.astimezone(zone).strftime("%H:%M"))
    _add(event, "duration", length_text(record.minutes))
    _add(event, "room", record.room)
    if is_slug(record.slug):
        _add(event, "slug", record.slug)
    _add_address(event, "url", record.url)
    _write_recording(event, record)
    for name in ("title", "subtitle", "track"):
        _add(event, name, getattr(record, name))
    _add(event, "type", record.kind)
    for name in ("language", "abstract", "description"):
        _add(event, name, getattr(record, name))
    _add_address(event, "logo", record.logo)
    _write_people(event, record)
    _write_links(event, "links", "link", record.links)
    _write_links(event, "attachments", "attachment", record.attachments)
    for name in ("video_download_url", "feedback_url", "origin_url"):
        _add_address(event, name, getattr(record, name))


def _write_recording(event: etree._Element, record: Record) -> None:
    """What is said of a recording; nothing where nobody decided."""
    if record.do_not_record is None and not (record.license or record.recording_url or record.recording_link):
        return
    recording = etree.SubElement(event, "recording")
    _add(recording, "license", record.license)
    _add(recording, "optout", "true" if record.do_not_record else "false")
    _add_address(recording, "url", record.recording_url)
    _add_address(recording, "link", record.recording_link)


def _write_people(event: etree._Element, record: Record) -> None:
    people = etree.SubElement(event, "persons")
    for each in record.people:
        person = etree.SubElement(people, "person")
        if each.number is not None:
            person.set("id", str(each.number))
        if each.guid:
            person.set("guid", guid_of(each.guid))
        person.text = _plain(each.name)


def _write_links(event: etree._Element, group: str, one: str, links: tuple[Link, ...]) -> None:
    element = etree.SubElement(event, group)
    for each in links:
        link = etree.SubElement(element, one, href=_plain(each.url))
        if each.kind:
            link.set("type", _plain(each.kind))
        if each.service and one == "link":
            link.set("service", _plain(each.service))
        link.text = _plain(each.title)


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = _plain(text)


def _add_address(parent: etree._Element, name: str, text: str) -> None:
    if is_address(text):
        _add(parent, name, text)


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)


def _written(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")
