"""What can be asked: typed questions in sections, as they are defined and stored. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from coopevents.forms.conditions import Condition
from coopevents.text import LocalizedText

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


class FieldType(StrEnum):
    """The kinds of answers; :mod:`coopevents.forms.cleaning` says what each is stored as."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    EMAIL = "email"
    PHONE = "phone"
    COUNTRY = "country"
    INSTITUTION = "institution"
    PERSON_NAME = "person_name"
    CHOICE = "choice"
    CHOICES = "choices"
    CONSENT = "consent"
    DATE = "date"
    DATE_RANGE = "date_range"
    TRAVEL = "travel"
    LANGUAGE = "language"
    FILE = "file"
    PHOTO = "photo"
    COMPUTED = "computed"
    HIDDEN = "hidden"


CHOOSING = frozenset({FieldType.CHOICE, FieldType.CHOICES})
UPLOADS = frozenset({FieldType.FILE, FieldType.PHOTO})


class Phase(StrEnum):
    """When a section is asked: with the registration, or once the place is confirmed."""

    FIRST = "first"
    LATER = "later"


class Computation(StrEnum):
    """What a computed field works out of the answers named by ``computes_from``."""

    NIGHTS = "nights"
    AGE = "age"
    SUM = "sum"
    COUNT = "count"


@dataclass(frozen=True)
class Option:
    """One answer to choose; ``value`` is what is stored, ``capacity`` how many guests may choose it (None: any)."""

    value: str
    label: LocalizedText
    capacity: int | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing asked. ``key`` names it in answers and never changes.

    A sensitive answer is kept sealed, masked and out of lists and exports, and erased ``purge_after_days`` after the
    event. ``needs_approval_again`` sends an approved registration back to the office when the answer changes.
    ``minimum`` and ``maximum`` bound numbers, days (ISO) and how many options may be chosen. Raises ValueError for a
    key that is no name, a choice without options, or a computed field without a computation.
    """

    key: str
    type: FieldType
    label: LocalizedText
    hint: LocalizedText = field(default_factory=LocalizedText)
    is_required: bool = False
    options: tuple[Option, ...] = ()
    max_length: int = 500
    minimum: str = ""
    maximum: str = ""
    condition: Condition | None = None
    is_sensitive: bool = False
    purge_after_days: int = 30
    is_listed: bool = False
    needs_approval_again: bool = False
    computation: Computation | None = None
    computes_from: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r} cannot name a question")
        if self.type in CHOOSING and not self.options:
            raise ValueError(f"{self.key} has nothing to choose from")
        if (self.type is FieldType.COMPUTED) != (self.computation is not None):
            raise ValueError(f"{self.key} is computed from nothing")

    def to_json(self) -> dict[str, Any]:
        """The question as it is stored."""
        return {
            "key": self.key,
            "type": self.type.value,
            "label": dict(self.label),
            "hint": dict(self.hint),
            "is_required": self.is_required,
            "options": [_option_to_json(each) for each in self.options],
            "max_length": self.max_length,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "condition": self.condition.to_json() if self.condition is not None else None,
            "is_sensitive": self.is_sensitive,
            "purge_after_days": self.purge_after_days,
            "is_listed": self.is_listed,
            "needs_approval_again": self.needs_approval_again,
            "computation": self.computation.value if self.computation is not None else None,
            "computes_from": list(self.computes_from),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Question":
        """The question as it was stored."""
        computation = stored.get("computation")
        return cls(
            key=stored["key"],
            type=FieldType(stored["type"]),
            label=LocalizedText(stored["label"]),
            hint=LocalizedText(stored["hint"]),
            is_required=stored["is_required"],
            options=tuple(
                Option(each["value"], LocalizedText(each["label"]), each.get("capacity")) for each in stored["options"]
            ),
            max_length=stored["max_length"],
            minimum=stored.get("minimum", ""),
            maximum=stored.get("maximum", ""),
            condition=Condition.from_json(stored.get("condition")),
            is_sensitive=stored.get("is_sensitive", False),
            purge_after_days=stored.get("purge_after_days", 30),
            is_listed=stored.get("is_listed", False),
            needs_approval_again=stored.get("needs_approval_again", False),
            computation=Computation(computation) if computation else None,
            computes_from=tuple(stored.get("computes_from", ())),
        )


@dataclass(frozen=True, kw_only=True)
class Section:
    """Questions that belong together: one short page of the form. ``block`` names the ready-made one it was."""

    key: str
    title: LocalizedText
    text: LocalizedText = field(default_factory=LocalizedText)
    questions: tuple[Question, ...] = ()
    condition: Condition | None = None
    block: str = ""
    phase: Phase = Phase.FIRST

    def to_json(self) -> dict[str, Any]:
        """The section as it is stored."""
        return {
            "key": self.key,
            "title": dict(self.title),
            "text": dict(self.text),
            "questions": [each.to_json() for each in self.questions],
            "condition": self.condition.to_json() if self.condition is not None else None,
            "block": self.block,
            "phase": self.phase.value,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Section":
        """The section as it was stored."""
        return cls(
            key=stored["key"],
            title=LocalizedText(stored["title"]),
            text=LocalizedText(stored["text"]),
            questions=tuple(Question.from_json(each) for each in stored["questions"]),
            condition=Condition.from_json(stored["condition"]),
            block=stored["block"],
            phase=Phase(stored.get("phase", Phase.FIRST)),
        )


@dataclass(frozen=True)
class Definition:
    """What a form asks: sections in their order.

    Raises ValueError when two questions have one key.
    """

    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        if len({question.key for question in self.questions}) != len(self.questions):
            raise ValueError("two questions have one key")

    def __hash__(self) -> int:
        """As for every value; worked out once, since what is made of a definition is kept by it."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.sections)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def secret_keys(self) -> frozenset[str]:
        """The questions whose answers are sensitive, and those worked out from such answers."""
        secret = {question.key for question in self.questions if question.is_sensitive}
        return frozenset(secret | {question.key for question in self.questions if secret & set(question.computes_from)})

    def asked(self, phase: Phase) -> "Definition":
        """The part that is asked then; the whole where everything is."""
        sections = tuple(each for each in self.sections if each.phase is phase)
        return self if len(sections) == len(self.sections) else Definition(sections)

    @property
    def asks_later(self) -> bool:
        """Whether something is asked only once the place is confirmed."""
        return any(each.phase is Phase.LATER and each.questions for each in self.sections)

    def find(self, key: str) -> Question | None:
        """The question with that key."""
        return next((question for question in self.questions if question.key == key), None)

    def to_json(self) -> list[dict[str, Any]]:
        """The definition as it is stored."""
        return [section.to_json() for section in self.sections]

    @classmethod
    def from_json(cls, stored: list[dict[str, Any]]) -> "Definition":
        """The definition as it was stored."""
        return cls(tuple(Section.from_json(each) for each in stored))


def _option_to_json(option: Option) -> dict[str, Any]:
    return {"value": option.value, "label": dict(option.label), "capacity": option.capacity}
