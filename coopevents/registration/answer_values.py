"""Answers as one can narrow a list by them: comparable texts, of questions that are listed and no secret. Pure.

A choice is its value, a day its ISO date, a number a text that sorts like it, a tick ``yes``, anything else the words
of what was written. Everything answered has at least one value.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coopevents.forms.fields import CHOOSING, UPLOADS, FieldType, Question
from coopevents.registration.finding import words_of

MOST_WORDS = 40
LONGEST = 80
_SHIFT = 10**12
_AS_THEY_ARE = CHOOSING | {FieldType.COUNTRY, FieldType.LANGUAGE, FieldType.DATE}
_NUMBERS = frozenset({FieldType.NUMBER, FieldType.COMPUTED})
ANSWERED = "✓"
"""The value of what is only known to be answered: a file."""


def may_be_asked_for(question: Question) -> bool:
    """Whether lists can be narrowed by its answers."""
    return question.is_listed and not question.is_sensitive


def values_of(questions: Iterable[Question], answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(key, value) for every answer that can be asked for."""
    for question in questions:
        answer = answers.get(question.key)
        if may_be_asked_for(question) and answer not in (None, "", [], {}):
            yield from ((question.key, value) for value in _values(question, answer))


def sortable(number: float) -> str:
    """A number as a text; texts compare as their numbers do.

    >>> sortable(-2) < sortable(1.5) < sortable(10)
    True
    """
    return f"{min(max(number, 1 - _SHIFT), _SHIFT) + _SHIFT:020.4f}"


def _values(question: Question, answer: Any) -> frozenset[str]:
    if question.type in UPLOADS:
        return frozenset({ANSWERED})
    if question.type is FieldType.CONSENT:
        return frozenset({"yes" if answer else "no"})
    if question.type in _AS_THEY_ARE:
        return frozenset(str(each)[:LONGEST] for each in (answer if isinstance(answer, list) else [answer]))
    if question.type in _NUMBERS and _as_number(answer) is not None:
        return frozenset({sortable(_as_number(answer) or 0)})
    if question.type is FieldType.DATE_RANGE:
        return frozenset(str(each)[:LONGEST] for each in _leaves(answer))
    words = words_of(str(each) for each in _leaves(answer))
    return frozenset(sorted(words)[:MOST_WORDS]) or frozenset({ANSWERED})


def _as_number(answer: Any) -> float | None:
    try:
        return float(answer)
    except (TypeError, ValueError):
        return None


def _leaves(answer: Any) -> Iterator[Any]:
    if isinstance(answer, Mapping):
        for each in answer.values():
            yield from _leaves(each)
    elif isinstance(answer, list):
        for each in answer:
            yield from _leaves(each)
    elif answer not in (None, ""):
        yield answer
