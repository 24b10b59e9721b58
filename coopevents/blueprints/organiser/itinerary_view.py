"""A delegation's itinerary as the desk reads it: day by day, each line with who takes part and what clashes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access
from coopevents.blueprints.organiser.itinerary_forms import name_of
from coopevents.blueprints.visit_words import known_as
from coopevents.delegations import delegate_queries, itinerary_queries, part_queries
from coopevents.delegations.confirming import is_current
from coopevents.delegations.delays import Move
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.part_models import PartAnswer
from coopevents.delegations.people_models import Delegate
from coopevents.i18n import _l, localized
from coopevents.places import queries as places
from coopevents.reports.itinerary_clashes import clashes_made_by, survey_of_itinerary
from coopevents.schedule import queries as schedules
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.states import ParticipantRole
from coopevents.schedule.survey import Survey
from coopevents.schedule.words import ROLES


@dataclass(frozen=True)
class Line:
    """One line: ``ours`` are pairs of role and names, ``guests`` the names of those who take part when not all do."""

    item: ItineraryItem
    is_own: bool
    place: str
    ours: tuple[tuple[str, str], ...]
    guests: tuple[str, ...]
    cars: tuple[str, ...]
    clashes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DayOfVisit:
    """A day with its lines; ``is_of_visit`` is off for one that lies outside the days agreed."""

    day: date
    lines: tuple[Line, ...]
    is_of_visit: bool


@dataclass(frozen=True)
class Answer:
    """What somebody of ours said when asked whether they will be there."""

    name: str
    word: str
    tone: str
    note: str


WORDS = {
    PartAnswer.WAITING: (_l("no answer yet"), "neutral"),
    PartAnswer.YES: (_l("will be there"), "good"),
    PartAnswer.NO: (_l("cannot"), "trouble"),
}


def answers_of(delegation: Delegation) -> dict[int, list[Answer]]:
    """Who was asked and what they said, by the line's id; one select."""
    found: dict[int, list[Answer]] = {}
    for part in part_queries.list_parts(delegation.id):
        word, tone = WORDS[part.answer] if is_current(part) else (_l("asked for another time"), "attention")
        name = known_as(part.person)
        found.setdefault(part.item_id, []).append(Answer(name, str(word), tone, part.note))
    return found


def present_survey(delegation: Delegation) -> Survey | None:
    """What clashes on the itinerary, with titles of other units only where the reader may see them."""
    return survey_of_itinerary(
        delegation,
        place_unit_ids=lineage(delegation.unit_id, access().parents),
        visible_unit_ids=access().units(Permission.SEE_UNIT),
    )


def clash_words_of(delegation: Delegation, moves: tuple[Move, ...]) -> list[str]:
    """What these moves would make clash, a sentence each."""
    survey = present_survey(delegation) if moves else None
    return [] if survey is None else clashes_made_by(survey, moves)


def days_of(delegation: Delegation, survey: Survey | None, zone: ZoneInfo) -> list[DayOfVisit]:
    """Every day of the visit, and those outside it on which something is planned; the same selects always."""
    items = itinerary_queries.list_items(delegation.id)
    lines = _lines(delegation, items, survey)
    by_day: dict[date, list[Line]] = {}
    for line in lines:
        by_day.setdefault(line.item.activity.starts_at.astimezone(zone).date(), []).append(line)
    agreed = [delegation.arrives_on + timedelta(days=number) for number in range(delegation.days.length)]
    return [DayOfVisit(day, tuple(by_day.get(day, ())), day in agreed) for day in sorted({*agreed, *by_day})]


def _lines(delegation: Delegation, items: Sequence[ItineraryItem], survey: Survey | None) -> list[Line]:
    delegates = {each.id: each for each in delegate_queries.list_delegates(delegation.id, is_coming=True)}
    guests = itinerary_queries.map_guests(delegation)
    known = places.map_places({each.activity.place_id for each in items} - {None})
    names = _names(items)
    vehicles = places.map_resources({use.resource_id for each in items for use in each.activity.resources})
    return [
        Line(
            item=each,
            is_own=each.activity.schedule_id == delegation.schedule_id,
            place=localized(known[each.activity.place_id].name) if each.activity.place_id in known else "",
            ours=_ours(each, names),
            guests=() if each.is_for_all else _guests(guests.get(each.activity_id, frozenset()), delegates),
            cars=tuple(localized(vehicles[use.resource_id].name) for use in each.activity.resources),
            clashes=_clashes(each, survey),
        )
        for each in items
    ]


def _names(items: Sequence[ItineraryItem]) -> dict[int, str]:
    people = schedules.map_people({each.person_id for item in items for each in item.activity.participants})
    return {number: known_as(each) for number, each in people.items()}


def _ours(item: ItineraryItem, names: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    found: dict[ParticipantRole, list[str]] = {}
    for each in item.activity.participants:
        if each.role is not ParticipantRole.GUEST:
            found.setdefault(each.role, []).append(names[each.person_id])
    return tuple((str(ROLES[role]), ", ".join(who)) for role, who in found.items())


def _guests(wanted: frozenset[int], delegates: Mapping[int, Delegate]) -> tuple[str, ...]:
    return tuple(name_of(each) for number, each in delegates.items() if number in wanted)


def _clashes(item: ItineraryItem, survey: Survey | None) -> tuple[tuple[str, str], ...]:
    if survey is None:
        return ()
    found = survey.open_clashes_of(item.activity_id)
    return tuple((each.severity.value, sentence_of(each, survey)) for each in found)
