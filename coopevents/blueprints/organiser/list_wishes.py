"""What the address of the list asks for: how the list is narrowed, in which order it is, which columns it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import request
from flask_babel.speaklater import LazyString

from coopevents.blueprints.answer_words import answer_text
from coopevents.blueprints.listing import asked
from coopevents.forms.fields import CHOOSING, UPLOADS, FieldType, Question
from coopevents.i18n import LANGUAGE_NAMES, _, _l, country_choices, current_language
from coopevents.registration import event_forms, form_queries, list_queries, listing
from coopevents.registration.answer_values import may_be_asked_for, sortable
from coopevents.registration.finding import wanted_words
from coopevents.registration.list_models import Tag
from coopevents.registration.models import EventForm
from coopevents.registration.states import RegistrationState
from coopevents.registration.wanted import AnswerWish, Wanted

PREFIX = "a."
MOST_COLUMNS = 12
COLUMNS: dict[str, LazyString] = {
    "institution_name": _l("Institution"),
    "country": _l("Country or region"),
    "registered": _l("Registered"),
    "email": _l("E-mail"),
    "position": _l("Position"),
    "form": _l("Form"),
    "tags": _l("Tags"),
    "companion_count": _l("Companions"),
    "language": _l("Messages in"),
    "changed": _l("Changed"),
    "internal_note": _l("Internal note"),
}
"""Columns that may be chosen besides answers; number, name and state always stand there."""
SHOWN_AT_FIRST = ("institution_name", "country", "registered")
_RANGED = frozenset({FieldType.NUMBER, FieldType.COMPUTED, FieldType.DATE, FieldType.DATE_RANGE})


@dataclass(frozen=True)
class Asked:
    """What is asked for. ``questions``, ``forms`` and ``tags`` are those that may be asked about, read once somebody
    asks for one."""

    wanted: Wanted
    columns: tuple[str, ...]
    questions: tuple[Question, ...] = field(default_factory=tuple)
    forms: Sequence[EventForm] = ()
    tags: Sequence[Tag] = ()

    def column_named(self, key: str) -> "LazyString | str":
        """The heading of a column."""
        if key in COLUMNS:
            return COLUMNS[key]
        found = next((each for each in self.questions if f"[{each.key}]" == key), None)
        return found.label.in_language(current_language()) if found is not None else key


def read_wishes(event_id: int) -> Asked:
    """What the address asks for; what means nothing is passed over."""
    chosen = tuple(dict.fromkeys(request.args.getlist("col")))[:MOST_COLUMNS]
    is_open = is_panel_open()
    forms = form_queries.list_forms(event_id) if is_open or asked("form") or "form" in chosen else []
    known_tags = list_queries.list_tags(event_id) if is_open or asked("tag") else []
    state, sort, form = asked("state"), asked("sort"), asked("form")
    tags = {int(each) for each in request.args.getlist("tag") if each.isascii() and each.isdigit() and len(each) < 10}
    wanted = Wanted(
        text=asked("q"),
        states=(RegistrationState(state),) if state in set(RegistrationState) else (),
        form_ids=tuple(each.id for each in forms if each.slug == form),
        country=asked("country")[:2].upper(),
        institution=asked("institution", longest=300),
        tag_ids=tuple(each.id for each in known_tags if each.id in tags),
        is_vip={"yes": True, "no": False}.get(asked("vip")),
        sort=sort if sort in listing.SORTS else "newest",
    )
    names_answers = any(each.startswith(PREFIX) for each in request.args) or any(each[:1] == "[" for each in chosen)
    questions = askable_questions(event_id) if names_answers or is_open else ()
    known = {*COLUMNS, *(f"[{each.key}]" for each in questions)}
    columns = tuple(each for each in chosen if each in known) or SHOWN_AT_FIRST
    return Asked(replace(wanted, answers=tuple(_answers(questions))), columns, questions, forms, known_tags)


def is_panel_open() -> bool:
    """Whether filters and columns are being chosen."""
    return request.args.get("more") == "1"


def askable_questions(event_id: int) -> tuple[Question, ...]:
    """The questions lists may be narrowed by, and answers shown of."""
    return tuple(each for each in event_forms.listed_questions(event_id) if may_be_asked_for(each))


def _answers(questions: Sequence[Question]) -> Iterator[AnswerWish]:
    for question in questions:
        name = PREFIX + question.key
        given = [each[:200] for each in request.args.getlist(name) if each][:20]
        first, last = asked(f"{name}.from"), asked(f"{name}.to")
        if question.type in _RANGED:
            bounds = (_bound(question, first), _bound(question, last))
            if any(bounds):
                yield AnswerWish(key=question.key, first=bounds[0], last=bounds[1])
        elif given and is_chosen_from(question):
            yield AnswerWish(key=question.key, one_of=tuple(given))
        elif given and question.type in UPLOADS:
            yield AnswerWish(key=question.key, is_answered=given[0] == "yes")
        elif given and (words := tuple(wanted_words(given[0]))):
            yield AnswerWish(key=question.key, words=words)


def _bound(question: Question, text: str) -> str:
    if not text or question.type in {FieldType.DATE, FieldType.DATE_RANGE}:
        return text[:10]
    try:
        return sortable(float(text.replace(",", ".")))
    except ValueError:
        return ""


def is_chosen_from(question: Question) -> bool:
    """Whether the filter offers choices."""
    return question.type in CHOOSING | {FieldType.COUNTRY, FieldType.LANGUAGE, FieldType.CONSENT}


def is_ranged(question: Question) -> bool:
    """Whether the filter has a first and a last value."""
    return question.type in _RANGED


def choices_of(question: Question) -> list[tuple[str, str]]:
    """(value, words) offered by the filter of a question."""
    language = current_language()
    if question.type is FieldType.CONSENT:
        return [("yes", _("Yes"))]
    if question.type in UPLOADS:
        return [("yes", _("Handed in")), ("no", _("Missing"))]
    if question.type is FieldType.COUNTRY:
        return country_choices()
    if question.type is FieldType.LANGUAGE:
        return list(LANGUAGE_NAMES.items())
    return [(each.value, each.label.in_language(language)) for each in question.options]


def cell_of(question: Question, value: Any) -> str:
    """An answer as a cell of the list."""
    return answer_text(question, value, current_language()) if value not in (None, "", [], {}) else ""


def pairs_asked(*, without: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """The parts of the address that say what the list shows, in their order."""
    passing = {"page", "lang", "theme", "more", "view", "by"} | without
    return [(name, value) for name, value in request.args.items(multi=True) if value and name not in passing]
