"""A released programme as a conference to be written. Pure.

What does not take place and what left the programme is left out. A talk that begins before the change of day stands
under the day before, as the conference means it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.schedule.exchange import moments
from coopevents.schedule.exchange.identities import (
    NAMESPACE,
    acronym_of,
    guid_of,
    is_address,
    is_plain_slug,
    number_of,
    slug_of,
    track_slug,
)
from coopevents.schedule.exchange.origins import Origin, own_record, said_again
from coopevents.schedule.exchange.records import Day, Outline, Record
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme
from coopevents.text import LocalizedText

MOST_EMPTY_DAYS = 60


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the file says of the event itself. ``origin`` is what an imported conference said of itself."""

    slug: str
    title: LocalizedText
    starts_on: date
    ends_on: date
    zone: str
    url: str
    page: str
    generator: str
    address_of: Callable[[str], str]
    origin: Origin = field(default_factory=dict)


def acronym_said(head: Head) -> str:
    """The conference's acronym: the one it came with where both schemas take it, else one made from the slug."""
    given = str(head.origin.get("acronym", ""))
    return given if acronym_of(given) == given and "-" not in given else acronym_of(head.slug)


def change_of_day(origin: Origin) -> time:
    """When a day of this schedule ends and the next begins."""
    return moments.time_from(str(origin.get("day_change", ""))) or moments.DAY_CHANGES


def outline_of(programme: ReleasedProgramme | None, head: Head, language: str) -> Outline:
    """The programme as a file says it in one language; without a release it is the empty days of the event."""
    activities = [each for each in programme.shown if not each.is_cancelled] if programme else []
    zone, change, acronym = ZoneInfo(head.zone), change_of_day(head.origin), acronym_said(head)
    records = _distinct(acronym, (_record(each, head, acronym, language) for each in activities))
    by_day: dict[date, list[Record]] = {}
    for record in records:
        assert record.starts_at is not None  # noqa: S101 - what is released has a time
        day = record.day or moments.conference_day(record.starts_at, zone, change)
        by_day.setdefault(day, []).append(replace(record, day=day))
    length = (head.ends_on - head.starts_on).days + 1
    days = {head.starts_on + timedelta(days=number) for number in range(min(length, MOST_EMPTY_DAYS))} | set(by_day)
    bounds = head.origin.get("days", {})
    return Outline(
        title=head.title.in_language(language),
        acronym=acronym,
        version=str(programme.number) if programme else "0",
        generator=head.generator,
        url=head.url,
        page=head.page,
        base=_base(head, records),
        zone=head.zone,
        starts_on=min(days),
        ends_on=max(days),
        days=tuple(
            _day(index, day, by_day.get(day, []), moments.day_bounds(day, zone, change), bounds.get(day.isoformat()))
            for index, day in enumerate(sorted(days), start=1)
        ),
        tracks=_tracks(activities, records, head.origin, language),
        rooms=_rooms(activities, records, head.origin),
        timeslot=str(head.origin.get("timeslot_duration") or "00:05"),
        color=head.origin.get("color", {}),
        logo=str(head.origin.get("logo", "")),
        texts={
            record.guid: _texts(each)
            for each, record in zip(activities, records, strict=True)
            if len(each.title) > 1 or len(each.text) > 1
        },
    )


def _base(head: Head, records: list[Record]) -> str:
    """Our page; or what the relative addresses of an imported conference are relative to, since ours never are."""
    given = str(head.origin.get("base_url", ""))
    said = (url for each in records for url in _addresses(each))
    return given if is_address(given) and not all(map(is_address, filter(None, said))) else head.page


def _addresses(record: Record) -> tuple[str, ...]:
    references = (each.url for each in (*record.links, *record.attachments))
    return (record.logo, *references, *(each.avatar for each in record.people))


def _record(activity: ReleasedActivity, head: Head, acronym: str, language: str) -> Record:
    own = own_record(activity, language=language, acronym=acronym, address=head.address_of(activity.uid))
    said = said_again(own, activity, language)
    return said if is_address(said.url) else replace(said, url=own.url)


def _distinct(acronym: str, given: Iterable[Record]) -> list[Record]:
    """The records with guids, numbers, codes and slugs that the schemas take: each at most once."""
    guids: set[str] = set()
    numbers: set[int] = set()
    codes: set[str] = set()
    slugs: set[str] = set()
    records = []
    for each in given:
        guid = each.guid if each.guid not in guids else guid_of(each.uid, each.uid)
        is_free = each.number is not None and each.number > 0 and each.number not in numbers
        number = each.number if is_free else number_of(each.uid, numbers)
        is_new = is_plain_slug(each.slug) and each.slug not in slugs
        slug = each.slug if is_new else slug_of(acronym, each.uid, each.title)
        slug = slug if slug not in slugs else f"{slug}-{number}"
        code = each.code if each.code not in codes else ""
        guids.add(guid)
        numbers.add(number or 0)
        slugs.add(slug)
        codes.add(code)
        records.append(replace(each, guid=guid, number=number, slug=slug, code=code))
    return records


def _day(index: int, on: date, records: list[Record], own: tuple[datetime, datetime], given: list[str] | None) -> Day:
    """A day with its rooms; the bounds it came with are said again while nothing more begins outside them."""
    begins, ends = own
    if given:
        first, last, *outside = (moments.moment_from(each, "UTC") for each in given)
        starts = (each.starts_at for each in records if each.starts_at not in outside)
        if first and last and first < last and all(each and first <= each < last for each in starts):
            begins, ends = first, last
    rooms: dict[str, list[Record]] = {}
    for record in records:
        rooms.setdefault(record.room, []).append(record)
    return Day(
        index=index,
        on=on,
        starts_at=begins,
        ends_at=ends,
        rooms={name: tuple(each) for name, each in rooms.items()},
    )


def _tracks(
    activities: list[ReleasedActivity], records: list[Record], origin: Origin, language: str
) -> tuple[tuple[str, str, str], ...]:
    """Name, slug and colour of every track in use."""
    given: Mapping[str, Any] = origin.get("tracks", {})
    found: dict[str, tuple[str, str, str]] = {}
    for activity, record in zip(activities, records, strict=True):
        if activity.track is None:
            continue
        known = given.get(record.track, {})
        slug = track_slug(str(known.get("slug") or activity.track.slug))
        name = record.track or activity.track.name.in_language(language)
        found.setdefault(name, (name, slug, str(known.get("color", ""))))
    return tuple(found.values())


def _rooms(
    activities: list[ReleasedActivity], records: list[Record], origin: Origin
) -> tuple[tuple[str, str, int | None], ...]:
    """Name and guid of every room in use."""
    given: Mapping[str, str] = origin.get("rooms", {})
    found: dict[str, tuple[str, str, int | None]] = {}
    for activity, record in zip(activities, records, strict=True):
        if record.room and activity.place is not None and record.room not in found:
            guid = guid_of(str(given.get(record.room, "")), NAMESPACE, "place", activity.place.id)
            found[record.room] = (record.room, guid, None)
    return tuple(found.values())


def _texts(activity: ReleasedActivity) -> dict[str, dict[str, str]]:
    return {"title": dict(activity.title), "text": dict(activity.text)}
