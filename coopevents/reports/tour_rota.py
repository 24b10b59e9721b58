"""The rota of the guides: a span of tours by guide, what clashes for each, and who could lead what nobody leads."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from coopevents.people import queries as people
from coopevents.people.models import Person
from coopevents.reports.tours import surveys_of
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.clashes import Slot
from coopevents.schedule.states import ActivityState
from coopevents.schedule.survey import Survey
from coopevents.tours import departure_queries
from coopevents.tours.models import TourDeparture
from coopevents.tours.rota import Hours, Shift, hours_by_guide
from coopevents.tours.standing_in import shifts_of


@dataclass(frozen=True)
class Line:
    """A guide with the tours led and stood by for, in the order of time, and what is wrong with them."""

    person: Person
    leads: Sequence[TourDeparture]
    stands_by: Sequence[TourDeparture]
    hours: Hours
    clashes: Sequence[str] = ()
    not_spoken: Sequence[str] = ()


@dataclass(frozen=True)
class Gap:
    """A tour to come that nobody leads, and who could: speaks its languages and is free then."""

    departure: TourDeparture
    free: Sequence[Person]


@dataclass(frozen=True)
class Rota:
    """Everybody who leads tours, by name, and the tours nobody leads."""

    lines: Sequence[Line] = ()
    gaps: Sequence[Gap] = ()


@dataclass
class _Seen:
    """What is gathered of one guide."""

    leads: list[TourDeparture] = field(default_factory=list)
    stands_by: list[TourDeparture] = field(default_factory=list)
    clashes: dict[str, None] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)


def rota_of(found: Sequence[TourDeparture], *, now: datetime, visible_unit_ids: Collection[int]) -> Rota:
    """The rota of these departures; the clashes are those of the schedules' one search."""
    surveys = surveys_of(found, visible_unit_ids)
    shifts = {each.id: shifts_of(each) for each in found}
    known = _guides_of(surveys, shifts.values())
    seen: dict[int, _Seen] = {}
    for departure in found:
        survey = surveys[departure.activity.schedule_id]
        for shift in shifts[departure.id]:
            mine = seen.setdefault(shift.person_id, _Seen())
            (mine.stands_by if shift.is_backup else mine.leads).append(departure)
            if departure.activity.starts_at > now:
                mine.clashes |= dict.fromkeys(_clashes_of(shift.person_id, departure, survey))
                mine.missing |= dict.fromkeys(_not_spoken(departure, known.get(shift.person_id)))
    hours = hours_by_guide((each for some in shifts.values() for each in some), now)
    lines = [
        Line(known[number], each.leads, each.stands_by, hours[number], list(each.clashes), list(each.missing))
        for number, each in seen.items()
        if number in known
    ]
    gaps = [
        Gap(each, _free_for(each, surveys[each.activity.schedule_id], known))
        for each in found
        if _is_gap(each, now) and not any(not one.is_backup for one in shifts[each.id])
    ]
    return Rota(sorted(lines, key=lambda each: _name_of(each.person)), gaps)


def free_guides(departure: TourDeparture, *, visible_unit_ids: Collection[int]) -> list[Person]:
    """Who could lead it: has led or will lead tours on its schedule, speaks its languages, and is free then."""
    surveys = surveys_of([departure], visible_unit_ids)
    return _free_for(departure, surveys[departure.activity.schedule_id], _guides_of(surveys, [shifts_of(departure)]))


def _is_gap(departure: TourDeparture, now: datetime) -> bool:
    return departure.activity.state is not ActivityState.CANCELLED and departure.activity.starts_at > now


def _guides_of(surveys: Mapping[int, Survey], shifts: Iterable[Sequence[Shift]]) -> dict[int, Person]:
    """Everybody who leads something on these schedules, and everybody named here."""
    ids = {each.person_id for some in shifts for each in some} | departure_queries.list_guide_ids(surveys.keys())
    return {each.id: each for each in people.list_people(ids)}


def _free_for(departure: TourDeparture, survey: Survey, known: Mapping[int, Person]) -> list[Person]:
    scene = survey.scenes.get(departure.activity.id)
    wanted = set(departure.languages.split())
    if scene is None:
        return []
    free = []
    for number, person in known.items():
        if number not in survey.people or not wanted <= set(person.speaks.split()):
            continue
        if not _would_clash(number, survey, replace(scene.slot, people=frozenset({number}))):
            free.append(person)
    return sorted(free, key=_name_of)


def _would_clash(person_id: int, survey: Survey, slot: Slot) -> bool:
    return any(person_id in each.person_ids for each in survey.index.clashes_of(slot))


def _clashes_of(person_id: int, departure: TourDeparture, survey: Survey) -> list[str]:
    found = survey.open_clashes_of(departure.activity.id)
    return [sentence_of(each, survey) for each in found if person_id in each.person_ids]


def _not_spoken(departure: TourDeparture, person: Person | None) -> list[str]:
    """Languages of the tour the guide does not speak. Of whom no language is known is believed to speak every one."""
    spoken = set(person.speaks.split()) if person is not None else set()
    return [each for each in departure.languages.split() if spoken and each not in spoken]


def _name_of(person: Person) -> str:
    return f"{person.family_name} {person.given_name}".strip().casefold() or person.original_name
