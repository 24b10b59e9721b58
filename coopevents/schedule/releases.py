"""What readers read: frozen programmes, and how the next one follows from the last. Pure.

The identity of an entry is its ``uid``. Its ``sequence`` rises by one exactly when a release changes its start, its
end, its place or whether it takes place; ``changed_at`` is the moment of the release that changed anything a reader
sees. An entry that leaves the programme stays as cancelled for thirty days, so that every subscribed calendar learns
of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from coopevents.schedule.release_models import Release
from coopevents.text import LocalizedText, has_han

KEPT_AFTER_LEAVING = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ReleasedPlace:
    """A place as readers see it."""

    id: int
    name: LocalizedText
    building: LocalizedText
    address: LocalizedText
    latitude: float | None
    longitude: float | None
    is_step_free: bool


@dataclass(frozen=True, slots=True)
class ReleasedTrack:
    """A track as readers see it; its slug names it in addresses."""

    slug: str
    name: LocalizedText


@dataclass(frozen=True, slots=True)
class ReleasedPerson:
    """A person in an activity as readers see them; the id names them in addresses and in no text."""

    id: int
    name: str
    original_name: str
    role: str
    position: str
    institution: str


def both_names(person: ReleasedPerson, language: str) -> str:
    """A person's name in Latin letters and in its own script; a Chinese name alone to a reader of Chinese."""
    if not person.original_name or person.original_name == person.name:
        return person.name
    if language == "zh_Hans_CN" and has_han(person.original_name):
        return person.original_name
    return f"{person.name} {person.original_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedActivity:
    """An entry of the programme as readers see it.

    ``is_dropped`` marks an entry that left the programme and is kept only for subscribed calendars; pages leave it out.
    ``origin`` is what the program it was imported from said of it, for exports alone.
    """

    uid: str
    kind: str
    track: ReleasedTrack | None
    title: LocalizedText
    text: LocalizedText
    starts_at: datetime
    ends_at: datetime
    place: ReleasedPlace | None
    people: tuple[ReleasedPerson, ...]
    audience: str
    capacity: int | None
    takes_sign_ups: bool
    languages: tuple[str, ...]
    is_cancelled: bool
    cancellation_reason: str
    sequence: int
    changed_at: datetime
    cancelled_at: datetime | None
    is_dropped: bool = False
    origin: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def is_elsewhere_than(self, other: "ReleasedActivity") -> bool:
        """Whether start, end, place or status differ: what makes calendars count up."""
        return self.what_counts != other.what_counts

    @property
    def what_counts(self) -> tuple[object, ...]:
        """Start, end, place and status."""
        return (self.starts_at, self.ends_at, self.place.id if self.place else None, self.is_cancelled)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedProgramme:
    """One release of a schedule: an immutable snapshot, its entries in the order of time.

    ``forgotten`` keeps the sequence of entries whose thirty days are over, in case they come back.
    """

    schedule_id: int
    number: int
    released_at: datetime
    time_zone: str
    activities: tuple[ReleasedActivity, ...]
    forgotten: tuple[tuple[str, int], ...] = ()

    @property
    def shown(self) -> tuple[ReleasedActivity, ...]:
        """The entries that pages show: all but those that left the programme."""
        return tuple(each for each in self.activities if not each.is_dropped)

    def find(self, uid: str) -> ReleasedActivity | None:
        """The entry with that identity, or None."""
        return next((each for each in self.activities if each.uid == uid), None)


def next_programme(
    previous: ReleasedProgramme | None,
    current: Iterable[ReleasedActivity],
    *,
    schedule_id: int,
    time_zone: str,
    now: datetime,
) -> ReleasedProgramme | None:
    """The release that follows the previous one when the schedule now reads as ``current``.

    None when readers see no change. The sequences and moments of ``current`` are not looked at.
    """
    before = {each.uid: each for each in previous.activities} if previous else {}
    forgotten = dict(previous.forgotten) if previous else {}
    entries = [_next_entry(before.get(each.uid), each, forgotten.get(each.uid, -1), now) for each in current]
    present = {each.uid for each in entries}
    left = [_dropped(each, now) for uid, each in before.items() if uid not in present]
    if previous is not None and previous.time_zone == time_zone and _reads_the_same(before, [*entries, *left]):
        return None
    kept = [each for each in left if each.cancelled_at is None or now - each.cancelled_at <= KEPT_AFTER_LEAVING]
    gone = {each.uid: each.sequence for each in left if each not in kept}
    forgotten = {uid: sequence for uid, sequence in {**forgotten, **gone}.items() if uid not in present}
    return ReleasedProgramme(
        schedule_id=schedule_id,
        number=previous.number + 1 if previous else 1,
        released_at=now,
        time_zone=time_zone,
        activities=tuple(sorted([*entries, *kept], key=lambda each: (each.starts_at, each.ends_at, each.uid))),
        forgotten=tuple(sorted(forgotten.items())),
    )


