"""What the desk is shown of tours: a week of departures with what is wrong with each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coopevents.people import queries as people
from coopevents.people.models import Person
from coopevents.schedule import queries as schedules
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.survey import Survey, survey_of
from coopevents.tours import booking_queries, departure_queries, departures
from coopevents.tours.findings import Finding, findings_of
from coopevents.tours.models import TourDeparture

SOON = timedelta(days=3)


@dataclass(frozen=True)
class Looked:
    """A departure with the people who lead it, what clashes in words, and what else is wrong."""

    departure: TourDeparture
    guides: Sequence[Person]
    backup: Person | None
    clashes: Sequence[str]
    findings: Sequence[Finding]

    @property
    def has_troubles(self) -> bool:
        """Whether anything wants looking at."""
        return bool(self.clashes or self.findings)


def look_at(found: Sequence[TourDeparture], *, now: datetime, visible_unit_ids: Collection[int]) -> list[Looked]:
    """Each of these departures with what is wrong with it; one clash search for each schedule they stand on."""
    if not found:
        return []
    surveys = surveys_of(found, visible_unit_ids)
    ids = {person.person_id for each in found for person in each.activity.participants}
    known = {each.id: each for each in people.list_people(ids)}
    taken = booking_queries.map_taken([each.id for each in found])
    closed = {number: _closed_days(number) for number in {each.route.unit_id for each in found}}
    return [_looked(each, surveys, known, taken, closed[each.route.unit_id], now) for each in found]


def surveys_of(found: Sequence[TourDeparture], visible: Collection[int]) -> dict[int, Survey]:
    """What clashes on each of the schedules these departures stand on."""
    numbers = {each.activity.schedule_id for each in found}
    return {
        number: survey_of(schedules.get_schedule(number), place_unit_ids=(), visible_unit_ids=visible)
        for number in numbers
    }


def _looked(
    each: TourDeparture,
    surveys: dict[int, Survey],
    known: dict[int, Person],
    taken: dict[int, tuple[int, int]],
    closed: Sequence[tuple[int | None, date, date]],
    now: datetime,
) -> Looked:
    survey, details = surveys[each.activity.schedule_id], departures.details_of(each)
    day = each.activity.starts_at.astimezone(survey.zone).date()
    is_to_come = each.activity.starts_at > now and each.activity.id in survey.scenes
    findings = findings_of(
        details.languages,
        details.guide_ids,
        details.backup_id,
        {number: frozenset(person.speaks.split()) for number, person in known.items()},
        heads=taken.get(each.id, (0, 0))[0],
        least_heads=each.route.least_heads,
        is_soon=each.activity.starts_at - now <= SOON,
        is_closed_day=any(since <= day <= until and route in {None, each.route_id} for route, since, until in closed),
    )
    clashes = [sentence_of(clash, survey) for clash in survey.open_clashes_of(each.activity.id)] if is_to_come else []
    return Looked(
        each,
        [known[number] for number in details.guide_ids if number in known],
        known.get(details.backup_id or 0),
        clashes,
        findings if is_to_come else [],
    )


def _closed_days(unit_id: int) -> list[tuple[int | None, date, date]]:
    return [(each.route_id, each.since, each.until) for each in departure_queries.list_blackouts(unit_id)]
