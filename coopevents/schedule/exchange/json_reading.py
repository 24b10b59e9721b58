"""schedule.json of any conference as records: frab, pretalx, the c3voc schema. Pure.

What is missing is empty; what is of another sort than expected is taken as missing, and said where that matters.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from coopevents.i18n import _l
from coopevents.schedule.exchange import moments
from coopevents.schedule.exchange.bounds import (
    LARGEST_TEXT,
    MOST_ACTIVITIES,
    MOST_MARKS,
    FileIsTooLarge,
    FileIsUnreadable,
    ensure_size,
)
from coopevents.schedule.exchange.identities import guid_of, is_address
from coopevents.schedule.exchange.records import Conference, Link, Record, RecordedPerson, Trouble

OURS = "coopevents"
"""The key under a conference's ``meta`` where our own files keep titles and texts in every language."""


def conference_from_json(data: bytes, *, zone: str) -> Conference:
    """What a schedule.json says; times without an offset are on the clock of its own zone, else of ``zone``.

    Raises FileIsTooLarge or FileIsUnreadable.
    """
    said = _mapping(_parsed(data).get("schedule"))
    conference = _mapping(said.get("conference"))
    if not conference:
        raise FileIsUnreadable(field="file")
    own_zone = moments.known_zone(_text(conference.get("time_zone_name"))) or zone
    acronym = _text(conference.get("acronym"))
    texts = _mapping(_mapping(_mapping(conference.get("meta")).get(OURS)).get("texts"))
    records: list[Record] = []
    days = {}
    for day in _list(conference.get("days")):
        on = moments.day_from(_text(_mapping(day).get("date")))
        bounds = [_text(_mapping(day).get(name)) for name in ("day_start", "day_end")]
        if on is not None and all(bounds):
            days[on.isoformat()] = bounds
        for room, talks in _mapping(_mapping(day).get("rooms")).items():
            found = (_mapping(each) for each in _list(talks))
            records += (_record(each, str(room), on, (own_zone, acronym, texts)) for each in found if each)
            if len(records) > MOST_ACTIVITIES:
                raise FileIsTooLarge(field="file")
    base_url = _text(said.get("base_url") or conference.get("base_url"))
    head = {**_head(conference, acronym), "base_url": base_url, "days": days}
    return Conference(
        title=_text(conference.get("title")),
        records=tuple(records),
        head={name: value for name, value in head.items() if value},
        zone=own_zone,
    )


def _parsed(data: bytes) -> Mapping[str, Any]:
    ensure_size(data, LARGEST_TEXT)
    if data.count(b"[") + data.count(b"{") + data.count(b",") > MOST_MARKS:
        raise FileIsTooLarge(field="file")
    try:
        found = json.loads(data.decode("utf-8-sig"))
        json.dumps(found, ensure_ascii=False).encode()  # halves of signs, which no text can hold, end here
    except (ValueError, RecursionError):
        raise FileIsUnreadable(field="file") from None
    return _mapping(found)


def _head(conference: Mapping[str, Any], acronym: str) -> dict[str, object]:
    tracks = [_mapping(each) for each in _list(conference.get("tracks"))]
    rooms = [_mapping(each) for each in _list(conference.get("rooms"))]
    return {
        "acronym": acronym,
        "timeslot_duration": _text(conference.get("timeslot_duration")),
        "logo": _text(conference.get("logo")),
        "color": {str(name): _text(value) for name, value in _mapping(conference.get("colors")).items()},
        "tracks": {
            _text(each["name"]): {name: _text(each.get(name)) for name in ("color", "slug") if each.get(name)}
            for each in tracks
            if each.get("name")
        },
        "rooms": {_text(each["name"]): _text(each["guid"]) for each in rooms if each.get("name") and each.get("guid")},
    }


def _record(talk: Mapping[str, Any], room: str, day: date | None, known: tuple[str, str, Mapping[str, Any]]) -> Record:
    zone, acronym, texts = known
    troubles: list[Trouble] = []
    title = _text(talk.get("title"))
    if not title.strip():
        troubles.append(Trouble("title", _l("The title is missing.")))
    starts_at = moments.moment_from(_text(talk.get("date")), zone)
    start = moments.time_from(_text(talk.get("start")))
    if starts_at is None and day is not None and start is not None:
        starts_at = moments.begins_by_clock(day, start, zone)
    if starts_at is None:
        troubles.append(Trouble("date", _l("That is not a time."), _text(talk.get("date"))))
    ends_at = moments.moment_from(_text(talk.get("end")), zone)
    minutes = moments.minutes_from(_text(talk.get("duration")))
    if not minutes and starts_at is not None and ends_at is not None:
        minutes = max(0, -(-(ends_at - starts_at) // timedelta(minutes=1)))
    if not minutes:
        problem = _l("That is not a length. Write it as 01:30.")
        troubles.append(Trouble("duration", problem, _text(talk.get("duration"))))
    number, optout = talk.get("id"), talk.get("do_not_record")
    guid = guid_of(_text(talk.get("guid")), acronym, number, title)
    plain: dict[str, Any] = {name: _text(talk.get(name)) for name in _AS_IS}
    return Record(
        **plain,
        guid=guid,
        title=title,
        number=number if isinstance(number, int) and 0 < number < 10**15 else None,
        kind=_text(talk.get("type")),
        license=_text(talk.get("recording_license")),
        do_not_record=optout if isinstance(optout, bool) else None,
        room=_text(talk.get("room")) or room,
        day=day,
        starts_at=starts_at,
        minutes=minutes or 60,
        people=tuple(_people(talk)),
        links=tuple(_links(talk.get("links"))),
        attachments=tuple(_links(talk.get("attachments"))),
        texts={name: _texts(value) for name, value in _mapping(texts.get(guid)).items()},
        troubles=tuple(troubles),
    )


_AS_IS = (
    "code", "slug", "url", "subtitle", "track", "language", "abstract", "description", "logo", "feedback_url",
    "origin_url",
)  # fmt: skip


_OF_PEOPLE = ("guid", "code", "url", "avatar", "biography")


def _people(talk: Mapping[str, Any]) -> Iterator[RecordedPerson]:
    for each in map(_mapping, _list(talk.get("persons"))):
        names = (_text(each.get(name)) for name in ("name", "public_name", "full_public_name"))
        name, number = next(filter(str.strip, names), ""), each.get("id")
        if name:
            known = number if isinstance(number, int) and abs(number) < 10**15 else None
            yield RecordedPerson(name, known, *(_text(each.get(other)) for other in _OF_PEOPLE))


def _links(said: object) -> Iterator[Link]:
    """What is referred to; an address standing alone is its own title."""
    for given in _list(said):
        is_alone = isinstance(given, str) and is_address(given.strip())
        each = {"url": given, "title": given} if is_alone else _mapping(given)
        url = _text(each.get("url") or each.get("href")).strip()
        if url:
            yield Link(url, _text(each.get("title")), _text(each.get("type")), _text(each.get("service")))


def _texts(said: object) -> dict[str, str]:
    return {str(language): _text(text) for language, text in _mapping(said).items()}


def _mapping(said: object) -> Mapping[str, Any]:
    return said if isinstance(said, dict) else {}


def _list(said: object) -> list[Any]:
    return said if isinstance(said, list) else []


def _text(said: object) -> str:
    """A text or number as text; pretalx writes some texts as one for each language."""
    if isinstance(said, dict):
        return next((_text(each) for each in said.values() if each), "")
    return str(said) if isinstance(said, str | int | float) and not isinstance(said, bool) else ""
