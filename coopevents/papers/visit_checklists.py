"""Lists of a visit to be carried about and ticked with a pen: the kit by place and time, and what is to be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.delegations.kit_reading import WHOLE_VISIT
from coopevents.delegations.kit_values import KitGroup, KitLine, KitState
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _, country_name, force_locale, short_day_text, time_text
from coopevents.papers.booklet import Imprint
from coopevents.papers.pieces import Piece, piece
from coopevents.papers.visit_documents import head_of
from coopevents.papers.visit_values import VisitChoice, VisitValues, visit_paper
from coopevents.papers.visit_words import texts, words

TEMPLATE = "visit_checklist/checklist.typ"
UNPREPARED = frozenset({KitState.OPEN, KitState.LATE, KitState.SHORT})


@dataclass(frozen=True)
class PaperTask:
    """A task as the list on paper shows it."""

    due_on: date
    title: str
    owner_id: int | None
    note: str
    is_done: bool


@dataclass(frozen=True)
class _Carried:
    """A thing of the kit, with what it is for."""

    group: KitGroup
    line: KitLine


def kit_list_of(visit: VisitValues, groups: Sequence[KitGroup], choice: VisitChoice, imprint: Imprint) -> Paper:
    """What has to be there, place by place and within each by when; what is cancelled only where it is to go back."""
    language, zone = choice.languages[0], ZoneInfo(visit.time_zone)
    carried = [
        _Carried(group, line)
        for group in groups
        for line in group.shown
        if line.state not in (KitState.PAST, KitState.RETURNED)
    ]
    places: dict[str, list[_Carried]] = {}
    for each in sorted(carried, key=lambda one: one.line.due_at):
        places.setdefault(_place_of(each, language), []).append(each)
    sections = [
        {"heading": [piece(language, place)], "rows": [_thing(each, language, zone) for each in found]}
        for place, found in places.items()
    ]
    head = [
        _("Prepared"),
        _("What has to be there"),
        _("How many"),
        _("Ready by"),
        _("Who sees to it"),
        _("Returned"),
    ]
    return _checklist(words(lambda: _("Kit"), choice.languages), head, sections, visit, choice, imprint)


def task_list_of(
    visit: VisitValues,
    tasks: Sequence[PaperTask],
    owners: Mapping[int, str],
    choice: VisitChoice,
    imprint: Imprint,
) -> Paper:
    """What is to be done for the visit, by when."""
    language = choice.languages[0]
    rows = [
        {
            "is_ready": each.is_done,
            "what": [piece(language, each.title)],
            "about": [piece(language, each.note)] if each.note else [],
            "number": "",
            "by": [piece(language, _short(each.due_on, language))],
            "owner": owners.get(each.owner_id or 0, ""),
            "back": "none",
        }
        for each in tasks
    ]
    head = [_("Done"), _("What is to be done"), "", _("Ready by"), _("Who sees to it"), ""]
    sections = [{"heading": [], "rows": rows}]
    return _checklist(words(lambda: _("Tasks"), choice.languages), head, sections, visit, choice, imprint)


def _checklist(
    heading: list[Piece],
    head: Sequence[str],
    sections: Sequence[dict[str, Any]],
    visit: VisitValues,
    choice: VisitChoice,
    imprint: Imprint,
) -> Paper:
    languages = choice.languages
    values = {
        **head_of(heading, visit, languages),
        "head": [piece(languages[0], each) for each in head],
        "nobody": words(lambda: _("Nobody yet"), languages),
        "nothing": words(lambda: _("Nothing is on the list yet"), languages),
        "sections": sections,
    }
    author = imprint.office.in_language(languages[0])
    return visit_paper(TEMPLATE, heading[0]["text"], values, visit, choice, author=author)


def _thing(carried: _Carried, language: str, zone: ZoneInfo) -> dict[str, Any]:
    group, line = carried.group, carried.line
    return {
        "is_ready": line.state not in UNPREPARED,
        "what": texts(line.what, (language,)),
        "about": [piece(language, each) for each in (_for_what(group, language, zone), _parts(line, language)) if each],
        "number": str(line.number),
        "by": [piece(language, _moment(line.due_at, language, zone))],
        "owner": line.owner,
        "back": "open" if line.comes_back else "none",
    }


def _place_of(carried: _Carried, language: str) -> str:
    if carried.line.place:
        return carried.line.place
    place = carried.group.place.in_language(language)
    with force_locale(language):
        return place or str(_("Place not decided yet") if carried.group.item_id else WHOLE_VISIT)


def _for_what(group: KitGroup, language: str, zone: ZoneInfo) -> str:
    if group.item_id is None:
        return ""
    return f"{_moment(group.starts_at, language, zone)} {group.title.in_language(language)}"


def _parts(line: KitLine, language: str) -> str:
    with force_locale(language):
        return ", ".join(
            f"{country_name(each.country)} {each.number}" if each.country else each.text.in_language(language)
            for each in line.parts
        )


def _moment(at: datetime, language: str, zone: ZoneInfo) -> str:
    with force_locale(language):
        return f"{short_day_text(at, zone)} {time_text(at, zone)}"


def _short(day: date, language: str) -> str:
    with force_locale(language):
        return short_day_text(day)
