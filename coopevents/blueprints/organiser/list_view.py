"""What the page of the list says: its columns and cells, what it is narrowed by, the views that were kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import request

from coopevents.blueprints.listing import Chip, asked, narrowed
from coopevents.blueprints.organiser.list_wishes import (
    COLUMNS,
    PREFIX,
    Asked,
    cell_of,
    choices_of,
    is_chosen_from,
    is_panel_open,
    is_ranged,
    pairs_asked,
)
from coopevents.forms import queries as forms
from coopevents.forms.fields import UPLOADS, FieldType, Question
from coopevents.i18n import LANGUAGE_NAMES, _, country_name, current_language, localized, short_day_text
from coopevents.registration import list_queries
from coopevents.registration.list_models import SavedView, Tag
from coopevents.registration.models import EventForm, Registration

NOTE_SHOWN = 120


@dataclass(frozen=True)
class Filter:
    """A question the list can be narrowed by, as the panel offers it: ``choices``, a ``range``, or ``words``."""

    key: str
    label: str
    kind: str
    input: str = "text"
    choices: Sequence[tuple[str, str]] = ()
    given: Sequence[str] = ()
    first: str = ""
    last: str = ""

    @property
    def name(self) -> str:
        """Its part of the address."""
        return PREFIX + self.key


@dataclass(frozen=True)
class Panel:
    """Filters and columns to choose from, and what is kept under a name."""

    forms: Sequence[EventForm]
    tags: Sequence[Tag]
    columns: Sequence[tuple[str, Any]]
    filters: Sequence[Filter] = field(default_factory=tuple)
    kept: Sequence[tuple[str, str]] = ()
    asked: str = ""
    view: SavedView | None = None
    is_own: bool = False


def list_values(items: Sequence[Registration], wishes: Asked, *, zone: ZoneInfo) -> dict[str, Any]:
    """The columns chosen with their headings, the cells of each registration, and the tags of those that have any."""
    ids = [each.id for each in items]
    tags = list_queries.tags_of(ids) if ids else {}
    wants_answers = any(each[0] == "[" for each in wishes.columns)
    answers = forms.answers_of("registration", ids) if wants_answers and ids else {}
    roles = {each.id: localized(each.role) for each in wishes.forms}
    questions = {f"[{each.key}]": each for each in wishes.questions}

    def cell(each: Registration, key: str) -> str:
        if key in questions:
            values = answers[each.id].values if each.id in answers else {}
            return cell_of(questions[key], values.get(questions[key].key))
        return _CELLS[key](each, tags, roles, zone)

    return {
        "columns": wishes.columns,
        "headings": [(key, wishes.column_named(key)) for key in wishes.columns],
        "cells": {each.id: [cell(each, key) for key in wishes.columns] for each in items},
        "tags_of": tags if "tags" not in wishes.columns else {},
    }


Cell = Callable[[Registration, Mapping[int, list[Tag]], Mapping[int, str], ZoneInfo], str]
_CELLS: dict[str, Cell] = {
    "institution_name": lambda each, _tags, _roles, _zone: each.institution_name,
    "country": lambda each, _tags, _roles, _zone: country_name(each.country),
    "registered": lambda each, _tags, _roles, zone: short_day_text(each.submitted_at, zone),
    "changed": lambda each, _tags, _roles, zone: short_day_text(each.changed_at, zone),
    "email": lambda each, _tags, _roles, _zone: each.email,
    "position": lambda each, _tags, _roles, _zone: each.position,
    "form": lambda each, _tags, roles, _zone: roles.get(each.form_id, ""),
    "tags": lambda each, tags, _roles, _zone: ", ".join(one.name for one in tags.get(each.id, [])),
    "companion_count": lambda each, _tags, _roles, _zone: str(each.companion_count or ""),
    "language": lambda each, _tags, _roles, _zone: LANGUAGE_NAMES.get(each.language, each.language),
    "internal_note": lambda each, _tags, _roles, _zone: each.internal_note[:NOTE_SHOWN],
}


def filters_in_force(wishes: Asked) -> list[Chip]:
    """What narrows the list besides its chips, each with the way to take it away."""
    wanted = wishes.wanted
    by_form = [each for each in wishes.forms if each.id in wanted.form_ids]
    found = [_chip(_("Form"), localized(each.title), narrowed(form="")) for each in by_form]
    tagged = [each for each in wishes.tags if each.id in wanted.tag_ids]
    found += [_chip(_("Tag"), each.name, _without("tag", str(each.id))) for each in tagged]
    if wanted.is_vip is not None:
        found.append(_chip(_("VIP"), _("Yes") if wanted.is_vip else _("No"), narrowed(vip="")))
    for wish in wanted.answers:
        question = next(each for each in wishes.questions if each.key == wish.key)
        name, words = PREFIX + wish.key, _words_of(question)
        away = narrowed(**{name: "", f"{name}.from": "", f"{name}.to": ""})
        found.append(_chip(question.label.in_language(current_language()), words, away))
    return found


def _chip(label: str, words: str, url: str) -> Chip:
    return Chip(f"{label}: {words} ×", url, is_current=True)


def _without(name: str, value: str) -> str:
    pairs = [pair for pair in request.args.items(multi=True) if pair != (name, value) and pair[0] != "page"]
    return f"{request.path}?{urlencode(pairs)}"


def _words_of(question: Question) -> str:
    name = PREFIX + question.key
    if is_ranged(question):
        return f"{asked(f'{name}.from')} – {asked(f'{name}.to')}"
    given = request.args.getlist(name)
    words = dict(choices_of(question)) if is_chosen_from(question) or question.type in UPLOADS else {}
    return ", ".join(words.get(each, each) for each in given if each)


def view_chips(views: Sequence[SavedView], url_of: Callable[[SavedView], str]) -> list[Chip]:
    """The views one may open, after everything."""
    if not views:
        return []
    current = asked("view")
    is_none = current not in {str(each.id) for each in views}
    everything = Chip(_("All"), f"{request.path}?view=all", is_current=is_none and not pairs_asked())
    return [everything, *(Chip(each.name, url_of(each), current == str(each.id)) for each in views)]


def panel_for(wishes: Asked, views: Sequence[SavedView], user_id: int) -> Panel | None:
    """Filters and columns, once they are asked for."""
    if not is_panel_open():
        return None
    changed = frozenset({"form", "vip", "tag", "col", *_names_of(wishes.questions)})
    view = next((each for each in views if str(each.id) == asked("view")), None)
    answers = [(f"[{each.key}]", each.label.in_language(current_language())) for each in wishes.questions]
    return Panel(
        forms=wishes.forms,
        tags=wishes.tags,
        columns=[*COLUMNS.items(), *answers],
        filters=[_filter(each) for each in wishes.questions],
        kept=[*pairs_asked(without=changed), *([("view", str(view.id))] if view is not None else [])],
        asked=urlencode(pairs_asked()),
        view=view,
        is_own=view is not None and view.user_id == user_id,
    )


def _names_of(questions: Sequence[Question]) -> list[str]:
    return [f"{PREFIX}{each.key}{ending}" for each in questions for ending in ("", ".from", ".to")]


def _filter(question: Question) -> Filter:
    label, name = question.label.in_language(current_language()), PREFIX + question.key
    if is_ranged(question):
        kind = "date" if question.type in {FieldType.DATE, FieldType.DATE_RANGE} else "number"
        return Filter(question.key, label, "range", kind, first=asked(f"{name}.from"), last=asked(f"{name}.to"))
    given = [each for each in request.args.getlist(name) if each]
    if is_chosen_from(question) or question.type in UPLOADS:
        return Filter(question.key, label, "choices", choices=choices_of(question), given=given)
    return Filter(question.key, label, "words", given=given)
