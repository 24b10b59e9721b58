"""When a question is asked, as rows one chooses and types: an earlier question, a test, an answer in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request

from coopevents.blueprints.organiser.form_words import KNOWN_OF_GUESTS, value_text
from coopevents.forms.conditions import Condition, Operator, Test
from coopevents.forms.fields import Definition, FieldType, Question
from coopevents.i18n import LANGUAGE_NAMES, _, country_choices, current_language
from coopevents.text import folded, one_line

MOST = 6
WITHOUT_VALUE = frozenset({Operator.IS_ANSWERED, Operator.IS_EMPTY})
COMPARING = frozenset({Operator.AT_LEAST, Operator.AT_MOST})


@dataclass
class ConditionRow:
    """One test as it was chosen and typed, and what is wrong with it."""

    number: int
    key: str = ""
    operator: str = Operator.IS.value
    answer: str = ""
    error: str = ""


@dataclass
class ConditionRows:
    """The tests of a question or section, with an empty one at the end. ``asked_before`` may be looked at."""

    rows: list[ConditionRow]
    asked_before: list[Question]
    needs_all: bool = True

    @classmethod
    def showing(cls, condition: Condition | None, asked_before: list[Question], language: str) -> "ConditionRows":
        """The tests as they are now."""
        tests = condition.tests if condition is not None else ()
        questions = {each.key: each for each in asked_before}
        rows: list[ConditionRow] = []
        for number, test in enumerate(tests):
            words = [value_text(test.key, questions.get(test.key), value, language) for value in test.values]
            rows.append(ConditionRow(number, test.key, test.operator.value, ", ".join(words)))
        return cls([*rows, ConditionRow(len(rows))], asked_before, condition.needs_all if condition else True)

    @classmethod
    def sent(cls, asked_before: list[Question]) -> "ConditionRows":
        """The tests as they were sent."""
        rows: list[ConditionRow] = []
        for number in range(MOST):
            key = request.form.get(f"test-{number}-key", "")[:60]
            if key:
                operator = request.form.get(f"test-{number}-operator", "")
                answer = one_line(request.form.get(f"test-{number}-answer", ""))[:300]
                rows.append(ConditionRow(len(rows), key, operator, answer))
        needs_all = request.form.get("needs_all", "all") != "any"
        return cls([*rows, ConditionRow(len(rows))], asked_before, needs_all)

    @property
    def choices(self) -> Iterator[tuple[str, str]]:
        """What can be looked at: (key, words)."""
        for key, words in KNOWN_OF_GUESTS.items():
            yield key, str(words)

    def to_condition(self) -> Condition | None:
        """The condition, None for always; ``is_right`` says whether that may be kept."""
        tests = [test for row in self.rows if row.key and (test := self._test(row)) is not None]
        return Condition(tuple(tests), self.needs_all) if tests else None

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not any(each.error for each in self.rows)

    def _test(self, row: ConditionRow) -> Test | None:
        question = next((each for each in self.asked_before if each.key == row.key), None)
        if question is None and row.key not in KNOWN_OF_GUESTS:
            row.error = str(_("This question is not asked before. Choose another one, or move it up."))
            return None
        operator = Operator(row.operator) if row.operator in set(Operator) else Operator.IS
        if operator in WITHOUT_VALUE:
            return Test(row.key, operator)
        answers = possible_answers(row.key, question)
        typed = [each.strip() for each in row.answer.split(",") if each.strip()]
        values = tuple(answers.get(folded(each), "" if answers else each) for each in typed)
        if not typed:
            row.error = str(_("Write the answer it is compared with."))
        elif operator not in COMPARING and not all(values):
            row.error = str(_("Nobody can answer that. Write one of: %(answers)s", answers=_shown(row.key, question)))
        return None if row.error else Test(row.key, operator, values if all(values) else tuple(typed))


def possible_answers(key: str, question: Question | None) -> dict[str, str]:
    """The stored value for each folded word that names an answer in any language; empty where anything may be typed."""
    if key == "guest.country" or (question is not None and question.type is FieldType.COUNTRY):
        return {folded(name): code for code, name in country_choices()} | {c.lower(): c for c, _n in country_choices()}
    if key == "guest.language" or (question is not None and question.type is FieldType.LANGUAGE):
        return {folded(name): code for code, name in LANGUAGE_NAMES.items()}
    if question is not None and question.type is FieldType.CONSENT:
        return dict.fromkeys((folded(str(_("ticked"))), "yes", "ticked", folded(str(_("Yes")))), "yes")
    options = question.options if question is not None else ()
    return {folded(word): each.value for each in options for word in (*each.label.values(), each.value)}


def suggestions(definition: list[Question], language: str) -> list[str]:
    """Answers one may want to write, for a list that completes what is typed."""
    found = [str(_("ticked"))] if any(each.type is FieldType.CONSENT for each in definition) else []
    found += [option.label.in_language(language) for each in definition for option in each.options]
    return list(dict.fromkeys(found))


def asked_before(definition: Definition, key: str, section_key: str) -> list[Question]:
    """The questions that come before a question, before a section (an empty key), or before a new one at its end."""
    found: list[Question] = []
    for section in definition.sections:
        if section.key == section_key and key == section_key:
            return found
        for question in section.questions:
            if question.key == key:
                return found
            found.append(question)
        if section.key == section_key:
            return found
    return found


def _shown(key: str, question: Question | None) -> str:
    if question is not None and question.options:
        return ", ".join(each.label.in_language(current_language()) for each in question.options[:12])
    if key == "guest.language" or (question is not None and question.type is FieldType.LANGUAGE):
        return ", ".join(LANGUAGE_NAMES.values())
    return str(_("a country, as lists of countries call it")) if key == "guest.country" else str(_("ticked"))
