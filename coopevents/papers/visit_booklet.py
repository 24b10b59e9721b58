"""The booklet of a visit: cover, who comes, every day with hosts, interpreters and cars, whom to call."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.delegations.people_words import DIRECTIONS, MEANS
from coopevents.delegations.reading_values import ItineraryLine
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _
from coopevents.papers.booklet import Imprint
from coopevents.papers.pieces import Piece, piece
from coopevents.papers.visit_values import VisitChoice, VisitGuest, VisitLeg, VisitValues, names_of, visit_paper
from coopevents.papers.visit_words import day_words, days_words, texts, words
from coopevents.schedule.releases import ReleasedPerson
from coopevents.schedule.words import KINDS, ROLES
from coopevents.text import LocalizedText

TEMPLATE = "visit_booklet/booklet.typ"


def booklet_of(visit: VisitValues, choice: VisitChoice, imprint: Imprint, *, guest: str = "") -> Paper:
    """The booklet; ``guest`` is the name on the cover of one delegate's own."""
    languages = choice.languages
    heading = words(lambda: _("Programme of the visit"), languages)
    values = {
        "heading": heading,
        "title": texts(visit.organisation, languages),
        "guest": guest,
        "dates": days_words(visit.first_day, visit.last_day, languages),
        "host": texts(visit.host, languages),
        "office": texts(imprint.office, languages),
        "address": imprint.address,
        "code": imprint.code,
        "guests": [guest_lines(each, languages) for each in visit.guests],
        "legs": [_leg(each, visit, languages) for each in visit.legs],
        "days": days_of(visit, languages),
        "contact": list(visit.contact),
        "words": {
            "guests": words(lambda: _("Our guests"), languages),
            "journey": words(lambda: _("Arrival and departure"), languages),
            "contact": words(lambda: _("Your contact"), languages),
            "nothing": words(lambda: _("The programme is being prepared"), languages),
            "cancelled": words(lambda: _("Cancelled"), languages),
            "hint": words(lambda: _("The code leads to the programme as it is now, on your phone."), languages),
        },
    }
    author = imprint.office.in_language(languages[0])
    return visit_paper(TEMPLATE, heading[0]["text"], values, visit, choice, author=author)


def guest_lines(guest: VisitGuest, languages: tuple[str, ...]) -> dict[str, Any]:
    """A guest as lists of people show one."""
    return {"name": names_of(guest.latin, guest.original_name, languages), "office": texts(guest.office, languages)}


def _leg(leg: VisitLeg, visit: VisitValues, languages: tuple[str, ...]) -> dict[str, Any]:
    at = leg.at.astimezone(ZoneInfo(visit.time_zone))
    way = " → ".join(filter(None, (leg.origin, leg.destination)))
    return {
        "what": words(lambda: str(DIRECTIONS[leg.direction]), languages),
        "when": [*day_words(at, languages), piece("en", f"{at:%H:%M}")],
        "how": [*words(lambda: str(MEANS[leg.means]), languages), *([piece("en", leg.number)] if leg.number else [])],
        "way": way,
        "who": ", ".join(leg.travellers),
    }


def days_of(visit: VisitValues, languages: tuple[str, ...]) -> list[dict[str, Any]]:
    """Every day with its lines."""
    zone, found = ZoneInfo(visit.time_zone), dict[date, list[ItineraryLine]]()
    for each in visit.lines:
        found.setdefault(each.activity.starts_at.astimezone(zone).date(), []).append(each)
    return [
        {"label": day_words(day, languages), "lines": [line_values(each, zone, languages) for each in lines]}
        for day, lines in found.items()
    ]


def line_values(line: ItineraryLine, zone: ZoneInfo, languages: tuple[str, ...]) -> dict[str, Any]:
    """One line as the template takes it; ``facts`` are rows of a word and what it is."""
    activity = line.activity
    starts_at, ends_at = activity.starts_at.astimezone(zone), activity.ends_at.astimezone(zone)
    place = activity.place
    return {
        "starts": f"{starts_at:%H:%M}",
        "ends": f"{ends_at:%H:%M}",
        "kind": words(lambda: str(KINDS.get(activity.kind, activity.kind)), languages),
        "title": texts(activity.title, languages),
        "place": _place(place.name, place.building, languages) if place is not None else [],
        "text": texts(activity.text, languages),
        "facts": _facts(line, languages),
        "is_cancelled": activity.is_cancelled,
        "reason": activity.cancellation_reason,
    }


def _place(name: LocalizedText, building: LocalizedText, languages: Sequence[str]) -> list[Piece]:
    found: dict[str, Piece] = {}
    for each in languages:
        text = ", ".join(filter(None, (name.in_language(each), building.in_language(each))))
        found.setdefault(text, piece(name.language_for(each) or each, text))
    return [each for each in found.values() if each["text"]]


def _facts(line: ItineraryLine, languages: tuple[str, ...]) -> list[dict[str, Any]]:
    by_role: dict[str, list[ReleasedPerson]] = {}
    for person in line.activity.people:
        by_role.setdefault(person.role, []).append(person)
    facts = [
        _fact(str(role), [_person(each, languages) for each in people], languages) for role, people in by_role.items()
    ]
    if not line.is_for_all:
        names = [{"name": names_of(each.name, each.original_name, languages), "about": ""} for each in line.guests]
        facts.append({"word": words(lambda: _("Who takes part"), languages), "said": names})
    plain = (
        (words(lambda: _("Car"), languages), [piece_of(each, languages) for each in line.vehicles]),
        (words(lambda: _("Dress"), languages), [line.dress] if line.dress else []),
        (words(lambda: _("Note"), languages), [piece_of(line.note, languages)] if line.note else []),
    )
    facts += [{"word": word, "said": [_plain(each) for each in said]} for word, said in plain if said]
    return facts


def _fact(role: str, said: list[dict[str, Any]], languages: tuple[str, ...]) -> dict[str, Any]:
    return {"word": words(lambda: str(ROLES.get(role, role)), languages), "said": said}


def _person(person: ReleasedPerson, languages: tuple[str, ...]) -> dict[str, Any]:
    return {"name": names_of(person.name, person.original_name, languages), "about": person.position}


def piece_of(text: LocalizedText, languages: Sequence[str]) -> str:
    """What was typed, in the languages of the paper, as one text."""
    return " · ".join(each["text"] for each in texts(text, languages))


def _plain(text: str) -> dict[str, Any]:
    return {"name": [piece("zh_Hans_CN", text)], "about": ""}