def _next_entry(
    before: ReleasedActivity | None, entry: ReleasedActivity, forgotten: int, now: datetime
) -> ReleasedActivity:
    since = now if entry.is_cancelled else None
    if before is None:
        return replace(entry, sequence=forgotten + 1, changed_at=now, cancelled_at=since)
    if before.is_cancelled and entry.is_cancelled:
        since = before.cancelled_at
    kept = replace(entry, sequence=before.sequence, changed_at=before.changed_at, cancelled_at=since)
    if kept == before:
        return before
    return replace(kept, sequence=before.sequence + kept.is_elsewhere_than(before), changed_at=now)


def _dropped(before: ReleasedActivity, now: datetime) -> ReleasedActivity:
    if before.is_dropped:
        return before
    gone = replace(before, is_dropped=True, is_cancelled=True, cancelled_at=before.cancelled_at or now, changed_at=now)
    return replace(gone, sequence=before.sequence + gone.is_elsewhere_than(before))


def _reads_the_same(before: Mapping[str, ReleasedActivity], after: list[ReleasedActivity]) -> bool:
    return len(before) == len(after) and all(before.get(each.uid) == each for each in after)


def programme_of(release: Release) -> ReleasedProgramme:
    """The programme a stored release holds."""
    return from_json(release.snapshot)


def to_json(programme: ReleasedProgramme) -> dict[str, Any]:
    """The programme as plain JSON; :func:`from_json` gives an equal one back."""
    places = list(dict.fromkeys(each.place for each in programme.activities if each.place))
    tracks = list(dict.fromkeys(each.track for each in programme.activities if each.track))
    return {
        "schedule_id": programme.schedule_id,
        "number": programme.number,
        "released_at": _written(programme.released_at),
        "time_zone": programme.time_zone,
        "places": [_place_to_json(place) for place in places],
        "tracks": [{"slug": track.slug, "name": dict(track.name)} for track in tracks],
        "activities": [_activity_to_json(each, places, tracks) for each in programme.activities],
        "forgotten": [list(each) for each in programme.forgotten],
    }


def from_json(data: Mapping[str, Any]) -> ReleasedProgramme:
    """The programme that was written as JSON."""
    places = [_place_from_json(each) for each in data["places"]]
    tracks = [ReleasedTrack(each["slug"], LocalizedText(each["name"])) for each in data["tracks"]]
    return ReleasedProgramme(
        schedule_id=data["schedule_id"],
        number=data["number"],
        released_at=_moment(data["released_at"]),
        time_zone=data["time_zone"],
        activities=tuple(_activity_from_json(each, places, tracks) for each in data["activities"]),
        forgotten=tuple((uid, sequence) for uid, sequence in data["forgotten"]),
    )


_AS_IS = (
    "uid",
    "kind",
    "audience",
    "capacity",
    "takes_sign_ups",
    "is_cancelled",
    "cancellation_reason",
    "sequence",
    "is_dropped",
)
_PERSON = ("id", "name", "original_name", "role", "position", "institution")


def _activity_to_json(
    each: ReleasedActivity, places: Sequence[ReleasedPlace], tracks: Sequence[ReleasedTrack]
) -> dict[str, Any]:
    return {
        **{name: getattr(each, name) for name in _AS_IS},
        "title": dict(each.title),
        "text": dict(each.text),
        "starts_at": _written(each.starts_at),
        "ends_at": _written(each.ends_at),
        "place": places.index(each.place) if each.place else None,
        "track": tracks.index(each.track) if each.track else None,
        "people": [{name: getattr(person, name) for name in _PERSON} for person in each.people],
        "languages": list(each.languages),
        **({"origin": dict(each.origin)} if each.origin else {}),
        "changed_at": _written(each.changed_at),
        "cancelled_at": _written(each.cancelled_at) if each.cancelled_at else None,
    }


def _activity_from_json(
    data: Mapping[str, Any], places: Sequence[ReleasedPlace], tracks: Sequence[ReleasedTrack]
) -> ReleasedActivity:
    return ReleasedActivity(
        **{name: data[name] for name in _AS_IS},
        title=LocalizedText(data["title"]),
        text=LocalizedText(data["text"]),
        starts_at=_moment(data["starts_at"]),
        ends_at=_moment(data["ends_at"]),
        place=places[data["place"]] if data["place"] is not None else None,
        track=tracks[data["track"]] if data["track"] is not None else None,
        people=tuple(ReleasedPerson(**person) for person in data["people"]),
        languages=tuple(data["languages"]),
        origin=data.get("origin", {}),
        changed_at=_moment(data["changed_at"]),
        cancelled_at=_moment(data["cancelled_at"]) if data["cancelled_at"] else None,
    )


def _place_to_json(place: ReleasedPlace) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": dict(place.name),
        "building": dict(place.building),
        "address": dict(place.address),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "is_step_free": place.is_step_free,
    }


def _place_from_json(data: Mapping[str, Any]) -> ReleasedPlace:
    texts = {name: LocalizedText(data[name]) for name in ("name", "building", "address")}
    return ReleasedPlace(
        id=data["id"],
        **texts,
        latitude=data["latitude"],
        longitude=data["longitude"],
        is_step_free=data["is_step_free"],
    )


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)
