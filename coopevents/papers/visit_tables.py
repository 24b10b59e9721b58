"""Table plans of a visit: talks face to face, a dinner around one table, placed by the rules of protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.ceremonies.tables import DinnerCustom, dinner, talks
from coopevents.delegations.kit_counts import AT_TABLE
from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.reading_values import ItineraryLine
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _
from coopevents.papers.booklet import Imprint
from coopevents.papers.pieces import piece
from coopevents.papers.visit_booklet import line_values
from coopevents.papers.visit_values import VisitChoice, VisitValues, names_of, visit_paper
from coopevents.papers.visit_words import day_words, texts, words
from coopevents.schedule.states import ActivityKind, ParticipantRole

TEMPLATE = "visit_table/table.typ"
SEATED_AT = frozenset({ActivityKind.MEETING, ActivityKind.MEAL})
"""The kinds of line that have a table."""


@dataclass(frozen=True)
class Seats:
    """Who sits where, by keys: the upper row faces the door, the lower one turns its back to it; both from the left as
    the drawing shows them. ``ends`` are the heads of a dinner at the left and at the right."""

    facing_door: tuple[str, ...]
    back_to_door: tuple[str, ...]


def seated_lines(visit: VisitValues) -> list[ItineraryLine]:
    """The lines that have a table: meetings and meals of the visit's own that take place with somebody at them."""
    return [
        each
        for each in visit.lines
        if each.activity.kind in SEATED_AT and not each.is_shared and not each.activity.is_cancelled and each.guests
    ]


def seats_of(line: ItineraryLine, interpreting: Sequence[str]) -> Seats:
    """The places at one table; keys are ``g`` and ``p`` with a person's id."""
    guests = [f"g{each.person_id}" for each in line.guests]
    hosts = list(dict.fromkeys(f"p{each.id}" for each in line.activity.people if each.role in AT_TABLE))
    if line.activity.kind != ActivityKind.MEAL:
        table = talks(hosts, guests, interpreting)
        return Seats(table.facing_door.from_audience, table.back_to_door.from_the_table)
    return _dinner(guests, hosts, interpreting)


def _dinner(guests: list[str], hosts: list[str], interpreting: Sequence[str]) -> Seats:
    """Host facing the door, co-host opposite, guests beside them, interpreters and others of ours at the ends."""
    leading = [each for each in hosts if each not in interpreting]
    rest = [each for each in hosts if each not in leading[:2]]
    table = dinner(guests, DinnerCustom.CHINESE, has_co_host=len(leading) > 1)
    facing = [*reversed(table.host_right), *leading[:1], *table.host_left]
    opposite = [*reversed(table.co_host_left), *leading[1:2], *table.co_host_right]
    return Seats(tuple(facing), (*opposite, *rest))


def table_plan_of(visit: VisitValues, line: ItineraryLine, choice: VisitChoice, imprint: Imprint) -> Paper:
    """The plan of one line's table, seen from above with the door at the foot."""
    languages, zone = choice.languages, ZoneInfo(visit.time_zone)
    shown = line_values(line, zone, languages)
    interpreting = [f"p{each.id}" for each in line.activity.people if each.role == ParticipantRole.INTERPRETER]
    interpreting += [f"g{each.person_id}" for each in visit.guests if each.role is DelegateRole.INTERPRETER]
    seats, people = seats_of(line, interpreting), _people(visit, line, languages)
    numbers = {key: number for number, key in enumerate((*seats.facing_door, *seats.back_to_door), 1)}
    heading = words(lambda: _("Table plan"), languages)
    values = {
        "heading": heading,
        "title": shown["title"],
        "day": day_words(line.activity.starts_at.astimezone(zone), languages),
        "time": f"{shown['starts']}–{shown['ends']}",
        "where": shown["place"],
        "organisation": texts(visit.organisation, languages),
        "host": texts(visit.host, languages),
        "facing": [{**people[key], "number": numbers[key]} for key in seats.facing_door],
        "opposite": [{**people[key], "number": numbers[key]} for key in seats.back_to_door],
        "door": words(lambda: _("Door"), languages),
        "words": {"guests": words(lambda: _("Guests"), languages), "hosts": words(lambda: _("Hosts"), languages)},
    }
    author = imprint.office.in_language(languages[0])
    return visit_paper(TEMPLATE, heading[0]["text"], values, visit, choice, author=author)


def _people(visit: VisitValues, line: ItineraryLine, languages: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for guest in line.guests:
        name = names_of(guest.name, guest.original_name, languages)
        found[f"g{guest.person_id}"] = {"name": name, "office": texts(guest.office, languages), "is_guest": True}
    for person in line.activity.people:
        name = names_of(person.name, person.original_name, languages)
        office = [piece("zh_Hans_CN", person.position)] if person.position else []
        found[f"p{person.id}"] = {"name": name, "office": office, "is_guest": False}
    return found
