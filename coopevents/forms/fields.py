"""Questions and answers: what can be asked, and what counts as an answer. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel.speaklater import LazyString

from coopevents.i18n import _l, country_choices
from coopevents.text import LANGUAGES, LocalizedText, cleaned, one_line

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


class FieldType(StrEnum):
    """The kinds of answers."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    EMAIL = "email"
    COUNTRY = "country"
    INSTITUTION = "institution"
    CHOICE = "choice"
    CHOICES = "choices"
    CONSENT = "consent"
    DATE = "date"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Option:
    """One answer to choose; ``value`` is what is stored."""

    value: str
    label: LocalizedText


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing asked. ``key`` names it in answers and never changes.

    Raises ValueError for a key that is no name, or a choice without options.
    """

    key: str
    type: FieldType
    label: LocalizedText
    hint: LocalizedText = field(default_factory=LocalizedText)
    is_required: bool = False
    options: tuple[Option, ...] = ()
    max_length: int = 500

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r} cannot name a question")
        if self.type in {FieldType.CHOICE, FieldType.CHOICES} and not self.options:
            raise ValueError(f"{self.key} has nothing to choose from")

    def to_json(self) -> dict[str, Any]:
        """The question as it is stored."""
        return {
            "key": self.key,
            "type": self.type.value,
            "label": dict(self.label),
            "hint": dict(self.hint),
            "is_required": self.is_required,
            "options": [{"value": each.value, "label": dict(each.label)} for each in self.options],
            "max_length": self.max_length,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Question":
        """The question as it was stored."""
        return cls(
            key=stored["key"],
            type=FieldType(stored["type"]),
            label=LocalizedText(stored["label"]),
            hint=LocalizedText(stored["hint"]),
            is_required=stored["is_required"],
            options=tuple(Option(each["value"], LocalizedText(each["label"])) for each in stored["options"]),
            max_length=stored["max_length"],
        )


Definition = tuple[Question, ...]
Errors = dict[str, LazyString]


class Unacceptable(Exception):
    """What was given is no answer to the question; says why."""

    def __init__(self, sentence: LazyString) -> None:
        self.sentence = sentence
        super().__init__()


def valid_email(text: str) -> str | None:
    """The address as mail is sent to it, in lower case; None when it cannot be one."""
    try:
        address = validate_email(one_line(text), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return (address.ascii_email or address.normalized).lower()


@cache
def country_codes() -> frozenset[str]:
    """Every country and region of ISO 3166-1."""
    return frozenset(code for code, _name in country_choices())


def clean(definition: Iterable[Question], raw: Mapping[str, Any]) -> tuple[dict[str, Any], Errors]:
    """The answers worth keeping, and what is wrong with the others, both by the question's key.

    Unanswered questions are left out; what was not asked is ignored.
    """
    values: dict[str, Any] = {}
    errors: Errors = {}
    for question in definition:
        try:
            value = _CLEANERS[question.type](question, raw.get(question.key))
        except Unacceptable as unacceptable:
            errors[question.key] = unacceptable.sentence
            continue
        if value not in ("", None, [], False):
            values[question.key] = value
        elif question.is_required:
            errors[question.key] = _missing(question)
    return values, errors


def _missing(question: Question) -> LazyString:
    if question.type in {FieldType.CHOICE, FieldType.CHOICES, FieldType.COUNTRY, FieldType.LANGUAGE}:
        return _l("Choose an answer.")
    if question.type is FieldType.CONSENT:
        return _l("Tick the box to go on.")
    return _l("This cannot stay empty.")


def _short(question: Question, given: Any) -> str:
    return _ensure_length(question, one_line(str(given or "")))


def _long(question: Question, given: Any) -> str:
    return _ensure_length(question, cleaned(str(given or "")))


def _ensure_length(question: Question, text: str) -> str:
    if len(text) > question.max_length:
        raise Unacceptable(
            _l(
                "This is %(length)s characters long; at most %(room)s fit here.",
                length=len(text),
                room=question.max_length,
            )
        )
    return text


def _email(question: Question, given: Any) -> str:
    text = _short(question, given)
    address = valid_email(text) if text else ""
    if address is None:
        raise Unacceptable(_l("Write an e-mail address, such as name@example.edu."))
    return address


def _one_of(question: Question, given: Any, values: Iterable[str]) -> str:
    text = one_line(str(given or ""))
    if text and text not in set(values):
        raise Unacceptable(_l("Choose one of the answers offered."))
    return text


def _country(question: Question, given: Any) -> str:
    return _one_of(question, str(given or "").upper(), country_codes())


def _language(question: Question, given: Any) -> str:
    return _one_of(question, given, LANGUAGES)


def _choice(question: Question, given: Any) -> str:
    return _one_of(question, given, [each.value for each in question.options])


def _choices(question: Question, given: Any) -> list[str]:
    chosen = [given] if isinstance(given, str) else list(given or [])
    kept = {_choice(question, each) for each in chosen}
    return [each.value for each in question.options if each.value in kept]


def _consent(_question: Question, given: Any) -> bool:
    return given is True or str(given or "").lower() in {"y", "yes", "true", "1", "on"}


def _date(question: Question, given: Any) -> str:
    text = given.isoformat() if isinstance(given, date) else one_line(str(given or ""))
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise Unacceptable(_l("Write a date, such as 2026-11-30.")) from None


_CLEANERS: dict[FieldType, Callable[[Question, Any], Any]] = {
    FieldType.SHORT_TEXT: _short,
    FieldType.LONG_TEXT: _long,
    FieldType.EMAIL: _email,
    FieldType.COUNTRY: _country,
    FieldType.INSTITUTION: _short,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.CONSENT: _consent,
    FieldType.DATE: _date,
    FieldType.LANGUAGE: _language,
}
