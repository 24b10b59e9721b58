"""schedule.xml of any conference as records: frab, pretalx, wafer, Pentabarf and their like. Pure.

An element a program leaves out is empty; what cannot be read is said at the talk, with the value as it stands.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from lxml import etree

from coopevents.i18n import _l
from coopevents.schedule.exchange import moments
from coopevents.schedule.exchange.bounds import MOST_ACTIVITIES, FileIsTooLarge, FileIsUnreadable, parsed_xml
from coopevents.schedule.exchange.identities import guid_of, is_address
from coopevents.schedule.exchange.records import Conference, Link, Record, RecordedPerson, Trouble

_TEXTS = ("subtitle", "track", "language", "abstract", "description")
_TRUE = {"true", "1", "yes"}


def conference_from_xml(data: bytes, *, zone: str) -> Conference:
    """What a schedule.xml says; times without an offset are on the clock of its own zone, else of ``zone``.

    Raises FileIsTooLarge, FileIsUnsafe or FileIsUnreadable.
    """
    root = parsed_xml(data)
    if _name(root) != "schedule":
        raise FileIsUnreadable(field="file")
    conference = _child(root, "conference")
    own_zone = moments.known_zone(_said(conference, "time_zone_name").strip()) or zone
    acronym = _said(conference, "acronym").strip()
    records: list[Record] = []
    days, rooms = {}, {}
    for day in _children(root, "day"):
        on = moments.day_from(day.get("date") or day.get("start") or "")
        if on is not None and day.get("start") and day.get("end"):
            days[on.isoformat()] = [day.get("start"), day.get("end")]
        for room in _children(day, "room"):
            if room.get("guid"):
                rooms[room.get("name") or ""] = room.get("guid")
            events = _children(room, "event")
            records += (_record(each, room.get("name") or "", on, own_zone, acronym) for each in events)
            if len(records) > MOST_ACTIVITIES:
                raise FileIsTooLarge(field="file")
    head = {**_head(conference, acronym), "days": days, "rooms": rooms}
    return Conference(
        title=_said(conference, "title").strip(),
        records=tuple(records),
        head={name: value for name, value in head.items() if value},
        zone=own_zone,
    )


def _head(conference: etree._Element | None, acronym: str) -> dict[str, object]:
    if conference is None:
        return {}
    color = _child(conference, "color")
    tracks = {
        each.get("name"): {name: each.get(name) for name in ("color", "slug") if each.get(name)}
        for each in _children(conference, "track")
        if each.get("name")
    }
    return {
        "acronym": acronym,
        "base_url": _said(conference, "base_url").strip(),
        "timeslot_duration": _said(conference, "timeslot_duration").strip(),
        "logo": _said(conference, "logo").strip(),
        "color": {str(name): str(value) for name, value in color.attrib.items()} if color is not None else {},
        "tracks": tracks,
    }


def _record(event: etree._Element, room: str, day: date | None, zone: str, acronym: str) -> Record:
    troubles: list[Trouble] = []
    title = _said(event, "title")
    if not title.strip():
        troubles.append(Trouble("title", _l("The title is missing.")))
    starts_at = _start(event, day, zone, troubles)
    minutes = moments.minutes_from(_said(event, "duration"))
    if not minutes:
        troubles.append(Trouble("duration", _l("That is not a length. Write it as 01:30."), _said(event, "duration")))
    number = event.get("id") or ""
    recording = _child(event, "recording")
    texts: dict[str, Any] = {name: _said(event, name) for name in _TEXTS}
    return Record(
        guid=guid_of(event.get("guid") or "", acronym, number, title),
        number=int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 16 else None,
        code=event.get("code") or "",
        slug=_said(event, "slug").strip(),
        url=_said(event, "url").strip(),
        title=title,
        kind=_said(event, "type"),
        room=_said(event, "room").strip() or room,
        day=day,
        starts_at=starts_at,
        minutes=minutes or 60,
        **texts,
        license=_said(recording, "license") or _said(event, "license"),
        do_not_record=_said(recording, "optout").strip().lower() in _TRUE if recording is not None else None,
        recording_url=_said(recording, "url").strip(),
        recording_link=_said(recording, "link").strip(),
        logo=_said(event, "logo").strip(),
        people=tuple(_people(event)),
        links=tuple(_links(event, "links", "link")),
        attachments=tuple(_links(event, "attachments", "attachment")),
        video_download_url=_said(event, "video_download_url").strip(),
        feedback_url=_said(event, "feedback_url").strip(),
        origin_url=_said(event, "origin_url").strip(),
        troubles=tuple(troubles),
    )


def _start(event: etree._Element, day: date | None, zone: str, troubles: list[Trouble]) -> datetime | None:
    """When it starts: its date with a time, else its time of day on the day it stands under."""
    written = _said(event, "date").strip()
    starts_at = moments.moment_from(written, zone)
    start = moments.time_from(_said(event, "start"))
    if (starts_at is None or len(written) < 11) and day is not None and start is not None:
        starts_at = moments.begins_by_clock(day, start, zone)
    if starts_at is None:
        troubles.append(Trouble("date", _l("That is not a time."), written or _said(event, "start").strip()))
    return starts_at


def _people(event: etree._Element) -> Iterator[RecordedPerson]:
    for person in _children(_child(event, "persons"), "person"):
        name, number = "".join(person.itertext()), person.get("id") or ""
        if name.strip():
            known = int(number) if number.lstrip("-").isdigit() and len(number) < 16 else None
            yield RecordedPerson(name, known, person.get("guid") or "", person.get("code") or "")


def _links(event: etree._Element, group: str, one: str) -> Iterator[Link]:
    """What is referred to; an address standing alone is its own title."""
    for link in _children(_child(event, group), one):
        title = "".join(link.itertext())
        url = (link.get("href") or "").strip() or (title.strip() if is_address(title.strip()) else "")
        if url or title.strip():
            yield Link(url, title, link.get("type") or "", link.get("service") or "")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [each for each in element if _name(each) == name] if element is not None else []


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(_children(element, name)), None)


def _said(element: etree._Element | None, name: str) -> str:
    """The text of a child; nothing where there is none."""
    child = _child(element, name)
    return "".join(child.itertext()) if child is not None else ""
