"""Short words for writing ready-made sections: texts in three languages, questions, conditions. Pure."""

from typing import Any

from coopevents.forms.conditions import Condition, Operator, Test
from coopevents.forms.fields import FieldType, Option, Question, Section
from coopevents.text import LocalizedText


def text(en: str, zh: str, fr: str) -> LocalizedText:
    """One text in the three languages of the house."""
    return LocalizedText({"en": en, "zh_Hans_CN": zh, "fr": fr})


def option(value: str, en: str, zh: str, fr: str, capacity: int | None = None) -> Option:
    """One answer to choose."""
    return Option(value, text(en, zh, fr), capacity)


def question(key: str, kind: FieldType, label: LocalizedText, **said: Any) -> Question:
    """One question."""
    return Question(key=key, type=kind, label=label, **said)


def section(block: str, title: LocalizedText, *questions: Question, **said: Any) -> Section:
    """A ready-made section, called as its block is."""
    return Section(key=block, title=title, questions=questions, block=block, **said)


def when(key: str, *values: str) -> Condition:
    """That an earlier question was answered with one of these values (a ticked box: ``yes``)."""
    return Condition((Test(key, Operator.IS, values),))


def consent(key: str, label: LocalizedText, hint: LocalizedText, **said: Any) -> Question:
    """The consent that comes before sensitive answers; what it says is kept with the version of the form."""
    return question(key, FieldType.CONSENT, label, hint=hint, **said)
