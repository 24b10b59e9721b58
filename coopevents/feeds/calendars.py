"""An event's released programme as a calendar to subscribe to, whole or in part.

A feed holds what the public programme shows, the names of those who speak included; nobody's address, no guest, no
token. An event that was cancelled is still served, with every entry cancelled, so that subscribed calendars learn
of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from coopevents.calendars.entries import CalendarDetails, CalendarEntry, Status
from coopevents.calendars.feed import etag_of, feed
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.i18n import HTML_LANGUAGES
from coopevents.schedule.calendar import entries_for
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme, both_names
from coopevents.schedule.words import KINDS


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a programme: everything unless something is named, a track by its slug, a person by id.

    ``name`` is how readers know it.
    """

    kind: str | None = None
    track: str | None = None
    place_id: int | None = None
    uid: str | None = None
    person_id: int | None = None
    name: str = ""


class Addresses(Protocol):
    """What the door knows and a calendar has to say: the host of identities, and where things are."""

    host: str

    def of_event(self, slug: str) -> str:
        """The event's page."""

    def of_activity(self, slug: str, uid: str) -> str:
        """An activity's page."""


def part_named(programme: ReleasedProgramme | None, part: Part, language: str) -> Part | None:
    """The part with its name in the reader's language; None when the programme never had such a part."""
    if part == Part():
        return part
    if programme is None:
        return None
    for each in programme.activities:
        name = _name_of(part, each, language)
        if name is not None:
            return replace(part, name=name)
    return None


def _name_of(part: Part, each: ReleasedActivity, language: str) -> str | None:
    """What the part is called as far as this entry belongs to it; None when it does not."""
    if part.uid == each.uid:
        return each.title.in_language(language)
    if part.kind == each.kind:
        return str(KINDS.get(each.kind, each.kind))
    if each.track is not None and part.track == each.track.slug:
        return each.track.name.in_language(language)
    if each.place is not None and part.place_id == each.place.id:
        return each.place.name.in_language(language)
    return next((both_names(person, language) for person in each.people if person.id == part.person_id), None)


def tag_of(event: Event, part: Part, language: str, host: str) -> str:
    """What names the feed's bytes, without making them."""
    schedule = event.schedule
    revision = (event.uid, event.version, event.changed_at, schedule.id, schedule.release_number, schedule.is_open)
    return etag_of(*revision, language, host, part.kind, part.track, part.place_id, part.uid, part.person_id)


def calendar_of(
    event: Event, programme: ReleasedProgramme | None, part: Part, *, language: str, addresses: Addresses
) -> bytes:
    """The feed's bytes."""
    entries = entries_of(event, programme, part, language=language, addresses=addresses)
    name = event.title.in_language(language)
    details = CalendarDetails(
        name=f"{name} – {part.name}" if part.name else name,
        time_zone=event.time_zone,
        last_modified=changed_at(event, programme),
        description=event.summary.in_language(language),
        url=addresses.of_event(event.slug),
        language=HTML_LANGUAGES.get(language, language),
    )
    return feed(details, entries)


def entries_of(
    event: Event,
    programme: ReleasedProgramme | None,
    part: Part,
    *,
    language: str,
    addresses: Addresses,
    picked: frozenset[str] | None = None,
) -> list[CalendarEntry]:
    """The entries of a part; all cancelled when the event is."""
    if programme is None:
        return []
    wanted = frozenset({part.uid}) if part.uid is not None else picked
    entries = entries_for(
        programme,
        language=language,
        host=addresses.host,
        address_of_activity=lambda uid: addresses.of_activity(event.slug, uid),
        picked=wanted,
        kind=part.kind,
        track=part.track,
        place_id=part.place_id,
        person_id=part.person_id,
    )
    return cancelled(entries, event.changed_at) if event.state is EventState.CANCELLED else entries


def cancelled(entries: Iterable[CalendarEntry], at: datetime) -> list[CalendarEntry]:
    """The entries of an event that does not take place: one revision on, unless they were cancelled before."""
    return [
        each
        if each.status is Status.CANCELLED
        else replace(
            each,
            status=Status.CANCELLED,
            sequence=each.sequence + 1,
            last_modified=max(each.last_modified, at),
        )
        for each in entries
    ]


def changed_at(event: Event, programme: ReleasedProgramme | None) -> datetime:
    """When the feed's content changed last."""
    return max(event.changed_at, programme.released_at) if programme else event.changed_at
