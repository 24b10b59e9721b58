"""Answers as they come in, made into answers worth keeping, or refused in words. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.forms import composite, single
from coopevents.forms.computing import computed
from coopevents.forms.consents import missing_consents
from coopevents.forms.fields import CHOOSING, UPLOADS, Definition, FieldType, Question
from coopevents.forms.single import Unacceptable
from coopevents.i18n import _l

Errors = dict[str, LazyString]


def asked_questions(definition: Definition, answers: Mapping[str, Any]) -> list[Question]:
    """The questions that are asked of somebody who answered so: conditions look at the answers before them."""
    asked: list[Question] = []
    hidden = {question.key for question in definition.questions}
    for section in definition.sections:
        if section.condition is not None and not section.condition.holds(_without(answers, hidden)):
            continue
        for question in section.questions:
            if question.condition is None or question.condition.holds(_without(answers, hidden)):
                asked.append(question)
                hidden.discard(question.key)
    return asked


def _without(answers: Mapping[str, Any], hidden: set[str]) -> dict[str, Any]:
    return {key: value for key, value in answers.items() if key not in hidden}


def clean(
    definition: Definition, raw: Mapping[str, Any], *, known: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], Errors]:
    """The answers worth keeping, and what is wrong with the others, both by the question's key.

    Unanswered questions are left out; what was not asked (see :func:`asked_questions`) is ignored. ``known`` is what
    conditions and computations may also look at: ``guest.country``, ``guest.role``, ``event.starts_on``.
    """
    values: dict[str, Any] = {}
    errors: Errors = {}
    for section in definition.sections:
        if section.condition is not None and not section.condition.holds({**(known or {}), **values}):
            continue
        for question in section.questions:
            if question.condition is None or question.condition.holds({**(known or {}), **values}):
                _take(question, raw.get(question.key), {**(known or {}), **values}, values, errors)
    return values, missing_consents(definition, values) | errors


def _take(question: Question, given: Any, seen: Mapping[str, Any], values: dict[str, Any], errors: Errors) -> None:
    if question.type is FieldType.COMPUTED:
        value = computed(question, seen)
    else:
        try:
            value = _CLEANERS[question.type](question, given)
        except Unacceptable as unacceptable:
            errors[question.key] = unacceptable.sentence
            return
    if value not in ("", None, [], {}, False):
        values[question.key] = value
    elif question.is_required and question.type not in {FieldType.COMPUTED, FieldType.HIDDEN}:
        errors[question.key] = missing(question)


def clean_answer(question: Question, given: Any) -> Any:
    """One answer worth keeping, whatever else was answered; empty for none. Raises Unacceptable."""
    return _CLEANERS[question.type](question, given)


def missing(question: Question) -> LazyString:
    """What is said when a required answer is not there."""
    if question.type in CHOOSING or question.type in {FieldType.COUNTRY, FieldType.LANGUAGE}:
        return _l("Choose an answer.")
    if question.type is FieldType.CONSENT:
        return _l("Tick the box to go on.")
    if question.type in UPLOADS:
        return _l("Choose a file.")
    return _l("This cannot stay empty.")


_CLEANERS: dict[FieldType, Callable[[Question, Any], Any]] = {
    FieldType.SHORT_TEXT: single.short,
    FieldType.LONG_TEXT: single.long,
    FieldType.NUMBER: single.number,
    FieldType.EMAIL: single.email,
    FieldType.PHONE: single.phone,
    FieldType.COUNTRY: single.country,
    FieldType.INSTITUTION: single.short,
    FieldType.PERSON_NAME: composite.person_name,
    FieldType.CHOICE: single.choice,
    FieldType.CHOICES: single.choices,
    FieldType.CONSENT: single.consent,
    FieldType.DATE: single.day,
    FieldType.DATE_RANGE: composite.date_range,
    FieldType.TRAVEL: composite.travel,
    FieldType.LANGUAGE: single.language,
    FieldType.FILE: composite.upload,
    FieldType.PHOTO: composite.upload,
    FieldType.HIDDEN: single.short,
}
