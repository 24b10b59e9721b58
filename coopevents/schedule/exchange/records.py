"""A talk and a conference as schedule.xml and schedule.json speak of them. Pure.

A :class:`Record` is what both formats (and an entry of a calendar) say of one talk, in the words of the file. Reading
gives records, writing takes them; what lies between records and activities is in
:mod:`coopevents.schedule.exchange.origins`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an attachment; ``kind`` is the format's ``type``."""

    url: str
    title: str = ""
    kind: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class RecordedPerson:
    """A person in a talk, named as written; number, guid and code are the other program's."""

    name: str
    number: int | None = None
    guid: str = ""
    code: str = ""
    url: str = ""
    avatar: str = ""
    biography: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What cannot be read: in which column or element, why, and the value as it stands in the file."""

    column: LazyString | str
    words: LazyString | str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One talk. ``day`` is the conference day it belongs to, which may have begun before midnight.

    ``guid`` is a UUID in lower case. ``starts_at`` is aware; without it the talk has no time yet. ``minutes`` is its
    length. ``texts`` are titles and texts in further languages, where the file was ours. Of what it is ``silent_on``
    (named as our activities name it) the file says nothing, not even that there is none.
    """

    guid: str
    title: str
    number: int | None = None
    code: str = ""
    slug: str = ""
    url: str = ""
    subtitle: str = ""
    kind: str = ""
    track: str = ""
    room: str = ""
    day: date | None = None
    starts_at: datetime | None = None
    minutes: int = 60
    language: str = ""
    abstract: str = ""
    description: str = ""
    license: str = ""
    do_not_record: bool | None = None
    recording_url: str = ""
    recording_link: str = ""
    logo: str = ""
    people: tuple[RecordedPerson, ...] = ()
    links: tuple[Link, ...] = ()
    attachments: tuple[Link, ...] = ()
    video_download_url: str = ""
    feedback_url: str = ""
    origin_url: str = ""
    uid: str = ""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    silent_on: frozenset[str] = frozenset()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A whole file: the talks in its order, and what it says of itself (:data:`Schedule.origin` keeps it).

    ``head`` may hold ``acronym``, ``timeslot_duration``, ``base_url``, ``color``, ``logo``, ``days`` (date to start and
    end), ``rooms`` (name to guid) and ``tracks`` (name to colour and slug).
    """

    title: str
    records: tuple[Record, ...]
    head: Mapping[str, Any] = field(default_factory=dict, hash=False)
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the conference as it is written: from change of day to change of day."""

    index: int
    on: date
    starts_at: datetime
    ends_at: datetime
    rooms: Mapping[str, tuple[Record, ...]] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A conference as it is written. ``url`` is the file's own address, ``page`` that of the programme.

    ``base`` is what relative addresses in it are relative to.
    """

    title: str
    acronym: str
    version: str
    generator: str
    url: str
    page: str
    base: str
    zone: str
    starts_on: date
    ends_on: date
    days: tuple[Day, ...]
    tracks: tuple[tuple[str, str, str], ...]
    """Name, slug and colour (or nothing) of each."""
    rooms: tuple[tuple[str, str, int | None], ...]
    """Name, guid and seats (or None) of each."""
    timeslot: str = "00:05"
    color: Mapping[str, str] = field(default_factory=dict, hash=False)
    logo: str = ""
    texts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Titles and texts in every language by guid, for our own kind."""
