"""Answers of one part, tidied: texts, numbers, addresses, choices, days. Pure.

Each takes the question and what was given, and returns what is kept (see each), empty when nothing was given.
Raises :class:`Unacceptable` with the sentence to show at the question.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask_babel.speaklater import LazyString

from coopevents.forms.fields import Question
from coopevents.i18n import _l
from coopevents.i18n import country_codes as country_codes
from coopevents.text import LANGUAGES, cleaned, one_line


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


def short(question: Question, given: Any) -> str:
    """Text on one line."""
    return _ensure_length(question, one_line(str(given or "")))


def long(question: Question, given: Any) -> str:
    """Text on many lines."""
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


def number(question: Question, given: Any) -> str:
    """A number in plain decimal notation, such as ``12`` or ``2.5``."""
    text = one_line(str(given if given not in (None, []) else "")).replace("\u2212", "-").replace(",", ".")
    if not text:
        return ""
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise Unacceptable(_l("Write a number, such as 12.")) from None
    if not value.is_finite() or len(text) > 30:
        raise Unacceptable(_l("Write a number, such as 12."))
    ensure_within(question, value, Decimal)
    return f"{value.normalize():f}"


def ensure_within(question: Question, value: Any, read: Any) -> None:
    """Raise Unacceptable when the value is below the question's minimum or above its maximum."""
    if question.minimum and value < read(question.minimum):
        raise Unacceptable(_l("The least possible here is %(bound)s.", bound=question.minimum))
    if question.maximum and value > read(question.maximum):
        raise Unacceptable(_l("The most possible here is %(bound)s.", bound=question.maximum))


def email(question: Question, given: Any) -> str:
    """An address mail can be sent to, in lower case."""
    text = short(question, given)
    address = valid_email(text) if text else ""
    if address is None:
        raise Unacceptable(_l("Write an e-mail address, such as name@example.edu."))
    return address


def phone(question: Question, given: Any) -> str:
    """A telephone number as ITU-T E.123 writes it internationally, such as ``+49 89 1234567``."""
    text = short(question, given)
    if not text:
        return ""
    try:
        found = phonenumbers.parse(text.replace("\uff0b", "+"), None)
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found):
        raise Unacceptable(_l("Write the number with its country code, such as +49 89 1234567."))
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _one_of(given: Any, values: Iterable[str]) -> str:
    text = one_line(str(given or ""))
    if text and text not in set(values):
        raise Unacceptable(_l("Choose one of the answers offered."))
    return text


def country(_question: Question, given: Any) -> str:
    """A code of ISO 3166-1."""
    return _one_of(str(given or "").upper(), country_codes())


def language(_question: Question, given: Any) -> str:
    """One of the languages of the house."""
    return _one_of(given, LANGUAGES)


def choice(question: Question, given: Any) -> str:
    """The value of one option."""
    return _one_of(given, [each.value for each in question.options])


def choices(question: Question, given: Any) -> list[str]:
    """The values of several options, in the order they are offered."""
    chosen = [given] if isinstance(given, str) else list(given or [])
    kept = {choice(question, each) for each in chosen}
    ordered = [each.value for each in question.options if each.value in kept]
    if ordered:
        ensure_within(question, len(ordered), int)
    return ordered


def consent(_question: Question, given: Any) -> bool:
    """Whether the box was ticked."""
    return given is True or str(given or "").lower() in {"y", "yes", "true", "1", "on"}


def read_day(text: str) -> date:
    """The day written so.

    Raises Unacceptable.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unacceptable(_l("Write a date, such as 2026-11-30.")) from None


def day(question: Question, given: Any) -> str:
    """A day as ISO 8601 writes it."""
    text = given.isoformat() if isinstance(given, date) else one_line(str(given or ""))
    if not text:
        return ""
    value = read_day(text)
    ensure_within(question, value, date.fromisoformat)
    return value.isoformat()
