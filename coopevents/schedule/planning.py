"""Many activities at once: rows held against what the office knows, then planned with the places and people named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel.speaklater import LazyString

from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.places import service as places
from coopevents.places.details import PlaceDetails
from coopevents.places.models import Place, PlaceKind
from coopevents.refusals import Refusal
from coopevents.schedule import rules, service, tracks
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.models import Activity, Schedule
from coopevents.schedule.pasting import PastedPerson, PastedRow, localized_from
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import folded, full_name, has_han, one_line

_ROLE_OF_KIND = {ActivityKind.TOUR: ParticipantRole.GUIDE, ActivityKind.MEAL: ParticipantRole.HOST}


@dataclass(frozen=True)
class ExaminedRow:
    """A row with the moments it means, and what it would bring into being."""

    row: PastedRow
    starts_at: datetime | None
    ends_at: datetime | None
    place: Place | None
    has_new_place: bool
    new_people: tuple[str, ...]
    problems: tuple[LazyString | str, ...]


def examine_rows(
    rows: Iterable[PastedRow],
    *,
    zone: str,
    known_places: Sequence[Place],
    known_people: Sequence[Person],
    may_add_places: bool,
) -> list[ExaminedRow]:
    """Each row held against the clock of the zone and against the places and people the office knows."""
    by_name = {folded(name): place for place in reversed(known_places) for name in place.name.values()}
    names = {folded(name) for person in known_people for name in names_of(person)}
    return [_examine(row, zone, by_name, names, may_add_places) for row in rows]


def plan_rows(
    schedule: Schedule,
    examined: Sequence[ExaminedRow],
    *,
    unit_id: int,
    known_people: Sequence[Person],
    language: str,
    now: datetime,
    actor: Actor,
) -> list[Activity]:
    """Plan every row; places, people and tracks nobody knows yet are added once each. Raises the first refusal.

    A name without an institution is whoever is known by it already, be it from a row above.
    """
    added: dict[str, int] = {}
    track_ids: dict[str, int | None] = {"": None}
    known = {folded(name): person for person in reversed(known_people) for name in names_of(person)}
    planned = []
    for each in examined:
        place_id = each.place.id if each.place else None
        if each.has_new_place:
            key = folded(each.row.place)
            if key not in added:
                details = PlaceDetails(kind=PlaceKind.ROOM, name=localized_from(each.row.place, language))
                added[key] = places.add_place(unit_id, details, now=now, actor=actor).id
            place_id = added[key]
        who = [_person_meant(person, known, unit_id, now, actor) for person in each.row.people]
        typed = each.row.track
        if typed not in track_ids:
            found = tracks.find_or_open_track(schedule, typed, language=language, now=now, actor=actor)
            track_ids[typed] = found.id
        planned.append(_plan(schedule, each, place_id, track_ids[typed], who, (now, actor)))
    return planned


def names_of(person: Person) -> tuple[str, ...]:
    """How a person may be typed: in either order, or in their own script."""
    given, family = person.given_name, person.family_name
    return tuple(filter(None, {full_name(given, family), full_name(family, given), person.original_name}))


def person_from(typed: PastedPerson) -> PersonDetails:
    """A typed name as details: a Chinese name is the original one; of a Latin name the last word is the family's."""
    name = one_line(typed.name)
    if has_han(name):
        return PersonDetails(original_name=name, institution_name=typed.institution)
    given, _space, family = name.rpartition(" ")
    return PersonDetails(given_name=given, family_name=family, institution_name=typed.institution)


def _examine(
    row: PastedRow, zone: str, by_name: Mapping[str, Place], names: set[str], may_add_places: bool
) -> ExaminedRow:
    problems: list[LazyString | str] = list(row.problems)
    place = by_name.get(folded(row.place)) if row.place else None
    if row.place and place is None and not may_add_places:
        problems.append(_l("“%(place)s” is not a known place.", place=row.place))
    starts_at, ends_at = _moments(row, zone, problems)
    return ExaminedRow(
        row=row,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        has_new_place=bool(row.place) and place is None,
        new_people=tuple(each.name for each in row.people if folded(each.name) not in names),
        problems=tuple(problems),
    )


def _moments(row: PastedRow, zone: str, problems: list[LazyString | str]) -> tuple[datetime | None, datetime | None]:
    """Start and end as moments; an end that is not after the start is on the next day when that makes a short night."""
    if row.day is None or row.starts is None or row.ends is None:
        return None, None
    last = row.day + timedelta(days=1) if row.ends < row.starts and row.starts.hour >= 18 else row.day
    try:
        starts_at = rules.moment_of(row.day, row.starts, zone, field="starts")
        ends_at = rules.moment_of(last, row.ends, zone, field="ends")
        rules.ensure_times_are_possible(starts_at, ends_at)
    except Refusal as refusal:
        problems.append(refusal.message)
        return None, None
    return starts_at, ends_at


def _plan(
    schedule: Schedule,
    each: ExaminedRow,
    place_id: int | None,
    track_id: int | None,
    who: Sequence[Person],
    when_by: tuple[datetime, Actor],
) -> Activity:
    if each.starts_at is None or each.ends_at is None or each.problems:
        raise Refusal(_l("Row %(number)s is not complete yet.", number=each.row.number))
    role = _ROLE_OF_KIND.get(each.row.kind, ParticipantRole.SPEAKER)
    details = ActivityDetails(
        kind=each.row.kind,
        title=each.row.title,
        starts_at=each.starts_at,
        ends_at=each.ends_at,
        place_id=place_id,
        track_id=track_id,
        people=tuple(ParticipantDetails(person.id, role) for person in who),
    )
    now, actor = when_by
    return service.plan_activity(schedule, details, now=now, actor=actor)


def _person_meant(typed: PastedPerson, known: dict[str, Person], unit_id: int, now: datetime, actor: Actor) -> Person:
    if not typed.institution and folded(typed.name) in known:
        return known[folded(typed.name)]
    person = people.find_or_add_person(person_from(typed), unit_id=unit_id, now=now, actor=actor)
    for name in names_of(person):
        known.setdefault(folded(name), person)
    return person
